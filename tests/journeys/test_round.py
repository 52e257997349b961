"""A round: everybody is asked by letter, and somebody without an account answers on a phone."""

import re
from datetime import date
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import Locator, expect

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import Action, ActionKind, Evidence, OwnerKind, State
from plait.core.actor import Actor
from plait.groups.models import Group
from plait.history.models import Entry
from plait.notifications.models import LinkOpening
from plait.people.commands import add_person
from plait.rounds.models import Answer, Asking, Request
from tests.journeys.conftest import SitDown
from tests.journeys.desk import PHONE, Desk
from tests.unit.notifications.conftest import Sink, sink

__all__ = ["sink"]
GROUP = "Practice Oversight Group"
OWNER, ADDRESS = "Ottoline Brack", "ottoline@outside.example"
ASKED = (
    "Send the rota of the duty desk to every school",
    "Tell the hubs who answers at weekends",
    "Find out why letters to the surgery come back",
    "Put the poster up in the waiting rooms",
    "Bring the list of interpreters up to date",
)


@pytest.fixture
def five(sample: None) -> list[Action]:
    """Somebody outside who has five actions of the group and no account."""
    by, at = Actor.command_line(), timezone.now()
    person = add_person(name=OWNER, email=ADDRESS, by=by, at=at)
    group = Group.objects.get(name=GROUP)
    return [
        assign(
            group=group,
            wording=wording,
            kind=ActionKind.HOUSEKEEPING,
            owners=[OwnerChoice(OwnerKind.PERSON, person=person, words=OWNER)],
            due=DueChoice(),
            origin=None,
            circle=group.circle,
            minuted_on=date(2026, 9, 3),
            by=by,
            at=at,
        )
        for wording in ASKED
    ]


def open_the_round(desk: Desk) -> None:
    desk.go("/rounds/")
    desk.follow("Open a round")
    desk.check_page()
    desk.page.get_by_label("Group").select_option(label=GROUP)
    desk.press("Ask every owner")
    desk.see("The round is open")
    desk.check_page()


def letters_to_owner(sink: Sink) -> list[Any]:
    return [mail for mail in sink.taken if ADDRESS in str(mail["To"])]


def link_in(letter: Any) -> str:
    found = re.search(r"https?://\S+/rounds/answer/\S+", letter.get_body(("plain",)).get_content())
    assert found is not None
    return found[0]


def part(phone: Desk, action: Action) -> Locator:
    return phone.page.get_by_role("region", name=re.compile(action.reference))


def more(phone: Desk, action: Action) -> Locator:
    here = part(phone, action)
    here.get_by_text("Another date, a file").click()
    return here


def fill_in(phone: Desk, five: list[Action]) -> None:
    """On the way with a file, done, blocked, another date with its reason, somebody else's."""
    moving, done, blocked, later, other = five
    here = more(phone, moving)
    here.get_by_label("What happened").fill("Half of the schools have it")
    here.get_by_label("On the way").check()
    rota = {"name": "rota.txt", "mimeType": "text/plain", "buffer": b"Monday: the north hub\n"}
    here.get_by_label("A file that shows it").set_input_files([rota])  # type: ignore[list-item]
    part(phone, done).get_by_label("Done").check()
    part(phone, blocked).get_by_label("What happened").fill("The surgery has no one who opens letters")
    part(phone, blocked).get_by_label("Blocked").check()
    here = more(phone, later)
    here.get_by_label("The date you ask for").fill("11 December 2026")
    here = more(phone, other)
    here.get_by_label("It is not mine, it is").fill("The interpreting service’s")


def scanner_opens(address: str) -> None:
    with urlopen(address) as answered:
        assert answered.status == 200


def test_five_actions_are_answered_on_a_phone_without_an_account(
    sit_down: SitDown, five: list[Action], sink: Sink, live_server: Any, settings: LazySettings
) -> None:
    settings.ADDRESS = live_server.url
    desk = sit_down("bronwen")
    open_the_round(desk)
    desk.work()
    [letter] = letters_to_owner(sink)
    assert "5 actions" in letter["Subject"]
    assert not any(wording in letter.get_body(("plain",)).get_content() for wording in ASKED)
    address = link_in(letter)

    before, told = Entry.objects.count(), Answer.objects.count()
    scanner_opens(address)
    scanner_opens(address)
    assert (Entry.objects.count(), Answer.objects.count()) == (before, told)

    phone = sit_down(size=PHONE)
    phone.go(address)
    phone.see(OWNER)
    expect(phone.page.get_by_role("region")).to_have_count(5)
    assert LinkOpening.objects.count() == 3
    fill_in(phone, five)
    phone.press("Send what you wrote")
    phone.see("Say why")  # another date needs a reason; nothing is lost but the file
    phone.check_page()
    part(phone, five[3]).get_by_label("Why another date").fill("The printer closes until December")
    rota = {"name": "rota.txt", "mimeType": "text/plain", "buffer": b"Monday: the north hub\n"}
    more(phone, five[0]).get_by_label("A file that shows it").set_input_files([rota])  # type: ignore[list-item]
    phone.picture("round-on-a-phone")
    phone.page.get_by_role("button", name="Send what you wrote").dblclick()
    phone.see(re.compile("kept"))
    phone.check_page()
    assert (Answer.objects.count() - told, Evidence.objects.filter(action=five[0]).count()) == (5, 1)

    desk.work()
    receipt = letters_to_owner(sink)[-1]
    assert "your answer has come in" in receipt["Subject"]
    accept_what_is_asked(desk, five)
    say_it_late(desk, phone, five[0])


def accept_what_is_asked(desk: Desk, five: list[Action]) -> None:
    """Nothing moved before the business unit said so."""
    stands = [State(Action.objects.get(pk=each.pk).state) for each in five]
    assert stands == [State.ON_THE_WAY, State.DONE, State.BLOCKED, State.NOT_STARTED, State.NOT_STARTED]
    later, other = five[3], five[4]
    desk.go("/rounds/proposals")
    desk.page.get_by_label(re.compile(later.reference)).check()
    desk.press("Accept the ticked ones")
    desk.see("1 accepted.")
    desk.page.get_by_label(re.compile(other.reference)).check()
    desk.page.get_by_label("Whose it is").select_option(label="Sunita Chandel")
    desk.press("Accept the ticked ones")
    expect(desk.page.get_by_label(re.compile(other.reference))).to_have_count(0)
    desk.check_page()
    later.refresh_from_db()
    assert later.due_on == date(2026, 12, 11)
    owners = other.responsibilities.filter(ended_at__isnull=True)
    assert [held.person.name for held in owners if held.person] == ["Sunita Chandel"]


def say_it_late(desk: Desk, phone: Desk, action: Action) -> None:
    """After the round has closed an answer is still kept, and marked."""
    request = Request.objects.get(person__name=OWNER)
    assert request.state == Asking.ANSWERED
    desk.go(f"/rounds/{request.round_id}")
    desk.picture("round")
    desk.press("Close the round")
    desk.see("The round is closed")
    phone.page.reload()
    phone.see("This round was closed")
    part(phone, action).get_by_label("What happened").fill("Now every school has it")
    phone.press("Send what you wrote")
    phone.see("after the last day")
    assert Answer.objects.latest("at").late
