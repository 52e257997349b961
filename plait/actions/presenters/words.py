"""Small pieces of wording that the list, the page and the exports share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plait.actions.models import Action, DueKind, OwnerKind, Responsibility, State
from plait.actions.naming import unsettled
from plait.core.dates import MONTHS


@dataclass(frozen=True, slots=True)
class DueWords:
    """`text` is the day or the condition, `under` the second line. `past`: the day is over and the action open."""

    text: str
    under: str
    hard: bool
    past: bool


def short(day: date, today: date) -> str:
    """14 Oct; with the year when it is another: what fits a column."""
    said = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return said if day.year == today.year else f"{said} {day.year}"


def days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def due_words(action: Action, today: date) -> DueWords:
    """By when, in words: what it means now, and why."""
    on = action.due_on
    if on is None:
        text = action.due_words if action.due_kind == DueKind.CONDITIONAL and action.due_words else "No date"
        if action.due_kind == DueKind.NEXT_MEETING:
            return DueWords("Next meeting", "its day is not known", False, False)
        return DueWords(text[:1].upper() + text[1:], "", False, False)
    past = action.is_open and on < today
    gone = f"{days((today - on).days)} over" if past else ""
    said = short(on, today)
    if action.due_hard:
        ahead = "today" if on == today else f"in {days((on - today).days)}"
        under = f"missed, {gone}" if past else f"{ahead}, moves only by decision" if action.is_open else ""
        return DueWords(said, under, True, past)
    if action.due_kind == DueKind.NEXT_MEETING and not past:
        return DueWords("Next meeting", said, False, False)
    return DueWords(said, gone or _why(action), False, past)


def _why(action: Action) -> str:
    if action.due_kind == DueKind.WITHIN:
        return "counted from the meeting"
    return "the week in which" if action.due_kind == DueKind.WEEK_COMMENCING else ""


def owner_name(held: Responsibility) -> str:
    """One owner: a person, a post and who holds it, an agency, a group, all partners, or the words as written."""
    if held.kind == OwnerKind.PERSON and held.person:
        return held.person.name
    if held.kind == OwnerKind.POST and held.post:
        holder = held.post.holder.name if held.post.holder else "vacant"
        return f"{held.post.title} ({holder})"
    if held.kind == OwnerKind.AGENCY and held.agency:
        return str(held.agency)
    if held.kind == OwnerKind.GROUP and held.group:
        return str(held.group)
    if held.kind == OwnerKind.EVERYONE:
        return held.words or "All partners"
    return unsettled(held.words)


def owner_under(held: Responsibility) -> str:
    """The second line: the agency, or what it waits for. `agency_now` is put on the row by the query."""
    if held.kind == OwnerKind.AS_WRITTEN:
        return "Waits for an answer" if unsettled(held.words) != held.words else "Nobody known here"
    if held.kind == OwnerKind.POST and held.post:
        return str(held.post.agency)
    return str(getattr(held, "agency_now", "") or "")


def owners_line(owners: Sequence[Responsibility]) -> tuple[str, str, bool]:
    """(first line, second line, is somebody unsettled) for a cell of the list."""
    if not owners:
        return "No owner: who?", "Waits for an answer", True
    first, rest = owners[0], owners[1:]
    unsettled = any(held.kind == OwnerKind.AS_WRITTEN for held in owners)
    if not rest:
        return owner_name(first), owner_under(first), unsettled
    names = ", ".join(owner_name(held) for held in rest)
    return owner_name(first), f"and {names}", unsettled


def state_words(action: Action) -> str:
    return State(action.state).label


def title_of(action: Action) -> str:
    """What a list, an export or a message may say."""
    return action.safe_title or action.wording
