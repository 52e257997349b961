"""The list in words: one pass over a page of actions."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from plait.actions.models import Action, ActionKind, State
from plait.actions.presenters.words import DueWords, due_words, owners_line, short, state_words, title_of
from plait.actions.queries import Filters, Page, Sort, View, usual_sort

VIEW_WORDS = {
    View.OPEN: "Open",
    View.MINE: "Mine",
    View.AGENCY: "My agency’s",
    View.GROUPS: "My groups’",
    View.PAST: "Past the date",
    View.OLDEST: "Oldest",
    View.STUCK: "Stuck",
    View.BLOCKED: "Blocked",
    View.HANDED: "Handed over",
    View.HARD: "Hard dates",
    View.UNSETTLED: "Owner not settled",
    View.CLOSED: "Closed",
}
SORT_WORDS = {
    Sort.DUE: "Oldest date first",
    Sort.REFERENCE: "Reference",
    Sort.HEARD: "Longest unheard first",
    Sort.OLDEST: "Oldest minutes first",
}
# What a view is, where its name does not say it.
VIEW_MEANS = {
    View.AGENCY: "What an agency answers for in which you hold a post: itself, by a post, or by somebody in one.",
    View.GROUPS: "Open actions of the groups in which you hold a seat or deputise.",
    View.OLDEST: "Open actions, those minuted first at the top, with what was said last.",
    View.STUCK: "Nothing has moved in the last two rounds of their group. They leave this view when something does.",
    View.HANDED: "Open actions that another group handed over to the one that has them now.",
}
LONGEST_WORD = 90


@dataclass(frozen=True, slots=True)
class Row:
    reference: str
    url: str
    kind: str
    title: str
    restricted: bool
    owner: str
    owner_under: str
    unsettled: bool
    due: DueWords
    state: str
    state_words: str
    state_under: str
    note: str
    waits_for: str
    waits_for_url: str
    heard: str


@dataclass(slots=True)
class Section:
    heading: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    count: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Chip:
    words: str
    url: str


def row(action: Action, today: date, circles: Container[int], view: View = View.OPEN) -> Row:
    """`action` carries `owners_now`, and `last_word` where something was said. `circles`: those the reader knows.
    `view`: what is looked for is said beside each."""
    waits_for = action.blocked_by
    owner, under, unsettled = owners_line(action.owners_now)  # type: ignore[attr-defined]
    return Row(
        reference=action.reference,
        url=reverse("action", args=[action.reference]),
        kind=ActionKind(action.kind).label,
        title=title_of(action),
        restricted=action.circle.restricted,
        owner=owner,
        owner_under=under,
        unsettled=unsettled,
        due=due_words(action, today),
        state=action.state,
        state_words=state_words(action),
        state_under=_last_word(action),
        note=_note(action, today, view),
        waits_for=waits_for.reference if waits_for else "",
        waits_for_url=reverse("action", args=[waits_for.reference])
        if waits_for and waits_for.circle_id in circles
        else "",
        heard=short(action.last_heard_on, today) if action.last_heard_on else "–",
    )


def _note(action: Action, today: date, view: View) -> str:
    if view == View.HANDED and action.handed_on:
        said = f"Handed over {short(action.handed_on, today)}"
        return f"{said} by the {action.handed_from}" if action.handed_from else said
    if view == View.OLDEST:
        return f"Minuted {short(action.minuted_on, today)}"
    return f"No movement since {short(action.stuck_since, today)}" if action.stuck_since else ""


def _last_word(action: Action) -> str:
    """What was said last, where it does not wait for another action. Restricted words stay on their page."""
    if action.blocked_by or action.circle.restricted:
        return ""
    said: str = action.blocked_words or getattr(action, "last_word", "") or ""
    if not said:
        return ""
    short = said if len(said) <= LONGEST_WORD else said[: LONGEST_WORD - 1].rsplit(" ", 1)[0] + " …"
    return f"“{short}”"


def sections(page: Page, filters: Filters, today: date, circles: Container[int]) -> list[Section]:
    """Under headings where the list is sorted by its dates; otherwise one section without one."""
    rows = [(action, row(action, today, circles, filters.view)) for action in page.actions]
    if filters.sort != Sort.DUE or filters.view == View.CLOSED:
        return [Section("", [r for _, r in rows])] if rows else []
    found: list[Section] = []
    for action, r in rows:
        heading = "No date" if action.due_on is None else "Past the date" if r.due.past else "Still to come"
        if not found or found[-1].heading != heading:
            found.append(Section(heading))
        found[-1].rows.append(r)
    return found


def asked_for(filters: Filters, **changes: object) -> dict[str, str]:
    """What these filters ask, with some changed, as it stands in an address; what is as usual is left out."""
    asked: dict[str, object] = {
        "view": filters.view.value,
        "q": filters.words,
        "group": filters.groups[0] if filters.groups else "",
        "agency": filters.agency or "",
        "owner": filters.owner or "",
        "kind": filters.kind,
        "state": filters.state,
        "sort": filters.sort.value,
        "page": filters.page,
    } | {"page": 1, **changes}
    usual = {"view": View.OPEN.value, "sort": usual_sort(View(str(asked["view"]))).value, "page": 1}
    return {key: str(value) for key, value in asked.items() if value not in ("", None) and value != usual.get(key)}


def address(filters: Filters, name: str = "actions", **changes: object) -> str:
    """The list's address under these filters, with some changed; or that of the same list in another form."""
    kept = asked_for(filters, **changes)
    return reverse(name) + (f"?{urlencode(kept)}" if kept else "")


