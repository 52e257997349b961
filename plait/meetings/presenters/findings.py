"""What was read, in words: actions, decisions, who attended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.actions.models import Action, ActionKind, DueKind, OwnerKind
from plait.actions.naming import as_the_document_has_it, unsettled
from plait.core.dates import say_near
from plait.meetings.models import (
    Finding,
    FindingState,
    Presence,
    Question,
    QuestionKind,
    QuestionState,
    ReadAttendee,
    ReadOwner,
)
from plait.meetings.presenters.document import short
from plait.meetings.queries.texts import TextLine

_KIND = {
    ActionKind.HOUSEKEEPING: "Housekeeping.",
    ActionKind.ENQUIRY: "Enquiry, closes with an answer.",
    ActionKind.PRACTICE_CHANGE: "Practice change.",
}
_IN_PLACE = 8  # lines shown under a finding
_ABOUT_OWNERS = (QuestionKind.OWNER, QuestionKind.NO_OWNER)


@dataclass(frozen=True, slots=True)
class Owner:
    """`name` is set in bold; `note` says what is not certain."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a row. `mark` is what stands at its side: tick, waits, dropped or became.

    `held`: a question about its owners is not answered, so it counts as waiting while it is not ticked.
    """

    key: int
    label: str
    kind: str
    words: str
    owners: Sequence[Owner]
    due: str
    hard: str
    notes: Sequence[str]
    kind_words: str
    mark: str
    ticked: bool
    held: bool
    became: str
    became_url: str
    can_change: bool
    url: str
    drop_url: str
    restore_url: str
    lines: str
    anchor: str
    passage: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the document lists. `here` is who that is, where it is somebody known."""

    name: str
    here: str
    status: str
    note: str
    dropped: bool
    url: str
    line: int


def shown_action(found: Finding, lines: Mapping[int, TextLine], today: date, *, can_change: bool) -> Shown:
    every: list[Question] = list(found.asked_now)  # type: ignore[attr-defined]
    asked = [question for question in every if question.kind != QuestionKind.DUE]
    waits = any(question.state == QuestionState.OPEN for question in asked)
    return _shown(
        found,
        lines,
        owners=_owners(found, asked),
        due=_due(found, today),
        hard=say_near(found.due_on, today) if found.due_hard and found.due_on else "",
        notes=[*_notes(found, asked), *_about_the_day(every)],
        kind_words=_KIND[ActionKind(found.action_kind)],
        waits=waits and found.state == FindingState.UNTICKED,
        held=any(question.kind in _ABOUT_OWNERS for question in asked),
        can_change=can_change,
    )


def shown_decision(found: Finding, lines: Mapping[int, TextLine], *, can_change: bool) -> Shown:
    notes = () if not found.read or found.read.get("labelled") else ("Read from the words; it has no label.",)
    return _shown(
        found,
        lines,
        owners=(),
        due="",
        hard="",
        notes=notes,
        kind_words="",
        waits=False,
        held=False,
        can_change=can_change,
    )


def _shown(
    found: Finding,
    lines: Mapping[int, TextLine],
    *,
    owners: Sequence[Owner],
    due: str,
    hard: str,
    notes: Sequence[str],
    kind_words: str,
    waits: bool,
    held: bool,
    can_change: bool,
) -> Shown:
    became, became_url = _became(found)
    label, settled = found.label, found.state == FindingState.CONFIRMED
    address = (found.minutes_import_id, label)
    return Shown(
        key=found.pk,
        label=label,
        kind=found.kind,
        words=found.wording,
        owners=owners,
        due=due,
        hard=hard,
        notes=notes,
        kind_words=kind_words,
        mark=_mark(found, waits=waits),
        ticked=found.state == FindingState.TICKED,
        held=held,
        became=became,
        became_url=became_url,
        can_change=can_change and not settled,
        url=reverse("change_finding", args=address),
        drop_url=reverse("drop_finding", args=address),
        restore_url=reverse("restore_finding", args=address),
        lines=say_lines(found.first_line, found.last_line),
        anchor=f"#line-{found.first_line}",
        passage=passage(found.first_line, found.last_line, lines),
    )


def _mark(found: Finding, *, waits: bool) -> str:
    settled = {FindingState.CONFIRMED: "became", FindingState.DROPPED: "dropped"}
    return settled.get(FindingState(found.state), "waits" if waits else "tick")


def say_lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def passage(first: int, last: int, lines: Mapping[int, TextLine]) -> list[tuple[int, str]]:
    """The lines themselves, a few at most."""
    shown = range(first, min(last, first + _IN_PLACE - 1) + 1)
    return [(number, short(lines[number].words)) for number in shown if number in lines]


