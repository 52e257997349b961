"""The ruled lines of a page: thin shapes, and the edges of boxes."""

import ctypes
import math
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from plait.reading.formats.pdf.geometry import Page, Rule, Turn

_THIN: Final = 2.5  # points; what is thinner is a line
_SHORT: Final = 4.0  # points; what is shorter is a dot or a dash
MOST_OBJECTS: Final = 20_000
MOST_RULES: Final = 4_000
MOST_SEGMENTS: Final = 4_000


def add_rules(page: pypdfium2.PdfPage, into: Page, turn: Turn) -> None:
    """Fills `into.across`, `into.down` and `into.has_picture` from the shapes drawn on the page."""
    raw: Any = page.raw
    for nth in range(min(pdfium.FPDFPage_CountObjects(raw), MOST_OBJECTS)):
        shape = pdfium.FPDFPage_GetObject(raw, nth)
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            into.has_picture = True
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(into.across) + len(into.down) < MOST_RULES:
            _add_shape(shape, into, turn)


def _add_shape(shape: Any, into: Page, turn: Turn) -> None:
    count = pdfium.FPDFPath_CountSegments(shape)
    if 6 < count <= MOST_SEGMENTS:
        _add_segments(shape, count, into, turn)
        return
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(shape, *edges):
        return
    left, bottom, right, top = (edge.value for edge in edges)
    x0, y0 = turn.point(left, bottom)
    x1, y1 = turn.point(right, top)
    _add_box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), into)


def _add_box(left: float, top: float, right: float, bottom: float, into: Page) -> None:
    wide, high = right - left, bottom - top
    if not all(map(math.isfinite, (left, top, right, bottom))):
        return
    if high <= _THIN and wide > _SHORT:
        into.across.append(Rule((top + bottom) / 2, left, right))
    elif wide <= _THIN and high > _SHORT:
        into.down.append(Rule((left + right) / 2, top, bottom))
    elif wide > _SHORT and high > _SHORT and not (wide > 0.95 * into.width and high > 0.9 * into.height):
        into.across += [Rule(top, left, right), Rule(bottom, left, right)]
        into.down += [Rule(left, top, bottom), Rule(right, top, bottom)]


def _add_segments(shape: Any, count: int, into: Page, turn: Turn) -> None:
    """A drawing of many strokes, such as a whole table in one path: its straight strokes."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shape, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    here = (0.0, 0.0)
    for nth in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(shape, nth)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        there = turn.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            _add_stroke(here, there, into)
        here = there


def _add_stroke(here: tuple[float, float], there: tuple[float, float], into: Page) -> None:
    (x0, y0), (x1, y1) = here, there
    if abs(y0 - y1) <= 1 and abs(x0 - x1) > _SHORT:
        into.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif abs(x0 - x1) <= 1 and abs(y0 - y1) > _SHORT:
        into.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