def tabs(filters: Filters, counted: Mapping[View, int], most: int) -> list[Tab]:
    """Every view, with its number where it was counted."""

    def number(view: View) -> str:
        count = counted.get(view)
        return "" if count is None else f"{most:,}+" if count > most else f"{count:,}"

    return [
        Tab(words, number(view), address(Filters(view, sort=usual_sort(view))), view == filters.view)
        for view, words in VIEW_WORDS.items()
    ]


def chips(filters: Filters, names: Mapping[str, str]) -> list[Chip]:
    """What is applied, each with the address that takes it away. `names`: the words of group, agency and owner."""
    found = []
    if filters.words:
        found.append(Chip(f"“{filters.words}”", address(filters, q="")))
    for key in ("group", "agency", "owner"):
        if names.get(key):
            found.append(Chip(names[key], address(filters, **{key: ""})))
    if filters.kind:
        found.append(Chip(ActionKind(filters.kind).label, address(filters, kind="")))
    if filters.state:
        found.append(Chip(State(filters.state).label, address(filters, state="")))
    return found


def exports(filters: Filters) -> list[tuple[str, str]]:
    """(words, address) of the same list in other forms."""
    forms = {"For the table": "actions_print", "Excel": "actions_xlsx", "CSV": "actions_csv", "JSON": "actions_json"}
    return [(words, address(filters, name)) for words, name in forms.items()]


def nothing_words(view: View) -> str:
    """What an empty view says; of the whole register something else."""
    return {
        View.MINE: "You answer for no open action.",
        View.AGENCY: "Your agency answers for no open action that you may see.",
        View.GROUPS: "The groups in which you have a seat have no open action.",
        View.PAST: "No open action is past its date.",
        View.STUCK: "Nothing is stuck. An action is when nothing has moved in two rounds of its group.",
        View.BLOCKED: "Nothing is blocked.",
        View.HANDED: "No open action was handed over from another group.",
        View.HARD: "No open action has a hard date.",
        View.UNSETTLED: "It is settled who answers for every open action.",
        View.CLOSED: "Nothing is closed yet.",
    }.get(view, "")


def total_words(page: Page) -> str:
    if page.more:
        return f"More than {page.total:,} actions"
    return "1 action" if page.total == 1 else f"{page.total:,} actions"


def page_links(page: Page, filters: Filters) -> Sequence[tuple[str, str]]:
    """(words, address) of the pages before and after."""
    links = []
    if page.number > 1:
        links.append(("Earlier page", address(filters, page=page.number - 1)))
    if page.number < page.pages:
        links.append(("Next page", address(filters, page=page.number + 1)))
    return links
