"""Adding an action by hand, however often the form is sent."""

from collections.abc import Sequence
from datetime import date, datetime

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands.assigning import assign
from plait.actions.models import Action, ActionKind
from plait.core import doubled
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.groups.models import Group


@command
def assign_once(
    *,
    form: str,
    group: Group,
    wording: str,
    kind: ActionKind,
    owners: Sequence[OwnerChoice],
    due: DueChoice,
    agreed_on: date,
    by: Actor,
    at: datetime,
) -> Action:
    """What was agreed outside a minuted meeting. `form` is the form's own key: sent again it finds what it made."""
    sent = f"action {by.person_id} {form}"
    if not doubled.is_first(sent):
        return nothing_changed(Action.objects.get(pk=int(doubled.made_by(sent))))
    made = assign(
        group=group,
        wording=wording,
        kind=kind,
        owners=owners,
        due=due,
        origin=None,
        circle=group.circle,
        minuted_on=agreed_on,
        by=by,
        at=at,
    )
    doubled.note_made(sent, str(made.pk))
    return made
