"""Rounds and their parts, as far as somebody may know them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from plait.access.models import Exclusion, Role, RoleHolding
from plait.access.queries import running_on, visible_to
from plait.actions.models import OPEN_STATES, OwnerKind, Responsibility
from plait.core.registry import Viewer
from plait.groups.models import Group, SeatHolding
from plait.notifications.models import State as LetterState
from plait.people.queries import posts_on
from plait.rounds.clock import Span, day_of, is_past, last_day
from plait.rounds.models import (
    Answer,
    Asked,
    Asking,
    BeforeMeetings,
    Counting,
    Pause,
    Proposal,
    ProposalState,
    Reply,
    ReplyState,
    Request,
    Round,
)
from plait.rounds.rules import Share

SILENT = (Asking.ASKED, Asking.PARTLY)


def rounds_for(viewer: Viewer) -> QuerySet[Round]:
    """Rounds of the groups in whose circle the viewer is, the latest first, with the number of parts and answers."""
    answered = Q(requests__state__in=(Asking.ANSWERED, Asking.TOLD))
    people = Q(requests__person__isnull=False)
    found = visible_to(Round.objects.select_related("group__circle"), viewer)
    return found.annotate(parts=Count("requests", filter=people), heard=Count("requests", filter=answered)).order_by(
        "-opened_at", "-pk"
    )


def running_round(group_id: int) -> Round | None:
    return Round.objects.filter(group=group_id, closed_at__isnull=True).order_by("pk").first()


def habit_of(group: Group) -> BeforeMeetings | None:
    return BeforeMeetings.objects.filter(group=group).select_related("group").first()


def habits() -> dict[int, BeforeMeetings]:
    """Groups, by their keys, whose rounds open by themselves."""
    return {habit.group_id: habit for habit in BeforeMeetings.objects.order_by("pk")}


def requests_of(held: Round) -> QuerySet[Request]:
    """Every part of a round with its letters, in the order of names, with `asks`, the number of actions asked, and
    `heard_of`, how many of them were answered."""
    found = Request.objects.filter(round=held).select_related("person", "message", "reminder", "note", "round")
    counted = found.annotate(
        asks=Count("asked", distinct=True),
        heard_of=Count("asked", filter=Q(asked__answers__isnull=False), distinct=True),
    )
    return counted.order_by("person__name", "words", "pk")


def request_for(viewer: Viewer, key: int) -> Request | None:
    """A part of a round that the viewer may know."""
    found = visible_to(Request.objects.select_related("person", "message", "round__group__circle"), viewer)
    return found.filter(pk=key).first()


def request_of_link(key: int | None) -> Request | None:
    found = Request.objects.select_related("person", "message", "round__group__circle")
    return found.filter(pk=key or 0, person__isnull=False).first()


def latest_request_of(person_id: int) -> Request | None:
    """The part of a running round that somebody has to answer; the one asked first, where there are several."""
    found = Request.objects.filter(person=person_id, round__closed_at__isnull=True)
    waiting = found.select_related("person", "message", "round__group__circle")
    return waiting.order_by("state", "round__opened_at", "pk").filter(state__in=(*SILENT, Asking.NO_ADDRESS)).first()


def asked_of(request: Request, *, reader: Viewer | None = None) -> list[Asked]:
    """The actions of a part that its owner still answers for, with what was answered.

    Not what they may no longer know: where somebody else answers, or holds the post or leads the agency that does, or
    where a conflict of interest came between. `reader`: somebody else, who sees of it what their circles hold.
    """
    found = _still_theirs(timezone.localdate()).filter(request=request)
    found = visible_to(found, reader, path="action__circle") if reader else found
    listed = found.select_related("action__circle", "action__group", "responsibility").prefetch_related("answers")
    return list(listed.order_by("action__number"))


def open_ones_of(requests: Iterable[int], on: date) -> dict[int, list[Asked]]:
    """As `asked_of`, of many parts by their keys in one statement: the open actions, without what was answered."""
    found = _still_theirs(on).filter(request__in=list(requests), action__state__in=OPEN_STATES)
    by_part: defaultdict[int, list[Asked]] = defaultdict(list)
    for asked in found.select_related("action__circle", "request__round__group__circle").order_by("action__number"):
        by_part[asked.request_id].append(asked)
    return by_part


def _still_theirs(on: date) -> QuerySet[Asked]:
    """What the person of a part answers for on a day: by name, by a post, as an agency's lead, or with many others; and
    knows, as no conflict of interest came between."""
    who = OuterRef("request__person")
    shut = Exclusion.objects.filter(circle=OuterRef("action__circle"), person=who, lifted=False)
    holds = posts_on(on).filter(holder=who, pk=OuterRef("responsibility__post"))
    leads = RoleHolding.objects.filter(
        running_on(on), person=who, role=Role.AGENCY_LEAD, agency=OuterRef("responsibility__agency")
    )
    alone = Q(responsibility__person=F("request__person")) | Exists(holds) | Exists(leads)
    shared = Q(responsibility__kind__in=(OwnerKind.GROUP, OwnerKind.EVERYONE))
    return Asked.objects.filter(~Exists(shut), alone | shared, responsibility__ended_at__isnull=True)


def is_open(asked: Asked) -> bool:
    return asked.action.state in OPEN_STATES


def latest(answers: Iterable[Answer]) -> Answer | None:
    return max(answers, key=lambda each: (each.at, each.pk), default=None)


def shares_of(asked: Asked) -> list[Share]:
    """Who answers for the action now, and in which parts of this round they have said that it is done.

    Who says afterwards that it is on the way or blocked has taken their word back.
    """
    held = Asked.objects.filter(action=asked.action_id, request__round=asked.request.round_id)
    parts: defaultdict[int, set[int]] = defaultdict(set)
    done: defaultdict[int, set[int]] = defaultdict(set)
    for part in held.filter(request__person__isnull=False).prefetch_related("answers").order_by("pk"):
        parts[part.responsibility_id].add(part.request_id)
        said = latest(each for each in part.answers.all() if each.done or each.blocked or each.moving)
        if said is not None and said.done:
            done[part.responsibility_id].add(part.request_id)
    owners = Responsibility.objects.filter(action=asked.action_id, ended_at__isnull=True).order_by("pk")
    return [
        Share(r.pk, r.leads, r.kind == OwnerKind.EVERYONE, frozenset(parts[r.pk]), frozenset(done[r.pk]))
        for r in owners
    ]


def due_days(requests: Sequence[Request], held: Round) -> dict[int, date]:
    """The last day of each part whose letter was sent, by key. The clock stands still in the owner's pauses."""
    sent = [(r, r.message.sent_at) for r in requests if r.message and r.message.state == LetterState.SENT]
    pauses = pauses_of({r.person_id for r, _ in sent if r.person_id})
    working = held.counting == Counting.WORKING_DAYS
    return {
        r.pk: last_day(day_of(at), held.days, working=working, pauses=pauses.get(r.person_id or 0, ()))
        for r, at in sent
        if at is not None
    }


