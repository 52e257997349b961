"""What rounds still wait for among some actions: whose answer, until when, and whether a lead was told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q

from plait.notifications.models import State as LetterState
from plait.rounds.clock import day_of, last_day
from plait.rounds.models import Asked, Asking, Counting, LeadNote, Request, Round
from plait.rounds.queries.reading import pauses_of

_UNHEARD = (Asking.ASKED, Asking.PARTLY, Asking.NO_ADDRESS, Asking.CLOSED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One owner's part of a round: `asks` of these actions, `heard` of them. `last`: their last day, where their letter
    was sent. `noted`: the day the note to the lead of the agency was written."""

    request: Request
    asks: int
    heard: int
    last: date | None
    noted: date | None


def waiting_among(actions: Collection[int], owners: Q) -> list[Waiting]:
    """Parts without a whole answer about these actions (keys), of those responsibilities (`owners`, from `Asked`) that
    still run: in rounds that run, or of which a lead was told and no later round of the group asked again."""
    later = Round.objects.filter(group=OuterRef("round__group"), opened_at__gt=OuterRef("round__opened_at"))
    told = Q(note_state=LeadNote.SENT) & ~Exists(later)
    running = Q(round__closed_at__isnull=True)
    asked = Asked.objects.filter(owners, action__in=actions, responsibility__ended_at__isnull=True)
    these = Q(asked__in=asked)
    found = (
        Request.objects.filter(running | told, these, person__isnull=False, state__in=_UNHEARD)
        .annotate(
            asks=Count("asked__action", filter=these, distinct=True),
            heard=Count("asked__action", filter=these & Q(asked__answers__isnull=False), distinct=True),
        )
        .filter(heard__lt=F("asks"))
        .select_related("message", "note", "round__group")
        .order_by("round__opened_at", "words", "pk")
    )
    parts = list(found)
    last = _last_days(parts)
    return [Waiting(each, each.asks, each.heard, last.get(each.pk), _noted(each)) for each in parts]


def _noted(request: Request) -> date | None:
    return day_of(request.note.written_at) if request.note and request.note_state == LeadNote.SENT else None


def _last_days(requests: Collection[Request]) -> dict[int, date]:
    """As `due_days`, of parts of many rounds."""
    sent = [(r, r.message.sent_at) for r in requests if r.message and r.message.state == LetterState.SENT]
    pauses = pauses_of({r.person_id for r, _ in sent if r.person_id}) if sent else {}
    return {
        r.pk: last_day(
            day_of(at),
            r.round.days,
            working=r.round.counting == Counting.WORKING_DAYS,
            pauses=pauses.get(r.person_id or 0, ()),
        )
        for r, at in sent
        if at is not None
    }
