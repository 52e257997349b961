"""The list: what one may see, filtered, sorted, a page at a time, as quick at 100,000 actions as at 1,000.

First at most `MOST + 1` keys of what fits are fetched in no order. Where fewer fit, those keys are the list and
sorting them is cheap. Where more fit, the list walks the index of its order and finds a page's rows soon, because
many fit. A total stops at "more than 1,000", and so does paging.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from plait.access.queries import circles_of
from plait.actions.models import CLOSED_STATES, OPEN_STATES, Action, OwnerKind, Responsibility, State
from plait.actions.queries.fetching import with_last_word, with_owners
from plait.actions.queries.standing import own_responsibilities
from plait.core.references import parse_reference
from plait.core.registry import Viewer
from plait.people.queries import posts_on
from plait.search.queries import matching

MOST = 1000
PAGE = 50


class View(StrEnum):
    """The ways to look at the register."""

    OPEN = "open"
    MINE = "mine"
    PAST = "past"
    BLOCKED = "blocked"
    HARD = "hard"
    UNSETTLED = "unsettled"
    CLOSED = "closed"


class Sort(StrEnum):
    DUE = "due"
    REFERENCE = "reference"
    HEARD = "heard"
    GROUP = "group"


ORDERS = {
    Sort.DUE: ("due_order", "number"),
    Sort.REFERENCE: ("number",),
    Sort.HEARD: ("last_heard_on", "number"),
    Sort.GROUP: ("group__name", "due_order", "number"),
}


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


def register_for(viewer: Viewer) -> QuerySet[Action]:
    """Every action the viewer may see: its circle holds them, or they answer for it by name or by post."""
    if viewer.person_id is None:
        return Action.objects.none()
    circles = list(circles_of(viewer).values_list("pk", flat=True))
    own = list(own_responsibilities(viewer).order_by("pk").values_list("action_id", flat=True))
    return (
        Action.objects.filter(Q(circle__in=circles) | Q(pk__in=own))
        if own
        else Action.objects.filter(circle__in=circles)
    )


def _of_view(view: View, viewer: Viewer, today: date) -> Q:
    unsettled = Responsibility.objects.filter(action=OuterRef("pk"), kind=OwnerKind.AS_WRITTEN, ended_at__isnull=True)
    is_open = Q(state__in=OPEN_STATES)
    return {
        View.OPEN: is_open,
        View.MINE: is_open & Q(pk__in=own_responsibilities(viewer).values("action_id")),
        View.PAST: is_open & Q(due_order__lt=today),
        View.BLOCKED: Q(state=State.BLOCKED),
        View.HARD: is_open & Q(due_hard=True),
        View.UNSETTLED: is_open & Q(Exists(unsettled)),
        View.CLOSED: Q(state__in=CLOSED_STATES),
    }[view]


def selected(seen: QuerySet[Action], viewer: Viewer, filters: Filters, *, today: date) -> QuerySet[Action]:
    """Of what the viewer may see (`seen`, from `register_for`) what the filters ask, in no order."""
    found = seen.filter(_of_view(filters.view, viewer, today))
    if filters.words.strip():
        found = found.filter(_of_words(filters.words))
    if filters.groups:
        found = found.filter(group__in=filters.groups)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.state:
        found = found.filter(state=filters.state)
    running = Responsibility.objects.filter(ended_at__isnull=True)
    if filters.agency is not None:
        of_agency = running.filter(
            Q(agency=filters.agency)
            | Q(post__agency=filters.agency)
            | Q(person__in=posts_on(today).filter(agency=filters.agency).values("holder"))
        )
        found = found.filter(pk__in=of_agency.values("action_id"))
    if filters.owner is not None:
        found = found.filter(
            pk__in=running.filter(Q(person=filters.owner) | Q(post__holder=filters.owner)).values("action_id")
        )
    return found.order_by()


def _of_words(words: str) -> Q:
    reference = parse_reference(words)
    if reference is not None:
        return Q(number=reference[1])
    return Q(pk__in=matching(words, kind="action").values("key"))


def page_of(seen: QuerySet[Action], viewer: Viewer, filters: Filters, *, today: date) -> Page:
    """One page of the list, in order."""
    found = selected(seen, viewer, filters, today=today)
    keys = list(found.values_list("pk", flat=True)[: MOST + 1])
    more = len(keys) > MOST
    total = min(len(keys), MOST)
    pages = max(1, -(-total // PAGE))
    number = min(max(filters.page, 1), pages)
    source = found if more else Action.objects.filter(pk__in=keys)
    first = (number - 1) * PAGE
    rows = list(_ordered(source, filters.sort)[first : first + PAGE])
    return Page(rows, total, more, number, pages)


def _ordered(found: QuerySet[Action], sort: Sort) -> QuerySet[Action]:
    order = [F("last_heard_on").asc(nulls_first=True), "number"] if sort == Sort.HEARD else list(ORDERS[sort])
    return with_owners(with_last_word(found.select_related("group", "circle", "blocked_by"))).order_by(*order)


def counts(
    seen: QuerySet[Action], viewer: Viewer, filters: Filters, views: Sequence[View], *, today: date
) -> dict[View, int]:
    """How many fit each view under the other filters, at most `MOST + 1` each: one statement for all of them."""
    parts: list[str] = []
    values: list[Any] = []
    for view in views:
        asked = selected(seen, viewer, replace(filters, view=view, state=""), today=today).values("pk")[: MOST + 1]
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


def all_of(seen: QuerySet[Action], viewer: Viewer, filters: Filters, *, today: date) -> QuerySet[Action]:
    """Everything that fits, in order: for an export."""
    return _ordered(selected(seen, viewer, filters, today=today), filters.sort)


def is_reference(words: str) -> bool:
    return parse_reference(words) is not None
