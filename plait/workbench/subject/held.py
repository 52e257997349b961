"""One entry of what is held about a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from plait.access.models import Circle
from plait.core.registry import Ref


class Section(StrEnum):
    """In the order in which they are listed; the words are the headings."""

    RECORD = "Their record"
    ACCOUNT = "Account and sign-ins"
    NAMED = "Records that name them"
    TEXT = "Text that holds the name"
    FILES = "Files that hold the name"
    ABOUT = "History of their record"
    DID = "What they did"
    SAID = "History that holds the name"
    OPENED = "Restricted material they opened"


@dataclass(frozen=True, slots=True)
class Entry:
    """`what` says what kind of entry it is, `words` what stands there; `line` counts from 1, 0 where it has none.

    `circle` is a key, 0 where the record belongs to none.
    """

    section: Section
    ref: Ref
    what: str
    words: str = ""
    line: int = 0
    at: datetime | None = None
    circle: int = 0


@dataclass(frozen=True, slots=True)
class Hidden:
    """What lies in a circle that the one who looks is not in: the record by its reference, and how many entries."""

    circle: str
    reference: str
    entries: int


@dataclass(frozen=True, slots=True)
class Held:
    """`restricted` are records of restricted circles that the entries show: opening them is noted."""

    entries: tuple[Entry, ...]
    hidden: tuple[Hidden, ...]
    unread_files: tuple[str, ...]
    restricted: tuple[tuple[Circle, Ref], ...]
