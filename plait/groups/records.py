"""What the registry is told of groups and seats."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from plait.core.actor import Actor
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.groups.models import Group, SeatHolding


def _describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {
        k: Told(Ref("group", k), "", g.name, url=reverse("group", args=[g.slug]))
        for k, g in Group.objects.in_bulk(keys).items()
    }


def _holdings(of: Ref) -> Sequence[Holding]:
    if of.kind != "person":
        return []
    held = SeatHolding.objects.filter(person=of.key, ends_on__isnull=True).select_related("seat__group")
    return [Holding(Ref("group", h.seat.group_id), f"the seat {h.seat.title} in the {h.seat.group.name}") for h in held]


def _repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    if old.kind != "person":
        return 0
    return SeatHolding.objects.filter(person=old.key).update(person=new.key)


def _tell(verb: str, said: Mapping[str, object]) -> str:
    words = {
        "opened": "opened the {name}",
        "seat_added": "added the seat {seat}",
        "seated": "seated {who} as {seat}",
        "seat_changed": "changed the seat {from} to {to}",
        "seat_ended": "ended the seat {seat}",
        "left_seat": "recorded that {who} left the seat {seat}",
        "ended": "ended the {name}",
    }
    sentence = words.get(verb, verb).format_map(said)
    return f"{sentence}; {said['to']} goes on with its work" if verb == "ended" and said.get("to") else sentence


def register_kinds() -> None:
    register(RecordKind("group", "group", _describe, holdings=_holdings, repoint=_repoint, tell=_tell))
