"""What the registry is told of letters, links and what people chose."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from plait.core.actor import Actor
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.notifications.models import Message, Preference, ReturnedAddress, SignedLink


def _describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    mine = Message.objects.filter(pk__in=keys, to=viewer.person_id)
    return {m.pk: Told(Ref("message", m.pk), "", f"A message to {m.to}") for m in mine.select_related("to")}


def _describe_links(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    mine = SignedLink.objects.filter(pk__in=keys, person=viewer.person_id)
    return {link.pk: Told(Ref("link", link.pk), "", "A link to you by e-mail") for link in mine}


def _describe_outbox(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {key: Told(Ref("outbox", key), "", "The outbox") for key in keys}


def _holdings(of: Ref) -> Sequence[Holding]:
    """Letters are not handed over: they were said to one person."""
    return []


def _repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    """What both chose about one topic stays as the one that is kept chose it."""
    if old.kind != "person":
        return 0
    moved = Message.objects.filter(to=old.key).update(to=new.key)
    moved += SignedLink.objects.filter(person=old.key).update(person=new.key)
    chosen = Preference.objects.filter(person=new.key).values_list("topic", flat=True)
    Preference.objects.filter(person=old.key, topic__in=list(chosen)).delete()
    moved += Preference.objects.filter(person=old.key).update(person=new.key)
    back = ReturnedAddress.objects.filter(person=new.key, settled_at__isnull=True).values_list("address", flat=True)
    ReturnedAddress.objects.filter(person=old.key, settled_at__isnull=True, address__in=list(back)).update(
        settled_at=at
    )
    return moved + ReturnedAddress.objects.filter(person=old.key).update(person=new.key)


def register_kinds() -> None:
    register(RecordKind("message", "message", _describe, holdings=_holdings, repoint=_repoint))
    register(RecordKind("link", "link by e-mail", _describe_links))
    register(RecordKind("outbox", "outbox", _describe_outbox))
