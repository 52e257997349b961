"""The rows of a tracker: what each says, as printed and as understood; and those that are none, each with why."""

import datetime
from dataclasses import dataclass, field
from typing import Final

from plait.reading.model import Due, Owner
from plait.reading.trackers.headings import Kind
from plait.reading.trackers.statuses import RowStatus

LONGEST_WORDS: Final = 4_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One action or risk. Words are as printed; `raised` is the day of the meeting or of the raising.

    `scores` are printed values by `Part` ("likelihood", "score_after"); `notes` are what a person ought to know.
    """

    sheet: str
    row: int
    kind: Kind
    wording: str
    reference: str = ""
    owners: tuple[Owner, ...] = ()
    owner_words: str = ""
    agency: str = ""
    due: Due = field(default_factory=Due)
    status: RowStatus = RowStatus.OPEN
    status_words: str = ""
    closed_on: datetime.date | None = None
    comments: str = ""
    raised: datetime.date | None = None
    raised_words: str = ""
    group: str = ""
    scores: dict[str, str] = field(default_factory=dict)
    controls: str = ""
    direction: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that is no entry: its words and why."""

    sheet: str
    row: int
    words: str
    because: str
