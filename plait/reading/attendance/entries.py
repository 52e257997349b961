"""Lists of people in running text: one a line, several behind a heading, or run together."""

import itertools
import re

from plait.reading.people.names import NAME, Entry, begins_with_person, read_entry
from plait.reading.wording import first_sentence_start, squash

_ITEM_MARK = re.compile(r"^(?:[-•*]|\d{1,2}[.)])\s+")
_PARTING = re.compile(
    r"\s*;\s*(?:and\s+)?(?:from\s+)?|,\s+and\s+(?:from\s+)?|\s+and\s+(?:from\s+)?|\s*,\s+|\s*&\s+|\s+\|\s+"
)
_DASHED = re.compile(rf"(?:(?<=\s)|^)({NAME}) [–—-] ")
_PLURAL = re.compile(r"(?P<title>Councillors|Cllrs|Drs|Messrs|Mesdames)\.?:? +")
_SINGULAR = {"Councillors": "Councillor", "Cllrs": "Cllr", "Drs": "Dr", "Messrs": "Mr", "Mesdames": "Mrs"}
_CROWD = re.compile(r"(?:\d+|one|two|three|four|five|six|several|some|no) (?:members?|residents?|others?|people"
r"|pupils)\b"
                    r".*|members? of the (?:public|press).*|.* x ?\d+|vacan(?:t|cy).*", re.IGNORECASE)  # fmt: skip


def split_entries(text: str, *, run: bool = False) -> list[str]:
    """The words of each person in a run of people. One person with a post and an organisation stays one.

    `run` is true behind a heading such as "Present:", where several people stand in one line.
    """
    text = squash(text).strip(" .")
    if len(_DASHED.findall(text)) > 1 and ";" not in text and "," not in text:
        return _split_dashed(text)
    if plural := _PLURAL.match(text):
        return _with_title(_SINGULAR[plural["title"]], text[plural.end() :])
    parts = _parts(text)
    if len(parts) == 1:
        return [text]
    heads = [n for n, (start, end, mark) in enumerate(parts) if mark == ";" or begins_with_person(text[start:end])]
    if len(heads) < 2 or (not run and _one_with_details(heads, parts, text)):
        return [text]
    starts = [0, *(parts[n][0] for n in heads if n > 0), len(text)]
    return [text[a:b].strip(" ,;&|").removesuffix(" and").rstrip(" ,") for a, b in itertools.pairwise(starts)]


def _parts(text: str) -> list[tuple[int, int, str]]:
    """Start, end and the mark before each part between separators that stand outside brackets."""
    found, start, mark = [], 0, ""
    for match in _PARTING.finditer(text):
        if text.count("(", 0, match.start()) > text.count(")", 0, match.start()):
            continue
        found.append((start, match.start(), mark))
        start, mark = match.end(), match[0].strip()[:1]
    return [*found, (start, len(text), mark)]


def _one_with_details(heads: list[int], parts: list[tuple[int, int, str]], text: str) -> bool:
    """ "Ann Bee, Head of Service, Marl Valley" by itself is one person at a place that looks like a name."""
    if any(mark == ";" for _, _, mark in parts) or len(heads) == len(parts):
        return False
    return len(heads) == 2 and heads[1] == len(parts) - 1 and ")" not in text[parts[heads[1]][0] :]


def _with_title(title: str, text: str) -> list[str]:
    """ "Councillors A Baker, C Dyer and Mrs Fox": everybody bears the title unless another is printed."""
    found = []
    for start, end, _ in _parts(text):
        part = text[start:end].strip()
        known = begins_with_person(part) and not re.match(r"[A-Z][a-z]?'?\.? ?[A-Z]?\b", part)
        if part[:1].isupper():
            found.append(part if known and re.match(r"(?:Mrs?|Ms|Miss|Dr)\b", part) else f"{title} {part}")
    return found


def _split_dashed(text: str) -> list[str]:
    """ "Ann Bee – Council Cy Dee – Police": each name with what follows it."""
    starts: list[int] = []
    for match in _DASHED.finditer(text):
        name = match[1].split()
        keep = 2 if starts else len(name)
        starts.append(match.end(1) - len(" ".join(name[-keep:])))
    bounds = [*starts, len(text)]
    return [text[a:b].strip(" ,") for a, b in itertools.pairwise(bounds)]


def read_people(text: str, *, run: bool = False) -> list[Entry]:
    """Everybody named in a run of people; empty where the text is something else."""
    text = _ITEM_MARK.sub("", text.strip())
    start = first_sentence_start(text)
    if start is not None and not text[:start].endswith("whom "):
        text = text[:start]
    found = [entry for part in split_entries(text, run=run) if (entry := read_entry(part))]
    return found if found and len(text) <= 400 * max(1, len(found)) else []


def is_crowd(text: str) -> bool:
    """ "Two members of the public", "Care leavers x 3", "Vacant": nobody by name."""
    return bool(_CROWD.fullmatch(text.strip(" .")))
