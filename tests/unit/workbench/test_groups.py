"""A group's page, and ending a group with a hand-over."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.accounts.models import User
from plait.actions.models import Action
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.commands import add_seat, seat_person
from plait.groups.models import Group, HoldingAs, SeatRole
from plait.history.models import Entry
from plait.workbench import rules
from plait.workbench.commands import end_group_and_hand_over
from tests.factories.groups import GroupFactory
from tests.factories.people import AgencyFactory, PersonFactory
from tests.small_partnership import BEGAN, World
from tests.unit.workbench.conftest import MakeAction

DAY = date(2026, 10, 14)
SignIn = Callable[[User], Client]


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def group_page(client: Client, group: Group) -> str:
    return said(client, reverse("group", args=[group.slug]))


def test_seats_say_who_holds_them_who_deputises_and_which_are_vacant(
    world: World, sign_in: SignIn, by: Actor, at: datetime
) -> None:
    agency = AgencyFactory(name="Probation Marlshire")
    head = add_seat(group=world.oversight, title="Head of Probation", agency=agency, by=by, at=at)
    add_seat(group=world.oversight, title="Schools", agency=None, by=by, at=at)
    deputy = PersonFactory(name="Maud Ellery")
    seat_person(seat=head, person=PersonFactory(name="Joel Pryce"), starts_on=BEGAN, by=by, at=at)
    seat_person(seat=head, person=deputy, starts_on=BEGAN, as_what=HoldingAs.DEPUTY, by=by, at=at)
    shown = group_page(sign_in(world.member), world.oversight)
    for words in ("Joel Pryce", "Maud Ellery", "Probation Marlshire", "4, 1 vacant", "Vacant"):
        assert words in shown


def test_a_group_shows_only_the_actions_one_may_see(world: World, make_action: MakeAction, sign_in: SignIn) -> None:
    make_action("Speak to the school", group=world.review)
    make_action("Mailing list")
    assert "ACT-0001" not in group_page(sign_in(world.member), world.review)
    assert "Action of the Case review group" in group_page(sign_in(world.reviewer), world.review)
    assert "Mailing list" in group_page(sign_in(world.scrutineer), world.oversight)


def test_lineage_is_told_in_both_directions(world: World, sign_in: SignIn) -> None:
    before = GroupFactory(name="Neglect group", taken_over_by=world.oversight, ended_on=date(2026, 3, 1))
    client = sign_in(world.member)
    assert "Neglect group" in group_page(client, world.oversight)
    ended = group_page(client, before)
    assert "goes on with its work" in ended
    assert "Practice oversight group" in ended


def test_the_list_names_chairs_and_puts_ended_groups_last(
    world: World, sign_in: SignIn, by: Actor, at: datetime
) -> None:
    chair = add_seat(group=world.oversight, title="Chair", agency=None, role=SeatRole.CHAIR, by=by, at=at)
    seat_person(seat=chair, person=PersonFactory(name="Lena Whitlock"), starts_on=BEGAN, by=by, at=at)
    GroupFactory(name="Neglect group", taken_over_by=world.oversight, ended_on=date(2026, 3, 1))
    shown = said(sign_in(world.scrutineer), reverse("groups"))
    assert "Lena Whitlock" in shown
    assert shown.index("Practice oversight group") < shown.index("Neglect group")


def test_only_the_business_unit_ends_a_group(world: World, sign_in: SignIn) -> None:
    address = reverse("end_group", args=["oversight"])
    assert sign_in(world.business_unit).get(address).status_code == 200
    for user in (world.member, world.scrutineer, world.outsider):
        client = sign_in(user)
        assert client.get(address).status_code == 403
        assert client.post(address, {"ended_on": "14 October 2026"}).status_code == 403
    assert "End this group" not in group_page(sign_in(world.member), world.oversight)


def test_actions_go_over_with_the_group_and_each_has_a_trace(
    world: World, make_action: MakeAction, sign_in: SignIn
) -> None:
    action, successor = make_action(), GroupFactory(name="Neglect network")
    client = sign_in(world.business_unit)
    given = {"to": successor.pk, "ended_on": "14 October 2026"}
    answer = client.post(reverse("end_group", args=["oversight"]), given, follow=True)
    assert "1 open action went to the Neglect network." in answer.content.decode()
    action.refresh_from_db()
    ended = Group.objects.get(pk=world.oversight.pk)
    assert action.group == successor
    assert (ended.ended_on, ended.taken_over_by) == (DAY, successor)
    assert Entry.objects.filter(kind="action", key=action.pk, verb="handed_over").exists()


def test_a_group_that_holds_actions_needs_a_successor(world: World, make_action: MakeAction, sign_in: SignIn) -> None:
    make_action()
    answer = sign_in(world.business_unit).post(reverse("end_group", args=["oversight"]), {"ended_on": "today"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose the group that takes over the open actions." in shown
    assert "This is not a day. Write it like 14 October 2026." in shown
    assert Group.objects.get(pk=world.oversight.pk).ended_on is None


def test_a_refusal_leaves_everything_as_it_was(world: World, make_action: MakeAction, by: Actor, at: datetime) -> None:
    action, ended = make_action(), GroupFactory(ended_on=DAY)
    for to in (None, ended, world.oversight):
        with pytest.raises(Refusal):
            end_group_and_hand_over(group=world.oversight, to=to, ended_on=DAY, by=by, at=at)
    with pytest.raises(Refusal, match="began on"):
        end_group_and_hand_over(group=world.oversight, to=GroupFactory(), ended_on=date(2020, 1, 1), by=by, at=at)
    assert Action.objects.get(pk=action.pk).group == world.oversight


def test_a_doubled_form_ends_the_group_once(world: World, sign_in: SignIn) -> None:
    client, address = sign_in(world.business_unit), reverse("end_group", args=["oversight"])
    for _ in range(2):
        answer = client.post(address, {"ended_on": "14 October 2026"}, follow=True)
    assert "has ended already" in answer.content.decode()
    assert Entry.objects.filter(kind="group", verb="ended").count() == 1


def test_what_goes_over_counts_what_the_business_unit_may_not_see(
    world: World, make_action: MakeAction, sign_in: SignIn
) -> None:
    make_action("Secret", group=world.review)
    shown = said(sign_in(world.business_unit), reverse("end_group", args=["review"]))
    assert "one open action" in shown
    assert "One action that you may not see" in shown
    assert "Secret" not in shown


def test_the_rule_and_its_question_agree() -> None:
    group = Group(name="Neglect group")
    assert rules.has_successor(group, None, [])
    assert rules.has_successor(group, Group(pk=2), ["3 open actions"])
    assert not rules.has_successor(group, None, ["3 open actions"])
    with pytest.raises(Refusal, match=r"holds 1 open action and 2 open risks\. Choose"):
        rules.check_has_successor(group, None, ["1 open action", "2 open risks"])
