"""A pack of 200 pages from 25 papers, beside the same PDF operations done bare in one process.

Bare is: the front and the page numbers set once with typst, every paper opened, its pages copied with their tags,
a page number laid on each, the file written: each time in a fresh process, as a pack is made, of which only the
operations are timed. No limits, no checks, nothing cleaned, moved, renumbered or led on.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from datetime import time as clock
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pikepdf
import typst

from plait.meetings import pack as packs
from plait.meetings.pack import front
from plait.meetings.pack.binding import bound
from plait.meetings.pack.making import make_pack
from plait.meetings.pack.model import Bounds, Heading, Item, Paper, Purpose
from plait.meetings.pack.planning import Ready, papers_of, planned

AT = datetime(2025, 5, 1, 9, tzinfo=UTC)
HEADING = Heading(
    "Marlshire Safeguarding Children Partnership", "Practice Oversight Group", date(2025, 5, 14), clock(14), clock(16),
    "County Hall", "OFFICIAL-SENSITIVE",
)  # fmt: skip
_PAPER = """
#set document(title: "A paper")
#set text(lang: "en", region: "GB", size: 10pt)
#for n in range(8) [
  #if n > 0 { pagebreak() }
  = Part #(n + 1)
  #for m in range(6) [#lorem(70) #parbreak()]
  #table(columns: 3, table.header[Area][Quarter][Children], ..range(12).map(k => [#(k * n)]))
]
"""


def papers() -> list[bytes]:
    """25 papers of 8 pages: 20 tagged, 5 without tags."""
    tagged = typst.compile(_PAPER.encode(), pdf_standards="ua-1", timestamp=0)
    plain = typst.compile(_PAPER.encode(), pdf_tags=False, timestamp=0)
    return [plain if number % 5 == 4 else tagged for number in range(25)]


def ours(given: list[bytes]) -> int:
    return sum(paper.pages for paper in make_pack(HEADING, _items(given), at=AT).enclosed)


def _items(given: list[bytes]) -> list[Item]:
    return [
        Item(number + 1, f"Item of business {number + 1}", "Ada Thorne", Purpose.DISCUSS, 10, papers=tuple(
            Paper(f"Paper {number + 1}.{k + 1}", "paper.pdf", data) for k, data in enumerate(given[number::12])))
        for number in range(12)
    ]  # fmt: skip


def bare(given: list[bytes], told: list[tuple[str, str]]) -> int:
    """`told` is what typst was given for the pack: its source, and the data."""
    here = Path(packs.__file__).parent
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[here / "fonts"])
    mark = (here.parents[1] / "web/static/plait/mark.svg").read_text()
    front, numbers = (
        typst.compile(here / name, font_paths=fonts, sys_inputs={"told": data, "mark": mark}, timestamp=0)
        for name, data in told
    )
    with pikepdf.open(BytesIO(front)) as made, pikepdf.open(BytesIO(numbers)) as sheet:
        laid, before = iter(sheet.pages), len(made.pages)
        for data in given:
            with pikepdf.open(BytesIO(data)) as paper:
                first = len(made.pages)
                made.pages.extend(paper.pages)
                if "/StructTreeRoot" in paper.Root:
                    made.copy_foreign(paper.Root.StructTreeRoot)
                for place in range(first, len(made.pages)):
                    made.pages[place].add_overlay(next(laid))
        pages = len(made.pages) - before
        made.save(BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return pages


def what_typst_is_told(given: list[bytes]) -> list[tuple[str, str]]:
    """The data of the front and of the stamps of this very pack."""
    kept: dict[str, str] = {}
    usual = front._compiled

    def hearing(name: str, told: dict[str, Any], at: datetime | None, *, tags: bool) -> bytes:
        kept[name] = json.dumps(told)
        return usual(name, told, at, tags=tags)

    theirs = _items(given)
    ready = [Ready(place, paper, paper.data) for place, paper in papers_of(theirs)]
    plan = planned(HEADING, theirs, ready, Bounds(), AT)
    with patch.object(front, "_compiled", hearing):
        bound(plan, {place: each.pdf for place, each in enumerate(ready)}, {}, lambda done, of: None)
    return [(name, kept[name]) for name in ("front.typ", "stamps.typ")]


def seconds(step: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    pages = step()
    return time.perf_counter() - began, pages


def once(which: str, told: list[tuple[str, str]]) -> tuple[float, int]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.pack", which]
    ended = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, check=True)
    took, pages = json.loads(ended.stdout)
    return took, pages


def main() -> int:
    if sys.argv[1:2] in (["ours"], ["bare"]):
        given = papers()
        told = json.load(sys.stdin)
        print(json.dumps(seconds((lambda: bare(given, told)) if sys.argv[1] == "bare" else (lambda: ours(given)))))
        return 0
    told = what_typst_is_told(papers())
    pairs = [(once("ours", told), once("bare", told)) for _ in range(int(sys.argv[1]) if sys.argv[1:] else 7)]
    (_, pages), (_, also) = pairs[0]
    assert pages == also
    took = {"ours": [one[0] for one, _ in pairs], "bare": [two[0] for _, two in pairs]}
    print(json.dumps({"papers": 25, "pages": pages, **took}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
