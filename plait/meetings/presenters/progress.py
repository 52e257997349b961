"""How far the reading of a file has come, and why one could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from plait.meetings.models import ImportState, MinutesImport
from plait.meetings.presenters.amounts import many


@dataclass(frozen=True, slots=True)
class Step:
    """`look` is done, now or later."""

    words: str
    look: str


@dataclass(frozen=True, slots=True)
class ProgressPage:
    key: int
    name: str
    group: str
    said: str
    at: int
    of: int
    steps: Sequence[Step]
    running: bool


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """`title` says what kind of trouble it is, `sentence` what is wrong and what to do."""

    key: int
    name: str
    group: str
    title: str
    sentence: str
    original: str


def progress_page(minutes: MinutesImport) -> ProgressPage:
    at = _at(minutes)
    steps = [_first(minutes), _second(minutes), "Matching names, actions and decisions", "Ready for you to check"]
    return ProgressPage(
        key=minutes.pk,
        name=minutes.file.name,
        group=minutes.group.name,
        said="Waiting its turn" if minutes.state == ImportState.WAITING else f"step {at + 1} of {len(steps)}",
        at=at,
        of=len(steps),
        steps=[Step(words, "done" if n < at else "now" if n == at else "later") for n, words in enumerate(steps)],
        running=minutes.state in (ImportState.WAITING, ImportState.READING),
    )


def _at(minutes: MinutesImport) -> int:
    """0 while it waits, 1 while the file is opened, 2 while the words are read."""
    if minutes.state == ImportState.WAITING:
        return 0
    return {"opened": 2}.get(minutes.step, 1)


def _first(minutes: MinutesImport) -> str:
    again = f" (try {minutes.tries + 1})" if minutes.state == ImportState.WAITING and minutes.tries else ""
    size = f"{minutes.file.size / 1024:,.0f} KB" if minutes.file.size >= 1024 else f"{minutes.file.size} bytes"
    return f"Kept, {size}{again}"


def _second(minutes: MinutesImport) -> str:
    counts = minutes.counts
    if "lines" in counts:
        pages = many(counts["pages"], "page") + ", " if counts.get("pages") else ""
        return f"Opened, {pages}{many(counts['lines'], 'line')}"
    if "of" in counts:
        return f"Opening, page {counts['done']} of {counts['of']}"
    return "Opening the file"


def refused_page(minutes: MinutesImport, original: str) -> RefusedPage:
    not_minutes = minutes.refused_as == "not_minutes"
    return RefusedPage(
        key=minutes.pk,
        name=minutes.file.name,
        group=minutes.group.name,
        title="This does not look like minutes" if not_minutes else "This file could not be read",
        sentence=minutes.refusal,
        original=original,
    )
