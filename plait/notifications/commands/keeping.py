"""What the business unit does about letters: sends them again, corrects an address, notes that somebody was told."""

from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import Change, record, record_all
from plait.notifications.commands.bounces import settle_address
from plait.notifications.models import Message, Outbox, State
from plait.notifications.rules import LASTS, can_send_again, check_can_be_told, check_can_correct, check_can_send_again
from plait.people.commands import change_person
from plait.people.models import Person

_AT_ONCE = 500


def _lock(message: Message) -> Message:
    return Message.objects.select_for_update(of=("self",)).select_related("to").get(pk=message.pk)


@command
def send_again(*, message: Message, by: Actor, at: datetime) -> Message:
    """One that failed waits again, and its address counts as good until it comes back once more."""
    held = _lock(message)
    check_can_send_again(held)
    settle_address(person_id=held.to_id, address=held.address or held.to.email, by=by, at=at)
    held.state, held.tries, held.due_at, held.send_by = State.WAITING, 0, at, at + LASTS
    held.fault, held.fault_at, held.code, held.doubtful = "", None, "", False
    held.save(update_fields=["state", "tries", "due_at", "send_by", "fault", "fault_at", "code", "doubtful"])
    record(ref=Ref("message", held.pk), verb="sent_again", said={"to": held.to.name}, by=by, at=at)
    return held


@command
def send_all_again(*, by: Actor, at: datetime) -> int:
    """Every letter that failed and can be sent again: after a mail server was set right. Returns how many."""
    failed = Message.objects.filter(state=State.FAILED).select_related("to").order_by("pk")[:_AT_ONCE]
    chosen = [message for message in failed if can_send_again(message)]
    for message in chosen:
        send_again(message=message, by=by, at=at)
    return len(chosen) if chosen else nothing_changed(0)


@command
def correct_address(*, message: Message, email: str, by: Actor, at: datetime) -> Message:
    """Their address in the list of people is another one from now on, and this letter goes there, if it can."""
    held = _lock(message)
    check_can_correct(held)
    was = held.to.email
    person = change_person(
        person=held.to,
        name=held.to.name,
        initials=held.to.initials,
        email=email,
        telephone=held.to.telephone,
        by=by,
        at=at,
    )
    if was:
        settle_address(person_id=person.pk, address=was, by=by, at=at)
    held.to = person
    return send_again(message=held, by=by, at=at) if can_send_again(held) else nothing_changed(held)


@command
def note_told(*, message: Message, how: str, by: Actor, at: datetime) -> Message:
    """Somebody told them what the letter says, by telephone or in person; `how` says so in words."""
    held = _lock(message)
    check_can_be_told(held)
    held.state = State.TOLD
    held.save(update_fields=["state"])
    Message.objects.filter(in_daily=held, state=State.GATHERED).update(state=State.TOLD)
    record(ref=Ref("message", held.pk), verb="told", said={"to": held.to.name, "how": how}, by=by, at=at)
    return held


@command
def pause(*, because: str, by: Actor, at: datetime) -> Outbox:
    """Nothing goes out but what people ask for from now on, such as codes to sign in with."""
    outbox = Outbox.objects.select_for_update().get_or_create(pk=1)[0]
    if outbox.paused_at is not None:
        return nothing_changed(outbox)
    outbox.paused_at, outbox.paused_because = at, because[:200]
    outbox.save(update_fields=["paused_at", "paused_because"])
    record(ref=Ref("outbox", outbox.pk), verb="paused", said={"because": because}, by=by, at=at)
    return outbox


@command
def resume(*, by: Actor, at: datetime) -> Outbox:
    """Letters go out again, those that wait too."""
    outbox = Outbox.objects.select_for_update().get_or_create(pk=1)[0]
    if outbox.paused_at is None:
        return nothing_changed(outbox)
    outbox.paused_at, outbox.paused_because, outbox.ask_at = None, "", None
    outbox.save(update_fields=["paused_at", "paused_because", "ask_at"])
    record(ref=Ref("outbox", outbox.pk), verb="resumed", said={}, by=by, at=at)
    return outbox


@command
def set_aside_waiting(*, before: datetime, to: Person | None = None, by: Actor, at: datetime) -> int:
    """Letters written before a moment that still wait are not sent: a restored back-up may hold ones that were.

    With `to` only those to one person, who has left.
    """
    kept = Message.objects.filter(state__in=(State.WAITING, State.GATHERED), taken_by="", written_at__lte=before)
    kept = kept.filter(to=to) if to else kept
    keys = list(kept.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return nothing_changed(0)
    kept.update(state=State.SET_ASIDE, sealed="")
    record_all(changes=[Change(Ref("message", key), "set_aside", {}) for key in keys], by=by, at=at)
    return len(keys)
