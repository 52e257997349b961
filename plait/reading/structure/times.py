"""Times of day as people write them: 2:15pm, 9.30am, 14:00, 6pm, 1400 hours, noon."""

import re
from dataclasses import dataclass

_TIME = re.compile(
    r"(?<![\d/.:£])(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)(?![\d/.:]?\d)"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=(?:\s?(?:-|–|—|to)\s?\d{4})?\s?h(?:ou)?rs)"
    r"|(?P<noon>\b(?:noon|midday)\b)"
    r"|(?P<bare>1?\d)(?=\s?(?:-|–|—|to)\s?\d{1,2}(?:[:.]\d\d)?\s?[ap]m))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundTime:
    """ "HH:MM" in 24 hours and where it ends in the text."""

    text: str
    end: int


def find_times(text: str) -> list[FoundTime]:
    """All times of a short text. "2-4pm" is 14:00 and 16:00."""
    found: list[tuple[int, int, str | None, int]] = []
    for match in _TIME.finditer(text[:400]):
        if match["noon"]:
            found.append((12, 0, "p", match.end()))
        elif match["military"]:
            digits = match["military"]
            found.append((int(digits[:2]), int(digits[2:]), None, match.end()))
        elif match["hour24"]:
            found.append((int(match["hour24"]), int(match["minute24"]), None, match.end()))
        elif match["bare"]:
            found.append((int(match["bare"]), 0, "?", match.end()))
        else:
            half = match["half"].lower()
            found.append((int(match["hour"]), int(match["minute"] or 0), half, match.end()))
    return [FoundTime(_clock(found, n), found[n][3]) for n in range(len(found))]


def _clock(found: list[tuple[int, int, str | None, int]], n: int) -> str:
    hour, minute, half, _ = found[n]
    if half == "?" or (half is None and hour < 8 and n == 0 and len(found) > 1 and found[1][2] == "p"):
        half = found[n + 1][2] if n + 1 < len(found) else None
        if half == "p" and n + 1 < len(found) and hour > found[n + 1][0] % 12 and hour != 12:
            half = "a"
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"
