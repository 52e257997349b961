"""The views: sets of filters with a name. Each is a condition; which index finds it is said in docs/adr/0004."""

from datetime import date
from enum import StrEnum

from django.db.models import Q

from plait.actions.models import HANDED_OVER, OPEN, STUCK, OwnerKind, Responsibility, State
from plait.actions.queries.leading import of_agencies
from plait.actions.queries.sight import Sight, among
from plait.groups.queries import seats_held_by
from plait.people.queries import posts_on


class View(StrEnum):
    """The ways to look at the register."""

    OPEN = "open"
    MINE = "mine"
    AGENCY = "agency"
    GROUPS = "groups"
    PAST = "past"
    OLDEST = "oldest"
    STUCK = "stuck"
    BLOCKED = "blocked"
    HANDED = "handed"
    HARD = "hard"
    UNSETTLED = "unsettled"
    CLOSED = "closed"


class Sort(StrEnum):
    DUE = "due"
    REFERENCE = "reference"
    HEARD = "heard"
    OLDEST = "oldest"


ORDERS = {
    Sort.DUE: ("due_order", "number"),
    Sort.REFERENCE: ("number",),
    Sort.HEARD: ("heard_order", "number"),
    Sort.OLDEST: ("minuted_on", "number"),
}
# Few in the whole register, or of few groups: their own index finds them sooner than the circles'.
RARE = {View.HARD, View.UNSETTLED, View.STUCK, View.HANDED, View.GROUPS}


def usual_sort(view: View) -> Sort:
    """The order in which a view comes where nobody asks for another."""
    return Sort.OLDEST if view == View.OLDEST else Sort.DUE


def of_view(view: View, sight: Sight, today: date, *, group: str = "group") -> Q:
    """Whom it names (mine, my agency's, my groups') is the reader of `sight`. `group`: the column that has it."""
    match view:
        case View.OPEN | View.OLDEST:
            return OPEN
        case View.MINE:
            return OPEN & Q(pk__in=sight.own)
        case View.AGENCY:
            posts = posts_on(today).filter(holder=sight.person_id or 0).order_by()
            return OPEN & among(of_agencies(posts.values("agency"), today))
        case View.GROUPS:
            seats = seats_held_by(sight.person_id or 0, on=today).order_by()
            return OPEN & Q(**{f"{group}__in": seats.values("seat__group")})
        case View.PAST:
            return OPEN & Q(due_order__lt=today)
        case View.STUCK:
            return STUCK
        case View.BLOCKED:
            return Q(state=State.BLOCKED)
        case View.HANDED:
            return HANDED_OVER
        case View.HARD:
            return OPEN & Q(due_hard=True)
        case View.UNSETTLED:
            unsettled = Responsibility.objects.filter(kind=OwnerKind.AS_WRITTEN, ended_at__isnull=True)
            return OPEN & Q(pk__in=unsettled.values("action_id"))
        case View.CLOSED:
            return ~OPEN
