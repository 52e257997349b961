"""Days that are no days: 31 June, 12/13/2025, a year with five digits. A person must say which is meant."""

import re
from calendar import monthrange

from plait.core.dates import MONTHS, month_number

_LEAP = 2024
_NAMES = "|".join([*MONTHS, *(month[:3] for month in MONTHS), "Sept"])
_WORDED = re.compile(
    rf"\b(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_NAMES})\b\.?(?:,?\s+(?P<year>\d{{4,6}}))?"
)
_NUMBERS = re.compile(
    r"(?<![\d/.:£])(?P<day>\d{1,2})(?P<sep>[/.])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{2}|\d{4,5})(?![\d/.])"
)


def impossible_day(text: str) -> str | None:
    """The first words of a text that look like a day and cannot be one; None where there are none."""
    for match in _WORDED.finditer(text[:2000]):
        month = month_number(match["month"])
        if month is None or _wrong(int(match["day"]), month, match["year"]):
            return match[0].rstrip(". ,")
    for match in _NUMBERS.finditer(text[:2000]):
        if _wrong(int(match["day"]), int(match["month"]), match["year"]):
            return match[0].rstrip(". ,")
    return None


def _wrong(day: int, month: int, year: str | None) -> bool:
    if year is not None and (len(year) > 4 or (len(year) == 4 and not 1900 <= int(year) < 2200)):
        return True
    if not 1 <= month <= 12 or not day >= 1:
        return True
    of = _LEAP if year is None else int(year) if len(year) == 4 else 2000 + int(year)
    return day > monthrange(of, month)[1]
