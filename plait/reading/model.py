"""A reading: what was understood of one document, in the form of the contract `plait.minutes/1`.

Days are ISO days, times are "HH:MM", line numbers are 1-based and inclusive. Nothing here is changed after it is made.
"""

import datetime
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from plait.reading.document import Box, Cell, Line, LineKind

SCHEMA = "plait.minutes/1"


class Kind(StrEnum):
    MINUTES = "minutes"
    NOT_MINUTES = "not_minutes"
    UNREADABLE = "unreadable"


class Presence(StrEnum):
    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    IN_ATTENDANCE = "in_attendance"
    BUSINESS_UNIT = "business_unit"


class OwnerKind(StrEnum):
    PERSON = "person"
    POST = "post"
    AGENCY = "agency"
    GROUP = "group"
    ALL = "all"
    UNKNOWN = "unknown"


class DueKind(StrEnum):
    DATE = "date"
    NEXT_MEETING = "next_meeting"
    WITHIN = "within"
    WEEK_COMMENCING = "week_commencing"
    CONDITIONAL = "conditional"
    NONE = "none"


class Status(StrEnum):
    NEW = "new"
    CARRIED_FORWARD = "carried_forward"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Source:
    """The lines an entry came from; `page` where the format has pages."""

    first_line: int
    last_line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    name: str
    initials: str | None
    organisation: str | None
    post: str | None
    status: Presence
    deputising_for: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Item:
    number: str | None
    title: str
    source: Source