def is_over(request: Request, now: datetime) -> bool:
    """Whether the time of one owner has run out. It has not begun where their letter was never sent."""
    if request.round.closed_at is not None:
        return True
    due = due_days([request], request.round).get(request.pk)
    return due is not None and is_past(due, now)


def pauses_of(people: Iterable[int]) -> dict[int, list[Span]]:
    """The days on which the clock of each of these people stands still."""
    keys = set(people)
    found: defaultdict[int, list[Span]] = defaultdict(list)
    own = Pause.objects.filter(Q(person__in=keys) | Q(person__isnull=True)).order_by("first", "pk")
    pauses = list(own)
    holidays = [Span(p.first, p.last) for p in pauses if p.person_id is None]
    for p in pauses:
        if p.person_id is not None:
            found[p.person_id].append(Span(p.first, p.last))
    for key in _of_schools(keys) if holidays else ():
        found[key] += holidays
    return found


def _of_schools(people: set[int]) -> set[int]:
    """Those of these people who hold a seat of a school today: its sector, or its agency's, says so."""
    named = Q(seat__sector__icontains="school") | Q(seat__agency__sector__icontains="school")
    held = SeatHolding.objects.filter(named, person__in=people, ends_on__isnull=True).order_by()
    return set(held.values_list("person_id", flat=True))


def proposals_for(viewer: Viewer) -> QuerySet[Proposal]:
    """What waits for a word, the oldest first. Nothing of actions that were closed in the meantime."""
    open_ones = Proposal.objects.filter(state=ProposalState.WAITING, answer__asked__action__state__in=OPEN_STATES)
    found = visible_to(open_ones, viewer)
    related = ("answer__asked__action__circle", "answer__asked__action__group", "answer__asked__request__person")
    return found.select_related(*related, "answer__asked__responsibility").order_by("pk")


def replies_for(viewer: Viewer) -> QuerySet[Reply]:
    """What came by e-mail and waits to be read, the oldest first."""
    found = visible_to(Reply.objects.filter(state=ReplyState.WAITING), viewer)
    return found.select_related("request__round__group").order_by("came_at", "pk")


def all_pauses() -> QuerySet[Pause]:
    return Pause.objects.select_related("person").order_by("first", "pk")
