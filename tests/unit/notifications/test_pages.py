"""What the business unit sees of letters, and what a receiver may choose."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plait.accounts.models import User
from plait.core.actor import Actor
from plait.notifications.commands import make_link, mint, pause, revoke_links
from plait.notifications.commands.links import CHOICES, CHOICES_LAST, CHOICES_ROUTE
from plait.notifications.models import How, LinkOpening, LinkToken, Message, Outbox, Preference, State
from plait.notifications.outgoing import Link
from plait.notifications.queries import choices_of
from plait.people.models import Person
from tests.factories.letters import MessageFactory
from tests.factories.people import PersonFactory
from tests.small_partnership import World

SignIn = Callable[[User], Client]


@pytest.fixture
def desk(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.business_unit)


def failed(**more: object) -> Message:
    return MessageFactory(**{"state": State.FAILED, "fault": "unknown", "code": "550 5.1.1", **more})


def words(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_a_letter_that_did_not_arrive_says_why_in_plain_words(desk: Client) -> None:
    failed(to__name="Zoë O’Dowd")
    page = words(desk.get(reverse("letters")))
    assert "Zoë O’Dowd" in page
    assert "Their mail server says that there is no such address." in page
    assert "A change to how you sign in to Plait" in page


def test_sending_again_puts_it_back_into_the_queue(desk: Client) -> None:
    message = failed()
    assert desk.post(reverse("letter_again", args=[message.pk])).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.fault, message.tries) == (State.WAITING, "", 0)


def test_a_doubled_press_sends_it_once(desk: Client) -> None:
    message = failed()
    answers = [desk.post(reverse("letter_again", args=[message.pk])).status_code for _ in range(2)]
    assert answers == [302, 409]


def test_correcting_the_address_changes_the_person_and_sends_the_letter(desk: Client) -> None:
    message = failed(to__email="zoe@marlshire.exmaple")
    desk.post(reverse("letter_address", args=[message.pk]), {"email": "zoe@marlshire.example"})
    message.refresh_from_db()
    assert (message.to.email, message.state) == ("zoe@marlshire.example", State.WAITING)


def test_an_address_of_somebody_else_is_refused_beside_the_field(desk: Client) -> None:
    message, other = failed(), PersonFactory(name="Owen Tasker", email="owen@marlshire.example")
    answer = desk.post(reverse("letter_address", args=[message.pk]), {"email": other.email})
    assert (answer.status_code, "Owen Tasker has the e-mail address" in words(answer)) == (422, True)


def test_who_was_told_by_telephone_stands_on_the_list_no_more(desk: Client) -> None:
    message = failed(to__telephone="01234 567890")
    assert "01234 567890" in words(desk.get(reverse("letter", args=[message.pk])))
    assert desk.post(reverse("letter_told", args=[message.pk]), {"how": ""}).status_code == 422
    desk.post(reverse("letter_told", args=[message.pk]), {"how": "By telephone, on Monday"})
    message.refresh_from_db()
    assert message.state == State.TOLD
    assert "Every letter has arrived" in words(desk.get(reverse("letters")))


def test_a_letter_that_held_a_code_is_not_sent_again(desk: Client) -> None:
    message = failed(held_secret=True, address="a@marlshire.example")
    page = words(desk.get(reverse("letter", args=[message.pk])))
    assert "Send a new one from where it came" in page
    assert "Send it again" not in page
    assert desk.post(reverse("letter_again", args=[message.pk])).status_code == 409


def test_a_letter_whose_template_is_gone_is_still_listed(desk: Client) -> None:
    failed(template="no/such/letter", fault="not_written")
    assert "A letter that could not be written" in words(desk.get(reverse("letters")))


def test_the_outbox_is_paused_and_let_go_by_a_press(desk: Client) -> None:
    desk.post(reverse("pause_letters"))
    old = MessageFactory(written_at=timezone.now())
    Outbox.objects.update(paused_at=timezone.now())
    assert "Paused since" in words(desk.get(reverse("letters")))
    desk.post(reverse("resume_letters"), {"aside": "1"})
    old.refresh_from_db()
    assert (old.state, Outbox.objects.get().paused_at) == (State.SET_ASIDE, None)


def test_everybody_chooses_how_letters_reach_them(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.member)
    client.post(reverse("letter_choices"), {"asked": "daily", "receipt": "off"})
    assert [how for _, how in choices_of(world.member.person)] == [How.DAILY, How.OFF]


def test_what_asks_for_an_update_cannot_be_turned_off(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.member).post(reverse("letter_choices"), {"asked": "off", "receipt": "off"})
    assert answer.status_code == 422
    assert not Preference.objects.exists()


@pytest.fixture
def path(person: Person, by: Actor) -> str:
    """The address in a letter, as its receiver opens it."""
    now = timezone.now()
    made = make_link(person=person, link=Link(CHOICES, CHOICES_ROUTE, CHOICES_LAST), name="choices", by=by, at=now)
    message = MessageFactory(to=person, topic="receipt")
    address = mint(messages=[message], by=by, at=now)[message.pk]["choices"]
    assert LinkToken.objects.get().link == made
    return address.removeprefix("http://127.0.0.1:8000")


def test_somebody_without_an_account_chooses_by_the_link_in_a_letter(client: Client, path: str, person: Person) -> None:
    assert "These are the choices of Zoë O’Dowd." in words(client.get(path))
    client.post(path, {"asked": "daily", "receipt": "daily"})
    assert {how for _, how in choices_of(person)} == {How.DAILY}


def test_opening_a_link_changes_nothing_and_every_opening_is_noted(client: Client, path: str) -> None:
    for _ in range(3):
        client.get(path, headers={"User-Agent": "MailScanner/5"})
    assert not Preference.objects.exists()
    assert list(LinkOpening.objects.values_list("agent", flat=True)) == ["MailScanner/5"] * 3


def test_only_a_hash_of_a_link_is_kept(path: str) -> None:
    token = path.rsplit("/", 1)[1]
    kept = LinkToken.objects.get()
    assert len(token) >= 43
    assert token not in str(kept.__dict__)
    assert token not in str(kept.link.__dict__)


@pytest.mark.parametrize("why", ["revoked", "run out", "another purpose", "unknown"])
def test_a_link_that_opens_nothing_says_so_in_one_way(
    client: Client, path: str, person: Person, by: Actor, at: datetime, why: str
) -> None:
    link = LinkToken.objects.get().link
    if why == "revoked":
        assert revoke_links(person=person, by=by, at=timezone.now()) == 1
    elif why == "run out":
        link.made_at, link.expires_at = at.replace(year=2020), at.replace(year=2021)
    elif why == "another purpose":
        link.purpose = "rounds"
    else:
        path += "x"
    if why in ("run out", "another purpose"):
        link.save()
    answer = client.get(path)
    assert (answer.status_code, "This link does not work any more" in words(answer)) == (410, True)


def test_pausing_twice_keeps_the_first_moment(by: Actor, at: datetime, db: None) -> None:
    pause(because="A back-up was restored.", by=by, at=at)
    pause(because="Again.", by=by, at=timezone.now())
    assert (Outbox.objects.get().paused_at, Outbox.objects.get().paused_because) == (at, "A back-up was restored.")
