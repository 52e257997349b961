"""What the registry is told of groups, seats and terms of reference."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from plait.core.actor import Actor
from plait.core.dates import say
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.groups.models import Group, HoldingAs, SeatHolding, TermsVersion
from plait.groups.queries import terms_for

TERMS_SCHEMA = "plait.terms/1"


def _describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {
        k: Told(Ref("group", k), "", g.name, url=reverse("group", args=[g.slug]))
        for k, g in Group.objects.in_bulk(keys).items()
    }


def _terms(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {
        t.pk: Told(
            Ref("terms", t.pk),
            "",
            f"Terms of reference of the {t.group.name}, version {t.number}",
            lead=f"{say(t.holds_from)}, terms of reference" if t.holds_from else "Draft, terms of reference",
            url=f"{reverse('terms', args=[t.group.slug])}?version={t.number}",
            on=t.holds_from,
            restricted=t.group.circle.restricted,
        )
        for t in terms_for(viewer).filter(pk__in=keys)
    }


def _before_terms(keys: Sequence[int]) -> Mapping[int, Sequence[Ref]]:
    found = TermsVersion.objects.filter(pk__in=keys, agreed_key__isnull=False).order_by("pk")
    return {t.pk: [Ref(t.agreed_kind, t.agreed_key)] for t in found if t.agreed_key}


def _holdings(of: Ref) -> Sequence[Holding]:
    """Seats in groups at work, as holder and as deputy."""
    if of.kind != "person":
        return []
    held = SeatHolding.objects.filter(person=of.key, ends_on__isnull=True).select_related("seat__group")
    at_work = [h for h in held if h.seat.group.ended_on is None or h.seat.group.ended_on > localdate()]
    return [Holding(Ref("group", h.seat.group_id), _seat_words(h)) for h in at_work]


def _seat_words(held: SeatHolding) -> str:
    what = "the deputy’s place in the seat" if held.as_what == HoldingAs.DEPUTY else "the seat"
    return f"{what} {held.seat.title} in the {held.seat.group.name}"


def _repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    if old.kind != "person":
        return 0
    _sit_once(old.key, new.key, localdate(at))
    drafted = TermsVersion.objects.filter(drafted_by=old.key).update(drafted_by=new.key)
    return drafted + SeatHolding.objects.filter(person=old.key).update(person=new.key)


def _sit_once(old: int, new: int, today: date) -> None:
    """A holder and a deputy who turn out to be one person: the deputy's place ends."""
    pair = SeatHolding.objects.filter(person__in=(old, new)).exclude(ends_on__lte=today)
    holds = {held.seat_id for held in pair if held.as_what == HoldingAs.HOLDER}
    for held in pair:
        if held.as_what == HoldingAs.DEPUTY and held.seat_id in holds:
            held.ends_on = max(today, held.starts_on)
            held.save(update_fields=["ends_on"])


def _tell(verb: str, said: Mapping[str, object]) -> str:
    words = {
        "opened": "opened the {name}",
        "seat_added": "added the seat {seat}",
        "seated": "seated {who} as {seat}",
        "held_before": "recorded that {who} held the seat {seat} in times past",
        "seat_changed": "changed the seat {from} to {to}",
        "seat_ended": "ended the seat {seat}",
        "left_seat": "recorded that {who} left the seat {seat}",
        "ended": "ended the {name}",
    }
    if verb == "changed":
        return _tell_changed(said)
    sentence = words.get(verb, verb).format_map(said)
    return f"{sentence}; {said['to']} goes on with its work" if verb == "ended" and said.get("to") else sentence


def _tell_changed(said: Mapping[str, object]) -> str:
    names = {"name": "name", "short_name": "short name", "kind": "kind", "serves": "partnership"}
    parts = []
    for field, change in said.items():
        if field in names and isinstance(change, Mapping):
            was, now = change.get("from") or "nothing", change.get("to") or "nothing"
            parts.append(f"the {names[field]} from {was} to {now}")
    return f"changed {', '.join(parts)}"


def _tell_terms(verb: str, said: Mapping[str, object]) -> str:
    what = f"version {said.get('number')} of the terms of reference of the {said.get('group')}"
    words = {
        "drafted": f"drafted {what}",
        "changed": f"changed the draft of {what}",
        "dropped": f"dropped the draft of {what}",
        "agreed": f"recorded that {what} is agreed",
    }
    return words.get(verb, verb)


def _export_terms(viewer: Viewer) -> Iterable[Mapping[str, object]]:
    """Every version the viewer may see, as JSON rows."""
    for t in terms_for(viewer).order_by("group", "number"):
        yield {
            "schema": TERMS_SCHEMA,
            "group": t.group.slug,
            "number": t.number,
            "text": t.text,
            "holds_from": t.holds_from.isoformat() if t.holds_from else None,
            "quorum": t.quorum_number,
            "quorum_agencies": [agency.slug for agency in t.quorum_agencies.all()],
            "chair_decides": t.chair_decides,
        }


def register_kinds() -> None:
    register(RecordKind("group", "group", _describe, holdings=_holdings, repoint=_repoint, tell=_tell))
    register(
        RecordKind(
            "terms", "terms of reference", _terms, came_from=_before_terms, tell=_tell_terms, export=_export_terms
        )
    )
