"""What has not moved in two rounds of its group is stuck, until it moves."""

from datetime import datetime, timedelta

import pytest

from plait.actions.commands import write_update
from plait.actions.models import Action, State
from plait.core.actor import Actor
from plait.history.models import Entry
from plait.rounds.models import Round
from plait.rounds.queries.unmoved import last_two
from plait.rounds.standing_still import look_for_stuck
from tests.factories.actions import ActionFactory, ResponsibilityFactory
from tests.factories.groups import GroupFactory
from tests.factories.rounds import AskedFactory, RequestFactory, RoundFactory

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def action() -> Action:
    made: Action = ResponsibilityFactory().action
    return made


def asked(action: Action, at: datetime, *, lasts: timedelta | None = WEEK) -> Round:
    """A round of the action's group in which its owner was asked; `lasts` None: it runs."""
    closed = at + lasts if lasts is not None else None
    held: Round = RoundFactory(group=action.group, opened_at=at, asked_all_at=at, closed_at=closed)
    owner = action.responsibilities.get()
    AskedFactory(request=RequestFactory(round=held, person=owner.person), responsibility=owner)
    return held


def is_stuck(action: Action, at: datetime) -> bool:
    look_for_stuck(at)
    action.refresh_from_db()
    return action.stuck_since is not None


def test_silence_in_two_rounds_is_stuck_since_the_first_of_them_and_noted_once(action: Action, at: datetime) -> None:
    asked(action, at - 10 * WEEK)
    first = asked(action, at - 6 * WEEK)
    asked(action, at - 3 * WEEK)
    assert is_stuck(action, at)
    assert action.stuck_since == first.opened_at.date()
    assert is_stuck(action, at)
    assert Entry.objects.filter(verb="stuck").count() == 1


def test_one_round_or_a_second_that_still_runs_is_not_enough(action: Action, at: datetime) -> None:
    asked(action, at - 6 * WEEK)
    assert not is_stuck(action, at)
    asked(action, at - 3 * WEEK, lasts=None)
    assert not is_stuck(action, at)


def test_a_round_that_was_closed_on_its_first_day_asked_nobody(action: Action, at: datetime) -> None:
    asked(action, at - 6 * WEEK)
    asked(action, at - 3 * WEEK, lasts=timedelta(hours=2))
    assert last_two(action.group_id) is None
    assert not is_stuck(action, at)


def test_what_was_only_asked_in_one_of_them_had_no_second_chance(action: Action, at: datetime) -> None:
    other = ResponsibilityFactory(action=ActionFactory(group=action.group)).action
    asked(action, at - 6 * WEEK)
    asked(other, at - 3 * WEEK)
    assert not is_stuck(action, at)


def test_rounds_of_another_group_do_not_count(action: Action, at: datetime) -> None:
    asked(action, at - 6 * WEEK)
    asked(action, at - 3 * WEEK)
    Action.objects.filter(pk=action.pk).update(group=GroupFactory())
    assert not is_stuck(action, at)


@pytest.mark.parametrize(("weeks", "stuck"), [(7, True), (5, False), (1, False)])
def test_what_moved_since_the_first_of_them_is_not_stuck(
    action: Action, by: Actor, at: datetime, weeks: int, stuck: bool
) -> None:
    asked(action, at - 6 * WEEK)
    asked(action, at - 3 * WEEK)
    write_update(action=action, words="Half is done", state=State.ON_THE_WAY, by=by, at=at - weeks * WEEK)
    assert is_stuck(action, at) is stuck
