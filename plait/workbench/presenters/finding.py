"""What was found, in words: each record once, with the places where the words stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from plait.core.dates import say
from plait.core.registry import Told
from plait.groups.models import Group
from plait.search.asked import Asked, take_apart
from plait.search.marking import Piece, excerpt, marked
from plait.search.models import SearchRow
from plait.workbench.presenters.amounts import many
from plait.workbench.queries.finding import KINDS, Findings, Found, Wanted

NAMES = {
    "action": ("action", "Actions"),
    "decision": ("decision", "Decisions"),
    "meeting": ("meeting", "Minutes"),
    "matter": ("matter for an agenda", "Matters for an agenda"),
    "risk": ("risk", "Risks"),
    "terms": ("terms of reference", "Terms of reference"),
    "file": ("file", "Files"),
}
AROUND = 12  # lines shown with the one that was found


@dataclass(frozen=True, slots=True)
class Place:
    """A few words of the record, the found ones marked, and where they stand."""

    pieces: Sequence[Piece]
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    reference: str
    title: Sequence[Piece]
    under: str
    restricted: bool
    places: Sequence[Place]
    others: str


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    url: str
    count: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class SearchBox:
    """What stands in the box and its filters, as it was typed. `faults`: the filter that was left out, and why."""

    words: str
    kind: str
    group: str
    since: str
    until: str
    groups: Sequence[tuple[str, str]]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SearchPage:
    words: str
    rows: Sequence[Row]
    named: Sequence[Told]
    exact: Sequence[Told]
    tabs: Sequence[Link]
    chips: Sequence[Link]
    steps: Sequence[Link]
    number: int
    pages: int
    ends: str


def search_box(
    words: str, asked: Mapping[str, str], *, groups: Iterable[Group], faults: Mapping[str, str]
) -> SearchBox:
    kept = {name: asked.get(name, "") for name in ("kind", "group", "since", "until")}
    return SearchBox(words, groups=[(str(group.pk), group.name) for group in groups], faults=faults, **kept)


def search_page(wanted: Wanted, findings: Findings, *, group: Group | None, query: Mapping[str, str]) -> SearchPage:
    """`query` is the address as it was asked, without what is empty."""
    asked = take_apart(wanted.words)
    number, pages = findings.number, findings.pages
    steps = [("Newer", number - 1), ("Older", number + 1)]
    return SearchPage(
        words=wanted.words,
        rows=[_row(found, asked, findings.versions) for found in findings.found],
        named=findings.named,
        exact=findings.exact,
        tabs=_tabs(wanted, findings, query),
        chips=_chips(wanted, group, query),
        steps=[Link(words, _with(query, page=str(to))) for words, to in steps if 1 <= to <= pages],
        number=number,
        pages=pages,
        ends=_ends(wanted, findings),
    )


def _row(found: Found, asked: Asked, versions: Mapping[int, int]) -> Row:
    told = found.told
    name = NAMES.get(told.ref.kind, (told.ref.kind, ""))[0]
    places = [place for row in found.places if (place := _place(row, asked, told, versions))]
    return Row(
        url=told.url,
        reference=told.reference,
        title=[Piece(told.title)] if told.restricted else marked(told.title, asked),
        under=", ".join(filter(None, (told.lead or name, told.detail))),
        restricted=told.restricted,
        places=places,
        others=many(found.others, "more place") if found.others and not told.restricted else "",
    )


def _place(row: SearchRow, asked: Asked, told: Told, versions: Mapping[int, int]) -> Place | None:
    """None where only the title holds the words: it stands above already."""
    for text in (row.text, row.inside):
        shown = excerpt(text, asked) if text != told.title else None
        if shown is not None:
            line = row.line + shown.line if row.line else None
            return Place(shown.pieces, _where(row.page, line), _lines_url(row, line, versions))
    return None


def _where(page: int | None, line: int | None) -> str:
    return ", ".join(filter(None, (f"page {page}" if page else "", f"line {line:,}" if line else "")))


def _lines_url(row: SearchRow, line: int | None, versions: Mapping[int, int]) -> str:
    """The lines of the minutes around the place, where the record is a meeting."""
    if row.kind != "meeting" or line is None or row.key not in versions:
        return ""
    first = max(1, line - AROUND // 2)
    return f"{reverse('minutes_lines', args=[row.key, versions[row.key]])}?lines={first}-{line + AROUND}"


def _tabs(wanted: Wanted, findings: Findings, query: Mapping[str, str]) -> list[Link]:
    """Every kind that has something, and the one that is chosen."""
    everything = Link("Everything", _with(query, kind=""), current=not wanted.kind)
    kinds = [kind for kind in KINDS if findings.counts.get(kind) or kind == wanted.kind]
    return [everything, *(_tab(kind, wanted, findings, query) for kind in kinds)]


def _tab(kind: str, wanted: Wanted, findings: Findings, query: Mapping[str, str]) -> Link:
    count = findings.counts.get(kind, 0)
    words = f"{count:,}+" if kind in findings.more else f"{count:,}"
    return Link(NAMES[kind][1], _with(query, kind=kind), words, kind == wanted.kind)


def _chips(wanted: Wanted, group: Group | None, query: Mapping[str, str]) -> list[Link]:
    """The filters in use, each with the address without it."""
    chips = []
    if wanted.groups:
        chips.append(Link(group.name if group else "A group that is not here", _with(query, group="")))
    if wanted.since:
        chips.append(Link(f"From {say(wanted.since)}", _with(query, since="")))
    if wanted.until:
        chips.append(Link(f"To {say(wanted.until)}", _with(query, until="")))
    return chips


def _ends(wanted: Wanted, findings: Findings) -> str:
    """Where there is more than the list shows, how to go on."""
    if not findings.more or findings.number < findings.pages:
        return ""
    if wanted.kind and wanted.kind not in findings.more:
        return ""
    return "There are others, added earlier. Add a word or use a filter to reach them."


def _with(query: Mapping[str, str], **changed: str) -> str:
    """The address with something changed, from its first page unless a page is asked for."""
    kept = {key: value for key, value in query.items() if key != "page"} | changed
    return "?" + urlencode({key: value for key, value in kept.items() if value})
