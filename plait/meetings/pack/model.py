"""What a meeting's pack is made from, and what came of it. Plain data: no models, no clock, no disk."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Final

MEGABYTE: Final = 1024 * 1024


class Purpose(StrEnum):
    DECIDE = "decide"
    DISCUSS = "discuss"
    NOTE = "note"


class Outcome(StrEnum):
    """What became of a paper in the pack."""

    ENCLOSED = "enclosed"  # its pages are in the pack
    ATTACHED = "attached"  # a page says why not, and the file itself is attached to the PDF
    LEFT_OUT = "left out"  # a page says why not


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on the cover. `marking` is the protective marking, empty where there is none."""

    partnership: str
    group: str
    day: date
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    marking: str = ""
    reader: str = ""  # whose pack it is, as the cover says it

    @property
    def title(self) -> str:
        return f"{self.group}: papers"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its file. `name` is the file's own name and says its kind by its ending."""

    title: str
    name: str
    data: bytes = field(repr=False)
    version: str = ""  # such as "version 2"
    late: str = ""  # such as "Late: came on 3 May 2023, two working days after the day for papers"


@dataclass(frozen=True, slots=True)
class NotAttached:
    """A paper whose file this reader's pack does not have, with one sentence that says why."""

    title: str
    why: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda. Its number is given, so that every reader's pack numbers alike.

    `withheld` is the sentence said instead of the papers, which are then not enclosed whatever `papers` holds.
    `omitted` leaves the item out of this reader's pack wholly, words and papers.
    """

    number: int
    title: str
    lead: str = ""
    purpose: Purpose | None = None
    minutes: int | None = None
    restricted: bool = False
    papers: tuple[Paper | NotAttached, ...] = ()
    withheld: str = ""
    omitted: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a pack takes in. Sizes in bytes, times in seconds."""

    pages_of_a_paper: int = 300
    paper: int = 60 * MEGABYTE
    papers: int = 250 * MEGABYTE
    attachment: int = 10 * MEGABYTE
    attachments: int = 25 * MEGABYTE
    wall: float = 180.0
    processor: int = 150
    memory: int = 2048 * MEGABYTE
    answer: int = 400 * MEGABYTE
    office_wall: float = 60.0
    office_memory: int = 4096 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What became of one paper: where it stands in the pack, counted from 1, and what is said about it.

    `tagged` says whether it came with tags for assistive technology; `said` is empty where nothing needs saying.
    """

    item: int
    title: str
    outcome: Outcome
    first_page: int
    pages: int
    tagged: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One PDF. `accessible` where every part of it claims PDF/UA-1, so that the file may claim it too."""

    data: bytes = field(repr=False)
    pages: int
    enclosed: tuple[Enclosed, ...]
    accessible: bool
