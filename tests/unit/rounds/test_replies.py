"""Answers by e-mail: to the address in the letter, out of a mailbox."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from plait.actions.models import State
from plait.core.actor import Actor
from plait.notifications.commands import mint
from plait.notifications.models import LinkToken, Message
from plait.notifications.wording import letter_of
from plait.people.models import Person
from plait.rounds.inbound import look_for_replies, take_mail
from plait.rounds.models import Answer, AnswerWay, Asked, Asking, Reply, ReplyState, Request
from plait.rounds.replies import head_of, understand
from plait.rounds.sheets import as_sheet
from tests.factories.people import PersonFactory
from tests.factories.rounds import AskedFactory
from tests.small_partnership import World, small_partnership
from tests.unit.rounds.mailbox import Mailbox, mailbox
from tests.unit.rounds.test_answering_by_link import give, named, opened

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def box(settings: LazySettings) -> Iterator[Mailbox]:
    with mailbox() as kept:
        settings.INBOUND_ADDRESS = "answers@marlshire.example"
        settings.INBOUND_HOST, settings.INBOUND_PORT, settings.INBOUND_TLS = "127.0.0.1", kept.port, False
        settings.INBOUND_USER, settings.INBOUND_PASSWORD = "answers", kept.password
        yield kept


@pytest.fixture
def part(world: World, box: Mailbox, by: Actor, at: datetime) -> Request:
    kemi: Person = PersonFactory(name="Kemi Adlard", email="kemi@outside.example")
    for wording in ("Send the rota", "Tell the hubs"):
        give(world, named(kemi), by=by, at=at, wording=wording)
    return opened(world, by, timezone.now()).requests.get(person=kemi)


def letter(part: Request, by: Actor) -> tuple[str, str]:
    """Where a reply goes, and what the letter says."""
    assert part.message is not None
    now = timezone.now()
    Message.objects.filter(pk=part.message_id).update(state="sent", sent_at=now)
    links = mint(messages=[part.message], by=by, at=now)
    written = letter_of(part.message, links)
    return written.reply_to, written.body


def mail(to: str, words: str, **heads: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Kemi Adlard <kemi@outside.example>", to, "Re: your actions"
    made["Message-ID"] = f"<{abs(hash(words))}@outside.example>"
    for name, value in heads.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    return made


def references(part: Request) -> list[str]:
    return [each.action.reference for each in part.asked.select_related("action").order_by("action__number")]


QUOTED = """

Kind regards
Kemi

