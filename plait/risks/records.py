"""What the registry is told of risks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from plait.core.actor import Actor
from plait.core.dates import say
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.risks.models import Risk, RiskOwner, RiskState
from plait.risks.queries import risks_for

SCHEMA = "plait.risk/1"


def describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    """Of a restricted risk only its reference and its group are told."""
    return {r.pk: told_of(r) for r in risks_for(viewer).filter(pk__in=keys)}


def told_of(risk: Risk) -> Told:
    """A risk in words, for one who may see it. Its group and circle are fetched with it."""
    restricted = risk.circle.restricted
    return Told(
        Ref("risk", risk.pk),
        risk.reference,
        f"Risk {risk.reference} of the {risk.group}" if restricted else risk.wording,
        lead=f"{say(risk.raised_on)}, risk",
        detail=RiskState(risk.state).label,
        url=f"{reverse('risks', args=[risk.group.slug])}#{risk.reference}",
        on=risk.raised_on,
        restricted=restricted,
    )


def came_from(keys: Sequence[int]) -> Mapping[int, Sequence[Ref]]:
    found = Risk.objects.filter(pk__in=keys).exclude(origin_kind="").order_by("pk")
    return {r.pk: [Ref(r.origin_kind, r.origin_key)] for r in found if r.origin_key}


def holdings(of: Ref) -> Sequence[Holding]:
    """Open risks that a person answers for, or that stand in a group's register."""
    still = Risk.objects.filter(state=RiskState.OPEN).order_by("number")
    if of.kind == "group":
        return [Holding(Ref("risk", r.pk), f"{r.reference}, open") for r in still.filter(group=of.key)]
    if of.kind == "person":
        theirs = still.filter(owners__person=of.key).distinct()
        return [Holding(Ref("risk", r.pk), f"{r.reference}, as owner") for r in theirs]
    return []


def repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    """Risks owned or closed by one person become the other's. Who stands twice stands once."""
    if old.kind != "person":
        return 0
    has = RiskOwner.objects.filter(person=new.key).values("risk")
    doubled, _ = RiskOwner.objects.filter(person=old.key, risk__in=list(has.values_list("risk", flat=True))).delete()
    moved = RiskOwner.objects.filter(person=old.key).update(person=new.key)
    return doubled + moved + Risk.objects.filter(closed_by=old.key).update(closed_by=new.key)


def tell(verb: str, said: Mapping[str, object]) -> str:
    """A line of a risk's history, without the name of who did it."""
    if verb == "brought_up_to_date":
        return "brought up to date: " + "; ".join(
            f"{name.replace('_', ' ')} from {_words(change.get('from'))} to {_words(change.get('to'))}"
            for name, change in said.items()
            if isinstance(change, Mapping)
        )
    because = f": {_words(said['because'])}" if said.get("because") else ""
    words = {
        "raised": f"put the risk into the register: “{said.get('wording')}”",
        "closed": f"closed the risk: “{said.get('because')}”",
        "handed_over": f"handed the risk over from the {said.get('from')} to the {said.get('to')}",
        "put_into_circle": f"put the risk into the circle {said.get('to')}{because}",
    }
    return words.get(verb, verb)


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value) or "nobody"
    return f"“{value}”" if value else "nothing"


def export(viewer: Viewer) -> Iterable[Mapping[str, object]]:
    """Every risk the viewer may see, as JSON rows; of restricted ones no words."""
    for r in risks_for(viewer).iterator(chunk_size=500):
        yield {
            "schema": SCHEMA,
            "reference": r.reference,
            "wording": told_of(r).title,
            "group": r.group.slug,
            "state": r.state,
            "raised_on": r.raised_on.isoformat(),
            "before": [r.likelihood, r.impact, r.score],
            "after": [r.likelihood_after, r.impact_after, r.score_after],
        }


def register_kinds() -> None:
    register(
        RecordKind(
            "risk",
            "risk",
            describe,
            came_from=came_from,
            holdings=holdings,
            repoint=repoint,
            tell=tell,
            export=export,
        )
    )
