"""Lists of people in running text: one a line, several behind a heading, or run together."""

import itertools
import re

from plait.reading.people.names import NAME, Entry, read_entry
from plait.reading.wording import first_sentence_start, squash

_BETWEEN_BRACKETS = re.compile(r"(?<=[)\]])\s*(?:,|;|\band\b|,\s*and\b)\s*(?=[A-Z])")
_ITEM_MARK = re.compile(r"^(?:[-•*]|\d{1,2}[.)])\s+")
_AND = re.compile(r",\s+and\s+|\s+and\s+|\s*,\s+|\s*&\s+")
_DASHED = re.compile(rf"(?:(?<=\s)|^)({NAME}) [–—-] ")


def split_entries(text: str) -> list[str]:
    """The words of each person in a run of people. One person with a post and an organisation stays one."""
    text = squash(text).strip(" .")
    if ";" in text:
        return [part.strip() for part in text.split(";") if part.strip()]
    if len(_DASHED.findall(text)) > 1:
        return _split_dashed(text)
    parts = _BETWEEN_BRACKETS.split(text)
    if len(parts) > 1 and all("(" in part and read_entry(part) for part in parts):
        return parts
    parts = [part.strip() for part in _AND.split(text) if part.strip()]
    if len(parts) > 1 and all(_bare(part) for part in parts):
        return parts
    return [text]


def _bare(part: str) -> bool:
    """A name with no more than its initials or a bracket."""
    entry = read_entry(part)
    return entry is not None and (not entry.details or part.endswith(")"))


def _split_dashed(text: str) -> list[str]:
    """ "Ann Bee – Council Cy Dee – Police": each name with what follows it."""
    starts: list[int] = []
    for match in _DASHED.finditer(text):
        name = match[1].split()
        keep = 2 if starts else len(name)
        starts.append(match.end(1) - len(" ".join(name[-keep:])))
    bounds = [*starts, len(text)]
    return [text[a:b].strip(" ,") for a, b in itertools.pairwise(bounds)]


def read_people(text: str) -> list[Entry]:
    """Everybody named in a run of people; empty where the text is something else."""
    text = _ITEM_MARK.sub("", text.strip())
    start = first_sentence_start(text)
    if start is not None:
        text = text[:start]
    found = [entry for part in split_entries(text) if (entry := read_entry(part))]
    return found if found and len(text) <= 400 * max(1, len(found)) else []
