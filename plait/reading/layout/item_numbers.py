"""The numbers of items as they are printed: 4, 4.0, 4a, 13/25, TD 23, Item 5, B., (iii)."""

import itertools
import re
from dataclasses import dataclass

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
_PLAIN = r"\d{1,3}(?:\.0)?[a-z]?|\d{1,4}/\d{2,4}(?:/\d{1,4})?|[A-Z]{1,5}[ /.-]?\d{1,3}(?:[/-]\d{1,4}){0,2}"
_NUMBERED = re.compile(
    rf"(?:(?:(?:Agenda |AGENDA )?(?:Item|ITEM)|Theme|Topic|Part|Section) (?:No\.? ?)?)?"
    rf"(?P<number>{_PLAIN})(?P<dot>[.):]?)"
    rf"(?P<gap>[\s:–-]+)(?=[\"“‘'(A-Z])(?!{_MONTH} (?:20)?\d\d)"
)
_CELL = re.compile(rf"(?:(?:Agenda )?Item )?(?P<number>{_PLAIN})[.):]?", re.IGNORECASE)
_LETTERED = re.compile(r"\(?(?P<number>[ivxlc]{1,8}|[IVXLC]{1,8}|[A-Z])[.)]\)?\s+(?=[\"“‘'(A-Z])")
_ALPHABET = " abcdefghijklmnopqrstuvwxyz"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PAPER = re.compile(
    r"\s+(?:\d{1,2}[a-z]?\s*[-–.]?\s*)?(?:Agenda )?(?:Item|Paper|Appendix|Enc(?:losure)?|Annex"
    r"|Attachment) ?\d{1,3}[a-z]?\b"
    r"\s?[-–:_].*$"
)


@dataclass(frozen=True, slots=True)
class ItemNumber:
    """A number at the start of a title; `end` is where the title begins."""

    number: str
    end: int
    dot: str = ""
    lettered: bool = False


def item_number(text: str) -> ItemNumber | None:
    """The number a line begins with: digits or a reference."""
    match = _NUMBERED.match(text)
    return None if match is None else ItemNumber(bare(match["number"]), match.end(), match["dot"])


def lettered_number(text: str) -> ItemNumber | None:
    """A letter or a roman number before a title; alone it says nothing: see `is_series`."""
    match = _LETTERED.match(text)
    return None if match is None else ItemNumber(match["number"], match.end(), ".", lettered=True)


def number_of_cell(text: str) -> str | None:
    match = _CELL.fullmatch(text.strip())
    return None if match is None else bare(match["number"])


def bare(number: str) -> str:
    """ "01" is 1 and "4.0" is 4; references stay as printed."""
    number = number.removesuffix(".0")
    return number.lstrip("0") if number.isdigit() and number.strip("0") else number


def is_series(numbers: list[str]) -> bool:
    """Do letters or roman numbers count up, at least three of them: from the first, or on through the year?"""
    if len(numbers) < 3:
        return False
    year = [_roman(n) for n in numbers]
    if min(year) > 5 and all(len(n) > 1 or n in "XLC" for n in numbers):
        return all(0 < b - a <= 2 for a, b in itertools.pairwise(year))
    for values in ([_ALPHABET.find(n[0].lower()) for n in numbers], [_roman(n) for n in numbers]):
        if values[0] == 1 and all(0 <= b - a <= 2 for a, b in itertools.pairwise(values)):
            return True
    return False


def _roman(text: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in text.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def without_paper(title: str) -> str:
    """The title without the name of a paper embedded behind it ("... 07 Agenda Item 7 - Perform")."""
    match = _PAPER.search(title, 3)
    return title[: match.start()] if match else title
