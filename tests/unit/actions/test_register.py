"""Who sees which action, against a plain rule over random circles; and what commands leave behind."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plait.access.models import Role
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import hand_over, reopen, write_update
from plait.actions.models import Action, DueKind, OwnerKind, State
from plait.actions.queries import Filters, Sort, View, counts, page_of, register_for, sight_of
from plait.core import registry
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.models import Entry
from plait.people.commands import merge_people
from tests.conftest import THE_DAY
from tests.factories.access import CircleFactory, ExclusionFactory, GrantFactory, RoleHoldingFactory
from tests.factories.actions import ActionFactory, ResponsibilityFactory
from tests.factories.foundations import UserFactory
from tests.factories.groups import GroupFactory
from tests.factories.people import PersonFactory, PostFactory
from tests.unit.actions.places import Place

WAYS = ("person", "role", "ended", "none")


class WhoSeesWhat(TestCase):
    @settings(max_examples=25)
    @given(
        st.lists(
            st.tuples(st.sampled_from(WAYS), st.booleans(), st.sampled_from(["", "person", "post", "ended"])),
            max_size=6,
        )
    )
    def test_a_register_holds_what_circles_and_ownership_give(self, drawn: list[tuple[str, bool, str]]) -> None:
        user = UserFactory()
        RoleHoldingFactory(person=user.person, role=Role.SCRUTINEER)
        group, expected = GroupFactory(), set()
        for way, shut, owns in drawn:
            circle = CircleFactory()
            if way in ("person", "ended"):
                GrantFactory(circle=circle, person=user.person, ends_on=date(2025, 1, 1) if way == "ended" else None)
            if way == "role":
                GrantFactory(circle=circle, person=None, role=Role.SCRUTINEER)
            if shut:
                ExclusionFactory(circle=circle, person=user.person)
            action = ActionFactory(group=group, circle=circle)
            if owns in ("person", "ended"):
                ResponsibilityFactory(action=action, person=user.person, ended_at=THE_DAY if owns == "ended" else None)
            if owns == "post":
                post = PostFactory(holder=user.person)
                ResponsibilityFactory(action=action, kind=OwnerKind.POST, person=None, post=post)
            if not shut and (way in ("person", "role") or owns in ("person", "post")):
                expected.add(action.pk)
        assert set(register_for(user).values_list("pk", flat=True)) == expected


def test_a_total_beyond_a_thousand_is_said_as_more(place: Place) -> None:
    group = place.oversight
    Action.objects.bulk_create(
        Action(number=i, wording=f"Action {i}", kind="enquiry", group=group, circle=group.circle, minuted_on=place.at)
        for i in range(1, 1011)
    )
    sight = sight_of(place.member)
    page = page_of(sight, Filters(page=99), today=place.at.date())
    assert (page.total, page.more, page.number, page.pages) == (1000, True, 20, 20)
    assert counts(sight, [View.OPEN], today=place.at.date()) == {View.OPEN: 1001}


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("view", list(View))
def test_every_view_can_be_sorted_in_every_way(place: Place, view: View, sort: Sort) -> None:
    place.assign(due=DueChoice(DueKind.DATE, date(2026, 1, 1)), owners=[place.owner(place.member.person)])
    page = page_of(sight_of(place.member), Filters(view=view, sort=sort), today=place.at.date())
    assert page.total == (1 if view in (View.OPEN, View.OLDEST, View.MINE, View.GROUPS, View.PAST) else 0)


def test_a_group_with_those_before_it_is_one_list(place: Place) -> None:
    place.assign()
    filters = Filters(groups=(place.oversight.pk, place.review.pk))
    assert page_of(sight_of(place.runner), filters, today=place.at.date()).total == 1


def test_actions_handed_over_move_with_their_circle_and_leave_a_trace(place: Place) -> None:
    other = GroupFactory(name="New group")
    action = place.assign()
    assert hand_over(actions=[action], to=other, by=place.by, at=place.at) == 1
    action.refresh_from_db()
    assert (action.group, action.circle) == (other, other.circle)
    assert Entry.objects.filter(kind="action", key=action.pk, verb="handed_over").exists()


def test_a_restricted_action_keeps_its_circle_when_handed_over(place: Place) -> None:
    action = place.assign(group=place.review)
    hand_over(actions=[action], to=place.oversight, by=place.by, at=place.at)
    action.refresh_from_db()
    assert action.circle == place.review.circle


def test_a_group_holds_its_open_actions(place: Place) -> None:
    action = place.assign()
    assert [h.ref for h in registry.holdings(Ref("group", place.oversight.pk))] == [Ref("action", action.pk)]


def test_merging_people_moves_what_they_owe_and_nobody_stands_twice(place: Place) -> None:
    keep, gone = place.member.person, PersonFactory()
    both = place.assign(owners=[place.owner(keep), place.owner(gone)])
    one = place.assign(owners=[place.owner(gone)])
    merge_people(keep=keep, merge=gone, by=place.by, at=place.at)
    for action in (both, one):
        running = action.responsibilities.filter(ended_at__isnull=True)
        assert [held.person for held in running.order_by("pk")] == [keep]


def test_two_actions_never_wait_for_each_other(place: Place) -> None:
    first, second = place.assign("First"), place.assign("Second")
    write_update(action=first, words="", state=State.BLOCKED, blocked_by=second, by=place.by, at=place.at)
    with pytest.raises(Refusal, match="wait for each other"):
        write_update(action=second, words="", state=State.BLOCKED, blocked_by=first, by=place.by, at=place.at)


def test_an_open_action_cannot_be_opened_again(place: Place) -> None:
    with pytest.raises(Refusal, match="is open"):
        reopen(action=place.assign(), because="x", by=place.by, at=place.at)


def test_the_same_owner_twice_is_refused_and_nothing_is_kept(place: Place) -> None:
    twice = [place.owner(place.member.person)] * 2
    with pytest.raises(Refusal, match="named twice"):
        place.assign(owners=twice)
    assert not Action.objects.exists()


def test_an_unsettled_owner_keeps_the_words_and_the_candidates(place: Place) -> None:
    action = place.assign(
        owners=[OwnerChoice(OwnerKind.AS_WRITTEN, words="SC", candidates=(place.member.person, place.outsider.person))]
    )
    held = action.responsibilities.get()
    assert (held.words, held.candidates.count(), held.person) == ("SC", 2, None)
