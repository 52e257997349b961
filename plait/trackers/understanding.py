"""From entries to rows, owners and questions. It makes unsaved records; a command saves them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from plait.actions.kinds import guess_kind
from plait.actions.models import DueKind, OwnerKind
from plait.meetings.choices import Who
from plait.meetings.queries.matching import Known
from plait.meetings.queries.meetings import next_meeting_of
from plait.people.models import Person
from plait.reading.model import Owner
from plait.reading.model import OwnerKind as ReadKind
from plait.reading.trackers.again import plain_words
from plait.reading.trackers.entries import Entry
from plait.trackers.comparing import Comparing, speaks_of_owners
from plait.trackers.models import OwnerQuestion, RowKind, RowOwner, RowState, RowStatus, TrackerImport, TrackerRow
from plait.trackers.queries.known import meant_before


@dataclass(slots=True)
class Understood:
    """Records that belong together, not saved yet. `may_be` are the people a question offers, by its words."""

    rows: list[TrackerRow] = field(default_factory=list)
    owners: list[RowOwner] = field(default_factory=list)
    questions: list[OwnerQuestion] = field(default_factory=list)
    may_be: dict[str, list[Person]] = field(default_factory=dict)
    next_days: dict[date, date | None] = field(default_factory=dict)


def understand(tracker: TrackerImport, entries: Iterable[Entry], known: Known) -> Understood:
    """Rows in their order, compared with what is known already; one question for each words that name nobody."""
    found = Understood()
    for number, entry in enumerate(entries, 1):
        row = _row(tracker, number, entry, _due_on(entry, tracker, found.next_days))
        found.rows.append(row)
        _owners(found, row, entry.owners, known)
    Comparing(tracker).compare(found.rows)
    _twice_in_the_file(found.rows)
    _ask(found, tracker)
    return found


def _row(tracker: TrackerImport, number: int, entry: Entry, due_on: date | None) -> TrackerRow:
    notes = list(entry.notes)
    if entry.group:
        notes.append(f"The column for the group says “{entry.group}”.")
    return TrackerRow(
        tracker=tracker,
        number=number,
        sheet=entry.sheet[:100],
        row=entry.row,
        kind=RowKind(entry.kind.value),
        state=RowState.TICKED,
        read=as_printed(entry),
        reference=entry.reference,
        wording=entry.wording,
        action_kind=guess_kind(entry.wording) if entry.kind.value == RowKind.ACTION else "",
        status=RowStatus(entry.status.value),
        status_words=entry.status_words,
        closed_on=entry.closed_on,
        raised_on=entry.raised,
        due_kind=DueKind(entry.due.kind.value),
        due_on=due_on,
        due_words=(entry.due.text or "")[:300],
        notes=notes,
    )


def as_printed(entry: Entry) -> dict[str, object]:
    """What the file says of a row, for showing it and for comparing it with the next import."""
    return {
        "reference": entry.reference,
        "wording": entry.wording,
        "owners": entry.owner_words,
        "agency": entry.agency,
        "due": entry.due.text or "",
        "status": entry.status.value,
        "status_words": entry.status_words,
        "comments": entry.comments,
        "raised": entry.raised_words,
        "scores": entry.scores,
        "controls": entry.controls,
        "direction": entry.direction,
    }


def _due_on(entry: Entry, tracker: TrackerImport, known: dict[date, date | None]) -> date | None:
    """The day as printed; for "next meeting" the next day on which the group is known to have met."""
    if entry.due.date or entry.raised is None or entry.due.kind.value != DueKind.NEXT_MEETING:
        return entry.due.date
    if entry.raised not in known:
        known[entry.raised] = next_meeting_of(tracker.group, after=entry.raised)
    return known[entry.raised]


def _owners(found: Understood, row: TrackerRow, owners: Iterable[Owner], known: Known) -> None:
    taken: set[tuple[str, object]] = set()
    for owner in owners:
        who, may_be = who_is(owner, known)
        target = who.person or who.post or who.agency or who.group
        once = (str(who.kind), target.pk if target else who.words.casefold())
        if once in taken:
            continue  # "KO, Kemi O": one person answers once
        taken.add(once)
        if who.kind == OwnerKind.AS_WRITTEN:
            found.may_be.setdefault(who.words[:200], may_be)
        found.owners.append(
            RowOwner(
                row=row,
                position=len(taken) - 1,
                words=owner.text[:200],
                kind=who.kind,
                person=who.person,
                post=who.post,
                agency=who.agency,
                group=who.group,
            )
        )


def who_is(owner: Owner, known: Known) -> tuple[Who, list[Person]]:
    """Who an owner of a log stands for; people it may be where that is not certain. Initials are always asked."""
    names = [owner.text] if owner.kind is ReadKind.PERSON else []
    who, may_be = known.owner(owner.text, owner.kind.value, names)
    if who.kind == OwnerKind.AS_WRITTEN and not may_be and names:
        who, may_be = known.owner(owner.text, owner.kind.value, [])
    if who.kind == OwnerKind.AS_WRITTEN and (body := known.body(owner.text)):
        return body, []
    return who, may_be


def _twice_in_the_file(rows: Iterable[TrackerRow]) -> None:
    """The same words with the same reference, in two sheets perhaps: the second waits for a person."""
    first: dict[tuple[str, str, str], TrackerRow] = {}
    for row in rows:
        key = (row.kind, row.reference.casefold(), plain_words(row.wording))
        if (other := first.setdefault(key, row)) is not row and row.state == RowState.TICKED:
            row.state = RowState.UNTICKED
            row.notes = [*row.notes, f"The same words stand in {other.label} already."]


def _ask(found: Understood, tracker: TrackerImport) -> None:
    """One question for each words, in the order of the rows; a row that is settled or only compared asks nothing."""
    asked: dict[str, OwnerQuestion] = {}
    for owner in found.owners:
        if owner.kind != OwnerKind.AS_WRITTEN or not speaks_of_owners(owner.row):
            continue
        words = owner.words
        if words not in asked:
            asked[words] = OwnerQuestion(tracker=tracker, number=len(asked) + 1, words=words)
        if owner.row.state == RowState.TICKED:
            owner.row.state = RowState.UNTICKED
    found.questions = list(asked.values())
    for words, person in meant_before(tracker, asked):
        offered = found.may_be.setdefault(words, [])
        if person not in offered:
            offered.append(person)
