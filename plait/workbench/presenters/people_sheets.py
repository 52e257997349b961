"""A spreadsheet of people that is compared with the lists: row by row, what accepting it would do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.timezone import localdate

from plait.core.dates import say, say_near
from plait.people.models import PeopleSheet, Post
from plait.people.seen import seen_of_all
from plait.people.sheets.layout import Kind
from plait.people.sheets.proposal import NEW_ONE, Proposal, Verdict
from plait.workbench.presenters.amounts import beginning, many
from plait.workbench.queries.people import Known

ON_A_PAGE = 50
VIEWS = {
    "clear": ((Verdict.NEW, Verdict.CHANGED), "To accept"),
    "asked": ((Verdict.ASKED,), "Questions"),
    "unread": ((Verdict.UNREAD,), "Not read"),
    "same": ((Verdict.SAME,), "Unchanged"),
    "done": ((Verdict.DONE,), "Accepted"),
}
_NOT_TOLD = {Kind.PERSON: ("name", "agency"), Kind.AGENCY: ("name",), Kind.POST: ("title",)}
_KINDS = {Kind.PERSON: "Person", Kind.AGENCY: "Agency", Kind.POST: "Post"}
_FIELDS = {
    "name": "Name",
    "initials": "Initials",
    "email": "E-mail address",
    "telephone": "Telephone",
    "short_name": "Short name",
    "sector": "Sector",
    "title": "Post",
    "agency": "Agency",
    "holder": "Held by",
    "starts_on": "From",
    "ends_on": "Until",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """`was` is empty where nothing stood before, or where the record is new."""

    name: str
    now: str
    was: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`tick` is what a tick says: which line, and what was looked at."""

    n: int
    title: str
    kind: str
    where: str
    becomes: str
    facts: list[Fact]
    why: str
    tick: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class View:
    words: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class SheetPage:
    name: str
    key: int
    summary: str
    notes: list[str]
    views: list[View]
    shown: str
    rows: list[Row]
    pages: "Page[Proposal]"
    all_seen: str
    clear: int
    url: str


def sheet_page(
    sheet: PeopleSheet, proposals: Sequence[Proposal], *, shown: str, number: str, today: date
) -> tuple[SheetPage, list[Proposal]]:
    """The page, its rows still to be filled by `rows_of`; and the proposals that stand on it."""
    counts = Counter(p.verdict for p in proposals)
    of_view = {slug: sum(counts[verdict] for verdict in verdicts) for slug, (verdicts, _) in VIEWS.items()}
    if shown not in VIEWS:
        shown = next((slug for slug, count in of_view.items() if count), "clear")
    url = reverse("people_sheet", args=[sheet.pk])
    listed = [p for p in proposals if p.verdict in VIEWS[shown][0]]
    pages = Paginator(listed, ON_A_PAGE).get_page(number)
    clear = [p for p in proposals if p.can_be_accepted]
    page = SheetPage(
        name=sheet.name,
        key=sheet.pk,
        summary=_summary(counts, sheet, today),
        notes=list(sheet.notes),
        views=[
            View(words, of_view[slug], f"{url}?show={slug}", slug == shown)
            for slug, (_, words) in VIEWS.items()
            if of_view[slug] or slug == shown
        ],
        shown=shown,
        rows=[],
        pages=pages,
        all_seen=seen_of_all(p.seen for p in clear),
        clear=len(clear),
        url=url,
    )
    return page, list(pages)


def rows_of(
    proposals: Sequence[Proposal], names: Mapping[int, Known], lines: Mapping[int, Proposal], *, today: date
) -> list[Row]:
    """`names` are the people who may be meant, with their posts; `lines` every proposal by its line."""
    return [_row(p, names, lines, today) for p in proposals]


def _summary(counts: Mapping[Verdict, int], sheet: PeopleSheet, today: date) -> str:
    added = say_near(localdate(sheet.added_at), today)
    by = f" by {sheet.added_by.name}" if sheet.added_by else ""
    new, changed = many(counts[Verdict.NEW], "new row"), many(counts[Verdict.CHANGED], "changed row")
    return (
        f"Added {added}{by}. {beginning(new)}, {changed} and {many(counts[Verdict.SAME], 'unchanged row')}. "
        "Nothing is in the lists before you accept it. A row that is missing here takes nothing away, and an empty "
        "cell says nothing."
    )


def _row(p: Proposal, names: Mapping[int, Known], lines: Mapping[int, Proposal], today: date) -> Row:
    said = p.line.values
    title = said.get("name") or said.get("title") or "No name"
    becomes = {Verdict.NEW: "New", Verdict.CHANGED: "Changed", Verdict.SAME: "Unchanged", Verdict.DONE: "Accepted"}
    return Row(
        n=p.line.n,
        title=title,
        kind=_KINDS[p.line.kind],
        where=f"{p.line.sheet}, row {p.line.row}",
        becomes=becomes.get(p.verdict, ""),
        facts=_facts(p, lines, today),
        why=p.why,
        tick=f"{p.line.n}:{p.seen}" if p.can_be_accepted else "",
        choices=_choices(p, names, lines) if p.verdict is Verdict.ASKED else [],
    )


def _facts(p: Proposal, lines: Mapping[int, Proposal], today: date) -> list[Fact]:
    if p.verdict is Verdict.CHANGED:
        return [
            Fact(_FIELDS.get(field, field), _said(field, now), _said(field, was), changed=True)
            for field, (was, now) in p.changes.items()
        ]
    facts = [
        Fact(_FIELDS[field], _said(field, words))
        for field, words in p.line.values.items()
        if field in _FIELDS and field not in _NOT_TOLD[p.line.kind]
    ]
    if p.line.kind is Kind.POST:
        if p.line.holder_line:
            facts.append(Fact(_FIELDS["holder"], lines[p.line.holder_line].line.values.get("name", "")))
        if p.verdict is Verdict.NEW and "starts_on" not in p.line.values:
            facts.append(Fact(_FIELDS["starts_on"], f"{say(today)}, if you accept it today: the sheet gives no day"))
        if not p.line.holder_line and "holder" not in p.line.values:
            facts.append(Fact(_FIELDS["holder"], "nobody"))
    return facts


def _said(field: str, words: str) -> str:
    return say(date.fromisoformat(words)) if words and field in ("starts_on", "ends_on") else words


def _choices(p: Proposal, names: Mapping[int, Known], lines: Mapping[int, Proposal]) -> list[Choice]:
    found = []
    for candidate in p.candidates:
        if candidate.startswith("line:"):
            other = lines[int(candidate[5:])].line
            found.append(Choice(candidate, f"The same person as in row {other.row}", other.values.get("email", "")))
        elif known := names.get(int(candidate)):
            found.append(Choice(candidate, known.person.name, _who(known)))
    if p.candidates and p.may_be_new:
        found.append(Choice(NEW_ONE, "Somebody else of that name: a new record"))
    return found


def _who(known: Known) -> str:
    post: Post | None = known.post
    parts = [f"{post.title}, {post.agency}" if post else "", known.person.email, f"number {known.person.pk}"]
    return "; ".join(part for part in parts if part)
