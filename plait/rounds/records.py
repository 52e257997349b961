"""What the registry is told of rounds, owners' parts of them, and pauses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from plait.access.queries import visible_to
from plait.core.actor import Actor
from plait.core.dates import say
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register
from plait.rounds.models import Answer, Asking, BeforeMeetings, Pause, Proposal, Request, Round


def _describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    told = {}
    for held in visible_to(Round.objects.filter(pk__in=keys), viewer).select_related("group"):
        day = timezone.localdate(held.opened_at)
        url = reverse("round", args=[held.pk])
        told[held.pk] = Told(Ref("round", held.pk), "", str(held), lead=f"{say(day)}, round", url=url, on=day)
    return told


def _describe_requests(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    found = visible_to(Request.objects.filter(pk__in=keys), viewer).select_related("round__group", "person")
    return {
        r.pk: Told(Ref("round_request", r.pk), "", f"{r.words}, {r.round}", url=reverse("round", args=[r.round_id]))
        for r in found
    }


def _describe_pauses(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    return {p.pk: Told(Ref("round_pause", p.pk), "", "A pause") for p in Pause.objects.filter(pk__in=keys)}


def _describe_habits(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    found = visible_to(BeforeMeetings.objects.filter(pk__in=keys), viewer).select_related("group")
    return {
        h.pk: Told(
            Ref("round_habit", h.pk),
            "",
            f"Rounds before meetings of the {h.group}",
            url=reverse("rounds_before_meetings", args=[h.group.slug]),
        )
        for h in found
    }


def _holdings(of: Ref) -> Sequence[Holding]:
    """Answers that a person still owes, rounds of a group that run."""
    if of.kind == "group":
        running = Round.objects.filter(group=of.key, closed_at__isnull=True).order_by("pk")
        return [Holding(Ref("round", held.pk), "a round that runs") for held in running]
    if of.kind != "person":
        return []
    owed = Request.objects.filter(person=of.key, state__in=(Asking.ASKED, Asking.PARTLY), round__closed_at__isnull=True)
    found = owed.select_related("round__group").order_by("pk")
    return [Holding(Ref("round_request", r.pk), f"an answer in the {str(r.round).lower()}") for r in found]


def _repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    """A merged person's parts become the other's; where both were asked in one round, the two parts become one."""
    if old.kind != "person":
        return 0
    moved = 0
    for model, field in ((Round, "opened_by"), (Answer, "by"), (Proposal, "decided_by"), (Pause, "person")):
        moved += model._default_manager.filter(**{field: old.key}).update(**{field: new.key})
    both = set(Request.objects.filter(person=new.key).order_by().values_list("round_id", flat=True))
    doubled = Request.objects.filter(person=old.key, round__in=both)
    moved += doubled.update(person=None, state=Asking.NOT_SETTLED, why_not="Merged with another record")
    return moved + Request.objects.filter(person=old.key).update(person=new.key)


_WORDS = {
    "opened": "opened the round: {days} to answer",
    "asked_all": "had asked {owners}",
    "closed": "closed the round; {silent} had not answered",
    "asked": "asked {owner} about {actions}",
    "reminded": "reminded {owner}",
    "answered": "kept {answers} of {owner}",
    "replied": "took an e-mail of {owner}: {answers}",
    "reply_read": "read what {owner} had written by e-mail",
    "decided": "decided on {action}, “{kind}”: {state} {words}",
    "lead_told": "told the lead of {owner}’s agency",
    "chair_told": "told the chair of {owner}’s silence",
    "note_held": "held the note about {owner} back",
    "set": "had a round of the {group} open {days_before} days before each meeting",
    "ended": "had rounds of the {group} open by hand only",
    "added": "entered a pause from {first} to {last}",
    "dropped": "took a pause away",
}


_COUNTED = {"days": "day", "owners": "owner", "actions": "action", "answers": "answer"}


def _tell(verb: str, said: Mapping[str, object]) -> str:
    words = {key: _many(value, _COUNTED[key]) if key in _COUNTED else str(value) for key, value in said.items()}
    return _WORDS.get(verb, verb).format_map(defaultdict(str, words))


def _many(value: object, what: str) -> str:
    return f"{value} {what}" if value == 1 else f"{value} {what}s"


def register_kinds() -> None:
    register(RecordKind("round", "round", _describe, holdings=_holdings, repoint=_repoint, tell=_tell))
    register(RecordKind("round_request", "part of a round", _describe_requests, tell=_tell))
    register(RecordKind("round_habit", "rounds before meetings", _describe_habits, tell=_tell))
    register(RecordKind("round_pause", "pause", _describe_pauses, tell=_tell))
