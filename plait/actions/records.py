"""What the registry is told of actions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.urls import reverse

from plait.actions.models import OPEN_STATES, Action, Responsibility, State, Update
from plait.actions.queries import actions_from, held_by_group, held_by_person, register_for, with_owners
from plait.core.actor import Actor
from plait.core.dates import say
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register

SCHEMA = "plait.action/1"


def describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    """A restricted action is told by its safe title, to those who know it too: titles travel."""
    known = register_for(viewer).filter(pk__in=keys).select_related("circle").order_by("pk")
    return {a.pk: told_of(a) for a in known}


def told_of(action: Action) -> Told:
    """An action in words, for one who may see it. Its circle is fetched with it."""
    return Told(
        Ref("action", action.pk),
        action.reference,
        action.safe_title or action.wording,
        lead=f"{say(action.minuted_on)}, action",
        detail=State(action.state).label,
        url=reverse("action", args=[action.reference]),
        on=action.minuted_on,
        restricted=action.circle.restricted,
    )


def came_from(keys: Sequence[int]) -> Mapping[int, Sequence[Ref]]:
    found: dict[int, list[Ref]] = {}
    for a in Action.objects.filter(pk__in=keys).order_by("pk"):
        origin = [Ref(a.origin_kind, a.origin_key)] if a.origin_kind and a.origin_key else []
        found[a.pk] = origin + ([Ref("action", a.carried_from_id)] if a.carried_from_id else [])
    return found


def led_to(keys: Sequence[int]) -> Mapping[int, Sequence[Ref]]:
    found: defaultdict[int, list[Ref]] = defaultdict(list)
    for a in Action.objects.filter(carried_from__in=keys).order_by("number"):
        if a.carried_from_id:
            found[a.carried_from_id].append(Ref("action", a.pk))
    return found


def from_meetings(keys: Sequence[int]) -> Mapping[int, Sequence[Ref]]:
    """What came of meetings: asked by the room above."""
    found: defaultdict[int, list[Ref]] = defaultdict(list)
    for a in actions_from(Ref("meeting", key) for key in keys):
        if a.origin_key:
            found[a.origin_key].append(Ref("action", a.pk))
    return found


def holdings(of: Ref) -> Sequence[Holding]:
    if of.kind == "group":
        return [Holding(Ref("action", a.pk), f"{a.reference}, open") for a in held_by_group(of.key)]
    if of.kind == "person":
        held = held_by_person(of.key)
        return [Holding(Ref("action", h.action_id), f"{h.action.reference}, as owner") for h in held]
    return []


def repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    """Everything said, closed or owed by one person becomes the other's. Who stands twice stands once."""
    if old.kind != "person":
        return 0
    has = Responsibility.objects.filter(person=new.key, ended_at__isnull=True).values("action")
    doubled = Responsibility.objects.filter(person=old.key, ended_at__isnull=True, action__in=has)
    moved = doubled.update(ended_at=at)
    moved += Responsibility.objects.filter(person=old.key).update(person=new.key)
    for held in Responsibility.objects.filter(candidates=old.key).order_by("pk"):
        held.candidates.remove(old.key)
        held.candidates.add(new.key)
    Action.objects.filter(closed_by=old.key).update(closed_by=new.key)
    Update.objects.filter(on_behalf_of=old.key).update(on_behalf_of=new.key)
    return moved + Update.objects.filter(by=old.key).update(by=new.key)


def tell(verb: str, said: Mapping[str, object]) -> str:
    """A line of an action's history, without the name of who did it."""
    text = {
        "assigned": _tell_assigned(said),
        "updated": _tell_update(said),
        "owner_settled": f"said who is meant by “{said.get('from')}”: {said.get('to')}",
        "evidence_added": f"added a file: {said.get('name')}",
        "closed": f"closed the action. {_quoted(said.get('answer') or said.get('words'))}".strip(),
        "closed_not_done": f"closed the action as not done: {_quoted(said.get('because'))}",
        "reopened": f"opened the action again: {_quoted(said.get('because'))}",
        "handed_over": f"handed the action over from the {said.get('from')} to the {said.get('to')}",
        "stuck": f"noted that nothing has moved since {_day(said.get('since'))}, in two rounds",
        "put_into_circle": f"put the action into the circle {said.get('to')}{_because(said)}",
        "changed": _tell_change(said),
    }
    return text.get(verb, verb)


def _tell_assigned(said: Mapping[str, object]) -> str:
    if not said.get("minuted"):
        return "added the action"
    changed = (
        f", and changed its words. The minutes say {_quoted(said['as_minuted'])}" if said.get("as_minuted") else ""
    )
    return f"confirmed the action from the minutes{changed}"


def _because(said: Mapping[str, object]) -> str:
    return f": {_quoted(said['because'])}" if said.get("because") else ""


def _day(since: object) -> str:
    return say(date.fromisoformat(since)) if isinstance(since, str) else "a day that is not known"


def _quoted(words: object) -> str:
    return f"“{words}”" if words else ""


def _tell_update(said: Mapping[str, object]) -> str:
    told = f"told by {said['told_by']}: " if said.get("told_by") else ""
    moved = f" From {said.get('from')} to {said.get('to')}." if said.get("from") != said.get("to") else ""
    waits = f" It waits for {said['blocked_by']}." if said.get("blocked_by") else ""
    return f"{told}{_quoted(said.get('words'))}{moved}{waits}".strip() or "wrote an update"


def _tell_change(said: Mapping[str, object]) -> str:
    names = {"wording": "the wording", "kind": "the kind", "due": "the date", "owners": "the owners"}
    parts = []
    for key, name in names.items():
        change = said.get(key)
        if isinstance(change, Mapping):
            parts.append(f"{name} from {_listed(change.get('from'))} to {_listed(change.get('to'))}")
    return "changed " + "; ".join(parts)


def _listed(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value) or "nobody"
    return f"“{value}”"


def export(viewer: Viewer) -> Iterable[Mapping[str, object]]:
    """Every action the viewer may see, as JSON rows."""
    known = with_owners(register_for(viewer).select_related("group")).order_by("number")
    for a in known.iterator(chunk_size=500):
        yield {
            "schema": SCHEMA,
            "reference": a.reference,
            "wording": a.safe_title or a.wording,
            "kind": a.kind,
            "state": a.state,
            "open": a.state in OPEN_STATES,
            "group": a.group.slug,
            "due": a.due_on.isoformat() if a.due_on else None,
            "due_words": a.due_words,
            "hard": a.due_hard,
        }


def register_kinds() -> None:
    register(
        RecordKind(
            "action",
            "action",
            describe,
            came_from=came_from,
            led_to=led_to,
            holdings=holdings,
            repoint=repoint,
            tell=tell,
            export=export,
        )
    )
