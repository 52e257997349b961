"""The list: what one may see, filtered, sorted, a page at a time, as quick at 100,000 actions as at 1,000.

First the keys of at most `MOST + 1` of what fits are fetched in no order. Where fewer fit, those are the list: sorted
here, and only the rows of the page are read. Where more fit, the list walks the index of its order and finds the rows
of a page soon, because many fit. A total stops at "more than 1,000", and so does paging.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import CombinedExpression

from plait.access.queries import circles_of
from plait.actions.models import OPEN, PREFIX, Action, OwnerKind, Responsibility, State
from plait.actions.queries.fetching import with_last_word, with_owners
from plait.actions.queries.leading import led_by, of_agencies
from plait.actions.queries.standing import own_actions
from plait.core.references import parse_reference
from plait.core.registry import Viewer
from plait.people.queries import posts_on
from plait.search.queries import keys_of

MOST = 1000
PAGE = 50


class View(StrEnum):
    """The ways to look at the register."""

    OPEN = "open"
    MINE = "mine"
    AGENCY = "agency"
    PAST = "past"
    BLOCKED = "blocked"
    HARD = "hard"
    UNSETTLED = "unsettled"
    CLOSED = "closed"


class Sort(StrEnum):
    DUE = "due"
    REFERENCE = "reference"
    HEARD = "heard"


ORDERS = {
    Sort.DUE: ("due_order", "number"),
    Sort.REFERENCE: ("number",),
    Sort.HEARD: ("heard_order", "number"),
}


RARE = {View.HARD, View.UNSETTLED}  # few in the whole register: their own index finds them sooner than the circles'


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the list. Keys that nobody has simply find nothing."""

    view: View = View.OPEN
    words: str = ""
    groups: tuple[int, ...] = ()
    agency: int | None = None
    owner: int | None = None
    kind: str = ""
    state: str = ""
    sort: Sort = Sort.DUE
    page: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """`total` is at most `MOST`; `more` says that there are others beyond it."""

    actions: list[Action]
    total: int
    more: bool
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader may see, asked once: the circles that hold them, the actions they answer for, and those of the
    agencies they lead: their keys (`led`) or, where there are more than `MOST`, how they are found (`all_led`)."""

    circles: tuple[int, ...]
    own: tuple[int, ...]
    person_id: int | None = None
    led: tuple[int, ...] = ()
    all_led: Q | None = None

    def of(self, actions: QuerySet[Action], *, walking: bool = False) -> QuerySet[Action]:
        """Those of `actions` the reader may see. `walking`: in the order of the list, because many will fit."""
        if not self.circles:
            known = Q(pk__in=actions.none())
        elif walking:
            actions = actions.alias(walked=_walked("circle_id"))
            known = Q(walked__in=self.circles)
        else:
            known = Q(circle__in=self.circles)
        if self.own or self.led:
            known |= Q(pk__in=(*self.own, *self.led))
        if self.all_led is not None:
            known |= self.all_led
        return actions.filter(known)


def _walked(column: str) -> CombinedExpression | F:
    """The column, for SQLite without its index: SQLite cannot know how many rows have which value, and would begin
    with this index where walking another is the shorter way. PostgreSQL knows, and chooses by itself."""
    return F(column) + 0 if connection.vendor == "sqlite" else F(column)


def _among(keys: QuerySet[Responsibility, int]) -> Q:
    """Those with one of these keys, which are many: the keys are gathered once and the rows of the walk looked up among
    them. With an alternative that is never true, PostgreSQL makes no join of it, which it would sort in whole."""
    return Q(walked_key__in=keys) | Q(pk=0) if connection.vendor == "postgresql" else Q(walked_key__in=keys)


def sight_of(viewer: Viewer) -> Sight:
    if viewer.person_id is None:
        return Sight((), ())
    circles = tuple(circles_of(viewer).order_by("pk").values_list("pk", flat=True))
    own = tuple(own_actions(viewer))
    led_so = led_by(viewer)
    if led_so is None:
        return Sight(circles, own, viewer.person_id)
    led = tuple(Action.objects.filter(led_so).order_by().values_list("pk", flat=True)[: MOST + 1])
    if len(led) > MOST:
        return Sight(circles, own, viewer.person_id, all_led=led_so)
    return Sight(circles, own, viewer.person_id, led)


def register_for(viewer: Viewer) -> QuerySet[Action]:
    """Every action the viewer may see: its circle holds them, they answer for it, or an agency they lead does."""
    return sight_of(viewer).of(Action.objects.all())


def _of_view(view: View, sight: Sight, today: date) -> Q:
    match view:
        case View.OPEN:
            return OPEN
        case View.MINE:
            return OPEN & Q(pk__in=sight.own)
        case View.AGENCY:
            posts = posts_on(today).filter(holder=sight.person_id or 0).order_by()
            return OPEN & _among(of_agencies(posts.values("agency"), today))
        case View.PAST:
            return OPEN & Q(due_order__lt=today)
        case View.BLOCKED:
            return Q(state=State.BLOCKED)
        case View.HARD:
            return OPEN & Q(due_hard=True)
        case View.UNSETTLED:
            unsettled = Responsibility.objects.filter(kind=OwnerKind.AS_WRITTEN, ended_at__isnull=True)
            return OPEN & Q(pk__in=unsettled.values("action_id"))
        case View.CLOSED:
            return ~OPEN


def _filtered(sight: Sight, filters: Filters, today: date) -> QuerySet[Action]:
    """What the filters ask, whoever looks."""
    found = Action.objects.alias(walked_key=_walked("pk")).filter(_of_view(filters.view, sight, today))
    if filters.words.strip():
        found = found.filter(_of_words(sight, filters))
    if filters.groups:
        found = found.filter(group__in=filters.groups)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.agency is not None:
        found = found.filter(_among(of_agencies([filters.agency], today)))
    if filters.owner is not None:
        found = found.filter(pk__in=_of_owner(filters.owner, today))
    return found.order_by()


def _of_owner(person: int, today: date) -> QuerySet[Responsibility, int]:
    running = Responsibility.objects.filter(ended_at__isnull=True).order_by()
    posts = posts_on(today).filter(holder=person).order_by().values("pk")
    by_name = running.filter(person=person).values_list("action_id", flat=True)
    return by_name.union(running.filter(post__in=posts).values_list("action_id", flat=True), all=True)


def _of_words(sight: Sight, filters: Filters) -> Q:
    reference = parse_reference(filters.words)
    if reference is not None and reference[0] == PREFIX:
        return Q(number=reference[1])
    keys = keys_of(filters.words, kind="action", circles=sight.circles, own=sight.own, groups=filters.groups)
    return Q(pk__in=keys)


def page_of(sight: Sight, filters: Filters, *, today: date) -> Page:
    """One page of the list, in order. Where more than `MOST` hold the words, the list is `MOST` of them."""
    found, order = _filtered(sight, filters, today), ORDERS[filters.sort]
    fit = list(sight.of(found, walking=filters.view in RARE).values_list("pk", *order)[: MOST + 1])
    more = len(fit) > MOST
    total = min(len(fit), MOST)
    pages = max(1, -(-total // PAGE))
    number = min(max(filters.page, 1), pages)
    first, last = (number - 1) * PAGE, number * PAGE
    if more and not filters.words:
        rows = _fetched(sight.of(found, walking=True), filters.sort)[first:last]
    else:
        listed = sorted(fit[:MOST], key=lambda found: found[1:])[first:last]
        rows = _fetched(Action.objects.filter(pk__in=[key for key, *_ in listed]), filters.sort)
    return Page(list(rows), total, more, number, pages)


def all_of(sight: Sight, filters: Filters, *, today: date) -> QuerySet[Action]:
    """Everything that fits, in order: for an export."""
    return _fetched(sight.of(_filtered(sight, filters, today)), filters.sort)


def _fetched(found: QuerySet[Action], sort: Sort) -> QuerySet[Action]:
    return with_owners(with_last_word(found.select_related("group", "circle", "blocked_by"))).order_by(*ORDERS[sort])


def counts(sight: Sight, views: Sequence[View], *, today: date) -> dict[View, int]:
    """How many the reader sees under each view, at most `MOST + 1` each: one statement for all of them."""
    parts: list[str] = []
    values: list[Any] = []
    for view in views:
        found = sight.of(_filtered(sight, Filters(view=view), today), walking=view in RARE)
        asked = found.values("pk")[: MOST + 1]
        try:
            sql, params = asked.query.sql_with_params()
        except EmptyResultSet:
            parts.append("(SELECT 0)")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608 (built by the ORM)
        values.extend(params)
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        row = cursor.fetchone()
    return dict(zip(views, row, strict=True))


def is_reference(words: str) -> bool:
    said = parse_reference(words)
    return said is not None and said[0] == PREFIX
