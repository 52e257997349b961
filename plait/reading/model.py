"""A reading: what was understood of one document, in the form of the contract `plait.minutes/1`.

Days are ISO days, times are "HH:MM", line numbers are 1-based and inclusive. Nothing here is changed after it is made.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from plait.reading.document import Line

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
    """Who must act, as printed; `candidates` are the names of all attendees whom the words fit."""

    text: str
    kind: OwnerKind
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    text: str | None = None
    kind: DueKind = DueKind.NONE
    date: datetime.date | None = None
    hard: bool = False


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
    questions: tuple[Question, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    lines: tuple[Line, ...] = ()
    schema: str = SCHEMA

    def to_json(self, with_lines: bool = False, with_layout: bool = False) -> dict[str, Any]:
        """The object of the contract; with the lines' text, and with their layout for the confirm page."""
        from plait.reading.contract import as_json

        return as_json(self, with_lines=with_lines, with_layout=with_layout)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Reading":
        """The reading that `to_json` wrote. Lines come back where they were written. Errors: ValueError, KeyError."""
        from plait.reading.contract import from_json

        return from_json(found)


def unreadable(reason: str, code: str) -> Reading:
    """A file that could not be read: `reason` is a sentence for a person, `code` stands in the warnings."""
    return Reading(kind=Kind.UNREADABLE, reason=reason, warnings=(Warning_(code, reason),))
