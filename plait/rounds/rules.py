"""What an answer must hold, what it sets in motion, and who may be asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.timezone import localdate

from plait.actions.models import Action, ActionKind
from plait.core.refusals import Refusal
from plait.notifications.models import Fault
from plait.notifications.models import State as LetterState
from plait.people.models import Person
from plait.rounds.models import Asking, LeadNote, Request, Round

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Said:
    """What an owner says about one action. `file` is (bytes, name). `moving`: it is on the way.

    An empty one says nothing and is left out.
    """

    words: str = ""
    done: bool = False
    blocked: bool = False
    moving: bool = False
    new_day: date | None = None
    because: str = ""
    not_mine: str = ""
    file: tuple[bytes, str] | None = None

    @property
    def is_empty(self) -> bool:
        told = (self.words.strip(), self.because.strip(), self.not_mine.strip(), self.new_day, self.file)
        return not (self.done or self.blocked or self.moving or any(told))


class Part(NamedTuple):
    """Who answers for one action: the key of a responsibility, the action's key, number and circle, and the owner as
    the responsibility has it, by keys. A round of thousands is read in these."""

    key: int
    action: int
    number: int
    circle: int
    kind: str
    person: int | None
    post: int | None
    agency: int | None
    group: int | None
    words: str


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Whom to ask about what. Without a person, `why_not` says why nobody is asked."""

    person: Person | None
    words: str
    why_not: str
    parts: tuple[Part, ...]


def check_said(action: Action, said: Said) -> None:
    name = action.reference
    if said.done + said.blocked + said.moving > 1:
        raise Refusal(f"{name} can be on the way, blocked or done. Choose one.")
    if said.blocked and not said.words.strip():
        raise Refusal(f"Say what blocks {name}.")
    if said.new_day and not said.because.strip():
        raise Refusal(f"Say why {name} needs another date.")
    if said.because.strip() and not said.new_day:
        raise Refusal(f"Give the date you ask for in {name}.")
    if said.done and action.kind == ActionKind.ENQUIRY and not said.words.strip():
        raise Refusal(f"{name} is an enquiry: it closes with an answer. Write what was found out.")


@dataclass(frozen=True, slots=True)
class Share:
    """One who answers for an action: a responsibility (`key`), and the parts of the round in which it was asked about
    (`asked`) or was said to be done (`done`). `all_say`: everybody asked has to say so, as with “all partners”."""

    key: int
    leads: bool
    all_say: bool
    asked: frozenset[int]
    done: frozenset[int]

    @property
    def is_done(self) -> bool:
        return bool(self.done) and (not self.all_say or self.asked <= self.done)


def closes_now(shares: Iterable[Share], who: int) -> bool:
    """A shared action closes when its lead says so; without a lead, when all who answer for it have said so.

    `who` is the responsibility of the one who says it now.
    """
    running = list(shares)
    leading = [share for share in running if share.leads]
    if leading:
        return any(share.is_done for share in leading if share.key == who)
    return all(share.is_done for share in running)


def check_can_open(days: int, running: Round | None) -> None:
    if running is not None:
        raise Refusal("A round of this group is running. Close it before you open another.")
    if not 1 <= days <= 365:
        raise Refusal("Give between 1 and 365 days to answer.")


def check_habit(days_before: int, days: int) -> None:
    if not 1 <= days_before <= 90:
        raise Refusal("A round opens between 1 and 90 days before the meeting.")
    if not 1 <= days <= 365:
        raise Refusal("Give between 1 and 365 days to answer.")


def is_time_to_open(meets_on: date, days_before: int, today: date) -> bool:
    """From so many days before the meeting to its eve: on the day itself nobody could answer in time."""
    return meets_on - timedelta(days=days_before) <= today < meets_on


def check_is_running(held: Round) -> None:
    if held.closed_at is not None:
        raise Refusal("This round is closed. Answers that come in are kept and marked late.")


def check_can_tell_lead(request: Request, *, over: bool) -> None:
    """`over`: their time has run out, or the round is closed."""
    _check_is_silent(request)
    if not over:
        raise Refusal(f"{request.words} still has time to answer. The lead is told when it has run out.")


def can_tell_lead(request: Request, *, over: bool) -> bool:
    return _can(lambda: check_can_tell_lead(request, over=over))


def check_can_tell_chair(request: Request, *, over: bool, has_lead: bool, today: date) -> None:
    """The lead before the chair: where the agency has a lead who can be written to, the chair hears of a silence on
    the day after the lead did, at the earliest, and of none about which the note to the lead is held back."""
    _check_is_silent(request)
    who = request.words
    if not over:
        raise Refusal(f"{who} still has time to answer.")
    if request.chair_note_id is not None:
        raise Refusal(f"The chair was told of {who} already.")
    if request.note_state == LeadNote.PAUSED:
        raise Refusal(f"The note to the lead about {who} is held back, so the chair is not told either.")
    if request.note is None:
        if has_lead:
            raise Refusal(f"The lead of {who}’s agency is told first.")
        return
    if request.note.state == LetterState.FAILED:
        return
    told = request.note.sent_at
    if told is None or localdate(told) >= today:
        raise Refusal(f"The lead of {who}’s agency has only just been told. Give them until tomorrow.")


def can_tell_chair(request: Request, *, over: bool, has_lead: bool, today: date) -> bool:
    return _can(lambda: check_can_tell_chair(request, over=over, has_lead=has_lead, today=today))


def why_silent(request: Request, *, over: bool) -> str:
    """The reason of a silence, as far as it is known."""
    message = request.message
    if message is not None and message.state == LetterState.FAILED:
        return Fault(message.fault).label
    if is_waiting(request):
        return "The letter waits to be sent"
    return "No word" if over else "There is still time"


def is_waiting(request: Request) -> bool:
    """Whether their letter has not gone out yet."""
    return request.message is not None and request.message.state in (LetterState.WAITING, LetterState.GATHERED)


def _check_is_silent(request: Request) -> None:
    if request.person_id is None or request.state not in (Asking.ASKED, Asking.PARTLY, Asking.CLOSED):
        raise Refusal("There is no silence to tell anybody about. No note was written.")


def _can(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refusal:
        return False
    return True
