"""A view of the register taken away: a workbook, lines of text, or JSON. Made row by row, because it may be long.

What a person typed is text in every cell, never a formula. Restricted actions go out under their safe title.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.conf import settings

from plait.actions.models import Action, ActionKind
from plait.actions.presenters.words import owner_name, state_words, title_of
from plait.core.cells import harmless
from plait.core.sheets import Column, Sheet
from plait.core.sheets import as_xlsx as workbook

SCHEMA = "plait.actions/1"
COLUMNS = (
    Column("Reference", 12),
    Column("Action", 60),
    Column("Kind", 16),
    Column("Group", 26),
    Column("Owners", 34),
    Column("Due", 12),
    Column("Due as minuted", 26),
    Column("Hard date", 10),
    Column("State", 16),
    Column("Last heard", 12),
    Column("Minuted", 12),
)


class Line(NamedTuple):
    reference: str
    action: str
    kind: str
    group: str
    owners: str
    due: date | None
    due_words: str
    hard: str
    state: str
    heard: date | None
    minuted: date


def lines(actions: Iterable[Action]) -> Iterator[Line]:
    """`actions` carry `owners_now`."""
    for a in actions:
        yield Line(
            a.reference,
            title_of(a),
            ActionKind(a.kind).label,
            a.group.name,
            "; ".join(owner_name(held) for held in a.owners_now),  # type: ignore[attr-defined]
            a.due_on,
            "" if a.circle.restricted else a.due_words,
            "yes" if a.due_hard else "",
            state_words(a),
            a.last_heard_on,
            a.minuted_on,
        )


class _Passed:
    """What the csv writer writes into: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(found: Iterable[Line]) -> Iterator[bytes]:
    """UTF-8 with a mark, so that Excel reads names rightly; days as 2026-10-14."""
    writer = csv.writer(_Passed())
    yield b"\xef\xbb\xbf"
    if settings.MARKING:
        yield writer.writerow([settings.MARKING]).encode()
    yield writer.writerow([column.heading for column in COLUMNS]).encode()
    for line in found:
        cells = (cell.isoformat() if isinstance(cell, date) else cell for cell in line)
        yield writer.writerow([harmless(cell) if cell is not None else "" for cell in cells]).encode()


def as_xlsx(found: Iterable[Line]) -> bytes:
    above = [settings.MARKING] if settings.MARKING else []
    return workbook([Sheet("Actions", COLUMNS, found, above=above)])


def as_json(actions: Iterable[Action], *, asked: Mapping[str, str], on: date) -> Iterator[bytes]:
    """One object: the schema and its version, the marking, the day, what was asked for, and the actions, one a line.

    Text stands as it was typed: no program that reads JSON runs a formula. Days are 2026-10-14 or null.
    """
    head = {"schema": SCHEMA, "marking": settings.MARKING, "taken_on": on.isoformat(), "asked": dict(asked)}
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "actions": ['.encode()
    between = "\n"
    for action in actions:
        yield (between + json.dumps(_row(action), ensure_ascii=False)).encode()
        between = ",\n"
    yield b"\n]}\n"


def _row(a: Action) -> dict[str, object]:
    return {
        "reference": a.reference,
        "action": title_of(a),
        "restricted": a.circle.restricted,
        "kind": a.kind,
        "state": a.state,
        "group": {"name": a.group.name, "slug": a.group.slug},
        "owners": [owner_name(held) for held in a.owners_now],  # type: ignore[attr-defined]
        "due_on": _day(a.due_on),
        "due_words": "" if a.circle.restricted else a.due_words,
        "hard_date": a.due_hard,
        "blocked_by": a.blocked_by.reference if a.blocked_by else None,
        "blocked_since": _day(a.blocked_since),
        "last_heard_on": _day(a.last_heard_on),
        "minuted_on": _day(a.minuted_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
