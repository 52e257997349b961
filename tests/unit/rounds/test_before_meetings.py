"""Rounds that open by themselves before the meetings of a group."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.meetings.queries.coming import next_meeting_days
from plait.rounds.asking import ask_in_background, open_rounds_before_meetings
from plait.rounds.commands import close_round, open_before_meetings, open_round
from plait.rounds.models import BeforeMeetings, Counting, Round
from plait.rounds.rules import is_time_to_open
from tests.factories.meetings import MeetingFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db
MEETS = date(2026, 11, 12)


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def habit(world: World, by: Actor, at: datetime) -> BeforeMeetings:
    MeetingFactory(group=world.oversight, circle=world.oversight.circle, held_on=date(2026, 9, 1), next_on=MEETS)
    return open_before_meetings(
        group=world.oversight, days_before=14, counting=Counting.DAYS, days=7, remind_before=2, by=by, at=at
    )


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def run_on(*days: date) -> list[date]:
    """The days on which rounds had opened after the timetable ran on these."""
    for day in days:
        open_rounds_before_meetings(morning(day))
    return [held.opened_at.date() for held in Round.objects.order_by("opened_at")]


def test_a_round_opens_on_its_day_and_once(habit: BeforeMeetings) -> None:
    early, day = MEETS - timedelta(days=15), MEETS - timedelta(days=14)
    assert run_on(early, day, day, day + timedelta(days=1)) == [day]
    held = Round.objects.get()
    assert (held.for_meeting_on, held.days, held.remind_before) == (MEETS, 7, 2)
    ask_in_background.call(held.pk)
    held.refresh_from_db()
    assert held.asked_all_at is not None


def test_days_in_which_nothing_ran_are_caught_up_once(habit: BeforeMeetings) -> None:
    late = MEETS - timedelta(days=3)
    assert run_on(late, late, MEETS - timedelta(days=2)) == [late]


@pytest.mark.parametrize("away", [0, -1])
def test_nothing_opens_on_the_day_of_the_meeting_or_after_it(habit: BeforeMeetings, away: int) -> None:
    assert run_on(MEETS - timedelta(days=away)) == []


def test_a_round_opened_by_hand_in_the_same_days_serves(habit: BeforeMeetings, by: Actor) -> None:
    at = morning(MEETS - timedelta(days=13))
    held = open_round(group=habit.group, counting=Counting.DAYS, days=5, remind_before=None, by=by, at=at)
    close_round(held=held, by=by, at=at)
    assert run_on(MEETS - timedelta(days=10)) == [at.date()]


def test_an_earlier_round_that_runs_on_ends_when_the_next_begins(habit: BeforeMeetings, by: Actor) -> None:
    at = morning(MEETS - timedelta(days=40))
    old = open_round(group=habit.group, counting=Counting.DAYS, days=5, remind_before=None, by=by, at=at)
    day = MEETS - timedelta(days=14)
    assert run_on(day) == [at.date(), day]
    old.refresh_from_db()
    assert old.closed_at is not None


def test_a_clock_that_was_set_back_opens_no_second_round(habit: BeforeMeetings) -> None:
    assert run_on(MEETS - timedelta(days=9), MEETS - timedelta(days=14)) == [MEETS - timedelta(days=9)]


def test_the_next_day_is_the_first_that_is_known(world: World) -> None:
    group, on = world.oversight, date(2026, 10, 14)
    MeetingFactory(group=group, circle=group.circle, held_on=date(2026, 6, 1), next_on=date(2026, 10, 20))
    assert next_meeting_days([group.pk], on) == {group.pk: date(2026, 10, 20)}
    MeetingFactory(group=group, circle=group.circle, held_on=date(2026, 9, 1), next_on=date(2026, 11, 3))
    assert next_meeting_days([group.pk], on) == {group.pk: date(2026, 11, 3)}
    MeetingFactory(group=group, circle=group.circle, held_on=date(2026, 10, 30))
    assert next_meeting_days([group.pk], on) == {group.pk: date(2026, 10, 30)}
    group.ended_on = date(2026, 10, 31)
    group.save()
    assert next_meeting_days([group.pk], date(2026, 10, 31)) == {}


def test_the_setting_is_kept_changed_and_taken_away_on_its_page(world: World, habit: BeforeMeetings) -> None:
    client = Client()
    client.force_login(world.business_unit)
    address = f"/rounds/before-meetings/{world.oversight.slug}"
    assert 'value="14"' in client.get(address).content.decode()
    form = {"days_before": "21", "days": "10", "counting": "working_days", "remind_before": ""}
    assert client.post(address, {**form, "days_before": "91"}).status_code == 422
    page = client.post(address, form, follow=True).content.decode()
    assert "21 days before each meeting" in page
    client.post(address, {"do": "stop"})
    assert not BeforeMeetings.objects.exists()


def test_days_that_make_no_sense_are_refused(world: World, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="between 1 and 90"):
        open_before_meetings(
            group=world.oversight, days_before=0, counting=Counting.DAYS, days=7, remind_before=None, by=by, at=at
        )
    assert is_time_to_open(MEETS, 1, MEETS - timedelta(days=1))
