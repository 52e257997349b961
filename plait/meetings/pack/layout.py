"""Which page of the pack everything stands on, and the words of the front that say so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from plait.meetings.pack import wording
from plait.meetings.pack.front import Part


@dataclass(frozen=True, slots=True)
class Known:
    """A paper of the plan and what it turned out to be: `pages` is 0 where a page says why it is not there."""

    item: int  # the place of its item in the plan
    title: str
    version: str
    late: str
    pages: int
    tagged: bool
    said: str


@dataclass(slots=True)
class Layout:
    """The front's parts in order. A paper is (part, pages between that part's end and it); a notice is (part, -1)."""

    parts: list[Part] = field(default_factory=list)
    dividers: dict[int, int] = field(default_factory=dict)
    papers: list[tuple[int, int]] = field(default_factory=list)

    def first_page(self, place: int, starts: Sequence[int], lengths: Sequence[int]) -> int:
        part, offset = self.papers[place]
        return starts[part] if offset < 0 else starts[part] + lengths[part] + offset


def laid_out(items: Sequence[dict[str, Any]], papers: Sequence[Known]) -> Layout:
    """The front, then for each item with papers a page before them; a paper without pages gets a page of its own."""
    layout = Layout([Part({})])
    for paper in papers:
        if paper.item not in layout.dividers:
            layout.dividers[paper.item] = len(layout.parts)
            layout.parts.append(Part({"kind": "divider", "place": paper.item, **items[paper.item]}))
        last = len(layout.parts) - 1
        if paper.pages:
            part = layout.parts[last]
            layout.papers.append((last, part.after))
            layout.parts[last] = Part(part.said, part.after + paper.pages)
        else:
            layout.papers.append((last + 1, -1))
            layout.parts.append(Part(_notice(items[paper.item], paper)))
    return layout


def numbered(
    items: Sequence[dict[str, Any]],
    papers: Sequence[Known],
    layout: Layout,
    starts: Sequence[int],
    lengths: Sequence[int],
) -> dict[str, Any]:
    """The parts of the front's words that hold page numbers: items, contents, untagged, blocks."""
    rows = [_row(paper, layout.first_page(place, starts, lengths)) for place, paper in enumerate(papers)]
    contents = [row | {"item": items[paper.item]["number"]} for paper, row in zip(papers, rows, strict=True)]
    blocks = []
    for part in layout.parts[1:]:
        said = dict(part.said)
        if said["kind"] == "divider":
            said["papers"] = [r for r, paper in zip(rows, papers, strict=True) if paper.item == said["place"]]
        blocks.append(said)
    pages = {item: starts[part] for item, part in layout.dividers.items()}
    return {
        "items": [item | {"page": pages.get(place, 0)} for place, item in enumerate(items)],
        "contents": contents,
        "untagged": [row for row, paper in zip(rows, papers, strict=True) if paper.pages and not paper.tagged],
        "blocks": blocks,
    }


def _row(paper: Known, page: int) -> dict[str, Any]:
    said = wording.UNTAGGED if paper.pages and not paper.tagged else ""
    return {
        "title": paper.title,
        "version": paper.version,
        "late": paper.late,
        "said": said or ("" if paper.pages else wording.NOT_HERE),
        "count": str(paper.pages) if paper.pages else "none",
        "page": page,
    }


def _notice(item: dict[str, Any], paper: Known) -> dict[str, Any]:
    return {
        "kind": "notice",
        "number": item["number"],
        "item": item["title"],
        "title": paper.title,
        "version": ". ".join(words for words in (paper.version, paper.late) if words),
        "said": paper.said,
    }
