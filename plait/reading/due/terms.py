"""School terms as the area has published them: what "by half term" or "before the end of the spring term" means.

They differ from one county to the next, so none is built in. An installation names a file in PLAIT_TERM_DATES:

    # term, first day, half term from, half term to, last day
    spring, 2026-01-05, 2026-02-16, 2026-02-20, 2026-03-27
"""

import datetime
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plait.reading.due.bank_holidays import is_working_day

SETTING = "PLAIT_TERM_DATES"
_NAMES = ("autumn", "spring", "summer")
_LARGEST = 100_000  # characters of such a file
_DAY = datetime.timedelta(days=1)
_WORDS = re.compile(
    r"\b(?P<lead>by|before|in time for|in|during|at|for|until)\s(?:the\s)?"
    r"(?:(?P<edge>end|start|beginning|close) of (?:the )?)?"
    r"(?:(?P<year>(?:academic|school) year)|(?P<half>(?:(?P<of>autumn|spring|summer|next|this|(?:october|february|may))"
    r" )?half[- ]term)(?: (?:holidays?|break|week))?"
    r"|(?P<name>autumn|spring|summer|next|new|this) (?P<what>term|holidays?|break)"
    r"|(?P<bare>term|school holidays?))(?![\w-])(?! time\b)",
    re.IGNORECASE,
)
_MONTHS = {"october": "autumn", "february": "spring", "may": "summer"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term's days; the half-term holiday lies between `half_from` and `half_to`, both included."""

    name: str
    first: datetime.date
    half_from: datetime.date
    half_to: datetime.date
    last: datetime.date


def read_terms(text: str) -> tuple[Term, ...]:
    """The terms of a file, the earliest first. Raises ValueError with the line that is wrong."""
    found = []
    for number, line in enumerate(text[:_LARGEST].lstrip("\ufeff").splitlines(), 1):
        parts = [part.strip() for part in line.partition("#")[0].split(",")]
        if not any(parts):
            continue
        if len(parts) != 5 or parts[0].lower() not in _NAMES:
            raise ValueError(f"Line {number} of the term dates is not: term, first day, half term from, to, last day.")
        days = [datetime.date.fromisoformat(part) for part in parts[1:]]
        if days != sorted(days):
            raise ValueError(f"The days in line {number} of the term dates do not follow one another.")
        found.append(Term(parts[0].lower(), *days))
    return tuple(sorted(found, key=lambda term: term.first))


def known_terms() -> tuple[Term, ...]:
    """The terms of this installation's file; none where no file is named or it cannot be read."""
    path = os.environ.get(SETTING, "").strip()
    return _terms_of(path) if path else ()


@lru_cache(maxsize=4)
def _terms_of(path: str) -> tuple[Term, ...]:
    try:
        return read_terms(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()


def names_term(text: str) -> re.Match[str] | None:
    """The words that tell a day by a school term, its half or its holidays."""
    return _WORDS.search(text)


def day_of_term(match: re.Match[str], meeting: datetime.date, terms: tuple[Term, ...]) -> datetime.date | None:
    """The day that the words mean after the meeting; None where the terms that are known do not reach so far."""
    if match["year"]:
        return _first_after(meeting, [term.last for term in terms if term.name == "summer"])
    if match["half"]:
        return _half(match, meeting, terms)
    name, edge, lead = (match["name"] or "").lower(), (match["edge"] or "").lower(), match["lead"].lower()
    if not (match["what"] or match["bare"]).lower().endswith("term"):  # the holidays behind a term: by its last day
        return _first_after(meeting, [term.last for term in terms if name not in _NAMES or term.name == name])
    fitting = [term for term in terms if name not in _NAMES or term.name == name]
    begins = edge in ("start", "beginning") or (not edge and lead in ("by", "before", "in time for", "until", "for"))
    if begins and name != "this" and (edge or name):
        day = _first_after(meeting, [term.first for term in fitting])
        return day - _DAY if day is not None and lead == "before" else day
    if name in ("next", "new"):
        fitting = [term for term in terms if term.first > meeting]
    return _first_after(meeting, [term.last for term in fitting])


def _half(match: re.Match[str], meeting: datetime.date, terms: tuple[Term, ...]) -> datetime.date | None:
    """By half term is by the last school day before it; in or at the end of it is by its own last day."""
    of = (match["of"] or "").lower()
    wanted = _MONTHS.get(of, of)
    fitting = [term for term in terms if wanted not in _NAMES or term.name == wanted]
    if match["lead"].lower() in ("in", "during") or (match["edge"] or "").lower() in ("end", "close"):
        return _first_after(meeting, [term.half_to for term in fitting])
    return _first_after(meeting, [_school_day_before(term.half_from) for term in fitting])


def _school_day_before(day: datetime.date) -> datetime.date:
    day -= _DAY
    while not is_working_day(day):
        day -= _DAY
    return day


def _first_after(meeting: datetime.date, days: list[datetime.date]) -> datetime.date | None:
    return min((day for day in days if day >= meeting), default=None)
