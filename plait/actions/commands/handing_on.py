"""An agency's lead hands an action on within the agency."""

from datetime import datetime

from plait.actions import rules
from plait.actions.choices import OwnerChoice
from plait.actions.commands.changing import _as_choice, change
from plait.actions.models import Action, OwnerKind, Responsibility
from plait.core.actor import Actor
from plait.core.commands import command
from plait.people.models import Person


@command
def hand_on(
    *, action: Action, held: Responsibility, to: Person, version: int | None, by: Actor, at: datetime
) -> Action:
    """`to` answers in the place of whoever `held` names. An agency goes on answering, and `to` stands beside it."""
    running = Responsibility.objects.filter(action=action, ended_at__isnull=True).order_by("pk")
    owners = list(running.select_related("person", "post", "agency", "group"))
    rules.check_hands_on(owners, held, to)
    stays = [each for each in owners if each.pk != held.pk or held.kind == OwnerKind.AGENCY]
    leads = held.leads and held.kind != OwnerKind.AGENCY
    choices = [*(_as_choice(each) for each in stays), OwnerChoice(OwnerKind.PERSON, to, leads=leads)]
    return change(action=action, owners=choices, version=version, by=by, at=at)