@dataclass(frozen=True, slots=True)
class Decision:
    text: str
    item: str | None
    labelled: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Owner:
    """Who must act, as printed; `candidates` are the names of all attendees whom the words fit.

    `sure` is false where they fit only nearly (a short form, a slip of the pen): then a question asks as well.
    """

    text: str
    kind: OwnerKind
    candidates: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """When, as printed. `inferred` where the year, or a month's last day, was not written but reckoned."""

    text: str | None = None
    kind: DueKind = DueKind.NONE
    date: datetime.date | None = None
    hard: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """Something said that nobody took down as an action: `kind` is promise, question or risk, `why` one sentence.

    `who` is as said ("OH", "Public Health"), None where nobody is named.
    """

    text: str
    kind: str
    why: str
    who: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Challenge:
    """Somebody challenged somebody: `by` and `to` as owners are told, `to` empty where nobody is named."""

    text: str
    by: tuple[Owner, ...]
    to: tuple[Owner, ...]
    item: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Action:
    text: str
    item: str | None
    owners: tuple[Owner, ...]
    due: Due
    status: Status
    labelled: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Passed:
    """A point of a closing list: an escalation, what made a difference, something for the next agenda."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Question:
    """`about` is a path into the reading: `actions[3].owners[0]`, `actions[5].owners`, `lines[118].speaker`."""

    about: str
    text: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - the contract's word, apart from the builtin
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read of one document. `lines` are those of the document, in order."""

    kind: Kind
    reason: str | None = None
    title: str | None = None
    group: str | None = None
    date: datetime.date | None = None
    date_inferred: bool = False  # the year was not printed beside the day
    start: str | None = None
    end: str | None = None
    venue: str | None = None
    attendees: tuple[Attendee, ...] = ()
    items: tuple[Item, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    escalations: tuple[Passed, ...] = ()
    impact: tuple[Passed, ...] = ()
    next_agenda: tuple[Passed, ...] = ()
    loose_ends: tuple[LooseEnd, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    questions: tuple[Question, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    lines: tuple[Line, ...] = ()
    schema: str = SCHEMA

    def to_json(self, with_lines: bool = False, with_layout: bool = False) -> dict[str, Any]:
        """The object of the contract; with the lines' text, and with their layout for the confirm page."""
        return _as_json(self, with_lines=with_lines, with_layout=with_layout)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Reading":
        """The reading that `to_json` wrote. Lines come back where they were written. Errors: ValueError, KeyError."""
        return _from_json(found)


def unreadable(reason: str, code: str) -> Reading:
    """A file that could not be read: `reason` is a sentence for a person, `code` stands in the warnings."""
    return Reading(kind=Kind.UNREADABLE, reason=reason, warnings=(Warning_(code, reason),))


_KEYS = (
    "schema kind reason title group date start end venue attendees items decisions actions "
    "escalations impact next_agenda questions warnings date_inferred loose_ends challenges"
)


def _as_json(reading: Reading, *, with_lines: bool, with_layout: bool) -> dict[str, Any]:
    """The contract's keys in its order; "lines" and "layout" only where asked for."""
    found: dict[str, Any] = {key: _plain(getattr(reading, key)) for key in _KEYS.split()}
    if with_lines or with_layout:
        found["lines"] = [line.text for line in reading.lines]
    if with_layout:
        found["layout"] = [_layout(line) for line in reading.lines]
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Source):
        lines = {"first_line": value.first_line, "last_line": value.last_line}
        return lines if value.page is None else lines | {"page": value.page}
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return str(value) if isinstance(value, str) else value


def _layout(line: Line) -> dict[str, Any]:
    cell, box = line.cell, line.box
    return {
        "kind": line.kind.value,
        "page": line.page,
        "level": line.level,
        "bold_to": line.bold_to,
        "ticked": line.ticked,
        "cell": None if cell is None else [cell.table, cell.row, cell.column],
        "box": None if box is None else [box.left, box.top, box.right, box.bottom],
    }


def _from_json(found: dict[str, Any]) -> Reading:
    """Raises ValueError for another schema or a word outside the contract, KeyError for a missing key."""
    if found["schema"] != SCHEMA:
        raise ValueError("This is not a reading of minutes in a form that Plait knows.")
    return Reading(
        kind=Kind(found["kind"]),
        reason=found["reason"],
        title=found["title"],
        group=found["group"],
        date=_day(found["date"]),
        date_inferred=bool(found.get("date_inferred", False)),
        start=found["start"],
        end=found["end"],
        venue=found["venue"],
        attendees=tuple(_attendee(each) for each in found["attendees"]),
        items=tuple(Item(e["number"], e["title"], _source(e)) for e in found["items"]),
        decisions=tuple(Decision(e["text"], e["item"], bool(e["labelled"]), _source(e)) for e in found["decisions"]),
        actions=tuple(_action(each) for each in found["actions"]),
        escalations=_passed(found["escalations"]),
        impact=_passed(found["impact"]),
        next_agenda=_passed(found["next_agenda"]),
        loose_ends=tuple(
            LooseEnd(e["text"], e["kind"], e["why"], e["who"], _source(e)) for e in found.get("loose_ends", [])
        ),
        challenges=tuple(
            Challenge(e["text"], _owners(e["by"]), _owners(e["to"]), e["item"], _source(e))
            for e in found.get("challenges", [])
        ),
        questions=tuple(Question(e["about"], e["text"], tuple(e["candidates"])) for e in found["questions"]),
        warnings=tuple(Warning_(e["code"], e["text"]) for e in found["warnings"]),
        lines=_lines(found.get("lines") or [], found.get("layout")),
    )


def _day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def _source(entry: dict[str, Any]) -> Source:
    lines = entry["source"]
    return Source(lines["first_line"], lines["last_line"], lines.get("page"))


def _passed(entries: list[dict[str, Any]]) -> tuple[Passed, ...]:
    return tuple(Passed(each["text"], _source(each)) for each in entries)


def _attendee(entry: dict[str, Any]) -> Attendee:
    return Attendee(
        name=entry["name"],
        initials=entry["initials"],
        organisation=entry["organisation"],
        post=entry["post"],
        status=Presence(entry["status"]),
        deputising_for=entry["deputising_for"],
        source=_source(entry),
    )


def _owners(entries: list[dict[str, Any]]) -> tuple[Owner, ...]:
    return tuple(
        Owner(e["text"], OwnerKind(e["kind"]), tuple(e["candidates"]), bool(e.get("sure", True))) for e in entries
    )


def _action(entry: dict[str, Any]) -> Action:
    due = entry["due"]
    return Action(
        text=entry["text"],
        item=entry["item"],
        owners=_owners(entry["owners"]),
        due=Due(
            due["text"], DueKind(due["kind"]), _day(due["date"]), bool(due["hard"]), bool(due.get("inferred", False))
        ),
        status=Status(entry["status"]),
        labelled=bool(entry["labelled"]),
        source=_source(entry),
    )


def _lines(texts: list[str], layout: list[dict[str, Any]] | None) -> tuple[Line, ...]:
    if layout is None:
        return tuple(Line(number, text) for number, text in enumerate(texts, 1))
    return tuple(
        Line(
            number=number,
            text=text,
            kind=LineKind(each["kind"]),
            page=each["page"],
            level=each["level"],
            bold_to=each["bold_to"],
            cell=None if each["cell"] is None else Cell(*each["cell"]),
            ticked=each["ticked"],
            box=None if each["box"] is None else Box(*each["box"]),
        )
        for number, (text, each) in enumerate(zip(texts, layout, strict=True), 1)
    )
