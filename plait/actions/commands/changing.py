"""Changing what was agreed: wording, kind, owners, date; and handing over from group to group."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from plait.access.commands import carry_over
from plait.actions import rules
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands.shared import _give, _index, _keep, _locked, _safe_title
from plait.actions.models import Action, ActionKind, DueKind, Evidence, OwnerKind, Responsibility
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.files.commands import move_to_circle
from plait.groups.models import Group
from plait.history.commands import Change, record_all
from plait.search.commands import move


@command
def change(
    *,
    action: Action,
    wording: str | None = None,
    kind: ActionKind | None = None,
    owners: Sequence[OwnerChoice] | None = None,
    due: DueChoice | None = None,
    decision: str = "",
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Action:
    """Change what is given, leave the rest. A hard date moves only with `decision`, the words that name it."""
    held = _locked(action, version)
    rules.check_is_open(held)
    said: dict[str, object] = {}
    if wording is not None and wording.strip() != held.wording:
        rules.check_wording(wording)
        said["wording"] = {"from": held.wording, "to": wording.strip()}
        held.wording = wording.strip()
    if kind is not None and kind != held.kind:
        said["kind"] = {"from": ActionKind(held.kind).label, "to": ActionKind(kind).label}
        held.kind = kind
    if due is not None and due != _due_of(held):
        rules.check_due(due)
        rules.check_can_move_due(held, decided=bool(decision.strip()))
        said["due"] = {"from": _due_of(held).said(), "to": due.said(), "decision": decision.strip()}
        held.due_kind, held.due_on, held.due_words, held.due_hard = due.kind, due.on, due.words[:300], due.hard
    if owners is not None:
        said |= _change_owners(held, owners, at)
    if not said:
        return nothing_changed(held)
    _index(held, by, at)
    return _keep(held, "changed", said, by, at)


def _due_of(action: Action) -> DueChoice:
    return DueChoice(DueKind(action.due_kind), action.due_on, action.due_words, action.due_hard)


def _change_owners(action: Action, owners: Sequence[OwnerChoice], at: datetime) -> dict[str, object]:
    """End those who answer no longer, add those who are new; who stays keeps their row."""
    rules.check_owners(owners)
    running = list(
        Responsibility.objects.filter(action=action, ended_at__isnull=True)
        .select_related("person", "post", "agency", "group")
        .order_by("pk")
    )
    wanted = {_who(owner): owner for owner in owners}
    gone = [held for held in running if _who(_as_choice(held)) not in wanted]
    here = {_who(_as_choice(held)) for held in running}
    new = [owner for who, owner in wanted.items() if who not in here]
    if not gone and not new:
        return {}
    Responsibility.objects.filter(pk__in=[held.pk for held in gone]).update(ended_at=at)
    _give(action, new)
    before = [_as_choice(held).said() for held in running]
    return {"owners": {"from": before, "to": [owner.said() for owner in owners]}}


def _who(owner: OwnerChoice) -> tuple[object, ...]:
    """What makes an owner the same owner."""
    return (owner.kind, owner.person, owner.post, owner.agency, owner.group, owner.words if not owner.person else "")


def _as_choice(held: Responsibility) -> OwnerChoice:
    return OwnerChoice(OwnerKind(held.kind), held.person, held.post, held.agency, held.group, held.words, held.leads)


@command
def hand_over(*, actions: Sequence[Action], to: Group, by: Actor, at: datetime) -> int:
    """Another group goes on with these actions. Where the old group's circle knew, the new group's circle knows now;
    a restricted circle stays as it is, and a conflict of interest goes along. Rounds of the new group begin anew."""
    keys = [action.pk for action in actions]
    held = list(Action.objects.select_for_update(of=("self",)).select_related("group", "circle").filter(pk__in=keys))
    if not held:
        return nothing_changed(0)
    rules.check_can_hand_over(held, to)
    changes = []
    for action in held:
        changes.append(Change(Ref("action", action.pk), "handed_over", {"from": str(action.group), "to": str(to)}))
        follows = action.circle.follows_id == action.group.circle_id
        if not action.circle.restricted and (follows or action.circle_id == action.group.circle_id):
            action.circle = carry_over(circle=action.circle, to=to.circle, by=by, at=at) if follows else to.circle
            files = list(Evidence.objects.filter(action=action).values_list("file", flat=True))
            move_to_circle(files=files, circle=action.circle, by=by, at=at)
            move(refs=[Ref("file", key) for key in files], circle_id=action.circle_id, by=by, at=at)
        if not (action.circle.restricted and action.safe_title):
            action.safe_title = _safe_title(action.number, to, action.circle)
        action.handed_from, action.handed_on, action.stuck_since = action.group, localdate(at), None
        action.group = to
        action.version += 1
        changed = ["group", "circle", "safe_title", "handed_from", "handed_on", "stuck_since", "version"]
        action.save(update_fields=changed)
        _index(action, by, at)
    record_all(changes=changes, by=by, at=at)
    return len(held)
