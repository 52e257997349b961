"""Putting a message into the outbox, and what became of it."""

from collections.abc import Mapping
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.envelopes import seal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.notifications.models import Message
from plait.people.models import Person


@command
def put_in_outbox(
    *,
    to: Person,
    address: str = "",
    template: str,
    context: Mapping[str, object],
    secret: Mapping[str, str] | None = None,
    send_by: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Message:
    """With `send_by` it goes out by e-mail. `secret` (a code, a link) is kept sealed until then, and in no history."""
    message = Message.objects.create(
        to=to,
        address=address,
        template=template,
        context=dict(context),
        written_at=at,
        sealed=seal(secret) if secret else "",
        send_by=send_by,
    )
    record(
        ref=Ref("message", message.pk),
        verb="written",
        said={"to": to.name, "template": template},
        by=by,
        at=at,
    )
    return message


@command
def note_sent(*, message: Message, by: Actor, at: datetime) -> None:
    message.sent_at, message.sealed, message.tries = at, "", message.tries + 1
    message.save(update_fields=["sent_at", "sealed", "tries"])
    record(ref=Ref("message", message.pk), verb="sent", said={"to": message.to.name}, by=by, at=at)


@command
def note_failed(*, message: Message, by: Actor, at: datetime) -> None:
    """It is tried again until its time is over; no history, as nothing was said to anybody."""
    message.tries += 1
    message.save(update_fields=["tries"])
    nothing_changed(None)


@command
def give_up(*, by: Actor, at: datetime) -> int:
    """Erase the secrets of what can be sent no more. Returns how many."""
    late = Message.objects.filter(sent_at__isnull=True, send_by__lte=at).exclude(sealed="")
    given_up = list(late)
    for message in given_up:
        message.sealed = ""
        message.save(update_fields=["sealed"])
        record(ref=Ref("message", message.pk), verb="given_up", said={"tries": message.tries}, by=by, at=at)
    return len(given_up) if given_up else nothing_changed(0)
