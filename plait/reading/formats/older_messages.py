"""A message and the older ones quoted below it, parted; signatures left out. Old actions are no new ones."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from plait.reading.document import Line

_MARKER: Final = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|forwarded message|forwarded by .{0,80})\s*-{0,}|begin forwarded message:)\s*$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\s*\*?From:\*?\s*\S", re.IGNORECASE)
_OTHERS: Final = re.compile(r"\s*\*?(Sent|Date|To|Cc|Subject):", re.IGNORECASE)
_WROTE: Final = re.compile(r"\s*On\b.{5,250}\bwrote:\s*$", re.DOTALL)
_SURE: Final = re.compile(r"\d{1,2}[:.]\d{2}|@")
_QUOTED: Final = re.compile(r"\s{0,3}>+ ?")
_SIGNATURE: Final = re.compile(r"\s*--\s*$")
_CLOSING: Final = re.compile(
    r"\s*(?:(?:kind|best|warm|many)\s+)?(?:regards|wishes|thanks)(?:\s+and\s+\w+(?:\s\w+)?)?[\s,.]*$|"
    r"\s*yours (?:sincerely|faithfully)[\s,.]*$",
    re.IGNORECASE,
)
_BLOCK: Final = 6  # lines that a block of From, Sent, To and Subject may take
_MOST: Final = 20  # messages one below the other that are told apart
_LAST: Final = 14  # lines with words that may follow a closing such as "Kind regards"


def messages(lines: list[Line], quoted: set[int] | None = None, depth: int = 0) -> list[list[Line]]:
    """The newest message, then the older ones as they follow; none is empty. `quoted` are places known to be old.

    A block of From, Sent and To at the very top belongs to the newest message and stays in it.
    """
    marks = quoted or set()
    own: list[Line] = []
    aside: list[Line] = []
    first = next((nth for nth, line in enumerate(lines) if line.text.strip()), 0)
    heading = first  # where the block at the very top ends
    while heading + 1 < len(lines) and _OTHERS.match(lines[heading + 1].text):
        heading += 1
    nth, end = first, len(lines)
    older: list[list[Line]] = []
    while nth < end:
        line = lines[nth]
        if nth > heading and depth < _MOST and (skip := _begins_older(lines, nth)) is not None:
            begin = nth + skip
            older = messages(lines[begin:], {place - begin for place in marks if place >= begin}, depth + 1)
            break
        if nth in marks or _QUOTED.match(line.text):
            aside.append(_without_quote(line))
        elif not _announces(lines, nth, marks):
            own.append(line)
        nth += 1
    found = [_without_signature(own)]
    if aside:
        found += messages(aside, None, depth + 1) if depth < _MOST else [aside]
    return [one for one in [*found, *older] if any(line.text.strip() for line in one)]


def _begins_older(lines: list[Line], nth: int) -> int | None:
    """Does an older message begin here, to the end of the text? Then how many lines announce it."""
    text = lines[nth].text
    if _MARKER.match(text):
        return 1
    if _FROM.match(text) and _is_block(lines, nth):
        return 0
    if _WROTE.match(text) and _SURE.search(text):
        after = next((line.text for line in lines[nth + 1 : nth + 4] if line.text.strip()), "")
        return None if _QUOTED.match(after) else 1
    return None


def _is_block(lines: list[Line], nth: int) -> bool:
    """From, and two of the lines that go with it."""
    said = {match[1].lower() for line in lines[nth + 1 : nth + _BLOCK] if (match := _OTHERS.match(line.text))}
    return len(said) >= 2 and bool(said & {"sent", "date"})


def _announces(lines: list[Line], nth: int, marks: set[int]) -> bool:
    """ "On 3 May, Ada Thorne wrote:", with the quoted words after it, perhaps broken over two lines."""
    text = lines[nth].text
    after = nth + 1
    if not _WROTE.match(text):
        if not text.lstrip().startswith("On ") or after >= len(lines):
            return text.strip().endswith("wrote:") and nth > 0 and _announces_from(lines, nth - 1, marks)
        return _announces_from(lines, nth, marks)
    return _is_quoted_after(lines, after, marks)


def _announces_from(lines: list[Line], nth: int, marks: set[int]) -> bool:
    both = f"{lines[nth].text} {lines[nth + 1].text}"
    return bool(_WROTE.match(both)) and len(lines[nth].text) > 30 and _is_quoted_after(lines, nth + 2, marks)


def _is_quoted_after(lines: list[Line], nth: int, marks: set[int]) -> bool:
    for place in range(nth, min(nth + 3, len(lines))):
        if lines[place].text.strip():
            return place in marks or bool(_QUOTED.match(lines[place].text))
    return False


def _without_quote(line: Line) -> Line:
    match = _QUOTED.match(line.text)
    if match is None:
        return line
    return replace(line, text=line.text[match.end() :], bold_to=max(line.bold_to - match.end(), 0))


def _without_signature(lines: list[Line]) -> list[Line]:
    """Without what follows "--", and without the few lines after "Kind regards" at the end."""
    mark = _last(lines, lambda line: bool(_SIGNATURE.match(line.text)))
    if mark is not None and mark > 0:
        lines = lines[:mark]
    closing = _last(lines, lambda line: bool(_CLOSING.match(line.text)))
    if closing is not None and sum(bool(line.text.strip()) for line in lines[closing + 1 :]) <= _LAST:
        lines = lines[:closing]
    return lines


def _last(lines: list[Line], wanted: Callable[[Line], bool]) -> int | None:
    return next((nth for nth in range(len(lines) - 1, -1, -1) if wanted(lines[nth])), None)
