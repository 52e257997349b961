"""A new action, and settling who is meant."""

from collections.abc import Sequence
from datetime import date, datetime

from plait.access.models import Circle
from plait.actions import rules
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands.shared import _give, _index, _keep, _locked, _safe_title
from plait.actions.models import PREFIX, Action, ActionKind, Responsibility, State
from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.references import take_numbers
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import record


@command
def assign(
    *,
    group: Group,
    wording: str,
    kind: ActionKind,
    owners: Sequence[OwnerChoice],
    due: DueChoice,
    origin: Ref | None,
    circle: Circle,
    minuted_on: date,
    lines: tuple[int, int] | None = None,
    carried_from: Action | None = None,
    as_minuted: str = "",
    under_way: bool = False,
    by: Actor,
    at: datetime,
) -> Action:
    """Put an action into the register. From a restricted circle it gets a safe title made of references only.

    `as_minuted`: the minutes' own words, where a person changed them before confirming; the history keeps them.
    `under_way`: the minutes report that somebody works on it.
    """
    rules.check_wording(wording)
    rules.check_due(due)
    number = take_numbers(PREFIX)[0]
    action = Action.objects.create(
        number=number,
        wording=wording.strip(),
        safe_title=_safe_title(number, group, circle),
        kind=kind,
        state=State.ON_THE_WAY if under_way else State.NOT_STARTED,
        group=group,
        circle=circle,
        origin_kind=origin.kind if origin else "",
        origin_key=origin.key if origin else None,
        minuted_on=minuted_on,
        first_line=lines[0] if lines else None,
        last_line=lines[1] if lines else None,
        due_kind=due.kind,
        due_on=due.on,
        due_words=due.words[:300],
        due_hard=due.hard,
        carried_from=carried_from,
    )
    _give(action, owners)
    _index(action, by, at)
    said = _said(action, owners, due, minuted=origin is not None, as_minuted=as_minuted.strip())
    record(ref=Ref("action", action.pk), verb="assigned", said=said, by=by, at=at)
    return action


def _said(
    action: Action, owners: Sequence[OwnerChoice], due: DueChoice, *, minuted: bool, as_minuted: str
) -> dict[str, object]:
    """What the history keeps of a new action."""
    said: dict[str, object] = {
        "wording": action.wording,
        "owners": [owner.said() for owner in owners],
        "due": due.said(),
        "minuted": minuted,
    }
    return said | ({"as_minuted": as_minuted} if as_minuted and as_minuted != action.wording else {})


@command
def settle_owner(*, responsibility: Responsibility, owner: OwnerChoice, by: Actor, at: datetime) -> Responsibility:
    """Say who is meant by an owner that stands as written. Answered once; a second answer is told so."""
    action = _locked(responsibility.action, None)
    held = Responsibility.objects.select_for_update().get(pk=responsibility.pk)
    if held.ended_at is not None or rules.is_settled(held.kind):
        raise Refusal(f"Who answers for {action.reference} was settled in the meantime.")
    if not rules.is_settled(owner.kind):
        raise Refusal("Choose who is meant.")
    rules.check_is_open(action)
    here = Responsibility.objects.filter(action=action, ended_at__isnull=True, person=owner.person)
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    if owner.person is None or not here.exists():
        chosen = OwnerChoice(owner.kind, owner.person, owner.post, owner.agency, owner.group, held.words, held.leads)
        _give(action, [chosen])
    said = {"from": held.words, "to": owner.said()}
    _keep(action, "owner_settled", said, by, at)
    return held
