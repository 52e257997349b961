"""Everything that is asked of one agency, as far as somebody may know it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q

from plait.access.queries import agencies_led_by
from plait.actions.queries import MOST, Filters, Page, Sight, all_of, page_of, sight_of
from plait.core.registry import Viewer
from plait.people.models import Agency, Post
from plait.people.queries import posts_on
from plait.rounds.models import Asked


@dataclass(frozen=True, slots=True)
class Asking:
    """That one of the agency's people was asked about an action in a round that runs, and when they answered."""

    name: str
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskedOf:
    """`in_groups`: open actions of each group by (key, name), of at most `MOST + 1` counted in all."""

    page: Page
    sight: Sight
    counted: int
    past: int
    in_groups: Mapping[tuple[int, str], int]
    asking: Mapping[int, Sequence[Asking]]


def agencies_led(viewer: Viewer) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=agencies_led_by(viewer)).order_by("name"))


def asked_of(viewer: Viewer, filters: Filters, *, today: date) -> AskedOf:
    """One page of the open actions that an agency (`filters.agency`) answers for: itself, by a post, or by somebody in
    one; with what is asked about them in rounds that run."""
    sight = sight_of(viewer)
    page = page_of(sight, filters, today=today)
    whole = Filters(agency=filters.agency)
    rows = list(all_of(sight, whole, today=today).order_by().values_list("group", "group__name", "due_on")[: MOST + 1])
    return AskedOf(
        page,
        sight,
        len(rows),
        sum(due is not None and due < today for _, _, due in rows),
        Counter((group, name) for group, name, _ in rows),
        _asking([action.pk for action in page.actions], filters.agency or 0, today),
    )


def _asking(actions: Collection[int], agency: int, today: date) -> dict[int, list[Asking]]:
    posts: Sequence[Post] = list(posts_on(today).filter(agency=agency).order_by())
    named = Q(responsibility__person__in=[post.holder_id for post in posts if post.holder_id])
    theirs = named | Q(responsibility__agency=agency) | Q(responsibility__post__in=[post.pk for post in posts])
    running = Q(request__round__closed_at__isnull=True, responsibility__ended_at__isnull=True)
    found = Asked.objects.filter(theirs & running, action__in=actions, request__person__isnull=False)
    rows = found.annotate(answered_at=Max("answers__at")).values_list(
        "action", "request__person__name", "request__round__opened_at", "answered_at"
    )
    asking: defaultdict[int, list[Asking]] = defaultdict(list)
    for action, name, asked_at, answered_at in rows.order_by("action", "request__person__name", "pk"):
        asking[action].append(Asking(name, asked_at, answered_at))
    return asking
