"""What the post does: taking letters to hand them over, and writing down what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import Change, record_all
from plait.notifications.commands.bounces import mark_address
from plait.notifications.models import Fault, Message, Outbox, State
from plait.notifications.outgoing import DAILY
from plait.notifications.rules import MOST_TRIES, blames_the_address, is_time, rest_after, wait_after

_AT_ONCE = 500
_IN_TURN = ("-urgent", "due_at", "pk")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter. Neither `sent` nor a `fault`: it is tried again.

    `down`: the carrier went away, which is no try of the letter. `doubtful`: it may have arrived all the same.
    """

    message: Message
    sent: bool = False
    carried_as: str = ""
    fault: Fault | None = None
    code: str = ""
    down: bool = False
    doubtful: bool = False


@command
def take_batch(*, holder: str, most: int, urgent_since: datetime | None, by: Actor, at: datetime) -> list[Message]:
    """Take letters whose time has come, so that no other worker does; those that somebody waits for first.

    With `urgent_since` only what somebody has asked for since then and waits for.
    """
    waiting = Message.objects.filter(is_time("due_at", at), state=State.WAITING, taken_by="", send_by__gt=at)
    if urgent_since is not None:
        waiting = waiting.filter(urgent=True, written_at__gte=urgent_since)
    held = waiting.select_related("to").select_for_update(
        skip_locked=connection.features.has_select_for_update_skip_locked, of=("self",)
    )
    taken = list(held.order_by(*_IN_TURN)[:most])
    if taken:
        Message.objects.filter(pk__in=[message.pk for message in taken]).update(taken_by=holder)
    return nothing_changed(taken)


@command
def let_go(*, holder: str, in_doubt: int, by: Actor, at: datetime) -> int:
    """What a job has taken and not written down. They are handed over in order: after its worker was killed it is in
    doubt of the first so many whether they went out."""
    return nothing_changed(_let_go(holder, in_doubt))


@command
def release_lost(*, in_doubt: int, by: Actor, at: datetime) -> int:
    """As `let_go`, of jobs that are neither running nor waiting to be taken up again. Returns how many letters."""
    holders = set(Message.objects.exclude(taken_by="").order_by().values_list("taken_by", flat=True).distinct())
    working = DBTaskResult.objects.filter(pk__in=holders, status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    lost = holders - {str(key) for key in working.order_by().values_list("pk", flat=True)}
    return nothing_changed(sum(_let_go(holder, in_doubt) for holder in sorted(lost)))


def _let_go(holder: str, in_doubt: int) -> int:
    held = Message.objects.filter(taken_by=holder)
    first = list(held.order_by(*_IN_TURN).values_list("pk", flat=True)[:in_doubt])
    if first:
        Message.objects.filter(pk__in=first).update(doubtful=True)
    return held.update(taken_by="")


@command
def note_outcomes(*, outcomes: Sequence[Outcome], by: Actor, at: datetime) -> None:
    """Write down what became of letters, together: those that were sent, those that failed, those to be tried again."""
    sent = [outcome for outcome in outcomes if outcome.sent]
    failed = [o for o in outcomes if not o.sent and not o.down and (o.fault or o.message.tries + 1 >= MOST_TRIES)]
    again = [o for o in outcomes if not o.sent and o not in failed]
    parts = _note_sent(sent, at)
    for outcome in failed:
        _note_failed(outcome, at)
    for outcome in again:
        _put_off(outcome, at)
    told = [Change(Ref("message", o.message.pk), "sent", {"to": o.message.to.name}) for o in sent]
    told += [Change(Ref("message", key), "sent", {"to": name}) for key, name in parts]
    told += [_failing(o.message) for o in failed]
    if not told:
        return nothing_changed(None)
    record_all(changes=told, by=by, at=at)
    for outcome in failed:
        if blames_the_address(Fault(outcome.message.fault)):
            mark_address(message=outcome.message, code=outcome.code, by=by, at=at)
    return None


def _note_sent(sent: Sequence[Outcome], at: datetime) -> list[tuple[int, str]]:
    """Keys and receivers of the letters that went out as parts of daily ones."""
    Message.objects.filter(pk__in=[outcome.message.pk for outcome in sent]).update(
        state=State.SENT, sent_at=at, sealed="", taken_by="", tries=F("tries") + 1, fault="", fault_at=None, code=""
    )
    for outcome in sent:
        if outcome.carried_as:
            Message.objects.filter(pk=outcome.message.pk).update(carried_as=outcome.carried_as)
    daily = {o.message.pk: o.message.to.name for o in sent if o.message.template == DAILY}
    if not daily:
        return []
    parts = Message.objects.filter(in_daily__in=daily, state=State.GATHERED)
    told = [(key, daily[holder]) for key, holder in parts.order_by("pk").values_list("pk", "in_daily") if holder]
    parts.update(state=State.SENT, sent_at=at, sealed="")
    return told


def _note_failed(outcome: Outcome, at: datetime) -> None:
    message = outcome.message
    message.state, message.fault, message.code = State.FAILED, outcome.fault or Fault.BUSY, outcome.code
    message.fault_at, message.sealed, message.taken_by = at, "", ""
    message.tries += 1
    message.save(update_fields=["state", "fault", "code", "fault_at", "sealed", "taken_by", "tries"])


def _put_off(outcome: Outcome, at: datetime) -> None:
    message = outcome.message
    message.due_at = at + wait_after(message.tries + 1, urgent=message.urgent)
    message.tries += 0 if outcome.down else 1
    message.taken_by, message.code, message.doubtful = "", outcome.code, message.doubtful or outcome.doubtful
    message.save(update_fields=["tries", "due_at", "taken_by", "code", "doubtful"])


def _failing(message: Message) -> Change:
    said = {"to": message.to.name, "template": message.template, "fault": str(message.fault), "tries": message.tries}
    return Change(Ref("message", message.pk), "failed", said)


@command
def give_up(*, by: Actor, at: datetime) -> int:
    """What can be of no use any more: secrets are erased, and what nobody waits for has failed. Returns how many."""
    late = Message.objects.filter(state=State.WAITING, taken_by="", send_by__lte=at).select_related("to")
    given_up = list(late.order_by("pk")[:_AT_ONCE])
    for message in given_up:
        message.sealed, message.fault, message.fault_at = "", Fault.TOO_LATE, at
        message.state = State.LATE if message.urgent else State.FAILED
        message.save(update_fields=["sealed", "fault", "fault_at", "state"])
    if not given_up:
        return nothing_changed(0)
    record_all(changes=[_failing(message) for message in given_up], by=by, at=at)
    return len(given_up)


@command
def note_down(*, fault: str, by: Actor, at: datetime) -> None:
    """The mail server, or Notify, takes nothing just now. It is asked again after a rest, twice as long each time."""
    outbox = Outbox.objects.select_for_update().get_or_create(pk=1)[0]
    outbox.faults += 1
    outbox.fault, outbox.down_since = fault[:200], outbox.down_since or at
    outbox.ask_at = at + rest_after(outbox.faults)
    outbox.save(update_fields=["faults", "fault", "down_since", "ask_at"])
    nothing_changed(None)


@command
def note_up(*, by: Actor, at: datetime) -> None:
    """It takes letters again."""
    down = Outbox.objects.filter(~Q(fault=""), pk=1)
    down.update(fault="", faults=0, down_since=None, ask_at=None)
    nothing_changed(None)
