"""A reading in words, for the terminal."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from plait.reading.model import Action, Due, Kind, Presence, Reading, Source, Status

_STATUS: Final = {
    Status.CARRIED_FORWARD: "carried forward",
    Status.IN_PROGRESS: "in progress",
    Status.DONE: "done",
}
_AWAY: Final = (Presence.APOLOGIES, Presence.ABSENT)


def summary(reading: Reading, *, with_lines: bool = False) -> str:
    """What a person wants to know first; with the text at the end where asked for."""
    parts = _minutes(reading) if reading.kind is Kind.MINUTES else _other(reading)
    lines = list(parts)
    if with_lines:
        lines += ["", "Text", *(f"{line.number:>5}  {line.text}" for line in reading.lines)]
    return "\n".join(lines)


def _other(reading: Reading) -> Iterator[str]:
    yield reading.reason or "The file could not be read."
    if reading.kind is Kind.NOT_MINUTES and reading.title:
        yield f"It calls itself: {reading.title}"


def _minutes(reading: Reading) -> Iterator[str]:
    yield reading.group or reading.title or "Minutes of a group that is not named"
    yield " · ".join(_when_and_where(reading))
    yield ""
    away = sum(one.status in _AWAY for one in reading.attendees)
    there = len(reading.attendees) - away
    yield f"{_count(there, 'person', 'people')} there, {_count(away, 'person', 'people')} away"
    yield f"{_count(len(reading.items), 'item')}, {_count(len(reading.decisions), 'decision')}"
    yield ""
    yield _count(len(reading.actions), "action") if reading.actions else "No actions found."
    for number, action in enumerate(reading.actions, 1):
        yield from _action(number, action)
    yield from _listed("Questions only a person can answer", [one.text for one in reading.questions])
    yield from _listed("To know", [one.text for one in reading.warnings])


def _when_and_where(reading: Reading) -> Iterator[str]:
    yield _day(reading.date) if reading.date else "no date found"
    if reading.start:
        yield f"{reading.start} to {reading.end}" if reading.end else reading.start
    if reading.venue:
        yield reading.venue


def _action(number: int, action: Action) -> Iterator[str]:
    yield f"{number:>3}  {action.text}"
    owners = ", ".join(owner.text for owner in action.owners) or "no owner named"
    facts = [owners, *_due(action.due)]
    if action.status in _STATUS:
        facts.append(_STATUS[action.status])
    yield f"     {' · '.join(facts)} · {_where(action.source)}"


def _due(due: Due) -> Iterator[str]:
    if due.date:
        yield f"due {_day(due.date)}{', a fixed delivery date' if due.hard else ''}"
    elif due.text:
        yield f"due: {due.text}"


def _where(source: Source) -> str:
    if source.first_line == source.last_line:
        lines = f"line {source.first_line}"
    else:
        lines = f"lines {source.first_line} to {source.last_line}"
    return lines if source.page is None else f"page {source.page}, {lines}"


def _listed(title: str, texts: list[str]) -> Iterator[str]:
    if texts:
        yield ""
        yield title
        for text in texts:
            yield f"  - {text}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
