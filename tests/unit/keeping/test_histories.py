"""What was done to a record and what a person did, in words, for whoever may know; linked from the record's page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from openpyxl import load_workbook

from plait.access.commands import exclude
from plait.access.models import Level, Role
from plait.accounts.models import User
from plait.core.actor import Actor, Way
from plait.core.registry import Ref
from plait.history.commands import record
from plait.history.models import Reading
from plait.keeping.commands import dispose, hold, set_period
from plait.keeping.due import marks_of
from plait.people.models import Person
from tests.factories.access import CircleFactory, GrantFactory, RoleHoldingFactory
from tests.factories.actions import ActionFactory, ResponsibilityFactory
from tests.factories.foundations import UserFactory
from tests.factories.groups import GroupFactory
from tests.factories.meetings import MeetingFactory, MinutesVersionFactory
from tests.factories.people import PersonFactory
from tests.factories.risks import RiskFactory

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def user() -> User:
    found: User = UserFactory()
    RoleHoldingFactory(person=found.person, role=Role.BUSINESS_UNIT)
    return found


@pytest.fixture
def unit(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def did(user: User) -> Actor:
    return Actor(Way.SIGNED_IN, user.person.name, user.person_id)


def history(kind: str, key: int) -> str:
    return reverse("history_of", args=[kind, key])


def test_every_page_of_a_record_leads_to_its_history(unit: Client, user: User) -> None:
    group = GroupFactory()
    restricted = CircleFactory(level=Level.RESTRICTED)
    for circle in (group.circle, restricted):
        GrantFactory(circle=circle, person=user.person)
    action = ActionFactory(group=group)
    meeting = MinutesVersionFactory(meeting=MeetingFactory(group=group)).meeting
    risk = RiskFactory(group=group, circle=group.circle)
    other = PersonFactory()
    for page, kind, key in (
        (reverse("action", args=[action.reference]), "action", action.pk),
        (reverse("meeting", args=[meeting.pk]), "meeting", meeting.pk),
        (reverse("group", args=[group.slug]), "group", group.pk),
        (reverse("person", args=[other.pk]), "person", other.pk),
        (reverse("circle", args=[restricted.pk]), "circle", restricted.pk),
        (reverse("risks", args=[group.slug]), "risk", risk.pk),
    ):
        assert history(kind, key) in unit.get(page).content.decode(), kind
        assert unit.get(history(kind, key)).status_code == 200, kind


def test_whoever_answers_for_an_action_outside_their_circle_reads_no_history(client: Client) -> None:
    user = UserFactory()
    RoleHoldingFactory(person=user.person, role=Role.MEMBER)
    client.force_login(user)
    action = ResponsibilityFactory(person=user.person).action
    page = client.get(reverse("action", args=[action.reference]))
    assert page.status_code == 200
    assert history("action", action.pk) not in page.content.decode()
    assert client.get(history("action", action.pk)).status_code == 404


def test_who_loses_sight_of_a_record_reads_its_history_no_more(
    unit: Client, user: User, by: Actor, at: datetime
) -> None:
    action = ActionFactory()
    GrantFactory(circle=action.circle, person=user.person)
    record(ref=Ref("action", action.pk), verb="updated", said={"words": "Asked the school"}, by=did(user), at=at)
    assert "Asked the school" in unit.get(history("action", action.pk)).content.decode()
    own = reverse("history_by", args=[user.person_id])
    assert "Asked the school" in unit.get(own).content.decode()
    exclude(circle=action.circle, person=user.person, reason="Knows the family", by=by, at=at)
    assert unit.get(history("action", action.pk)).status_code == 404
    page = unit.get(own).content.decode()
    assert "Asked the school" not in page
    assert "A restricted record" in page
    assert "Asked the school" not in str(_cells(unit, own))


def test_restricted_words_stand_in_no_list_of_what_somebody_did_and_opening_them_is_noted(
    unit: Client, user: User, at: datetime
) -> None:
    restricted = CircleFactory(level=Level.RESTRICTED)
    GrantFactory(circle=restricted, person=user.person)
    action = ActionFactory(circle=restricted, safe_title="An action of the case group")
    record(ref=Ref("action", action.pk), verb="updated", said={"words": "The family moved"}, by=did(user), at=at)
    assert "The family moved" not in unit.get(reverse("history_by", args=[user.person_id])).content.decode()
    assert not Reading.objects.exists()
    assert "The family moved" in unit.get(history("action", action.pk)).content.decode()
    unit.get(history("action", action.pk), {"as": "xlsx"})
    assert list(Reading.objects.order_by("pk").values_list("how", flat=True)) == ["detail", "export"]


def _cells(client: Client, address: str) -> list[tuple[object, ...]]:
    answer = client.get(address, {"as": "xlsx"})
    return list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))


@override_settings(MARKING="Official sensitive")
def test_a_change_says_from_what_to_what_on_the_page_and_in_the_spreadsheet(
    unit: Client, user: User, at: datetime
) -> None:
    risk = RiskFactory()
    GrantFactory(circle=risk.circle, person=user.person)
    said = {"score": {"from": "4", "to": "9"}}
    record(ref=Ref("risk", risk.pk), verb="brought_up_to_date", said=said, by=did(user), at=at)
    for shown in (unit.get(history("risk", risk.pk)).content.decode(), str(_cells(unit, history("risk", risk.pk)))):
        assert "from “4” to “9”" in shown
        assert user.person.name in shown
    answer = unit.get(history("risk", risk.pk), {"as": "xlsx"})
    assert "official-sensitive" in answer.headers["Content-Disposition"].lower().replace(" ", "-")


def test_what_was_done_under_a_merged_record_is_theirs_too(unit: Client, user: User, at: datetime) -> None:
    old = PersonFactory(merged_into=user.person)
    record(ref=Ref("person", old.pk), verb="changed", said={}, by=Actor(Way.SIGNED_IN, "Old", old.pk), at=at)
    assert "Old" in unit.get(reverse("history_by", args=[user.person_id])).content.decode()
    assert unit.get(history("person", old.pk)).status_code == 404


def test_what_was_disposed_of_is_called_by_its_number(unit: Client, user: User, at: datetime) -> None:
    then = at - timedelta(days=9 * 365)
    action = ActionFactory(state="done", closed_at=then)
    ref = Ref("action", action.pk)
    record(ref=ref, verb="closed", said={"words": "All of it"}, by=did(user), at=then)
    set_period(retention="action", months=12, version=0, by=did(user), at=at)
    dispose(seen=marks_of([ref]), because="Its time has passed", by=did(user), at=at)
    page = unit.get(reverse("history_by", args=[user.person_id])).content.decode()
    assert f"{action.reference}, disposed of" in page
    assert "All of it" not in page


def test_a_hold_is_said_on_the_record_and_only_keepers_may_lift_it(
    client: Client, unit: Client, by: Actor, at: datetime
) -> None:
    group = GroupFactory()
    hold(ref=Ref("group", group.pk), because="An inquest is open", by=by, at=at)
    page = unit.get(reverse("group", args=[group.slug])).content.decode()
    assert "Under a legal hold since 14 October" in page
    assert reverse("lift_hold", args=["group", group.pk]) in page
    member = UserFactory()
    RoleHoldingFactory(person=member.person, role=Role.MEMBER)
    client.force_login(member)
    page = client.get(reverse("group", args=[group.slug])).content.decode()
    assert "Under a legal hold" in page
    assert "lift the legal hold" not in page


def test_the_history_of_a_circle_is_for_those_who_may_read_who_keeps_it(client: Client) -> None:
    user = UserFactory()
    RoleHoldingFactory(person=user.person, role=Role.MEMBER)
    client.force_login(user)
    circle = CircleFactory(level=Level.RESTRICTED)
    assert client.get(history("circle", circle.pk)).status_code == 404
    GrantFactory(circle=circle, person=user.person)
    assert client.get(history("circle", circle.pk)).status_code == 403


def test_a_kind_without_a_page_and_a_person_who_is_not_there_have_no_history(unit: Client) -> None:
    assert unit.get(history("words_removal", 1)).status_code == 404
    assert unit.get(reverse("history_by", args=[Person.objects.order_by("-pk").first().pk + 1])).status_code == 404
