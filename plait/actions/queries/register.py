"""The list: what one may see, filtered, sorted, a page at a time, as quick at 100,000 actions as at 1,000.

First the keys of at most `MOST + 1` of what fits are fetched in no order. Where fewer fit, those are the list: sorted
here, and only the rows of the page are read. Where more fit, the list walks the index of its order and finds the rows
of a page soon, because many fit. A total stops at "more than 1,000", and so does paging.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet, Value

from plait.access.models import Level
from plait.actions.models import PREFIX, Action, Responsibility
from plait.actions.queries.blockers import with_blocker
from plait.actions.queries.fetching import with_last_word, with_owners
from plait.actions.queries.leading import of_agencies
from plait.actions.queries.sight import MOST, Sight, among, walked
from plait.actions.queries.views import ORDERS, RARE, Sort, View, of_view
from plait.core.keys import FEW
from plait.core.references import parse_reference
from plait.people.queries import posts_on
from plait.search.queries import keys_of

PAGE = 50


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


def _filtered(sight: Sight, filters: Filters, today: date, *, walking: bool = False) -> QuerySet[Action]:
    """What the filters ask, whoever looks. `walking`: in the order of the list, not by the groups of a view."""
    found = Action.objects.alias(walked_key=walked("pk"), walked_group=walked("group_id"))
    found = found.filter(of_view(filters.view, sight, today, group="walked_group" if walking else "group"))
    if filters.words.strip():
        found = found.filter(_of_words(sight, filters))
    if filters.groups:
        found = found.filter(group__in=filters.groups)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.agency is not None:
        found = found.filter(among(of_agencies([filters.agency], today)))
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
    find = partial(keys_of, filters.words, kind="action", groups=filters.groups)
    if len(sight.circles) <= FEW and not sight.led:
        return Q(pk__in=find(circles=sight.circles, own=sight.own))
    # of many circles it is quicker to ask each action that holds the words than to join their marks in the index
    known = Q(pk__in=find(circles=None)) & sight.known()
    return known | (Q(pk__in=find(circles=None, inside=False)) & sight.answered)


def page_of(sight: Sight, filters: Filters, *, today: date) -> Page:
    """One page of the list, in order. Where more than `MOST` hold the words, the list is `MOST` of them."""
    fit = _fitting(sight, filters, today)
    total = min(len(fit), MOST)
    pages = max(1, -(-total // PAGE))
    number = min(max(filters.page, 1), pages)
    rows = _between(fit, sight, filters, today, (number - 1) * PAGE, number * PAGE)
    return Page(rows, total, len(fit) > MOST, number, pages)


def first_of(sight: Sight, filters: Filters, *, today: date) -> Page:
    """The whole list as one page, up to `MOST`."""
    fit = _fitting(sight, filters, today)
    return Page(_between(fit, sight, filters, today, 0, MOST), min(len(fit), MOST), len(fit) > MOST, 1, 1)


def _fitting(sight: Sight, filters: Filters, today: date) -> list[tuple[Any, ...]]:
    """Keys of at most `MOST + 1` that fit, each with what it is sorted by, in no order."""
    found = _filtered(sight, filters, today)
    keyed = sight.of(found, walking=filters.view in RARE).values_list("pk", *ORDERS[filters.sort])
    return list(keyed[: MOST + 1])


def _between(
    fit: list[tuple[Any, ...]], sight: Sight, filters: Filters, today: date, first: int, last: int
) -> list[Action]:
    """Rows of the list from `first` to `last`: among those that fit where they are few, else by a walk."""
    if len(fit) > MOST and not filters.words:
        walk = _fetched(sight.of(_filtered(sight, filters, today, walking=True), walking=True), filters.sort, sight)
        return list(walk[first:last])
    listed = sorted(fit[:MOST], key=lambda found: found[1:])[first:last]
    return list(_fetched(Action.objects.filter(pk__in=[key for key, *_ in listed]), filters.sort, sight))


def all_of(sight: Sight, filters: Filters, *, today: date) -> QuerySet[Action]:
    """Everything that fits, in order: for an export."""
    return _fetched(sight.of(_filtered(sight, filters, today)), filters.sort, sight)


def restricted_among(found: QuerySet[Action]) -> list[int]:
    """Keys of the restricted among these: that somebody takes them out is recorded."""
    return list(found.filter(circle__level=Level.RESTRICTED).order_by("pk").values_list("pk", flat=True))


def _fetched(found: QuerySet[Action], sort: Sort, sight: Sight) -> QuerySet[Action]:
    told = with_last_word(found.select_related("group", "circle", "handed_from"))
    told = with_blocker(told, sight.of(Action.objects.all()))
    return with_owners(told).order_by(*ORDERS[sort])


def counts(sight: Sight, views: Sequence[View], *, today: date) -> dict[View, int]:
    """How many the reader sees under each view, at most `MOST + 1` each: one statement for all of them.

    What an agency lead sees beside their circles is the same for every view, and is gone through once.
    """
    beside = replace(sight, led=()) if sight.led else sight
    asked = [_count(beside.of(_filtered(sight, Filters(view=view), today), walking=view in RARE)) for view in views]
    sql, values = "SELECT " + ", ".join(part for part, _ in asked), [value for _, given in asked for value in given]
    if sight.led:
        more, given = _led_alone(sight, views, today)
        sql, values = f"{sql}, led.* FROM ({more}) AS led", [*values, *given]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    led = row[len(views) :] or [0] * len(views)
    return {view: min(n + m, MOST + 1) for view, n, m in zip(views, row, led, strict=False)}


def _count(found: QuerySet[Action]) -> tuple[str, Sequence[Any]]:
    """SQL that counts to `MOST + 1`, and its values."""
    try:
        sql, values = found.values("pk")[: MOST + 1].query.sql_with_params()
    except EmptyResultSet:
        return "(SELECT 0)", ()
    return f"(SELECT COUNT(*) FROM ({sql}) AS counted)", values  # noqa: S608 (built by the ORM)


def _led_alone(sight: Sight, views: Sequence[View], today: date) -> tuple[str, Sequence[Any]]:
    """SQL of one row: how many under each view the reader sees only because they lead an agency; and its values."""
    known = replace(sight, led=())
    found = Action.objects.filter(sight.answered).exclude(known.known() | known.answered).order_by()
    each = {f"of_{n}": Count("pk", filter=of_view(view, sight, today)) for n, view in enumerate(views)}
    sql, values = found.annotate(all=Value(1)).values("all").annotate(**each).values(*each).query.sql_with_params()
    return sql, values


def is_reference(words: str) -> bool:
    said = parse_reference(words)
    return said is not None and said[0] == PREFIX