On Mon, 12 Oct 2026 at 09:12, Plait <plait@marlshire.example> wrote:
> {0}: done
> On Fri, 9 Oct 2026 at 08:00, Sol Brandt <sol@outside.example> wrote:
>> {1}: blocked, nobody answers
>> -----Original Message-----
>> From: Plait <plait@marlshire.example>
>> Sent: 1 October 2026 10:00
>> To: Sol Brandt
>> Subject: your actions
>>
>> {1}: done
"""


def test_a_reply_that_quotes_three_older_mails_says_only_what_is_new(part: Request, box: Mailbox, by: Actor) -> None:
    first, second = references(part)
    to, body = letter(part, by)
    assert to in body
    assert f"{first}:" in body
    words = f"Hello,\n\n{second}: blocked, the printer waits for parts{QUOTED.format(first, second)}"
    number = box.add(mail(to, words).as_bytes())
    look_for_replies(timezone.now())
    answer = Answer.objects.get()
    assert (answer.asked.action.reference, answer.blocked, answer.way) == (second, True, AnswerWay.REPLY)
    assert answer.words == "the printer waits for parts"
    assert box.flags[number] == {r"\Seen"}
    assert Reply.objects.get().state == ReplyState.TAKEN
    part.refresh_from_db()
    assert part.state == Asking.PARTLY


def test_only_the_hash_of_the_address_is_kept(part: Request, by: Actor) -> None:
    to, _ = letter(part, by)
    token = to.partition("+")[2].partition("@")[0]
    assert not LinkToken.objects.filter(hash__contains=token).exists()
    assert token not in str(list(Message.objects.values()))


def test_a_mail_that_is_fetched_twice_is_taken_once(part: Request, by: Actor) -> None:
    to, _ = letter(part, by)
    data = mail(to, f"{references(part)[0]}: half done").as_bytes()
    assert [take_mail(data, timezone.now()) for _ in range(2)] == [True, True]
    assert (Answer.objects.count(), Reply.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "heads",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
    ],
)
def test_an_out_of_office_note_is_no_answer(part: Request, by: Actor, heads: dict[str, str]) -> None:
    to, _ = letter(part, by)
    first = references(part)[0]
    before = Message.objects.count()
    assert take_mail(mail(to, f"{first}: done\nI am back on Monday.", **heads).as_bytes(), timezone.now())
    assert (Answer.objects.count(), Reply.objects.get().state) == (0, ReplyState.AUTOMATIC)
    assert Message.objects.count() == before  # nobody answers a program


def test_a_bounce_is_no_answer(part: Request, by: Actor) -> None:
    to, _ = letter(part, by)
    made = mail(to, "It could not be delivered.")
    made.replace_header("From", "MAILER-DAEMON@marlshire.example")
    assert take_mail(made.as_bytes(), timezone.now())
    assert Answer.objects.count() == 0


def test_what_nobody_can_assign_waits_for_the_business_unit(world: World, part: Request, by: Actor) -> None:
    to, _ = letter(part, by)
    assert take_mail(mail(to, "All of it is nearly there, I think.").as_bytes(), timezone.now())
    assert Answer.objects.count() == 0
    assert Message.objects.filter(template="rounds/letters/unread", to=part.person).count() == 1
    client = Client()
    client.force_login(world.business_unit)
    page = client.get(f"/rounds/{part.round_id}").content.decode()
    assert "All of it is nearly there" in page
    client.post(f"/rounds/replies/{Reply.objects.get().pk}/read")
    assert Reply.objects.get().state == ReplyState.READ


def test_a_workbook_that_comes_along_is_read(part: Request, by: Actor) -> None:
    to, _ = letter(part, by)
    asked = list(part.asked.select_related("action").order_by("action__number"))
    from io import BytesIO

    import openpyxl

    book = openpyxl.load_workbook(BytesIO(as_sheet(asked, "The group")))
    book.active.cell(5, 5).value = "Done"  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    made = mail(to, "Here it is.")
    made.add_attachment(out.getvalue(), maintype="application", subtype="octet-stream", filename="mine.xlsx")
    assert take_mail(made.as_bytes(), timezone.now())
    asked[0].action.refresh_from_db()
    assert asked[0].action.state == State.DONE


def test_mail_to_nobody_is_left_for_people(box: Mailbox, part: Request) -> None:
    strange = box.add(mail("answers+0123456789abcdef@marlshire.example", "Hello").as_bytes())
    plain = box.add(mail("answers@marlshire.example", "Hello").as_bytes())
    look_for_replies(timezone.now())
    assert box.flags == {strange: {r"\Flagged"}, plain: {r"\Flagged"}}


def test_a_mailbox_that_breaks_off_loses_nothing(part: Request, box: Mailbox, by: Actor) -> None:
    to, _ = letter(part, by)
    box.add(mail(to, f"{references(part)[0]}: half done").as_bytes())
    box.breaks_after = 5  # after the mail was read, before it was marked
    look_for_replies(timezone.now())
    box.breaks_after = 10_000
    look_for_replies(timezone.now())
    assert Answer.objects.count() == 1


def test_a_wrong_password_is_logged_and_no_more(part: Request, box: Mailbox, settings: LazySettings) -> None:
    settings.INBOUND_PASSWORD = "wrong"
    look_for_replies(timezone.now())
    assert Reply.objects.count() == 0


def test_an_address_that_has_run_out_takes_nothing(part: Request, by: Actor) -> None:
    to, _ = letter(part, by)
    data = mail(to, f"{references(part)[0]}: done").as_bytes()
    assert not take_mail(data, timezone.now() + timedelta(days=91))


def test_without_a_mailbox_no_letter_names_an_address(world: World, by: Actor, at: datetime) -> None:
    give(world, named(PersonFactory(name="Sol Brandt")), by=by, at=at)
    to, body = letter(opened(world, by, at).requests.get(), by)
    assert to == ""
    assert "by e-mail" not in body


def one() -> Asked:
    asked: Asked = AskedFactory.build(pk=1, responsibility__action__number=7)
    return asked


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("Done.", "done", True),
        ("Done by next week, I hope", "done", False),
        ("Done by next week, I hope", "words", "Done by next week, I hope"),
        ("blocked - the surgery is silent", "blocked", True),
        ("ACT-0007: on the way", "moving", True),
        ("> ACT 7 – half of it", "words", "half of it"),
        ("Not mine, it is the registrar's", "not_mine", "the registrar's"),
        ("new date: 17 May 2030, because the printer is closed", "new_day", date(2030, 5, 17)),
        ("new date: 17 May 2030, because the printer is closed", "because", "the printer is closed"),
    ],
)
def test_few_words_are_understood_and_none_guessed(words: str, field: str, value: object) -> None:
    assert getattr(understand(words, [one()], TODAY).said[1], field) == value


@pytest.mark.parametrize("words", ["blocked", "not mine", "new date 3 May 2019 because of leave"])
def test_what_cannot_be_taken_is_left_with_its_reason(words: str) -> None:
    found = understand(words, [one()], TODAY)
    assert found.said == {}
    assert words in found.left


@given(st.binary(max_size=500))
def test_no_mail_makes_the_reader_of_heads_fall_over(junk: bytes) -> None:
    assert head_of(junk, "answers@marlshire.example") is None


@given(st.text(max_size=300))
@example("\u00a0")
def test_whatever_is_written_is_kept_somewhere(words: str) -> None:
    found = understand(f"ACT-0007: {words}", [one()], TODAY)
    assert found.said or found.left or all(each.isspace() or each in ":;,.)–-" for each in words)
