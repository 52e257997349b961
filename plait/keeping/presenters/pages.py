"""Previews of removals, and what is held, due and gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.urls import reverse
from django.utils.timezone import localtime

from plait.core import registry
from plait.core.dates import say
from plait.core.registry import Ref, Told, Viewer
from plait.files.queries import files_for
from plait.keeping.classes import KEPT, reference_of, row_of
from plait.keeping.due import Due
from plait.keeping.models import Disposal, Hold, Period, WordsRemoval
from plait.keeping.places import CARDS, Place
from plait.keeping.queries import of_places

_TABLES: Final = {
    "access.Exclusion": "Conflict of interest",
    "access.Grant": "Place in a circle",
    "actions.Responsibility": "Owner",
    "django_tasks_database.DBTaskResult": "Job in the queue",
    "files.StoredFile": "File",
    "history.Detail": "History",
    "meetings.Finding": "What was found in minutes",
    "meetings.ReadAttendee": "Attendance as it was read",
    "meetings.ReadOwner": "Owner as it was read",
    "meetings.TextPart": "Lines of minutes",
    "rounds.Asked": "Question in a round",
    "rounds.Request": "Part of a round",
    "search.SearchRow": "Search",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """`places`: (what, how many rows' words). `originals`: (key, name). `cards`: what is left as it is."""

    total: int
    places: list[tuple[str, int]]
    originals: list[tuple[int, str]]
    cards: int


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    url: str
    when: str
    who: str
    why: str
    lift_url: str = ""


def preview(known: list[Place], originals: Iterable[int], viewer: Viewer) -> Preview:
    """Of places and files that the viewer may know: what stands elsewhere is not betrayed by a number."""
    gone = [place for place in known if place.label not in CARDS]
    counts = of_places(gone)
    files = files_for(viewer).filter(pk__in=sorted(originals)).order_by("pk")
    return Preview(
        sum(counts.values()),
        table_counts(counts),
        list(files.values_list("pk", "name")),
        len(known) - len(gone),
    )


def table_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """ "Owner", 2: a table in the partnership's words, and how many."""
    return [
        (_TABLES.get(label) or str(apps.get_model(label)._meta.verbose_name).capitalize(), n)
        for label, n in counts.items()
    ]


def name_of(told: Told) -> str:
    """ "ACT-0042 Write to the school", "Practice Oversight Group, 9 September 2026"."""
    return f"{told.reference} {told.title}".strip()


def hold_rows(holds: Iterable[Hold], viewer: Viewer) -> list[Row]:
    listed = list(holds)
    told = registry.describe({Ref(h.kind, h.key) for h in listed}, viewer)
    return [
        Row(
            _name(told[Ref(h.kind, h.key)]),
            told[Ref(h.kind, h.key)].url,
            say(localtime(h.at).date()),
            h.by,
            h.because,
            reverse("lift_hold", args=[h.kind, h.key]),
        )
        for h in listed
    ]


def _name(told: Told) -> str:
    """What is not the viewer's to know is called by its reference alone."""
    row = row_of(told.ref) if told.restricted and not told.reference else None
    return reference_of(row) if row is not None else name_of(told)


def removal_rows(removals: Iterable[WordsRemoval]) -> list[Row]:
    return [
        Row(
            f"{_many(sum(r.counts.values()), 'place')}, {_many(r.files, 'original')} withheld",
            "",
            say(localtime(r.at).date()),
            r.by,
            r.why,
        )
        for r in removals
    ]


def _many(n: int, what: str) -> str:
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"


def disposal_rows(disposals: Iterable[Disposal]) -> list[Row]:
    return [
        Row(
            f"{d.reference}, {_many(sum(d.counts.values()), 'row')} of it",
            "",
            say(localtime(d.at).date()),
            d.by,
            d.because,
        )
        for d in disposals
    ]


@dataclass(frozen=True, slots=True)
class DueRow:
    """`ticked` is the value of its box, empty where somebody else has to dispose of it."""

    title: str
    url: str
    when: str
    ticked: str
    keep_url: str
    hold_url: str


def due_rows(due: Iterable[Due], viewer: Viewer) -> list[DueRow]:
    listed = list(due)
    told = registry.describe({d.ref for d in listed}, viewer)
    return [
        DueRow(
            _name(told[d.ref]),
            told[d.ref].url,
            say(d.last_changed),
            f"{d.ref.kind}-{d.ref.key}-{d.mark}",
            reverse("keep_record", args=[d.ref.kind, d.ref.key]),
            reverse("hold_record", args=[d.ref.kind, d.ref.key]),
        )
        for d in listed
    ]


def period_rows(periods: Mapping[str, Period]) -> list[tuple[str, str, int | str, int]]:
    """(class, its name, months or "", version)."""
    return [
        (slug, kept.name, periods[slug].months, periods[slug].version) if slug in periods else (slug, kept.name, "", 0)
        for slug, kept in KEPT.items()
    ]