def _became(found: Finding) -> tuple[str, str]:
    became = found.stands_as
    if became is None:
        return "", ""
    if isinstance(became, Action):
        return became.reference, reverse("action", args=[became.reference])
    return became.reference, f"{reverse('meeting', args=[became.meeting_id])}#{became}"


def _owners(found: Finding, asked: Sequence[Question]) -> list[Owner]:
    about = {question.owner_id: question for question in asked if question.owner_id}
    owners: list[ReadOwner] = list(found.owners_now)  # type: ignore[attr-defined]
    shown = [_owner(owner, about.get(owner.pk)) for owner in owners]
    if not shown:
        nobody = next((q for q in asked if q.owner_id is None), None)
        waits = nobody is not None and nobody.state == QuestionState.OPEN
        shown = [Owner("No owner", f"waits for question {nobody.number}" if nobody and waits else "nobody is named")]
    return shown


def _owner(owner: ReadOwner, asked: Question | None) -> Owner:
    if asked is not None and asked.state == QuestionState.OPEN:
        return Owner(owner.words, f"waits for question {asked.number}")
    if owner.kind == OwnerKind.AS_WRITTEN:
        name = as_the_document_has_it(owner.words, owner.names)
        return Owner(unsettled(name), "left as written" if asked is not None else "nobody known here")
    named = owner.person or owner.post or owner.agency or owner.group
    if named is None:
        return Owner(owner.words, "each partner is asked")
    words = str(named)
    return Owner(words, f"“{owner.words}”" if owner.post is None and _differs(owner.words, words) else "")


def _differs(written: str, meant: str) -> bool:
    """Whether the reader may wonder how these words came to mean that name: a post for a person, say."""
    initials = "".join(word[0] for word in meant.split())
    return (
        written.casefold() not in {meant.casefold(), initials.casefold()} and written.casefold() not in meant.casefold()
    )


def _due(found: Finding, today: date) -> str:
    day = say_near(found.due_on, today) if found.due_on else ""
    words = found.due_words
    kind = DueKind(found.due_kind)
    if found.due_hard:
        return ""
    if kind == DueKind.NONE:
        return "No date given."
    if kind == DueKind.NEXT_MEETING:
        return f"Next meeting, {day}." if day else "Next meeting, whose day is not known yet."
    if kind == DueKind.WITHIN:
        return f"{_first(words or 'Within a time')}, counted from the meeting: {day}." if day else f"{_first(words)}."
    if kind == DueKind.CONDITIONAL:
        return f"{_first(words or 'When something happens')}."
    return f"By {day}." if day else f"{_first(words or 'A day')}; no day can be counted from this."


def _first(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".")


def _notes(found: Finding, asked: Sequence[Question]) -> list[str]:
    notes = []
    if found.due_hard and found.hard_line:
        notes.append(f"Read as hard because of line {found.hard_line}: “{found.hard_because}”.")
    if found.same_as is not None:
        notes.append(
            f"The register has these words already, as {found.same_as}. Tick this only if it is another action."
        )
    if found.status == "done":
        notes.append("The minutes report it as done. Tick it only if it should stand in the register as open.")
    elif found.status in ("carried_forward", "in_progress"):
        said = "as carried forward" if found.status == "carried_forward" else "as being worked on"
        notes.append(f"An action from before, reported {said}.")
    if found.by_hand:
        notes.append("Added by hand.")
    if any(question.state == QuestionState.LEFT for question in asked) and found.state != FindingState.CONFIRMED:
        notes.append("Nobody is chased until it is known who is meant. Tick it to confirm it like this.")
    return notes


def _about_the_day(asked: Sequence[Question]) -> list[str]:
    """Nothing waits for the day, so it is only said that it is asked for."""
    open_ = (q for q in asked if q.kind == QuestionKind.DUE and q.state == QuestionState.OPEN)
    return [f"Question {question.number} asks which day is meant." for question in open_]


_ORDER = [status.value for status in Presence]


def shown_people(attendees: Iterable[ReadAttendee]) -> list[Person]:
    """By status, in the order of the document."""
    ordered = sorted(attendees, key=lambda a: (_ORDER.index(a.status), a.number))
    return [_person(attendee) for attendee in ordered]


def _person(read: ReadAttendee) -> Person:
    place = ", ".join(part for part in (read.post, read.organisation) if part)
    deputy = f"for {read.deputising_for}" if read.deputising_for else ""
    return Person(
        name=read.name,
        here=read.person.name if read.person else "",
        status=Presence(read.status).label,
        note=", ".join(part for part in (deputy, place) if part),
        dropped=read.dropped,
        url=reverse("change_attendee", args=[read.minutes_import_id, read.number]),
        line=read.first_line,
    )
