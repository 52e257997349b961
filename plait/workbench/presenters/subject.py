"""Everything that is held about a person: as a page, and as a spreadsheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.utils.timezone import localtime

from plait.access.models import Circle
from plait.core import registry
from plait.core.dates import say, say_time
from plait.core.registry import Ref, Told, Viewer
from plait.core.sheets import Cell, Column, Sheet, as_xlsx
from plait.people.models import Person, SubjectSearch
from plait.workbench.presenters.amounts import many
from plait.workbench.subject.held import Entry, Held, Section

SHOWN = 50  # entries of a section on the page
_AT_ONCE = 1000
_COLUMNS = (
    Column("Section", 28),
    Column("What", 34),
    Column("Record", 50),
    Column("Words", 80),
    Column("Line", 7),
    Column("When", 22),
    Column("Circle", 34),
)
_HIDDEN = (Column("Circle", 40), Column("Record", 40), Column("Entries", 9))
_SEARCH = (Column("About this list", 30), Column("", 90))


@dataclass(frozen=True, slots=True)
class Line:
    what: str
    record: str
    url: str
    words: str
    line: int
    when: str
    circle: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class Part:
    slug: str
    heading: str
    count: int
    lines: list[Line]
    more: str


@dataclass(frozen=True, slots=True)
class SubjectPage:
    title: str
    looked_for: str
    summary: str
    parts: list[Part]
    hidden: list[tuple[str, str, str]]
    unread: list[str]


@dataclass(frozen=True, slots=True)
class Before:
    """A list that was made before."""

    when: str
    by: str
    whom: str
    why: str
    found: str


def looked_for(person: Person | None, words: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys([*([person.name] if person else []), *words]))


def subject_page(held: Held, person: Person | None, words: Sequence[str], viewer: Viewer) -> SubjectPage:
    by_section = {section: [e for e in held.entries if e.section is section] for section in Section}
    shown = [entry for entries in by_section.values() for entry in entries[:SHOWN]]
    lines = dict(zip(map(id, shown), _lines(shown, viewer), strict=True))
    elsewhere = sum(h.entries for h in held.hidden)
    return SubjectPage(
        title=f"Held about {person.name}" if person else "Held about somebody without a record",
        looked_for=looked_for(person, words),
        summary=f"{len(held.entries):,} entries, and {elsewhere:,} in circles you are not in."
        if elsewhere
        else f"{len(held.entries):,} entries.",
        parts=[
            Part(
                section.name.lower(),
                section.value,
                len(entries),
                [lines[id(entry)] for entry in entries[:SHOWN]],
                f"and {len(entries) - SHOWN:,} more in the spreadsheet" if len(entries) > SHOWN else "",
            )
            for section, entries in by_section.items()
            if entries
        ],
        hidden=[(h.circle or "No circle", h.reference, many(h.entries, "entry", "entries")) for h in held.hidden],
        unread=list(held.unread_files),
    )


def subject_workbook(held: Held, about: Sequence[tuple[str, str]], viewer: Viewer) -> bytes:
    """Every entry; on a sheet of its own what others have to look at; and what this list is."""
    above = [settings.MARKING] if settings.MARKING else []
    lines = zip(held.entries, _lines(held.entries, viewer), strict=True)
    rows: Iterable[list[Cell]] = (
        [e.section.value, line.what, line.record, line.words, line.line or None, line.when, line.circle]
        for e, line in lines
    )
    unread = [["Not readable", name] for name in held.unread_files]
    return as_xlsx(
        [
            Sheet("Held", _COLUMNS, rows, above),
            Sheet("For others to look at", _HIDDEN, ([h.circle, h.reference, h.entries] for h in held.hidden), above),
            Sheet("About this list", _SEARCH, [*map(list, about), *unread], above),
        ]
    )


def before(searches: Iterable[SubjectSearch]) -> list[Before]:
    return [
        Before(
            when=_moment(search.at),
            by=search.by.name if search.by else "The command line",
            whom=looked_for(search.person, search.names),
            why=search.why,
            found=f"{search.found:,} entries{', taken out as a spreadsheet' if search.exported else ''}",
        )
        for search in searches
    ]


def _lines(entries: Sequence[Entry], viewer: Viewer) -> list[Line]:
    refs = list(dict.fromkeys(entry.ref for entry in entries))
    told: dict[Ref, Told] = {}
    for start in range(0, len(refs), _AT_ONCE):
        told |= registry.describe(refs[start : start + _AT_ONCE], viewer)
    circles = {c.pk: c for c in Circle.objects.filter(pk__in={e.circle for e in entries}).order_by("pk")}
    kinds = {kind.slug: kind.name for kind in registry.kinds()}
    return [_line(entry, told[entry.ref], circles.get(entry.circle), kinds) for entry in entries]


def _line(entry: Entry, told: Told, circle: Circle | None, kinds: dict[str, str]) -> Line:
    name = f"{told.reference} {told.title}".strip()
    if entry.section in (Section.RECORD, Section.ACCOUNT):
        name = ""
    elif entry.ref.kind not in kinds:
        name = f"{apps.get_model(entry.ref.kind)._meta.verbose_name} {entry.ref.key}" if "." in entry.ref.kind else ""
    return Line(
        what=entry.what,
        record=name,
        url=told.url if name else "",
        words=entry.words,
        line=entry.line,
        when=_moment(entry.at) if entry.at else "",
        circle=circle.name if circle else "",
        restricted=bool(circle and circle.restricted),
    )


def _moment(at: datetime) -> str:
    here = localtime(at)
    return f"{say(here.date())}, {say_time(here.time())}"
