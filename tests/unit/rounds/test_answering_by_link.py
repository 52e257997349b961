"""From opening a round to the answer without an account."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import Action, ActionKind, DueKind, Evidence, OwnerKind, State, Update
from plait.core.actor import Actor
from plait.history.models import Entry
from plait.notifications.commands import mint
from plait.notifications.models import LinkOpening, Message
from plait.people.models import Person
from plait.rounds.asking import ask_everyone, remind_silent
from plait.rounds.commands import answer, close_round, open_round, remind
from plait.rounds.models import Answer, Asked, Asking, Counting, Proposal, ProposalKind, Request, Round
from plait.rounds.rules import Said
from tests.factories.people import PersonFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db
SOON = date(2030, 5, 17)


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def give(
    world: World,
    *owners: OwnerChoice,
    by: Actor,
    at: datetime,
    kind: ActionKind = ActionKind.HOUSEKEEPING,
    wording: str = "Bring the list up to date",
    hard: bool = False,
    restricted: bool = False,
) -> Action:
    group = world.review if restricted else world.oversight
    return assign(
        group=group,
        wording=wording,
        kind=kind,
        owners=list(owners),
        due=DueChoice(DueKind.DATE, date(2026, 12, 1), "", hard) if hard else DueChoice(),
        origin=None,
        circle=group.circle,
        minuted_on=date(2026, 9, 1),
        by=by,
        at=at,
    )


def named(person: Person, *, leads: bool = False) -> OwnerChoice:
    return OwnerChoice(OwnerKind.PERSON, person=person, words=person.name, leads=leads)


def opened(world: World, by: Actor, at: datetime, *, restricted: bool = False) -> Round:
    group = world.review if restricted else world.oversight
    held = open_round(group=group, counting=Counting.DAYS, days=7, remind_before=2, by=by, at=at)
    ask_everyone(held, by=by, at=at)
    return held


def link_to(request: Request, by: Actor, at: datetime) -> str:
    """As the letter has it."""
    assert request.message is not None
    Message.objects.filter(pk=request.message_id).update(state="sent", sent_at=at)
    address = mint(messages=[request.message], by=by, at=at)[request.message.pk]["link"]
    return re.sub(r"^https?://[^/]+", "", address)


def filled(request: Request, **fields: str) -> dict[str, str]:
    """The first action's fields."""
    asked = Asked.objects.filter(request=request).order_by("action__number")[0]
    return {f"a{asked.pk}-{name}": value for name, value in fields.items()}


@pytest.fixture
def now() -> datetime:
    from django.utils import timezone

    return timezone.now()


@pytest.fixture
def kemi() -> Person:
    person: Person = PersonFactory(name="Kemi Adlard", email="kemi@outside.example")
    return person


