"""Addresses from which letters come back: recorded on the person, until somebody settles it."""

from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record
from plait.notifications.models import Fault, Message, ReturnedAddress, State
from plait.notifications.states import may_follow


@command
def mark_address(*, message: Message, code: str, by: Actor, at: datetime) -> None:
    """Letters to this address come back. It is written to no more, but for codes that its owner asks for."""
    address = (message.address or message.to.email).lower()
    if not address:
        return nothing_changed(None)
    found, made = ReturnedAddress.objects.get_or_create(
        person=message.to,
        address=address,
        settled_at=None,
        defaults={"since": at, "code": code[:40], "message": message},
    )
    if not made:
        return nothing_changed(None)
    said = {"who": message.to.name, "address": found.address, "code": code}
    record(ref=Ref("person", message.to_id), verb="letter_came_back", said=said, by=by, at=at)
    return None


@command
def settle_address(*, person_id: int, address: str, by: Actor, at: datetime) -> None:
    """It was corrected, or is tried again: letters go there once more."""
    held = ReturnedAddress.objects.filter(person=person_id, address__iexact=address, settled_at__isnull=True)
    if not held.update(settled_at=at):
        return nothing_changed(None)
    record(ref=Ref("person", person_id), verb="address_settled", said={"address": address}, by=by, at=at)
    return None


@command
def note_came_back(*, message: Message, code: str, for_good: bool, by: Actor, at: datetime) -> None:
    """A letter that was sent has come back. `for_good`: there is no such address; otherwise it was full, or slow.

    Told twice, it changes nothing the second time.
    """
    held = Message.objects.select_for_update(of=("self",)).select_related("to").get(pk=message.pk)
    if not may_follow(State(held.state), State.FAILED) or held.state != State.SENT:
        return nothing_changed(None)
    held.state, held.fault = State.FAILED, Fault.CAME_BACK if for_good else Fault.BUSY
    held.fault_at, held.code = at, code[:40]
    held.save(update_fields=["state", "fault", "fault_at", "code"])
    said = {"to": held.to.name, "template": held.template, "fault": held.fault, "code": code}
    record(ref=Ref("message", held.pk), verb="came_back", said=said, by=by, at=at)
    if for_good:
        mark_address(message=held, code=code, by=by, at=at)
    return None
