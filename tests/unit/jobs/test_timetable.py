"""Periodic jobs: each slot once, however many workers ask."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from plait.jobs import timetable
from plait.jobs.models import Slot
from plait.jobs.timetable import Timed, claim_due, put_on_timetable, run_timed, slot_of
from plait.jobs.timetable import timetable as listed
from plait.jobs.worker import run_once

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
HOURLY = timedelta(hours=1)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """A timetable with one hourly job; the times at which it ran."""
    times: list[datetime] = []
    monkeypatch.setattr(timetable, "_timetable", {})
    put_on_timetable(Timed("count the returns", HOURLY, times.append))
    return times


@pytest.mark.django_db(transaction=True)
def test_a_slot_is_claimed_once_when_twelve_workers_race(ran: list[datetime]) -> None:
    claimed: list[str] = []
    faults: list[Exception] = []
    start = threading.Barrier(12)

    def work() -> None:
        try:
            start.wait(10)
            claimed.extend(claim_due(NOON))
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (claimed, faults) == (["count the returns"], [])
    assert (Slot.objects.count(), DBTaskResult.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_job_runs_once_in_each_of_its_slots(ran: list[datetime]) -> None:
    asked = [NOON, NOON + timedelta(minutes=59), NOON + HOURLY, NOON + timedelta(minutes=61)]
    assert [claim_due(at) for at in asked] == [["count the returns"], [], ["count the returns"], []]


@pytest.mark.django_db
def test_slots_missed_while_nothing_ran_are_caught_up_once(ran: list[datetime]) -> None:
    claim_due(NOON)
    assert claim_due(NOON + timedelta(days=3)) == ["count the returns"]
    assert claim_due(NOON + timedelta(days=3, minutes=1)) == []
    assert Slot.objects.count() == 2


@pytest.mark.django_db
def test_a_job_is_told_the_time_at_which_it_was_due(ran: list[datetime]) -> None:
    claim_due(NOON)
    task = DBTaskResult.objects.get()
    assert task.task_path.endswith(run_timed.func.__name__)
    run_timed.call(*task.args_kwargs["args"])
    assert ran == [NOON]


@pytest.mark.django_db
def test_claims_are_kept_for_a_month(ran: list[datetime]) -> None:
    for day in (0, 20, 40):
        claim_due(NOON + timedelta(days=day))
    assert [slot.starts_at for slot in Slot.objects.order_by("starts_at")] == [
        NOON + timedelta(days=20),
        NOON + timedelta(days=40),
    ]


@given(
    st.integers(946_684_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.sampled_from([timedelta(minutes=1), timedelta(minutes=15), HOURLY, timedelta(days=1)]),
)
def test_every_moment_lies_in_exactly_one_slot(moment: datetime, every: timedelta) -> None:
    job = Timed("any", every, lambda at: None)
    begins = slot_of(job, moment)
    assert begins <= moment < begins + every
    assert slot_of(job, begins) == begins


def test_the_history_is_sealed_every_minute() -> None:
    assert {job.name: job.every for job in listed()}["seal the history"] == timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_a_job_that_falls_over_shows_its_last_error_and_others_go_on(ran: list[datetime]) -> None:
    def fall_over(at: datetime) -> None:
        raise ConnectionError("The mail server does not answer")

    put_on_timetable(Timed("a job at fault", HOURLY, fall_over))
    run_once()
    assert len(ran) == 1
    failed = DBTaskResult.objects.failed().get()
    assert failed.args_kwargs["args"][0] == "a job at fault"
    assert failed.exception_class_path == "builtins.ConnectionError"
    assert "The mail server does not answer" in failed.traceback


@pytest.mark.django_db(transaction=True)
def test_a_job_that_failed_in_one_slot_is_tried_again_in_the_next(ran: list[datetime]) -> None:
    put_on_timetable(Timed("a job at fault", HOURLY, lambda at: 1 / 0))  # type: ignore[arg-type,return-value]
    for hour in range(2):
        claim_due(NOON + hour * HOURLY)
    assert DBTaskResult.objects.filter(args_kwargs__args__0="a job at fault").count() == 2
