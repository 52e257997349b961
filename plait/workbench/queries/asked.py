"""Everything that is asked of one agency, as far as somebody may know it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q

from plait.access.queries import agencies_led_by
from plait.actions.queries import MOST, Filters, Page, all_of, page_of, sight_of
from plait.core.registry import Viewer
from plait.people.models import Agency
from plait.people.queries import posts_on
from plait.rounds.models import Asked
from plait.rounds.queries.waiting import Waiting, waiting_among


@dataclass(frozen=True, slots=True)
class Asking:
    """That one of the agency's people was asked about an action in a round that runs, and when they answered."""

    name: str
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskedOf:
    """`in_groups`: open actions of each group by (key, name), of at most `MOST + 1` counted in all; `waiting` is among
    these too. `asking`: by the key of each action of the page."""

    page: Page
    counted: int
    past: int
    in_groups: Mapping[tuple[int, str], int]
    waiting: Sequence[Waiting]
    asking: Mapping[int, Sequence[Asking]]


def agencies_led(viewer: Viewer) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=agencies_led_by(viewer)).order_by("name"))


def agency_beside_those_led(slug: str, viewer: Viewer) -> tuple[Agency | None, list[Agency]]:
    """The agency with this name in addresses, and those the viewer leads: one statement for both."""
    led = agencies_led_by(viewer)
    found = list(Agency.objects.filter(Q(slug=slug) | Q(pk__in=led)).order_by("name"))
    return next((each for each in found if each.slug == slug), None), [each for each in found if each.pk in led]


def asked_of(viewer: Viewer, filters: Filters, *, today: date) -> AskedOf:
    """One page of the open actions that an agency (`filters.agency`) answers for: itself, by a post, or by somebody in
    one; with what is asked about them in rounds."""
    sight = sight_of(viewer)
    page = page_of(sight, filters, today=today)
    whole = all_of(sight, Filters(agency=filters.agency), today=today).order_by()
    rows = list(whole.values_list("pk", "group", "group__name", "due_on")[: MOST + 1])
    owners = _of(filters.agency or 0, today)
    return AskedOf(
        page,
        len(rows),
        sum(due is not None and due < today for *_, due in rows),
        Counter((group, name) for _, group, name, _ in rows),
        waiting_among([key for key, *_ in rows], owners),
        _asking([action.pk for action in page.actions], owners),
    )


def _of(agency: int, today: date) -> Q:
    """What was asked of the agency itself, of its posts, or of somebody in one."""
    posts = posts_on(today).filter(agency=agency).order_by()
    named = Q(responsibility__person__in=posts.filter(holder__isnull=False).values("holder"))
    return named | Q(responsibility__agency=agency) | Q(responsibility__post__in=posts.values("pk"))


def _asking(actions: Collection[int], owners: Q) -> dict[int, list[Asking]]:
    running = Q(request__round__closed_at__isnull=True, responsibility__ended_at__isnull=True)
    found = Asked.objects.filter(owners & running, action__in=actions, request__person__isnull=False)
    rows = found.annotate(answered_at=Max("answers__at")).values_list(
        "action", "request__person__name", "request__round__opened_at", "answered_at"
    )
    asking: defaultdict[int, list[Asking]] = defaultdict(list)
    for action, name, asked_at, answered_at in rows.order_by("action", "request__person__name", "pk"):
        asking[action].append(Asking(name, asked_at, answered_at))
    return asking
