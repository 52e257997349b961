"""What the steps of a reading share: the passages, what each has been taken for, and what was found so far."""

import datetime
from dataclasses import dataclass, field
from enum import Enum, auto

from plait.reading.document import Document
from plait.reading.layout.passages import Passage
from plait.reading.layout.tables import Table, tables_of
from plait.reading.model import (
    Attendee,
    Challenge,
    Decision,
    Due,
    LooseEnd,
    Owner,
    Passed,
    Question,
    Source,
    Status,
    Warning_,
)


class Role(Enum):
    """What a passage has been taken for; `BODY` until a step takes it."""

    BODY = auto()
    HEAD = auto()
    ATTENDANCE = auto()
    ITEM = auto()
    AGENDA = auto()
    ACTION = auto()
    DECISION = auto()
    REPEAT = auto()


class Section(Enum):
    """What kind of list an item of the meeting is."""

    TALK = auto()
    ESCALATION = auto()
    IMPACT = auto()
    NEXT_MEETING = auto()
    ACTIONS = auto()
    DECISIONS = auto()


@dataclass
class Heading:
    """An item, or a heading that is none (`counts` false: "Summary of actions")."""

    place: int
    number: str | None
    title: str
    source: Source
    section: Section = Section.TALK
    counts: bool = True


@dataclass
class FoundAction:
    """An action on its way: `owner_words` and `due_words` are of columns or brackets; `channel` is how it was found."""

    text: str
    source: Source
    place: int
    channel: str
    owner_words: str | None = None
    due_words: str | None = None
    status_words: str | None = None
    colour: str | None = None  # of a column of traffic lights
    item: str | None = None
    ticked: bool | None = None
    labelled: bool = True
    old: bool = False  # stands among the actions of an earlier meeting
    owners: tuple[Owner, ...] = ()
    due: Due = field(default_factory=Due)
    status: Status = Status.NEW


@dataclass
class Draft:
    document: Document
    passages: list[Passage]
    roles: list[Role] = field(default_factory=list)
    tables: dict[int, Table] = field(default_factory=dict)
    title: str | None = None
    partnership: str | None = None
    group: str | None = None
    date: datetime.date | None = None
    date_inferred: bool = False
    start: str | None = None
    end: str | None = None
    venue: str | None = None
    next_meeting: datetime.date | None = None
    attendees: list[Attendee] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    actions: list[FoundAction] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    escalations: list[Passed] = field(default_factory=list)
    impact: list[Passed] = field(default_factory=list)
    next_agenda: list[Passed] = field(default_factory=list)
    loose_ends: list[LooseEnd] = field(default_factory=list)
    challenges: list[Challenge] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    heading_of: list[int | None] = field(default_factory=list)  # place in `headings` for each passage

    def __post_init__(self) -> None:
        self.roles = [Role.BODY] * len(self.passages)
        self.heading_of = [None] * len(self.passages)
        self.tables = tables_of(self.passages)

    @property
    def reference(self) -> datetime.date:
        """The day from which days without a year are reckoned."""
        return self.date or datetime.date(2000, 1, 1)

    def take(self, places: list[int], role: Role) -> None:
        for place in places:
            self.roles[place] = role

    def heading_at(self, place: int) -> Heading | None:
        index = self.heading_of[place]
        return None if index is None else self.headings[index]

    def warn(self, code: str, text: str) -> None:
        if all(warning.code != code or warning.text != text for warning in self.warnings[-50:]):
            self.warnings.append(Warning_(code, text))
