"""A group ends once, holds nothing then, and only a group at work takes over."""

from datetime import date, datetime

import pytest

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.core.registry import Holding, Ref
from plait.groups import rules
from plait.groups.commands import end_group
from plait.groups.models import Group
from plait.history.models import Entry
from tests.factories.groups import GroupFactory

DAY = date(2026, 9, 1)


def action(key: int) -> Holding:
    return Holding(Ref("action", key), f"ACT-{key:04d}")


def test_a_group_that_holds_one_action_is_told_so() -> None:
    with pytest.raises(Refusal, match="still holds an open action"):
        rules.check_can_end(Group(name="Neglect group"), [action(1)])


def test_a_group_that_holds_several_is_told_how_many() -> None:
    with pytest.raises(Refusal, match="still holds 3 open actions"):
        rules.check_can_end(Group(name="Neglect group"), [action(1), action(2), action(3)])


def test_the_pair_agrees() -> None:
    group = Group(name="Neglect group")
    assert rules.can_end(group, [])
    assert not rules.can_end(group, [action(1)])
    assert not rules.can_end(Group(name="Neglect group", ended_on=DAY), [])


def test_a_group_does_not_take_over_from_itself_or_after_its_end() -> None:
    one, other = Group(pk=1, name="One"), Group(pk=2, name="Other", ended_on=DAY)
    with pytest.raises(Refusal, match="from itself"):
        rules.check_can_take_over(one, one)
    with pytest.raises(Refusal, match="The Other has ended"):
        rules.check_can_take_over(one, other)


def test_a_group_does_not_end_before_it_began() -> None:
    with pytest.raises(Refusal, match="began on 1 September 2026"):
        rules.check_end_day(Group(name="Neglect group", started_on=DAY), date(2026, 8, 31))
    rules.check_end_day(Group(name="Neglect group", started_on=DAY), DAY)


@pytest.mark.django_db
def test_ending_leaves_a_trace_and_the_lineage(by: Actor, at: datetime) -> None:
    group, successor = GroupFactory(name="Neglect group"), GroupFactory()
    ended = end_group(group=group, taken_over_by=successor, ended_on=DAY, by=by, at=at)
    assert (ended.ended_on, ended.taken_over_by) == (DAY, successor)
    assert Entry.objects.filter(kind="group", key=group.pk, verb="ended").count() == 1
    with pytest.raises(Refusal, match="has ended already"):
        end_group(group=ended, taken_over_by=None, ended_on=DAY, by=by, at=at)
