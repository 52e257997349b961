"""Silence: the lead of the owner's agency hears of it before the chair, with the number asked and the reason."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from plait.access.commands import appoint
from plait.access.models import Role
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.commands import add_seat, seat_person
from plait.groups.models import SeatRole
from plait.notifications.models import Message, State
from plait.people.models import Person
from plait.rounds.commands import answer, hold_lead_note, send_chair_note, send_lead_note
from plait.rounds.models import Request
from plait.rounds.queries.silence import led_by, silences
from plait.rounds.rules import Said
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.small_partnership import BEGAN, World, small_partnership
from tests.unit.rounds.test_answering_by_link import give, link_to, named, opened

pytestmark = pytest.mark.django_db
LATER = timedelta(days=8)


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    made = small_partnership(by=by, at=at)
    chair = PersonFactory(name="Una Farrow", email="una@chair.example")
    seat = add_seat(group=made.oversight, title="Chair", agency=None, role=SeatRole.CHAIR, by=by, at=at)
    seat_person(seat=seat, person=chair, starts_on=BEGAN, by=by, at=at)
    return made


@pytest.fixture
def silent(world: World, by: Actor, at: datetime) -> Request:
    """Kemi, of an agency with a lead, was asked about two actions and has said nothing."""
    kemi, agency = PersonFactory(name="Kemi Adlard", email="kemi@outside.example"), AgencyFactory(name="Fernhall Trust")
    PostFactory(holder=kemi, agency=agency, starts_on=BEGAN)
    lead = PersonFactory(name="Ines Marlow", email="ines@trust.example")
    appoint(person=lead, role=Role.AGENCY_LEAD, agency=agency, starts_on=BEGAN, by=by, at=at)
    for _ in range(2):
        give(world, named(kemi), by=by, at=at)
    request: Request = opened(world, by, at).requests.get(person=kemi)
    link_to(request, by, at)
    return request


def tell_lead(silent: Request, by: Actor, at: datetime) -> Message:
    """The note to the lead, sent at once."""
    leads = led_by([silent], on=at.date())[silent.pk].leads
    note = send_lead_note(request=silent, leads=leads, by=by, at=at).note
    assert note is not None
    Message.objects.filter(pk=note.pk).update(state=State.SENT, sent_at=at)
    return note


def tell_chair(silent: Request, by: Actor, at: datetime) -> int:
    return send_chair_note(held=silent.round, by=by, at=at)


def not_yet(silent: Request, at: datetime) -> list[str]:
    return [each.not_yet for each in silences(silent.round, at=at)]


def test_the_chair_hears_of_a_silence_the_day_after_the_lead_did(silent: Request, by: Actor, at: datetime) -> None:
    assert not_yet(silent, at) == ["Kemi Adlard still has time to answer."]
    assert not_yet(silent, at + LATER) == ["The lead of Kemi Adlard’s agency is told first."]
    with pytest.raises(Refusal, match="nobody of whom the chair may hear"):
        tell_chair(silent, by, at + LATER)
    tell_lead(silent, by, at + LATER)
    with pytest.raises(Refusal, match="nobody of whom"):
        tell_chair(silent, by, at + LATER)
    assert tell_chair(silent, by, at + LATER + timedelta(days=1)) == 1
    letter = Message.objects.get(template="rounds/letters/chair")
    row = {"owner": "Kemi Adlard", "agency": "Fernhall Trust", "asks": 2, "heard": 0, "reason": "No word"}
    assert (letter.to.name, letter.context["silent"]) == ("Una Farrow", [row])


def test_the_chair_hears_of_each_silence_once(silent: Request, by: Actor, at: datetime) -> None:
    tell_lead(silent, by, at + LATER)
    later = at + LATER + timedelta(days=1)
    tell_chair(silent, by, later)
    with pytest.raises(Refusal, match="nobody of whom"):
        tell_chair(silent, by, later)


def test_what_is_held_back_from_the_lead_is_held_back_from_the_chair(silent: Request, by: Actor, at: datetime) -> None:
    hold_lead_note(request=silent, by=by, at=at + LATER)
    assert not_yet(silent, at + LATER + LATER) == [
        "The note to the lead about Kemi Adlard is held back, so the chair is not told either."
    ]


def test_a_note_that_did_not_reach_the_lead_keeps_nothing_from_the_chair(
    silent: Request, by: Actor, at: datetime
) -> None:
    note = tell_lead(silent, by, at + LATER)
    Message.objects.filter(pk=note.pk).update(state=State.FAILED, fault="unknown")
    assert not_yet(silent, at + LATER) == [""]


def test_where_nobody_leads_the_chair_hears_at_once(world: World, by: Actor, at: datetime) -> None:
    sol: Person = PersonFactory(name="Sol Brandt", email="sol@outside.example")
    give(world, named(sol), by=by, at=at)
    request = opened(world, by, at).requests.get(person=sol)
    link_to(request, by, at)
    assert tell_chair(request, by, at + LATER) == 1


def test_who_has_answered_in_the_meantime_is_not_told_of(silent: Request, by: Actor, at: datetime) -> None:
    tell_lead(silent, by, at + LATER)
    said = {asked.pk: Said(moving=True) for asked in silent.asked.order_by("pk")}
    answer(request=silent, said=said, on_behalf=True, by=by, at=at + LATER)
    assert silences(silent.round, at=at + LATER + LATER) == []


def test_the_page_says_of_whom_not_yet_and_leads_to_the_note_that_comes_first(world: World, silent: Request) -> None:
    client = Client()
    client.force_login(world.business_unit)
    page = client.get(f"/rounds/{silent.round_id}/chair").content.decode()
    assert "is told first" in page
    assert f"/rounds/parts/{silent.pk}/note" in page


def test_a_chair_is_not_told_of_the_chairs_own_silence(world: World, by: Actor, at: datetime) -> None:
    una = Person.objects.get(name="Una Farrow")
    give(world, named(una), by=by, at=at)
    request = opened(world, by, at).requests.get(person=una)
    link_to(request, by, at)
    assert not_yet(request, at + LATER) == []
