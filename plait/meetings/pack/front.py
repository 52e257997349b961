"""Cover, agenda, contents and the pages between papers, set with typst as PDF/UA-1; and the stamps for papers' pages.

Words reach typst as data (`sys.inputs`), never as source. Page numbers are those of the finished pack: the front is
set once to count the pages of its parts, and again with the numbers that follow from that.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

import pikepdf
import typst

from plait.meetings.pack.letters import all_showable

_HERE: Final = Path(__file__).resolve().parent
_MARK: Final = _HERE.parents[1] / "web" / "static" / "plait" / "mark.svg"
_APART: Final = 1000  # while counting, each part starts at a number of its own
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages that the front sets itself: the first is cover to contents, then what stands between papers.

    `after` is the number of papers' pages that follow it.
    """

    said: dict[str, Any]
    after: int = 0


@dataclass(frozen=True, slots=True)
class Front:
    """The PDF, and for each part the page of the finished pack on which it starts."""

    data: bytes
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    pages: int


def set_front(told: dict[str, Any], parts: Sequence[Part], fill: Any, at: datetime) -> Front:
    """`fill(starts, lengths)` gives the parts of `told` that hold page numbers, once the starts are known."""
    lengths = tuple(1 for _ in parts)
    counting = tuple(_APART * place for place in range(len(parts)))
    for _ in range(_TRIES):
        starts, total = _starts(parts, lengths)
        numbered = told | fill(starts, lengths) | {"pages": total}
        data = _compiled("front.typ", numbered | {"blocks": _blocks(numbered, counting)}, at, tags=False)
        found = _lengths(data, len(parts))
        if found == lengths:
            data = _compiled("front.typ", numbered | {"blocks": _blocks(numbered, starts)}, at, tags=True)
            return Front(data, starts, lengths, total)
        lengths = found
    raise RuntimeError("the front of the pack does not come to rest")


def set_stamps(stamps: Sequence[dict[str, Any]], told: dict[str, Any], total: int, at: datetime) -> bytes:
    """One page for each stamp: {"width", "height", "words", "number"}, as large as the page it is laid on."""
    kept = {"marking": told["marking"], "foot": told["foot"], "pages": total, "stamps": list(stamps)}
    return _compiled("stamps.typ", kept, at, tags=False)


def warm() -> None:
    """Let typst start its threads and read its fonts, before a process gives up the right to."""
    _compiled("stamps.typ", {"marking": "", "foot": "", "pages": 0, "stamps": []}, None, tags=False)


def _starts(parts: Sequence[Part], lengths: Sequence[int]) -> tuple[tuple[int, ...], int]:
    starts, page = [], 1
    for part, length in zip(parts, lengths, strict=True):
        starts.append(page)
        page += length + part.after
    return tuple(starts), page - 1


def _blocks(told: dict[str, Any], starts: Sequence[int]) -> list[dict[str, Any]]:
    return [block | {"start": start} for block, start in zip(told["blocks"], starts[1:], strict=True)]


def _lengths(data: bytes, parts: int) -> tuple[int, ...]:
    """How many pages each part has, from the labels of a front set for counting."""
    counts = [0] * parts
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            counts[int(page.label) // _APART] += 1
    return tuple(counts)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[_HERE / "fonts"])


@cache
def _mark() -> str:
    return _MARK.read_text(encoding="utf-8")


def _compiled(name: str, told: dict[str, Any], at: datetime | None, *, tags: bool) -> bytes:
    standard: Literal["ua-1"] | None = "ua-1" if tags else None
    data: bytes = typst.compile(
        _HERE / name,
        root=_HERE,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"told": json.dumps(all_showable(told)), "mark": _mark()},
        pdf_standards=standard,
        pdf_tags=tags,
        timestamp=int(at.timestamp()) if at else 0,
    )
    return data
