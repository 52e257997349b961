"""A meeting's pack made: papers made ready, bound in a child process with limits, and never failed for one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from plait.meetings.pack import wording
from plait.meetings.pack.envelope import MODULE, answer, question
from plait.meetings.pack.model import MEGABYTE, Bounds, Enclosed, Heading, Item, Outcome, Pack, Paper
from plait.meetings.pack.names import paper_name
from plait.meetings.pack.office import ENDINGS, may_carry_macros, pages_of, refused
from plait.meetings.pack.planning import Ready, papers_of, planned, shown
from plait.reading.sandbox import Limits, bytes_from_child


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why the child made no pack, and the paper it was at, -1 where it was at none."""

    said: str
    paper: int


Progress = Callable[[int, int], None]  # papers done, papers in all


def make_pack(
    heading: Heading,
    items: Sequence[Item],
    *,
    at: datetime,
    office: Path | None = None,
    bounds: Bounds | None = None,
    progress: Progress | None = None,
) -> Pack:
    """One PDF of the agenda and its papers, for one reader.

    A paper that cannot be shown gets a page that says why; the pack itself never fails for a paper. `office` is
    LibreOffice's program (`office.find_office()`), None where there is none. `at` is written into the file.
    `progress` hears of papers done, from another thread.
    """
    held = bounds or Bounds()
    theirs = shown(items)
    ready = _within(_made_ready(theirs, office, held, progress), held)
    while True:
        made = _bound(heading, theirs, ready, held, at, progress)
        if not isinstance(made, _Failed):
            return _pack(*made, theirs, ready)
        found = (
            {made.paper: made.said} if made.paper >= 0 else _those_that_do_not_bind(heading, theirs, ready, held, at)
        )
        ready = _without(ready, found)


def _made_ready(items: Sequence[Item], office: Path | None, bounds: Bounds, progress: Progress | None) -> list[Ready]:
    papers = list(papers_of(items))
    ready = []
    for done, (place, paper) in enumerate(papers):
        if progress:
            progress(done, len(papers))
        ready.append(_one(place, items[place].number, paper, office, bounds))
    return ready


def _one(place: int, number: int, paper: Paper, office: Path | None, bounds: Bounds) -> Ready:
    """The paper as PDF, or why not."""
    ending = paper.name.rpartition(".")[2].lower() if "." in paper.name else ""
    if not paper.data:
        return Ready(place, paper, said=wording.why_not("empty"))
    if len(paper.data) > bounds.paper:
        size, most = -(-len(paper.data) // MEGABYTE), bounds.paper // MEGABYTE
        return Ready(place, paper, said=wording.why_not("large", size=size, most_size=most))
    if ending == "pdf" or paper.data.startswith(b"%PDF-"):
        return Ready(place, paper, paper.data)
    kind = wording.kind_of(ending)
    if ending not in ENDINGS:
        return Ready(place, paper, said=wording.why_not("kind", kind=f"this is {kind}"))
    if unread := refused(paper.data, ending):
        return Ready(place, paper, said=wording.why_not(unread))
    code = "no_office"
    if office:
        pdf, code = pages_of(paper.data, ending, office, bounds)
        if not code:
            return Ready(place, paper, pdf)
    said = wording.why_not(code, kind=kind)
    if may_carry_macros(paper.data, ending):
        return Ready(place, paper, said=f"{said} {wording.SAFE_SIDE}")
    if len(paper.data) > bounds.attachment:
        return Ready(place, paper, said=f"{said} {wording.IN_PLAIT}")
    name = paper_name(number, paper.title, paper.name, paper.version)
    return Ready(place, paper, said=f"{said} {wording.ATTACHED}", attach=(name, paper.data))


def _within(ready: Sequence[Ready], bounds: Bounds) -> list[Ready]:
    """The papers in order while there is room for them; what comes after gets its sentence. Names differ."""
    room, room_attached = bounds.papers, bounds.attachments
    names: set[str] = set()
    kept = []
    for each in ready:
        room -= len(each.pdf)
        if each.pdf and room < 0:
            room += len(each.pdf)
            each = replace(each, pdf=b"", said=wording.why_not("full"))
        if each.attach:
            name, data = each.attach
            count, front, ending = 2, *name.rsplit(".", 1)
            while name.casefold() in names:
                name, count = f"{front} ({count}).{ending}", count + 1
            names.add(name.casefold())
            room_attached -= len(data)
            said = each.said.replace(wording.ATTACHED, wording.IN_PLAIT)
            each = replace(each, attach=(name, data)) if room_attached >= 0 else replace(each, attach=None, said=said)
        kept.append(each)
    return kept


def _bound(
    heading: Heading,
    items: Sequence[Item],
    ready: Sequence[Ready],
    bounds: Bounds,
    at: datetime,
    progress: Progress | None = None,
) -> tuple[dict[str, Any], bytes] | _Failed:
    """What the child said and made, or why it made nothing."""
    last: list[int] = []

    def hear(step: str, numbers: dict[str, Any]) -> None:
        last.append(int(numbers["done"]))
        if progress:
            progress(int(numbers["done"]), int(numbers["of"]))

    asked = question(
        planned(heading, items, ready, bounds, at),
        {place: each.pdf for place, each in enumerate(ready) if each.pdf},
        {place: each.attach for place, each in enumerate(ready) if each.attach},
    )
    limits = Limits(
        file=len(asked), wall=bounds.wall, processor=bounds.processor, memory=bounds.memory, answer=bounds.answer
    )
    said, code = bytes_from_child(asked, "", limits=limits, progress=hear, module=MODULE)
    if not code:
        return answer(said)
    if not any(each.pdf for each in ready):
        raise RuntimeError(f"the pack of {len(ready)} papers could not be made without any of them: {code}")
    at_it = last[-1] if last and last[-1] < len(ready) and ready[last[-1]].pdf else -1
    return _Failed(wording.why_not({"too_slow": "slow", "too_large": "heavy"}.get(code, "damaged")), at_it)


def _without(ready: Sequence[Ready], failed: dict[int, str]) -> list[Ready]:
    return [replace(each, pdf=b"", said=failed[at]) if at in failed else each for at, each in enumerate(ready)]


def _those_that_do_not_bind(
    heading: Heading, items: Sequence[Item], ready: Sequence[Ready], bounds: Bounds, at: datetime
) -> dict[int, str]:
    """Each paper tried alone. Where each binds alone and together they do not, the largest is the one too many."""
    failed: dict[int, str] = {}
    for place, each in enumerate(ready):
        if each.pdf:
            made = _bound(heading, items, [replace(each, attach=None)], bounds, at)
            if isinstance(made, _Failed):
                failed[place] = made.said
    return failed or {max(range(len(ready)), key=lambda place: len(ready[place].pdf)): wording.why_not("full")}


def _pack(told: dict[str, Any], data: bytes, items: Sequence[Item], ready: Sequence[Ready]) -> Pack:
    def outcome(each: Ready, pages: int) -> Outcome:
        if pages:
            return Outcome.ENCLOSED
        return Outcome.ATTACHED if each.attach else Outcome.LEFT_OUT

    enclosed = tuple(
        Enclosed(
            item=items[each.item].number,
            title=each.paper.title,
            outcome=outcome(each, said["pages"]),
            first_page=said["first"],
            pages=said["pages"],
            tagged=said["tagged"],
            said=said["said"],
        )
        for each, said in zip(ready, told["papers"], strict=True)
    )
    return Pack(data, told["pages"], enclosed, told["accessible"])
