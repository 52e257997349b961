"""What the registry is told of messages."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from plait.core.actor import Actor
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.notifications.models import Message


def _describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    mine = Message.objects.filter(pk__in=keys, to=viewer.person_id)
    return {m.pk: Told(Ref("message", m.pk), "", f"A message to {m.to}") for m in mine.select_related("to")}


def _holdings(of: Ref) -> Sequence[Holding]:
    """Messages are not handed over: they were said to one person."""
    return []


def _repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    return Message.objects.filter(to=old.key).update(to=new.key) if old.kind == "person" else 0


def register_kinds() -> None:
    register(RecordKind("message", "message", _describe, holdings=_holdings, repoint=_repoint))
