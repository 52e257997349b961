"""Where line breaks were lost: headings, labels and text that run together are parted again."""

import itertools
import re

from plait.reading.document import LineKind
from plait.reading.layout.passages import Passage
from plait.reading.wording import begins_sentence, first_sentence_start

_LABEL = re.compile(r"(?<=\s)(?:ACTIONS?|Actions?|DECISIONS?|Decisions?)(?: ?\d{1,3}(?:/\d{2,4})?)?\s?:(?=\s)")
_RESOLVED = re.compile(
    r"(?<=[.;:] )(?:It was (?:(?:further|unanimously|FURTHER|UNANIMOUSLY) )?)?(?:RESOLVED|AGREED)\b(?=:| that"
    r"| to| THAT)"
)
_SAID = re.compile(r"(?<=[.!?] )(?:AGREED|Agreed|DECIDED|Decided|Resolved)\s?(?:[:–—]|-(?=\s))")
_STANDING = re.compile(
    r"(?<!\S)(?:Any Other Business|AOB|Next Meeting Agenda [Ii]tems|Next Agenda|Date of [Nn]ext [Mm]eeting|Next Meeting"
    r"|Attendance [Rr]eport|Conflicts? of Interests?|Declarations? of Interests?|Confidentiality(?: Statement)?"
    r"|Apologies|Matters Arising|Minutes of the (?:Last|Previous) Meeting)(?: by [Ee]xception)?(?=[\s:]|$)"
)
_NUMBER = re.compile(r"(?P<number>\d{1,3}[.)]|\d{1,3}(?:/\d{2,4})|[A-Z]{2,4} ?\d{1,3})[\s:]+(?=\S)")
_LONG_TITLE = 110  # characters: longer text behind an item number is title and text in one
_OPENINGS = frozenset(["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Cllr", "The", "A", "that"])  # no title ends so
_LINKS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "any",
        "no",
        "for",
        "in",
        "on",
        "at",
        "and",
        "or",
        "to",
        "from",
        "with",
        "by",
        "under",
        "our",
        "their",
        "previous",
        "last",
        "your",
        "her",
        "his",
    ]
)


def split_all(passages: list[Passage]) -> list[Passage]:
    """Every passage, parted where several run together; headings and short ones stay whole."""
    found: list[Passage] = []
    for passage in passages:
        if passage.kind is LineKind.HEADING or len(passage.text) < 24:
            found.append(passage)
            continue
        for part in _split_title(passage):
            found.extend(_split_text(part))
    return found


def _split_title(passage: Passage) -> list[Passage]:
    """ "2. Room bookings OH thanked the hosts ..." is a title and a text."""
    number = _NUMBER.match(passage.text)
    in_item_cell = passage.cell is not None and passage.cell.column == 1
    if (number is None and not in_item_cell) or len(passage.text) <= _LONG_TITLE:
        return [passage]
    if passage.cell is not None and passage.cell.table < 1_000_000:
        return [passage]
    start = number.end() if number else 0
    if number is not None and begins_sentence(passage.text[start:]):
        return [passage]  # a numbered paragraph, not a title
    head = passage.text[start : start + 160]
    cut = _title_end(head)
    if cut is None:
        return [passage]
    return [passage.part(0, start + cut), passage.part(start + cut)]


def _title_end(head: str) -> int | None:
    cuts = [match.start() for pattern in (_STANDING, _LABEL) for match in pattern.finditer(head)]
    cuts = [cut for cut in cuts if cut > 3 and head[:cut].split()[-1].lower() not in _LINKS]
    sentence = first_sentence_start(head)
    if sentence is not None:
        cuts.append(sentence)
    cut = min(cuts, default=None)
    whole = cut and ". " not in head[:cut] and head[:cut].split()[-1] not in _OPENINGS
    return cut if whole else None


def _split_text(passage: Passage) -> list[Passage]:
    text = passage.text
    cuts = {match.start() for pattern in _labels_in(text) for match in pattern.finditer(text)}
    for match in _STANDING.finditer(text):
        if _stands_alone(text, match.start(), match.end()):
            cuts.add(match.start())
            if text[match.end() :].strip():
                cuts.add(match.end())
    if not cuts:
        return [passage]
    bounds = [0, *sorted(cuts), len(text)]
    parts = [passage.part(a, b) for a, b in itertools.pairwise(bounds) if text[a:b].strip(" :")]
    return [part for part in parts if part.text]


def _labels_in(text: str) -> list[re.Pattern[str]]:
    """The patterns that can match at all: most passages hold none of their words."""
    found = []
    if "ction" in text or "CTION" in text or "ecision" in text or "ECISION" in text:
        found.append(_LABEL)
    if "RESOLVED" in text or "AGREED" in text:
        found.append(_RESOLVED)
    if "greed" in text or "GREED" in text or "ecided" in text or "ECIDED" in text or "Resolved" in text:
        found.append(_SAID)
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Is this a heading that lost its line break, and not words of a sentence?"""
    before, after = text[:start].rstrip()[-24:], text[end : end + 3].lstrip(" :")
    if after and not (after[0].isupper() or after[0].isdigit()):
        return False
    if re.fullmatch(r"[A-Z]{0,4}[\d./()]+[.:)]?", text[:start].strip()):
        return False
    if not before:
        return bool(after) and text[end : end + 1] != ":"
    last = before.split()[-1]
    return last.lower() not in _LINKS and (last[-1] in ".!?:;" or len(text[start:end].split()) > 1 or _is_name(last))


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.isalpha()
