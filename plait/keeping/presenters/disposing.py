"""What goes with a record, before anybody says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from plait.access.queries import circles_of
from plait.core import registry
from plait.core.registry import Ref, Viewer
from plait.keeping.classes import reference_of, row_of
from plait.keeping.hanging import hanging_on
from plait.keeping.presenters.pages import name_of, table_counts
from plait.keeping.queries import holds_among
from plait.workbench.subject.tables import circle_path


@dataclass(frozen=True, slots=True)
class Going:
    """`ticked` is sent back as it came. `goes`: what, how many. `stays`: why it cannot go, or empty."""

    ticked: str
    name: str
    goes: list[tuple[str, int]]
    stays: str


def may_know(ref: Ref, viewer: Viewer) -> bool:
    """Whether the record is in a circle of the viewer's, or in none. What is gone already is told by nothing."""
    row = row_of(ref)
    path = circle_path(type(row)) if row is not None else None
    return path is None or circles_of(viewer).filter(pk=getattr(row, path)).exists()


def preview(seen: Mapping[Ref, int], viewer: Viewer) -> list[Going]:
    told = registry.describe(seen, viewer)
    found = []
    for ref, mark in seen.items():
        row = row_of(ref)
        if row is None:
            continue
        hanging = hanging_on(row)
        stays = "It is held, or something that hangs on it is." if holds_among(hanging.refs) else ""
        if hanging.needed:
            needed = ", ".join(f"{what.lower()} ({n})" for what, n in table_counts(_by_label(hanging.needed)))
            stays = f"It is still needed by others: {needed}."
        name = name_of(told[ref]) if not told[ref].restricted else reference_of(row)
        found.append(Going(f"{ref.kind}-{ref.key}-{mark}", name, table_counts(hanging.counts), stays))
    return found


def _by_label(needed: Mapping[type, int]) -> dict[str, int]:
    return {model._meta.label: n for model, n in needed.items()}  # type: ignore[attr-defined]
