"""Who is silent in a round, whom that is told, and of whom the chair may hear now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plait.core.refusals import Refusal
from plait.groups.models import SeatRole
from plait.groups.queries import seat_holders
from plait.people.models import Person
from plait.people.queries import post_of
from plait.rounds.clock import day_of, is_past
from plait.rounds.models import Request, Round
from plait.rounds.queries.addressing import leads_of
from plait.rounds.queries.listing import STATES, Kind
from plait.rounds.queries.reading import due_days, requests_of
from plait.rounds.rules import check_can_tell_chair

AT_ONCE = 100  # silences told in one letter


@dataclass(frozen=True, slots=True)
class Led:
    """The agency of an owner in words, and its leads other than the owner."""

    agency: str
    leads: list[Person]


@dataclass(frozen=True, slots=True)
class Silence:
    """One owner's part without a whole answer. `not_yet` says why the chair is not told now."""

    request: Request
    led: Led
    over: bool
    not_yet: str


def led_by(requests: Sequence[Request], *, on: date) -> dict[int, Led]:
    """Who leads the agency of each owner, by the keys of their parts; who has no post has no agency."""
    posts = post_of([r.person_id for r in requests if r.person_id], on=on)
    leads = leads_of({post.agency_id for post in posts.values()}, on=on)
    found = {}
    for request in requests:
        post = posts.get(request.person_id or 0)
        others = [lead for lead in leads.get(post.agency_id, []) if lead.pk != request.person_id] if post else []
        found[request.pk] = Led(str(post.agency) if post else "", others)
    return found


def silences(held: Round, *, at: datetime) -> list[Silence]:
    """By name: nobody is ranked. Chairs know of their own silence."""
    unheard = requests_of(held).filter(person__isnull=False, state__in=STATES[Kind.SILENT])
    silent = list(unheard.exclude(person__in=chairs_of(held, on=day_of(at))))
    due, led = due_days(silent, held), led_by(silent, on=day_of(at))
    found = []
    for request in silent:
        over = held.closed_at is not None or (request.pk in due and is_past(due[request.pk], at))
        has_lead = any(lead.email for lead in led[request.pk].leads)
        try:
            check_can_tell_chair(request, over=over, has_lead=has_lead, today=day_of(at))
        except Refusal as refusal:
            found.append(Silence(request, led[request.pk], over, refusal.sentence))
        else:
            found.append(Silence(request, led[request.pk], over, ""))
    return found


def chairs_of(held: Round, *, on: date) -> list[Person]:
    found = seat_holders(held.group, on=on).filter(seat__role=SeatRole.CHAIR)
    return list(dict.fromkeys(each.person for each in found.select_related("person").order_by("pk")))
