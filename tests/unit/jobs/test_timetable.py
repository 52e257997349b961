"""Periodic jobs: each slot once, however many workers ask, and whatever the clock on the wall does."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from plait.core.refusals import Refusal
from plait.jobs import timetable
from plait.jobs.models import Turn
from plait.jobs.timetable import Standing, Timed, claim_due, put_on_timetable, run_timed, slot_of
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


class Watch:
    """A clock that only goes on, as the machine's own does."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def done() -> None:
    DBTaskResult.objects.update(status="SUCCESSFUL")


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
    assert (Turn.objects.get().turns, DBTaskResult.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_job_runs_once_in_each_of_its_slots(ran: list[datetime]) -> None:
    asked = []
    for at in (NOON, NOON + timedelta(minutes=59), NOON + HOURLY, NOON + timedelta(minutes=61)):
        asked.append(claim_due(at))
        done()
    assert asked == [["count the returns"], [], ["count the returns"], []]


@pytest.mark.django_db
def test_slots_missed_while_nothing_ran_are_caught_up_once(ran: list[datetime]) -> None:
    claim_due(NOON)
    done()
    assert claim_due(NOON + timedelta(days=3)) == ["count the returns"]
    done()
    assert claim_due(NOON + timedelta(days=3, minutes=1)) == []
    assert Turn.objects.get().turns == 2


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["READY", "RUNNING"])
def test_a_job_that_takes_longer_than_its_interval_is_not_begun_beside_itself(ran: list[datetime], state: str) -> None:
    claim_due(NOON)
    DBTaskResult.objects.update(status=state)
    assert claim_due(NOON + HOURLY) == []
    done()
    assert claim_due(NOON + HOURLY) == ["count the returns"]


@pytest.mark.django_db
def test_a_clock_set_back_stops_no_job_for_longer_than_its_interval(ran: list[datetime]) -> None:
    watch = Watch()
    standing = Standing(watch)
    claim_due(NOON, standing)
    done()
    back = NOON - timedelta(days=3)
    assert claim_due(back, standing) == []
    watch.seconds = 3599.0
    assert claim_due(back + timedelta(seconds=3599), standing) == []
    watch.seconds = 3600.0
    assert claim_due(back + HOURLY, standing) == ["count the returns"]
    done()
    assert claim_due(back + HOURLY, standing) == []
    assert claim_due(back + 2 * HOURLY, standing) == ["count the returns"]


@pytest.mark.django_db
def test_a_machine_whose_clock_is_behind_takes_no_turn_while_others_do(ran: list[datetime]) -> None:
    watch, claimed = Watch(), []
    behind = Standing(watch)
    for hour in range(5):
        claimed.append(claim_due(NOON + hour * HOURLY))
        done()
        watch.seconds = hour * 3600.0
        claimed.append(claim_due(NOON - timedelta(days=1) + hour * HOURLY, behind))
    assert claimed == [["count the returns"], []] * 5


@pytest.mark.django_db
def test_a_job_is_told_the_time_at_which_it_was_due(ran: list[datetime]) -> None:
    claim_due(NOON)
    task = DBTaskResult.objects.get()
    assert task.task_path.endswith(run_timed.func.__name__)
    run_timed.call(*task.args_kwargs["args"])
    assert ran == [NOON]


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
        raise ConnectionError("The mail server of J. does not answer")

    put_on_timetable(Timed("a job at fault", HOURLY, fall_over))
    run_once()
    assert len(ran) == 1
    failed = DBTaskResult.objects.failed().get()
    assert failed.args_kwargs["args"][0] == "a job at fault"
    assert failed.exception_class_path == "builtins.ConnectionError"
    assert "The mail server of J. does not answer" in failed.traceback
    turn = Turn.objects.get(job="a job at fault")
    assert (turn.fault, turn.failed_at) == ("ConnectionError. The log has the whole account.", turn.ended_at)


@pytest.mark.django_db(transaction=True)
def test_a_refusals_own_sentence_is_the_error_that_is_shown(ran: list[datetime]) -> None:
    def refuse(at: datetime) -> None:
        raise Refusal("No mail server is named.")

    put_on_timetable(Timed("a job refused", HOURLY, refuse))
    run_once()
    assert Turn.objects.get(job="a job refused").fault == "No mail server is named."
    assert Turn.objects.get(job="count the returns").failed_at is None


@pytest.mark.django_db(transaction=True)
def test_a_job_that_failed_in_one_slot_is_tried_again_in_the_next(ran: list[datetime]) -> None:
    put_on_timetable(Timed("a job at fault", HOURLY, lambda at: 1 / 0))  # type: ignore[arg-type,return-value]
    claim_due(NOON)
    run_once()
    assert "a job at fault" in claim_due(datetime.now(UTC) + 2 * HOURLY)
