"""The words of a PDF page with their places, read with as few calls into the library as will do."""

import ctypes
import math
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from plait.reading.formats.pdf.geometry import Turn, Word
from plait.reading.formats.text import clean

_WORD: Final = re.compile(r"[^\s\x00]+")
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|semibold|demi", re.I)
MOST_CHARACTERS: Final = 200_000  # of one page; more is no page that anybody reads
_HYPHENS: Final = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}


@dataclass(slots=True)
class _Piece:
    """A text object: all its characters share baseline, size and weight. `upward` for turned text."""

    baseline: float
    size: float
    bold: bool
    turned: bool
    upward: bool


class WordReader:
    """Reads the words of one text page; keeps what it learnt about fonts and text objects."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, turn: Turn) -> None:
        self._raw: Any = text_page.raw
        self._turn = turn
        self._count = min(text_page.count_chars(), MOST_CHARACTERS)
        self._pieces: dict[int, _Piece] = {}
        self._fonts: dict[int, bool] = {}
        self._box = pdfium.FS_RECTF()
        self._turned: list[tuple[str, _Piece, float, float, float, float]] = []

    def words(self) -> list[Word]:
        """In the order of the file; turned text comes last, one word a turned line."""
        found: list[Word] = []
        for match in _WORD.finditer(self._text()):
            self._add(match[0], match.start(), match.end() - 1, found)
        return found + turned_lines(self._turned)

    def _text(self) -> str:
        """All characters, so that the place in the string is the library's number of the character."""
        if self._count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        written = pdfium.FPDFText_GetText(self._raw, 0, self._count, buffer)
        text = bytes(buffer).decode("utf-16-le", "surrogatepass")[: max(written - 1, 0)]
        if len(text) == self._count:
            return text
        units = [pdfium.FPDFText_GetUnicode(self._raw, place) for place in range(self._count)]
        return "".join([chr(unit) if unit < 0x110000 else " " for unit in units])

    def _add(self, text: str, first: int, last: int, found: list[Word]) -> None:
        start, end = self._object(first), self._object(last)
        if start == end:
            self._add_piece(text, first, last, start, found)
            return
        cuts = [first]
        known = [self._object(place) for place in range(first, last + 1)]
        cuts += [first + nth for nth, (one, two) in enumerate(pairwise(known), 1) if one != two]
        before = len(found)
        for begin, stop in pairwise([*cuts, last + 1]):
            piece_text = text[begin - first : stop - first]
            self._add_piece(piece_text, begin, stop - 1, known[begin - first], found)
        _rejoin(found, before)

    def _add_piece(self, text: str, first: int, last: int, address: int, found: list[Word]) -> None:
        piece = self._piece(address, first)
        if piece is None:
            return
        if piece.turned:
            for nth, character in enumerate(text):
                self._turned.append((character, piece, *self._place(first + nth)))
            return
        left, right = self._sides(first)
        if last > first:
            right = self._sides(last)[1]
        shown = clean(text.translate(_HYPHENS))
        if shown:
            if left > right:
                left, right = right, left
            found.append(Word(shown, left, right, piece.baseline, piece.size, piece.bold))

    def _object(self, place: int) -> int:
        pointer = pdfium.FPDFText_GetTextObject(self._raw, place)
        return ctypes.addressof(pointer.contents) if pointer else 0

    def _sides(self, place: int) -> tuple[float, float]:
        """Left and right alone, which is all that upright text on an upright page needs."""
        if self._turn.quarters:
            left, _, right, _ = self._place(place)
            return left, right
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._raw, place, box)
        return box.left - self._turn.left, box.right - self._turn.left

    def _place(self, place: int) -> tuple[float, float, float, float]:
        """Left, top, right, bottom as the reader sees them."""
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._raw, place, box)
        x0, y0 = self._turn.point(box.left, box.top)
        x1, y1 = self._turn.point(box.right, box.bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _piece(self, address: int, place: int) -> _Piece | None:
        if address == 0:
            return None
        if address not in self._pieces:
            self._pieces[address] = self._learn(place)
        return self._pieces[address]

    def _learn(self, place: int) -> _Piece:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._raw, place, matrix)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._raw, place, x, y)
        _, baseline = self._turn.point(x.value, y.value)
        along, downward = self._turn.direction(matrix.a, matrix.b)
        size = pdfium.FPDFText_GetFontSize(self._raw, place) * (math.hypot(matrix.c, matrix.d) or 1)
        pointer = pdfium.FPDFText_GetTextObject(self._raw, place)
        thick = pdfium.FPDFTextObj_GetTextRenderMode(pointer) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        bold = thick or self._bold_font(pdfium.FPDFTextObj_GetFont(pointer))
        size = min(max(size, 1.0), 400.0) if math.isfinite(size) else 10.0
        return _Piece(baseline, size, bold, abs(downward) > abs(along), downward < 0)

    def _bold_font(self, font: Any) -> bool:
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            name = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(font, name, 200)
            heavy = _BOLD_NAME.search(name.value.decode("utf-8", "replace"))
            self._fonts[address] = bool(heavy) or pdfium.FPDFFont_GetWeight(font) >= 650
        return self._fonts[address]


def _rejoin(found: list[Word], since: int) -> None:
    """A word set in several pieces becomes one again where the pieces touch."""
    nth = since + 1
    while nth < len(found):
        one, two = found[nth - 1], found[nth]
        near = -0.3 * one.size < two.left - one.right < 0.2 * one.size
        if near and abs(one.baseline - two.baseline) < 0.5 * max(one.size, two.size):
            one.joints += ((len(one.text), one.right, two.left),)
            one.text += two.text
            one.right = max(one.right, two.right)
            del found[nth]
        else:
            nth += 1


def turned_lines(
    characters: list[tuple[str, _Piece, float, float, float, float]],
) -> list[Word]:
    """Text turned by a quarter: lines from their characters' places, as their order in a file is shuffled."""
    lines: list[list[tuple[str, _Piece, float, float, float, float]]] = []
    for one in sorted(characters, key=lambda c: (c[1].upward, (c[2] + c[4]) / 2)):
        middle = (one[2] + one[4]) / 2
        if lines and lines[-1][0][1].upward == one[1].upward:
            before = lines[-1][-1]
            if abs((before[2] + before[4]) / 2 - middle) < 0.45 * one[1].size:
                lines[-1].append(one)
                continue
        lines.append([one])
    return [word for line in lines for word in _turned_words(line)]


def _turned_words(line: list[tuple[str, _Piece, float, float, float, float]]) -> list[Word]:
    upward, size = line[0][1].upward, line[0][1].size
    line.sort(key=lambda c: -c[5] if upward else c[3])
    groups = [[line[0]]]
    for one, two in pairwise(line):
        gap = one[3] - two[5] if upward else two[3] - one[5]
        if gap > 1.5 * size:
            groups.append([two])
        else:
            space = " " if gap > 0.15 * size else ""
            groups[-1].append((space + two[0], *two[1:]))
    return [_turned_word(group, size) for group in groups]


def _turned_word(group: list[tuple[str, _Piece, float, float, float, float]], size: float) -> Word:
    top, bottom = min(c[3] for c in group), max(c[5] for c in group)
    text = clean("".join(c[0] for c in group))
    middle = (top + bottom) / 2
    return Word(
        text, min(c[2] for c in group), max(c[4] for c in group), middle, size, group[0][1].bold, (bottom - top) / 2
    )
