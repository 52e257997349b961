"""What waits, what failed, whether letters go out, and what a link opens."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from plait.notifications.models import (
    How,
    LinkToken,
    Message,
    Outbox,
    Preference,
    ReturnedAddress,
    SignedLink,
    State,
)
from plait.notifications.outgoing import DAILY
from plait.notifications.rules import LONGEST_REST, hash_token, is_open, is_time
from plait.notifications.topics import Topic, topics
from plait.people.models import Person

EVER = datetime(1970, 1, 1, tzinfo=UTC)
DOUBT_SHOWN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Going:
    """`urgent_since`: where it is given, only urgent letters written since go out. `up`: the carrier took the last."""

    urgent_since: datetime | None
    up: bool


def whether_it_goes_out(at: datetime) -> Going:
    """Paused: only what people asked for since. While the carrier rests: urgent letters still knock at its door."""
    outbox = Outbox.objects.filter(pk=1).first() or Outbox()
    if outbox.paused_at is not None:
        return Going(outbox.paused_at, not outbox.fault)
    rests = outbox.ask_at is not None and at < outbox.ask_at <= at + LONGEST_REST
    return Going(EVER if rests else None, not outbox.fault)


def waiting_now(going: Going, at: datetime) -> int:
    """How many letters wait to be taken."""
    waiting = Message.objects.filter(is_time("due_at", at), state=State.WAITING, taken_by="", send_by__gt=at)
    if going.urgent_since is not None:
        waiting = waiting.filter(urgent=True, written_at__gte=going.urgent_since)
    return waiting.count()


def parts_of(batch: Sequence[Message]) -> dict[int, list[Message]]:
    """The letters that the daily ones of a batch carry, in the order in which they were written."""
    daily = [message.pk for message in batch if message.template == DAILY]
    found: defaultdict[int, list[Message]] = defaultdict(list)
    if daily:
        held = Message.objects.filter(in_daily__in=daily).select_related("to").order_by("written_at", "pk")
        for part in held:
            if part.in_daily_id is not None:
                found[part.in_daily_id].append(part)
    return found


def outbox() -> Outbox:
    return Outbox.objects.filter(pk=1).first() or Outbox(pk=1)


@dataclass(frozen=True, slots=True)
class Counts:
    """`doubtful`: of the last month, letters that may have gone out twice."""

    waiting: int
    gathered: int
    failed: int
    sent: int
    doubtful: int


def counts(at: datetime) -> Counts:
    lately = at - DOUBT_SHOWN
    told = Message.objects.aggregate(
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        gathered=Count("pk", filter=Q(state=State.GATHERED)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        sent=Count("pk", filter=Q(state=State.SENT, sent_at__gt=at - timedelta(days=1))),
        doubtful=Count("pk", filter=Q(state=State.SENT, doubtful=True, sent_at__gt=lately)),
    )
    return Counts(**told)


def failed() -> QuerySet[Message]:
    """The latest first."""
    return Message.objects.filter(state=State.FAILED).select_related("to").order_by("-fault_at", "-pk")


def waiting_before(moment: datetime) -> int:
    held = Message.objects.filter(state__in=(State.WAITING, State.GATHERED), written_at__lte=moment)
    return held.count()


def link_of(token: str, *, purpose: str, at: datetime) -> SignedLink | None:
    """What a link opens now, or None whatever the reason: unknown, of another purpose, revoked, run out."""
    found = LinkToken.objects.filter(hash=hash_token(token)).select_related("link__person").first()
    if found is None or found.link.purpose != purpose or not is_open(found.link, at=at):
        return None
    return found.link


def choices_of(person: Person) -> list[tuple[Topic, How]]:
    """Every topic, and how its letters reach the person."""
    held = {p.topic: How(p.how) for p in Preference.objects.filter(person=person)}
    return [(t, held[t.slug] if held.get(t.slug) in t.ways else How.AT_ONCE) for t in topics()]


def returned_addresses(person_id: int) -> QuerySet[ReturnedAddress]:
    """Addresses of a person from which letters come back, and which nobody has settled."""
    return ReturnedAddress.objects.filter(person=person_id, settled_at__isnull=True).order_by("-since", "-pk")
