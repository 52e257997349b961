"""Operations: queue, timetable, history, outbox."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plait.accounts.models import User
from plait.core.actor import Actor
from plait.history import triggers
from plait.history.commands import seal
from plait.history.models import Entry
from plait.jobs.timetable import Timed
from plait.workbench.presenters import operations as words
from tests.factories.foundations import TurnFactory, WorkerFactory
from tests.factories.letters import MessageFactory, OutboxFactory
from tests.small_partnership import World

SignIn = Callable[[User], Client]


@pytest.fixture
def shown(world: World, sign_in: SignIn) -> Callable[[], str]:
    def look() -> str:
        answer = sign_in(world.business_unit).get(reverse("operations"))
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return look


def failed(path: str, trace: str, at: datetime) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.FAILED,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="plait.meetings.jobs.read_minutes",
        backend_name="default",
        run_after=at,
        finished_at=at,
        exception_class_path=path,
        traceback=trace,
    )


def test_only_the_business_unit_sees_operations(world: World, sign_in: SignIn) -> None:
    for user in (world.member, world.scrutineer, world.outsider):
        assert sign_in(user).get(reverse("operations")).status_code == 403


def test_a_quiet_installation_says_that_nothing_failed(shown: Callable[[], str]) -> None:
    page = shown()
    for said in ("Nothing has failed.", "0 waiting", "0 waiting", "Seal the history"):
        assert said in page


def test_a_refusal_is_told_in_its_own_sentence(shown: Callable[[], str], at: datetime) -> None:
    trace = "Traceback (most recent call last):\n  File x\nplait.core.refusals.Refusal: The file is empty."
    failed("plait.core.refusals.Refusal", trace, at)
    page = shown()
    assert "read minutes" in page
    assert "The file is empty." in page
    assert "Traceback" not in page


def test_another_fault_keeps_its_words_to_the_log(shown: Callable[[], str], at: datetime) -> None:
    failed("builtins.ValueError", "Traceback\nValueError: the case of J", at)
    page = shown()
    assert "ValueError. The log has the whole account." in page
    assert "case of J" not in page


def test_a_path_that_leads_nowhere_is_still_told(shown: Callable[[], str], at: datetime) -> None:
    failed("plait.gone.Refusal", "x", at)
    assert "Refusal. The log has the whole account." in shown()


def test_the_timetable_says_when_each_job_last_ran(shown: Callable[[], str], at: datetime) -> None:
    TurnFactory(job="seal the history", slot_at=at, claimed_at=at)
    assert "Every minute, last done 14 October, 10:30am" in shown()


def test_a_job_of_the_timetable_shows_its_last_error(shown: Callable[[], str], at: datetime) -> None:
    TurnFactory(job="seal the history", claimed_at=at, failed_at=at, fault="The disk is full.")
    assert "Failed 14 October, 10:30am: The disk is full." in shown()


def test_a_running_job_shows_how_far_it_has_come(shown: Callable[[], str], at: datetime) -> None:
    job = failed("", "", at)
    DBTaskResult.objects.filter(pk=job.pk).update(status="RUNNING", started_at=at, worker_ids=["killed", "b"])
    WorkerFactory(name="b", task=str(job.pk), done=1200, of=5000)
    page = shown()
    assert "read minutes. Since 14 October, 10:30am, 1,200 of 5,000, begun again once" in page
    assert "1 worker runs, on plait-1." in page


def test_an_installation_without_a_worker_says_so(shown: Callable[[], str]) -> None:
    assert "No worker runs." in shown()


def test_the_history_says_what_is_sealed_and_what_waits(shown: Callable[[], str], at: datetime) -> None:
    entries = Entry.objects.count()
    assert f"{entries} entries wait to be sealed." in shown()
    seal(by=Actor.job("The sealer"), at=at)
    page = shown()
    assert f"The chain holds: {entries} entries are sealed" in page
    assert "Nothing waits to be sealed." in page


def test_a_row_changed_by_hand_is_named(world: World, shown: Callable[[], str], at: datetime) -> None:
    seal(by=Actor.job("The sealer"), at=at)
    first = Entry.objects.order_by("pk").first()
    assert first is not None
    triggers.drop()
    try:
        Entry.objects.filter(pk=first.pk).update(verb="forged")
    finally:
        triggers.install()
    page = shown()
    assert "The history does not hold" in page
    assert f"Link 1 is broken: entry {first.pk}" in page


def test_a_long_chain_is_walked_only_when_asked(
    shown: Callable[[], str], at: datetime, monkeypatch: pytest.MonkeyPatch, world: World, sign_in: SignIn
) -> None:
    seal(by=Actor.job("The sealer"), at=at)
    monkeypatch.setattr("plait.workbench.queries.operations.CHECKED_UNASKED", 0)
    assert "was not walked just now" in shown()
    asked = sign_in(world.business_unit).get(reverse("operations"), {"check": "chain"})
    assert "The chain holds" in asked.content.decode()


def test_letters_are_counted_and_the_window_of_doubles_is_stated(shown: Callable[[], str]) -> None:
    MessageFactory()
    MessageFactory(state="failed", fault="unknown")
    page = shown()
    assert "1 waiting" in page
    assert "1 did not arrive" in page
    assert "may send again what it had in hand, 50 letters at most, with the same Message-ID" in page


def test_a_paused_outbox_and_a_silent_mail_server_are_told(shown: Callable[[], str], at: datetime) -> None:
    OutboxFactory(paused_at=at, paused_because="A back-up was restored.", fault="ConnectionRefusedError 111")
    page = shown()
    assert "Paused. A back-up was restored. Only codes to sign in with go out." in page
    assert "Letters are not taken (ConnectionRefusedError 111). They wait, and nothing is lost." in page


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(minutes=1), "Every minute"),
        (timedelta(minutes=5), "Every 5 minutes"),
        (timedelta(hours=1), "Every hour"),
        (timedelta(days=7), "Every 7 days"),
        (timedelta(seconds=90), "Every minute"),
        (timedelta(seconds=20), "Every 20 seconds"),
    ],
)
def test_how_often_is_said_in_the_largest_unit(span: timedelta, said: str, at: datetime) -> None:
    assert words.periodic(Timed("x", span, lambda _: None), None, "", at).every == said


@pytest.mark.django_db
def test_triggers_stand_again_after_these_tests() -> None:
    assert triggers.missing(connection) == set()
