"""Everything asked of one agency in one list, for its lead and for those who run the partnership's work."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plait.access.commands import appoint
from plait.access.models import Role
from plait.accounts.models import User
from plait.actions.models import Action, OwnerKind
from plait.core.actor import Actor
from plait.groups.models import Group
from plait.people.models import Agency
from plait.rounds.models import Asking, LeadNote, Request
from tests.factories.actions import ActionFactory, ResponsibilityFactory
from tests.factories.foundations import UserFactory
from tests.factories.groups import GroupFactory
from tests.factories.letters import MessageFactory
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.factories.rounds import AnswerFactory, AskedFactory, RequestFactory, RoundFactory
from tests.small_partnership import BEGAN, World, small_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def agency() -> Agency:
    made: Agency = AgencyFactory(name="Marlshire Police", slug="police")
    return made


@pytest.fixture
def lead(agency: Agency, by: Actor, at: datetime) -> User:
    user: User = UserFactory(person__name="Ines Marlow")
    appoint(person=user.person, role=Role.AGENCY_LEAD, agency=agency, starts_on=BEGAN, by=by, at=at)
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, query: str = "") -> str:
    answer = client_of(user).get(reverse("asked_of_agency", args=["police"]) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def of_post(agency: Agency, wording: str, **of: object) -> Action:
    """An action for which somebody answers who holds a post of the agency."""
    holder = PersonFactory(name=f"Holder of {wording}")
    PostFactory(agency=agency, holder=holder, starts_on=BEGAN)
    action: Action = ResponsibilityFactory(action=ActionFactory(wording=wording, **of), person=holder).action
    return action


def asked(action: Action, at: datetime, **of: object) -> Request:
    """The owner of the action is asked about it in a round of its group."""
    owner = action.responsibilities.get()
    held = RoundFactory(group=action.group, opened_at=at, closed_at=of.pop("closed_at", None))
    part: Request = RequestFactory(round=held, person=owner.person or PersonFactory(), **of)
    AskedFactory(request=part, responsibility=owner)
    return part


def test_it_is_one_list_over_all_groups_under_dates(agency: Agency, lead: User) -> None:
    of_post(agency, "By somebody in a post", due_on=date(2020, 1, 1))
    ResponsibilityFactory(action=ActionFactory(wording="By itself"), kind=OwnerKind.AGENCY, person=None, agency=agency)
    of_post(AgencyFactory(), "Of another agency")
    said = page(lead)
    assert "Two open actions of two groups; one is past the date." in said
    assert said.index("Past the date") < said.index("By somebody in a post") < said.index("No date")
    assert "By itself" in said
    assert "Of another agency" not in said


def test_one_group_of_it_can_be_looked_at(agency: Agency, lead: User) -> None:
    action = of_post(agency, "Of one group")
    of_post(agency, "Of the other")
    said = page(lead, f"?group={action.group_id}")
    assert "Of one group" in said
    assert "Of the other<" not in said
    assert "Two open actions" in said
    assert "A group that asks nothing" in page(lead, "?group=999999&page=88")


def test_restricted_actions_stay_in_their_circle(agency: Agency, lead: User, world: World) -> None:
    action = of_post(agency, "What the brothers said", group=world.review)
    asked(action, datetime.fromisoformat("2026-10-01T09:00+00:00"))
    for user in (lead, world.business_unit):
        said = page(user)
        assert "Nothing is asked of it that you may know of." in said
        assert "Rounds that wait" not in said
        assert "brothers" not in said


def test_what_a_round_waits_for_is_said_with_its_last_day(agency: Agency, lead: User, at: datetime) -> None:
    part = asked(of_post(agency, "Write the plan"), at, words="Sol Brandt")
    assert "Their letter has not gone out" in page(lead)
    part.message = MessageFactory(state="sent", sent_at=at)
    part.save()
    said = page(lead)
    assert "Rounds that wait for an answer" in said
    assert "about one action of the" in said
    assert "no answer yet." in said
    assert "21 October" in said
    AnswerFactory(asked=part.asked.get())
    said = page(lead)
    assert "Rounds that wait for an answer" not in said
    assert ", answered " in said


def test_a_note_to_the_lead_stays_until_somebody_asks_again(agency: Agency, lead: User, at: datetime) -> None:
    action = of_post(agency, "Write the plan")
    told = {"note_state": LeadNote.SENT, "note": MessageFactory(written_at=at), "state": Asking.CLOSED}
    asked(action, at, words="Sol Brandt", closed_at=at + timedelta(days=9), **told)
    said = page(lead)
    assert "A note to the lead was written 14 October" in said
    assert "An answer is still kept" in said
    asked(action, at + timedelta(days=30))
    assert "A note to the lead" not in page(lead)


def test_who_is_asked_themselves_is_led_to_their_answer(agency: Agency, lead: User, at: datetime) -> None:
    kept = ResponsibilityFactory(action=ActionFactory(), kind=OwnerKind.AGENCY, person=None, agency=agency)
    part = asked(kept.action, at)
    assert reverse("answer_mine") + '">Answer</a>' not in page(lead)
    part.person = lead.person
    part.save()
    assert reverse("answer_mine") + '">Answer</a>' in page(lead)


def test_the_menu_leads_a_lead_there_and_nobody_else(agency: Agency, lead: User, world: World) -> None:
    answer = client_of(lead).get(reverse("asked_of_mine"))
    assert answer.headers["Location"] == reverse("asked_of_agency", args=["police"])
    assert reverse("asked_of_mine") in page(lead)
    assert reverse("asked_of_mine") not in page(world.business_unit)


def test_the_list_of_agencies_leads_there_whoever_may_see_it(agency: Agency, lead: User, world: World) -> None:
    AgencyFactory()
    links = [client_of(u).get(reverse("agencies")).content.decode() for u in (world.business_unit, lead, world.member)]
    assert [each.count("/asked") for each in links if "/agencies/asked" not in each] == [2, 0]
    assert reverse("asked_of_agency", args=["police"]) in links[1]


def test_a_lead_of_two_agencies_goes_from_one_to_the_other(agency: Agency, lead: User, by: Actor, at: datetime) -> None:
    other = AgencyFactory(name="Marlshire Probation")
    appoint(person=lead.person, role=Role.AGENCY_LEAD, agency=other, starts_on=BEGAN, by=by, at=at)
    assert f'You also lead: <a href="{reverse("asked_of_agency", args=[other.slug])}"' in page(lead)


def test_a_row_or_a_round_costs_no_statement_of_its_own(
    agency: Agency,
    lead: User,
    at: datetime,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    groups: list[Group] = GroupFactory.create_batch(3)
    for n in range(6):
        sent = MessageFactory(state="sent", sent_at=at)
        action = of_post(agency, f"Action {n}", group=groups[n % 3])
        closed = at + timedelta(days=8) if n < 3 else None
        asked(action, at + timedelta(days=n), message=sent, note=sent, note_state=LeadNote.SENT, closed_at=closed)
    client = client_of(lead)
    where = reverse("asked_of_agency", args=["police"])
    client.get(where)
    with django_assert_max_num_queries(14):
        assert client.get(where).status_code == 200
