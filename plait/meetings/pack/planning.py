"""What the pack says, chosen before any file is opened: the words of its front, and why what is not there is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from plait.core.dates import say, say_time, say_weekday
from plait.meetings.pack import wording
from plait.meetings.pack.model import Bounds, Heading, Item, NotAttached, Paper

_LONGEST = 300  # characters of a title or a name that are shown


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper ready to be bound: its PDF, or a sentence why there is none and perhaps the file to attach."""

    item: int  # the place of its item among those shown
    paper: Paper
    pdf: bytes = field(default=b"", repr=False)
    said: str = ""
    attach: tuple[str, bytes] | None = field(default=None, repr=False)


def shown(items: Sequence[Item]) -> list[Item]:
    """The items of this reader's pack, in order, with the numbers they have in everybody's."""
    return [item for item in items if not item.omitted]


def papers_of(items: Sequence[Item]) -> Iterator[tuple[int, Paper]]:
    """The papers with files that this reader may have, each with the place of its item among `items`."""
    for place, item in enumerate(items):
        if not item.withheld:
            yield from ((place, paper) for paper in item.papers if isinstance(paper, Paper))


def planned(
    heading: Heading, items: Sequence[Item], papers: Sequence[Ready], bounds: Bounds, at: datetime
) -> dict[str, Any]:
    """The plan of `binding`, as JSON. `items` are those shown."""
    return {
        "at": at.isoformat(),
        "most_pages": bounds.pages_of_a_paper,
        "front": _front(heading, items),
        "items": list(_rows(heading, items)),
        "papers": [
            {
                "item": ready.item,
                "title": plain(ready.paper.title) or "A paper without a title",
                "version": plain(ready.paper.version),
                "late": plain(ready.paper.late),
                "said": ready.said,
            }
            for ready in papers
        ],
    }


def plain(words: str) -> str:
    """One line of at most 300 characters; `letters` sees later to those that cannot be shown."""
    kept = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return kept if len(kept) <= _LONGEST else kept[: _LONGEST - 1].rstrip() + "…"


def _front(heading: Heading, items: Sequence[Item]) -> dict[str, Any]:
    when = [say_weekday(heading.day), wording.hours(heading.starts, heading.ends)]
    known = [item.minutes for item in items if item.minutes]
    total = f"The items together: {wording.duration(sum(known))}." if known else ""
    return {
        "title": plain(heading.title),
        "partnership": plain(heading.partnership),
        "marking": plain(heading.marking),
        "when": ", ".join(words for words in when if words),
        "place": plain(heading.place),
        "reader": plain(heading.reader),
        "foot": plain(f"{heading.group}, {say(heading.day)}"),
        "total": total,
    }


def _rows(heading: Heading, items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    passed: int | None = 0
    for item in items:
        starts = say_time(_later(heading.starts, passed)) if heading.starts and passed is not None else ""
        passed = passed + item.minutes if passed is not None and item.minutes is not None else None
        absent = [] if item.withheld else [_absent(paper) for paper in item.papers if isinstance(paper, NotAttached)]
        yield {
            "number": item.number,
            "title": plain(item.title),
            "lead": plain(item.lead),
            "purpose": f"To {item.purpose}" if item.purpose else "",
            "minutes": wording.duration(item.minutes) if item.minutes else "",
            "restricted": "Restricted" if item.restricted else "",
            "withheld": plain(item.withheld),
            "absent": absent,
            "starts": starts,
        }


def _absent(paper: NotAttached) -> str:
    title = " ".join(words for words in (plain(paper.title), plain(paper.version)) if words)
    return f"{title}: {plain(paper.why)}"


def _later(starts: time, minutes: int) -> time:
    passed = starts.hour * 60 + starts.minute + minutes
    return time(passed // 60 % 24, passed % 60)