def test_each_owner_gets_one_letter_with_all_their_actions(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    quiet = PersonFactory(name="Sol Brandt", email="")
    give(world, named(kemi), by=by, at=at)
    give(world, named(kemi), named(quiet), by=by, at=at)
    give(world, OwnerChoice(OwnerKind.AS_WRITTEN, words="SC"), by=by, at=at)
    held = opened(world, by, at)
    found = {r.words: (r.state, r.asked.count(), r.message_id is not None) for r in held.requests.all()}
    assert found == {
        "Kemi Adlard": (Asking.ASKED, 2, True),
        "Sol Brandt": (Asking.NO_ADDRESS, 1, False),
        "SC": (Asking.NOT_SETTLED, 1, False),
    }
    assert Message.objects.get().context == {
        "group": "Practice oversight group",
        "many": 2,
        "references": ["ACT-0001", "ACT-0002"],
        "days": 7,
        "working": False,
    }


def test_asking_again_after_a_break_asks_nobody_twice(world: World, kemi: Person, by: Actor, at: datetime) -> None:
    give(world, named(kemi), OwnerChoice(OwnerKind.AS_WRITTEN, words="SC"), by=by, at=at)
    held = opened(world, by, at)
    ask_everyone(held, by=by, at=at)
    assert held.requests.count() == 2
    assert Message.objects.count() == 1


def test_an_owner_answers_on_a_phone_without_an_account(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    action = give(world, named(kemi), by=by, at=at)
    give(world, named(world.member.person), by=by, at=at, wording="Somebody else’s action")
    held = opened(world, by, now)
    request = held.requests.get(person=kemi)
    address = link_to(request, by, now)
    page = Client().get(address).content.decode()
    assert "Kemi Adlard" in page
    assert action.reference in page
    assert "Somebody else" not in page
    answer = Client().post(address, filled(request, words="The list is half done", stands="moving"), follow=True)
    assert "Your answer is kept" in answer.content.decode()
    action.refresh_from_db()
    request.refresh_from_db()
    assert (action.state, request.state) == (State.ON_THE_WAY, Asking.ANSWERED)
    assert Message.objects.filter(template="rounds/letters/receipt", to=kemi).count() == 1


def test_opening_a_link_changes_nothing_but_is_noted(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    give(world, named(kemi), by=by, at=at)
    address = link_to(opened(world, by, now).requests.get(), by, now)
    before = Entry.objects.count()
    for method in (Client().get, Client().head, Client().get):
        assert method(address).status_code == 200
    assert (Entry.objects.count(), Answer.objects.count(), LinkOpening.objects.count()) == (before, 0, 3)


def test_a_form_that_comes_twice_is_one_answer(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    give(world, named(kemi), by=by, at=at)
    request = opened(world, by, now).requests.get()
    address, form = link_to(request, by, now), filled(request, words="Sent to all schools")
    assert [Client().post(address, form).status_code for _ in range(2)] == [302, 302]
    assert (Answer.objects.count(), Update.objects.count()) == (1, 1)


def test_a_restricted_action_shows_its_safe_title_only(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    give(world, named(kemi), by=by, at=at, wording="Ask about the child’s school", restricted=True)
    address = link_to(opened(world, by, now, restricted=True).requests.get(), by, now)
    page = Client().get(address).content.decode()
    assert "child" not in page
    assert "of the Case review group" in page


def test_an_answer_after_the_round_closed_is_kept_and_marked_late(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    give(world, named(kemi), by=by, at=at)
    held = opened(world, by, now)
    request = held.requests.get()
    address = link_to(request, by, now)
    close_round(held=held, by=by, at=now)
    assert "was closed" in Client().get(address).content.decode()
    Client().post(address, filled(request, words="Sorry, it is done soon"))
    request.refresh_from_db()
    assert (Answer.objects.get().late, request.state) == (True, Asking.ANSWERED)


def test_another_date_waits_and_needs_a_reason(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    action = give(world, named(kemi), by=by, at=at, hard=True)
    request = opened(world, by, now).requests.get()
    address = link_to(request, by, now)
    refused = Client().post(address, filled(request, new_day="17 May 2030"))
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    Client().post(address, filled(request, new_day="17 May 2030", because="The system is late"))
    action.refresh_from_db()
    assert action.due_on == date(2026, 12, 1)
    assert Proposal.objects.get().kind == ProposalKind.NEW_DAY


def test_a_shared_action_closes_when_all_have_said_done_or_its_lead(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    other = PersonFactory(name="Sol Brandt")
    shared = give(world, named(kemi), named(other), by=by, at=at)
    led = give(world, named(kemi, leads=True), named(other), by=by, at=at)
    held = opened(world, by, now)
    mine, theirs = held.requests.get(person=kemi), held.requests.get(person=other)
    both = {f"a{each.pk}-stands": "done" for each in mine.asked.all()}
    Client().post(link_to(mine, by, now), both)
    shared.refresh_from_db()
    led.refresh_from_db()
    assert (shared.state, led.state) == (State.ON_THE_WAY, State.DONE)
    Client().post(link_to(theirs, by, now), filled(theirs, stands="done"))
    shared.refresh_from_db()
    assert shared.state == State.DONE


def test_a_practice_change_is_only_proposed_to_be_closed(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    action = give(world, named(kemi), by=by, at=at, kind=ActionKind.PRACTICE_CHANGE)
    request = opened(world, by, now).requests.get()
    Client().post(link_to(request, by, now), filled(request, stands="done"))
    action.refresh_from_db()
    assert (action.state, Proposal.objects.get().kind) == (State.ON_THE_WAY, ProposalKind.CLOSE)


def test_who_no_longer_answers_sees_the_action_no_longer(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    action = give(world, named(kemi), by=by, at=at)
    address = link_to(opened(world, by, now).requests.get(), by, now)
    action.responsibilities.update(ended_at=now)
    page = Client().get(address)
    assert page.status_code == 200
    assert action.reference not in page.content.decode()


@pytest.mark.parametrize("token", ["no-such-token", "x" * 4000])
def test_a_link_that_opens_nothing_is_said_kindly(token: str) -> None:
    page = Client().get(f"/rounds/answer/{token}")
    assert page.status_code == 410
    assert "Nothing is lost" in page.content.decode()


def test_the_silent_are_reminded_once_and_near_their_last_day(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    give(world, named(kemi), by=by, at=at)
    link_to(opened(world, by, now).requests.get(), by, now)
    for days in (1, 4, 5, 6):
        remind_silent(now + timedelta(days=days))
    assert Message.objects.filter(template="rounds/letters/reminder").count() == 1


def test_a_reminder_that_is_pressed_twice_is_one_letter(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    give(world, named(kemi), by=by, at=at)
    request = opened(world, by, now).requests.get()
    for seconds, letters in ((0, 0), (3600, 1), (3601, 1), (3660, 1), (9000, 2)):
        remind(request=request, by=by, at=now + timedelta(seconds=seconds))
        assert Message.objects.filter(template="rounds/letters/reminder").count() == letters


def test_who_gets_an_address_later_is_asked_then(world: World, by: Actor, at: datetime) -> None:
    quiet = PersonFactory(name="Sol Brandt", email="")
    give(world, named(quiet), by=by, at=at)
    request = opened(world, by, at).requests.get()
    Person.objects.filter(pk=quiet.pk).update(email="sol@outside.example")
    remind(request=request, by=by, at=at)
    request.refresh_from_db()
    assert request.state == Asking.ASKED
    assert request.message is not None


def test_all_partners_are_done_when_everybody_asked_has_said_so(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    action = give(world, OwnerChoice(OwnerKind.EVERYONE, words="All partners"), by=by, at=at)
    held = opened(world, by, now)
    first = held.requests.get()
    second = held.requests.create(person=kemi, words=kemi.name, message=first.message)
    second.asked.create(action=action, responsibility=action.responsibilities.get())
    answer(request=first, said={first.asked.get().pk: Said(done=True)}, on_behalf=True, by=by, at=now)
    action.refresh_from_db()
    assert action.state == State.ON_THE_WAY
    answer(request=second, said={second.asked.get().pk: Said(done=True)}, on_behalf=True, by=by, at=now)
    action.refresh_from_db()
    assert action.state == State.DONE


def test_who_says_done_and_then_blocked_has_not_said_done(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    other = PersonFactory(name="Sol Brandt")
    action = give(world, named(kemi), named(other), by=by, at=at)
    held = opened(world, by, now)
    mine, theirs = held.requests.get(person=kemi), held.requests.get(person=other)
    said = {mine.asked.get().pk: Said(done=True)}
    answer(request=mine, said=said, on_behalf=True, by=by, at=now)
    answer(
        request=mine,
        said={mine.asked.get().pk: Said(blocked=True, words="The list came back")},
        on_behalf=True,
        by=by,
        at=now + timedelta(minutes=1),
    )
    answer(request=theirs, said={theirs.asked.get().pk: Said(done=True)}, on_behalf=True, by=by, at=now)
    action.refresh_from_db()
    assert action.is_open


def test_a_file_that_comes_twice_is_one_answer_and_one_file(
    world: World, kemi: Person, by: Actor, at: datetime, now: datetime
) -> None:
    give(world, named(kemi), by=by, at=at)
    request = opened(world, by, now).requests.get()
    address, asked = link_to(request, by, now), request.asked.get()
    for _ in range(2):
        file = SimpleUploadedFile("rota.txt", b"Monday: Sol\n")
        Client().post(address, {f"a{asked.pk}-words": "The rota", f"a{asked.pk}-file": file})
    assert (Answer.objects.count(), Evidence.objects.count()) == (1, 1)
