"""Cover, agenda, contents and the pages between papers, set with typst as PDF/UA-1; and the stamps for papers' pages.

Words reach typst as data (`sys.inputs`), never as source. Page numbers are those of the finished pack: they follow
from how many pages each part of the front takes, which is guessed, counted, and set again where the guess was wrong.
"""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from math import ceil
from pathlib import Path
from string import digits
from typing import Any, Final, Literal

import pikepdf
import typst

from plait.meetings.pack.letters import all_showable

_HERE: Final = Path(__file__).resolve().parent
_MARK: Final = _HERE.parents[1] / "web" / "static" / "plait" / "mark.svg"
_LETTERS: Final = str.maketrans(digits, "bcdfghjkmn")
_LINES: Final = 44.0  # on a page of the agenda
SETTER: Final = ThreadPoolExecutor(1, "setting")  # typst sets while the papers are gone over
_TRIES: Final = 5


Fill = Callable[[Sequence[int], Sequence[int]], dict[str, Any]]


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


def set_front(told: dict[str, Any], parts: Sequence[Part], fill: Fill, at: datetime) -> Front:
    """`fill(starts, lengths)` gives the parts of `told` that hold page numbers, once the starts are known."""
    lengths = (_guess(told, fill((1,) * len(parts), (1,) * len(parts))), *(1 for _ in parts[1:]))
    for _ in range(_TRIES):
        starts, total = _starts(parts, lengths)
        numbered = told | fill(starts, lengths) | {"pages": total}
        blocks = zip(numbered["blocks"], starts[1:], strict=True)
        signed = [said | {"start": start, "sign": _sign(part)} for part, (said, start) in enumerate(blocks, 1)]
        data = _compiled("front.typ", numbered | {"blocks": signed}, at, tags=True)
        found = _lengths(data, len(parts))
        if found == lengths:
            return Front(data, starts, lengths, total)
        lengths = found
    raise RuntimeError("the front of the pack does not come to rest")


def set_stamps(stamps: Sequence[dict[str, Any]], told: dict[str, Any], total: int, at: datetime) -> bytes:
    """One page for each stamp: {"width", "height", "words", "number"}, as large as the page it is laid on."""
    kept = {"marking": told["marking"], "foot": told["foot"], "pages": total, "stamps": list(stamps)}
    return _compiled("stamps.typ", kept, at, tags=False)


def warm() -> None:
    """Let typst start its threads and read its fonts, before a process gives up the right to."""
    SETTER.submit(_compiled, "stamps.typ", {"marking": "", "foot": "", "stamps": []}, None, tags=False).result()


def _starts(parts: Sequence[Part], lengths: Sequence[int]) -> tuple[tuple[int, ...], int]:
    starts, page = [], 1
    for part, length in zip(parts, lengths, strict=True):
        starts.append(page)
        page += length + part.after
    return tuple(starts), page - 1


def _sign(part: int) -> str:
    """What stands before the page labels of a part while its pages are counted: letters, for digits would count."""
    return str(part).translate(_LETTERS)


def _lengths(data: bytes, parts: int) -> tuple[int, ...]:
    """How many pages each part has, from the page labels."""
    counts = dict.fromkeys(["", *map(_sign, range(1, parts))], 0)
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            counts[page.label.rstrip(digits)] += 1
    return tuple(counts.values())


def _guess(told: dict[str, Any], filled: dict[str, Any]) -> int:
    """About how many pages cover, agenda and contents take: right nearly always, and counted afterwards."""
    lines = 7.0 + sum(2 + len(item["absent"]) + bool(item["withheld"]) for item in filled["items"])
    lines += 4 + sum(1.2 + 0.8 * bool(row["version"] or row["late"] or row["said"]) for row in filled["contents"])
    lines += 4 + len(filled["untagged"]) if filled["untagged"] else 0
    return max(1, ceil(lines / _LINES))


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
