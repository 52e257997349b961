"""Putting a message into the outbox."""

from collections.abc import Mapping
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.registry import Ref
from plait.history.commands import record
from plait.notifications.models import Message
from plait.people.models import Person


@command
def put_in_outbox(*, to: Person, template: str, context: Mapping[str, object], by: Actor, at: datetime) -> Message:
    message = Message.objects.create(to=to, template=template, context=dict(context), written_at=at)
    record(
        ref=Ref("message", message.pk),
        verb="written",
        said={"to": to.name, "template": template},
        by=by,
        at=at,
    )
    return message
