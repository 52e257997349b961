"""The business unit's side: the round's page, the telephone, the lead, what owners ask for, pauses."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.access.commands import appoint, exclude
from plait.access.models import Role
from plait.actions.choices import OwnerChoice
from plait.actions.models import OwnerKind, Update
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.notifications.models import Message
from plait.people.models import Person
from plait.rounds.asking import ask_in_background, begin_asking
from plait.rounds.commands import (
    accept,
    add_pause,
    answer,
    ask_owners,
    close_round,
    decline,
    open_round,
    send_lead_note,
)
from plait.rounds.models import Answer, Asking, Counting, Proposal, ProposalState, Request
from plait.rounds.queries.addressing import SHUT, owners_to_ask
from plait.rounds.queries.reading import due_days
from plait.rounds.rules import Said
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.small_partnership import BEGAN, World, small_partnership
from tests.unit.rounds.test_answering_by_link import give, link_to, named, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def kemi() -> Person:
    person: Person = PersonFactory(name="Kemi Adlard", email="kemi@outside.example")
    return person


def part_of(world: World, who: Person, by: Actor, at: datetime, **of: object) -> Request:
    give(world, named(who), by=by, at=at, **of)  # type: ignore[arg-type]
    return opened(world, by, at).requests.get(person=who)


def say(request: Request, said: Said, by: Actor, at: datetime, *, on_behalf: bool = True) -> int:
    return answer(request=request, said={request.asked.get().pk: said}, on_behalf=on_behalf, by=by, at=at)


def test_posts_agencies_and_all_partners_are_asked_through_people(world: World, by: Actor, at: datetime) -> None:
    lead, holder, agency = PersonFactory(name="Ines Marlow"), PersonFactory(name="Sol Brandt"), AgencyFactory()
    appoint(person=lead, role=Role.AGENCY_LEAD, agency=agency, starts_on=BEGAN, by=by, at=at)
    post = PostFactory(holder=holder, agency=agency, starts_on=BEGAN)
    give(world, OwnerChoice(OwnerKind.POST, post=post), OwnerChoice(OwnerKind.AGENCY, agency=agency), by=by, at=at)
    give(world, OwnerChoice(OwnerKind.EVERYONE, words="All partners"), by=by, at=at)
    empty = PostFactory(title="Lead nurse", holder=None, starts_on=BEGAN)
    give(world, OwnerChoice(OwnerKind.POST, post=empty), by=by, at=at)
    asked = {each.words: each.why_not for each in owners_to_ask(world.oversight, on=at.date())}
    assert asked == {"Sol Brandt": "", "Ines Marlow": "", "Owen Tasker": "", "Lead nurse": "Nobody holds the post"}


def test_who_has_a_conflict_of_interest_is_not_asked(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    give(world, named(kemi), by=by, at=at)
    exclude(circle=world.oversight.circle, person=kemi, reason="Knows the family", by=by, at=at)
    assert [(each.person, each.why_not) for each in owners_to_ask(world.oversight, on=at.date())] == [(None, SHUT)]


def test_one_round_of_a_group_runs_at_a_time(world: World, by: Actor, at: datetime) -> None:
    def go(group: Group) -> None:
        open_round(group=group, counting=Counting.DAYS, days=7, remind_before=None, by=by, at=at)

    go(world.oversight)
    with pytest.raises(Refusal, match="is running"):
        go(world.oversight)


def test_the_round_page_says_who_is_silent_and_why(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    give(world, named(PersonFactory(name="Sol Brandt", email="")), by=by, at=at)
    request = part_of(world, kemi, by, at)
    client = Client()
    client.force_login(world.business_unit)
    page = client.get(f"/rounds/{request.round_id}").content.decode()
    for words in ("Kemi Adlard", "The letter waits to be sent", "Sol Brandt", "No e-mail address", "Not answered"):
        assert words in page


def test_what_is_told_by_telephone_is_kept_as_the_owners(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    request = part_of(world, kemi, by, at)
    client = Client()
    client.force_login(world.business_unit)
    client.post(f"/rounds/parts/{request.pk}/told", {f"a{request.asked.get().pk}-words": "Half done"})
    request.refresh_from_db()
    update = Update.objects.get()
    assert (request.state, update.on_behalf_of, update.by) == (Asking.TOLD, kemi, world.business_unit.person)


def test_somebody_signed_in_answers_their_own_part_only(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    give(world, named(kemi), by=by, at=at, wording="Only of Kemi")
    request = part_of(world, world.member.person, by, at, wording="Of the member")
    client = Client()
    client.force_login(world.member)
    page = client.get("/rounds/mine").content.decode()
    assert "Of the member" in page
    assert "Only of Kemi" not in page
    client.post("/rounds/mine", {f"a{request.asked.get().pk}-stands": "moving"})
    assert Answer.objects.get().way == "signed_in"


def test_the_clock_starts_when_the_letter_is_sent_and_stands_still_in_leave(
    world: World, kemi: Person, by: Actor, at: datetime
) -> None:
    request = part_of(world, kemi, by, at)
    assert due_days([request], request.round) == {}
    link_to(request, by, at)
    request.message.refresh_from_db()  # type: ignore[union-attr]
    assert due_days([request], request.round) == {request.pk: date(2026, 10, 21)}
    add_pause(person=kemi, first=date(2026, 10, 19), last=date(2026, 10, 20), by=by, at=at)
    add_pause(person=None, first=date(2026, 10, 21), last=date(2026, 10, 30), by=by, at=at)
    assert due_days([request], request.round) == {request.pk: date(2026, 10, 23)}


def test_a_hard_date_moves_only_with_the_decision_named(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    request = part_of(world, kemi, by, at, hard=True)
    say(request, Said(new_day=date(2030, 5, 17), because="The system is late"), by, at)
    proposal = Proposal.objects.get()
    with pytest.raises(Refusal, match="only by a decision"):
        accept(proposals=[proposal], by=by, at=at)
    assert accept(proposals=[proposal], decision="Meeting of 7 October", by=by, at=at) == 1
    action = request.asked.get().action
    assert (action.due_on, action.due_hard) == (date(2030, 5, 17), True)


def test_a_hand_over_goes_to_whom_the_business_unit_names(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    request = part_of(world, kemi, by, at)
    say(request, Said(not_mine="The registrar’s"), by, at)
    other = PersonFactory(name="Sol Brandt")
    accept(proposals=[Proposal.objects.get()], owner=other, by=by, at=at)
    running = request.asked.get().action.responsibilities.filter(ended_at__isnull=True)
    assert [held.person for held in running] == [other]


def test_declining_needs_words_and_changes_nothing_else(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    request = part_of(world, kemi, by, at)
    say(request, Said(new_day=date(2030, 5, 17), because="Leave"), by, at)
    proposal = Proposal.objects.get()
    with pytest.raises(Refusal, match="Say why"):
        decline(proposals=[proposal], words=" ", by=by, at=at)
    decline(proposals=[proposal], words="The board meets before", by=by, at=at)
    proposal.refresh_from_db()
    assert (proposal.state, request.asked.get().action.due_on) == (ProposalState.DECLINED, None)


def test_many_proposals_are_accepted_from_the_page(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    for _ in range(2):
        give(world, named(kemi), by=by, at=at)
    request = opened(world, by, at).requests.get(person=kemi)
    later = Said(new_day=date(2030, 5, 17), because="Leave")
    answer(request=request, said={a.pk: later for a in request.asked.all()}, on_behalf=True, by=by, at=at)
    client = Client()
    client.force_login(world.business_unit)
    assert "Another date" in client.get("/rounds/proposals").content.decode()
    keys = [str(key) for key in Proposal.objects.order_by("pk").values_list("pk", flat=True)]
    client.post("/rounds/proposals", {"ticked": keys, "do": "accept"})
    assert {a.action.due_on for a in request.asked.all()} == {date(2030, 5, 17)}


def test_the_lead_is_told_once_and_only_of_silence(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    request, lead = part_of(world, kemi, by, at), PersonFactory(name="Ines Marlow", email="ines@trust.example")
    with pytest.raises(Refusal, match="still has time"):
        send_lead_note(request=request, leads=[lead], by=by, at=at)
    link_to(request, by, at)
    later = at + timedelta(days=8)
    for _ in range(2):
        send_lead_note(request=request, leads=[lead], by=by, at=later)
    notes = Message.objects.filter(template="rounds/letters/lead")
    assert notes.get().context == {"owner": "Kemi Adlard", "group": "Practice oversight group", "many": 1}
    say(request, Said(words="It is done soon"), by, at)
    with pytest.raises(Refusal, match="no silence"):
        send_lead_note(request=request, leads=[lead], by=by, at=later)


def test_who_is_silent_when_the_round_closes_stays_silent_visibly(
    world: World, kemi: Person, by: Actor, at: datetime
) -> None:
    request = part_of(world, kemi, by, at)
    close_round(held=request.round, by=by, at=timezone.now())
    request.refresh_from_db()
    assert request.state == Asking.CLOSED


def test_the_business_unit_opens_a_round_from_its_page(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    give(world, named(kemi), by=by, at=at)
    client = Client()
    client.force_login(world.business_unit)
    assert "Practice oversight group" in client.get("/rounds/open").content.decode()
    form = {"group": str(world.oversight.pk), "days": "7", "counting": "working_days", "remind_before": ""}
    page = client.post("/rounds/open", form, follow=True).content.decode()
    assert "Kemi Adlard" in page
    again = client.post("/rounds/open", form)
    assert "is running" in again.content.decode()


def test_a_large_round_is_asked_by_a_worker(
    world: World, kemi: Person, by: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plait.rounds.asking.FEW", 0)
    give(world, named(kemi), by=by, at=at)
    held = open_round(group=world.oversight, counting=Counting.DAYS, days=7, remind_before=None, by=by, at=at)
    begin_asking(held, by=by, at=at)
    assert held.requests.count() == 0
    ask_in_background.call(held.pk)
    assert held.requests.count() == 1


def test_nobody_is_asked_for_a_round_that_was_closed_meanwhile(
    world: World, kemi: Person, by: Actor, at: datetime
) -> None:
    give(world, named(kemi), by=by, at=at)
    held = open_round(group=world.oversight, counting=Counting.DAYS, days=7, remind_before=None, by=by, at=at)
    close_round(held=held, by=by, at=at)
    assert ask_owners(held=held, owners=owners_to_ask(world.oversight, on=at.date()), by=by, at=at) == 0
