"""Whether a row is open, under way or closed: from status words, colours, a closed column, and text struck out."""

import datetime
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plait.core.dates import find_days, month_number


class RowStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row stands. `words` are as printed. `why` says what it was read from, where that is not plain."""

    status: RowStatus
    words: str = ""
    closed_on: datetime.date | None = None
    why: str = ""


_NOT_DONE: Final = re.compile(
    r"\b(?:no longer (?:required|needed|relevant|applicable)|superseded|withdrawn|cancelled|canceled|not pursued|"
    r"abandoned|not (?:being )?taken forward|overtaken by events|duplicate)\b",
    re.IGNORECASE,
)
_NOT_YET: Final = re.compile(
    r"\b(?:not (?:yet )?(?:started|complete(?:d)?|closed|done|begun)|incomplete|"
    r"part(?:ly|ially)?[ -]?(?:completed?|done|met)|"
    r"nearly|almost|to be (?:closed|completed|done)|propose[d]? (?:to close|for closure|closure)|"
    r"(?:to|can|could) (?:be )?clos(?:e|ed)\?|\d{1,2} ?% complete)\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(
    r"\b(?:done|complete[d]?|closed?|discharged|achieved|finished|actioned|delivered|resolved|fulfilled)\b",
    re.IGNORECASE,
)
_UNDER_WAY: Final = re.compile(
    r"\b(?:in progress|on[- ]?going|under ?way|started|on (?:track|target|the way)|progressing|in hand|"
    r"carried forward|c/f|being (?:done|written|drafted)|partial(?:ly)?|part|awaiting|commenced|amber|yellow|blue)\b",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    r"\b(?:open|outstanding|not started|not yet started|new|pending|to do|red|not begun|to start|no progress|overdue|"
    r"late|to be (?:started|done))\b",
    re.IGNORECASE,
)
_YES: Final = re.compile(r"(?:y|yes|x|✓|✔|☑|true|1)\.?", re.IGNORECASE)
_NO: Final = re.compile(
    r"(?:n|no|false|0|-|–|n/?a|open|tbc|ongoing|on-going|not yet.*|in progress|outstanding)\.?", re.IGNORECASE
)
_COLOURS: Final = {"r": "red", "a": "amber", "y": "yellow", "g": "green", "b": "blue"}
_KEY: Final = re.compile(
    r"\b(?P<colour>(?i:red|amber|yellow|green|blue)|[RAGBY])\b\s*(?:[:=–-]|is|means)?\s*(?P<means>[^,;.\n]{3,60})"
)  # fmt: skip
_PREFIX: Final = re.compile(r"^\W*(?:closed|completed?|done)\b(?P<when>[^–:.\n]{0,20})(?:[–:.-]|\n|$)", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"\s[–-]\s|[;:,.(\n]")
_LONGEST_STATUS: Final = 60  # characters
_CLOSING_DAY: Final = re.compile(r"\b(?:complete[d]?|closed?|done|discharged|achieved|actioned)\b", re.IGNORECASE)
_MONTH_ONLY: Final = re.compile(r"^\s*(?:closed\s*)?([A-Za-z]{3,9})[ '’-]*(?:20)?(\d\d)\s*$", re.IGNORECASE)
_DAY_MONTH: Final = re.compile(r"(?<![\d./])(\d{1,2})[./](\d{1,2})(?![\d./])")


def colours_explained(texts: Iterable[str]) -> dict[str, RowStatus]:
    """What a key above or below the table says of the colours: "G done" makes green done."""
    found: dict[str, RowStatus] = {}
    for text in texts:
        for match in _KEY.finditer(text):
            colour = match["colour"].casefold()
            status = _of_words(match["means"])
            if status is not None:
                found.setdefault(_COLOURS.get(colour, colour), status)
    return found


def standing(
    *,
    status: str,
    closed: str,
    closed_day: datetime.date | None,
    comments: str,
    wording: str,
    struck: bool,
    colours: dict[str, RowStatus],
    reference: datetime.date | None,
) -> Standing:
    """Where the row stands. `reference` is the day from which a year that is not written is inferred."""
    words = _joined(status, closed)
    by_column = _of_closed(closed)
    if by_column in (RowStatus.DONE, RowStatus.NOT_DONE):
        return Standing(by_column, words, _when(closed, closed_day, comments, reference))
    if prefix := _PREFIX.match(wording):
        said = f"The words begin “{prefix[0].strip(' –:.-')}”."
        return Standing(RowStatus.DONE, words, _day_in(prefix["when"], reference), said)
    own = _of_status(status, colours)
    if own in (RowStatus.DONE, RowStatus.NOT_DONE):
        return Standing(own, words, _when(status, None, comments, reference))
    if own is None and not words and (told := _of_clause(_CLAUSE.split(comments.strip(), maxsplit=1)[0][:30])):
        on = _when("", None, comments, reference) if told in (RowStatus.DONE, RowStatus.NOT_DONE) else None
        return Standing(told, "", on, "How it stands is read from the beginning of the update.")
    if struck and own is None:
        return Standing(RowStatus.DONE, words, _when("", None, comments, reference), "The words are struck out.")
    return Standing(own or RowStatus.OPEN, words)


def _of_closed(closed: str) -> RowStatus | None:
    """A closed column says yes, a day, or words; no and nothing say that the row is open."""
    words = closed.strip()
    if not words or _NO.fullmatch(words) or _NOT_YET.search(words):
        return None
    if _NOT_DONE.search(words):
        return RowStatus.NOT_DONE
    if _YES.fullmatch(words) or _DONE.search(words) or re.search(r"\d", words):
        return RowStatus.DONE
    return None


def _of_status(status: str, colours: dict[str, RowStatus]) -> RowStatus | None:
    words = " ".join(status.split()).strip(" .").casefold()
    colour = _COLOURS.get(words, words)
    if colour in _COLOURS.values():
        plain = {"red": RowStatus.OPEN, "amber": RowStatus.IN_PROGRESS, "yellow": RowStatus.IN_PROGRESS}
        # Green may mean done or on its way, blue nearly always done; without a key neither closes an action.
        return colours.get(colour) or plain.get(colour, RowStatus.IN_PROGRESS)
    return _of_words(words)


def _of_words(words: str) -> RowStatus | None:
    """The first clause tells; where it tells nothing, the beginning of the rest. Long talk is no status."""
    first = _CLAUSE.split(words.strip(), maxsplit=1)[0]
    return _of_clause(first[:_LONGEST_STATUS]) or _of_clause(words[:_LONGEST_STATUS])


def _of_clause(words: str) -> RowStatus | None:
    if _NOT_DONE.search(words):
        return RowStatus.NOT_DONE
    if _NOT_YET.search(words):
        started = re.search(r"part|nearly|almost|\d ?%|propose|clos|incomplete|progress", words, re.IGNORECASE)
        return RowStatus.IN_PROGRESS if started else RowStatus.OPEN
    for pattern, status in ((_DONE, RowStatus.DONE), (_UNDER_WAY, RowStatus.IN_PROGRESS), (_OPEN, RowStatus.OPEN)):
        if pattern.search(words):
            return status
    return None


def _when(
    closed: str, day: datetime.date | None, comments: str, reference: datetime.date | None
) -> datetime.date | None:
    """The day it was closed: a date in the column, else the day beside "complete" in the update."""
    if day is not None:
        return day
    # "closed 28.5" leaves the year out: the update beside it often has it in full.
    told = [found for line in comments.split("\n") if _CLOSING_DAY.search(line) for found in _days(line, reference)]
    match = _DAY_MONTH.search(closed)
    if match and (same := [d for d in told if (d.day, d.month) == (int(match[1]), int(match[2]))]):
        return same[-1]
    return _day_in(closed, reference) or (told[-1] if told else None)


def _day_in(text: str, reference: datetime.date | None) -> datetime.date | None:
    """A day; of a month alone ("Oct-24") its last day; of "28.5" the next one after the reference."""
    if (match := _MONTH_ONLY.match(text)) and (month := month_number(match[1])):
        return _end_of_month(2000 + int(match[2]), month)
    if found := _days(text, reference):
        return found[0]
    if reference and (match := _DAY_MONTH.search(text)):
        with suppress(ValueError):
            day = datetime.date(reference.year, int(match[2]), int(match[1]))
            return day if day >= reference else day.replace(year=day.year + 1)
    return None


def _days(text: str, reference: datetime.date | None) -> list[datetime.date]:
    """Days with their year; one without a year only where a day to infer it from is known."""
    start = reference or datetime.date(2000, 1, 1)
    return [found.day for found in find_days(text[:500], reference=start) if reference or not found.inferred]


def _end_of_month(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def _joined(*words: str) -> str:
    return ", ".join(" ".join(each.split()) for each in words if each.strip())[:300]
