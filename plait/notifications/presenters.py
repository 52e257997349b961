"""Letters in words."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import reverse
from django.utils import timezone

from plait.core.dates import say_near, say_time
from plait.notifications.models import Fault, Message, Outbox, State
from plait.notifications.queries import Counts
from plait.notifications.rules import can_correct, can_send_again
from plait.notifications.wording import subject_of


@dataclass(frozen=True, slots=True)
class Row:
    """A letter in a list. `why` says what went wrong, `code` what the mail server called it."""

    url: str
    to: str
    about: str
    when: str
    why: str
    code: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    row: Row
    key: int
    state: str
    written: str
    tries: str
    address: str
    telephone: str
    may_again: bool
    may_correct: bool
    may_tell: bool
    erased: bool


@dataclass(frozen=True, slots=True)
class OutboxWords:
    """`stopped`: why nothing goes out, in sentences; `lines`: what waits, was sent, may have gone out twice."""

    paused: bool
    stopped: list[str]
    lines: list[str] = field(default_factory=list)
    waiting_before: int = 0


def say_moment(moment: datetime | None) -> str:
    """14 October, 9:05am; "" for none."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{say_near(local.date(), _today())}, {say_time(local.time())}"


def _today() -> date:
    return timezone.localdate()


def row(message: Message) -> Row:
    fault = Fault(message.fault).label if message.fault else State(message.state).label
    return Row(
        url=reverse("letter", args=[message.pk]),
        to=message.to.name,
        about=_about(message),
        when=say_moment(message.fault_at or message.written_at),
        why=f"{fault}.",
        code=message.code,
    )


def _about(message: Message) -> str:
    try:
        return subject_of(message)
    except (TemplateDoesNotExist, TemplateSyntaxError):
        return "A letter that could not be written"


def letter_page(message: Message) -> LetterPage:
    failed = message.state == State.FAILED
    return LetterPage(
        row=row(message),
        key=message.pk,
        state=State(message.state).label,
        written=say_moment(message.written_at),
        tries="once" if message.tries == 1 else f"{message.tries} times" if message.tries else "not yet",
        address=message.address or message.to.email,
        telephone=message.to.telephone,
        may_again=can_send_again(message),
        may_correct=can_correct(message),
        may_tell=failed,
        erased=failed and message.held_secret,
    )


def outbox_words(outbox: Outbox, counts: Counts, waiting_before: int) -> OutboxWords:
    stopped = []
    if outbox.paused_at is not None:
        because = f" {outbox.paused_because}" if outbox.paused_because else ""
        stopped.append(f"Paused since {say_moment(outbox.paused_at)}.{because}")
        stopped.append("Only codes to sign in with, asked for since then, go out.")
    if outbox.fault:
        since, ask = say_moment(outbox.down_since), say_moment(outbox.ask_at)
        stopped.append(f"Letters are not taken since {since} ({outbox.fault}). Nothing is lost.")
        stopped.append(f"Asked {outbox.faults:,} times; again at {ask}." if ask else f"Asked {outbox.faults:,} times.")
    lines = [
        _many(counts.waiting, "waits", "wait") + " to be sent.",
        f"{counts.sent:,} sent in the last 24 hours.",
    ]
    if counts.gathered:
        lines.append(_many(counts.gathered, "waits", "wait") + " for a daily letter.")
    if counts.doubtful:
        lines.append(
            _many(counts.doubtful, "was", "were") + " handed over again in the last 30 days after a worker or the line "
            "broke off, and may have arrived twice."
        )
    return OutboxWords(outbox.paused_at is not None, stopped, lines, waiting_before)


def _many(count: int, one: str, more: str) -> str:
    return f"1 letter {one}" if count == 1 else f"{count:,} letters {more}" if count else f"No letter {one}"
