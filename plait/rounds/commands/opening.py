"""A round begins and ends."""

from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import record
from plait.rounds import rules
from plait.rounds.models import Asking, Counting, Request, Round
from plait.rounds.queries.reading import running_round


@command
def open_round(
    *, group: Group, counting: Counting, days: int, remind_before: int | None, by: Actor, at: datetime
) -> Round:
    """A round of a group's open actions; one runs at a time. Whom it asks is written by `ask_owners`."""
    locked = Group.objects.select_for_update().get(pk=group.pk)
    rules.check_can_open(days, running_round(locked.pk))
    held = Round.objects.create(
        group=locked,
        counting=counting,
        days=days,
        remind_before=remind_before,
        opened_at=at,
        opened_by_id=by.person_id,
    )
    said = {"group": str(group), "days": days, "counting": Counting(counting).label, "remind_before": remind_before}
    record(ref=Ref("round", held.pk), verb="opened", said=said, by=by, at=at)
    return held


@command
def note_asked_all(*, held: Round, by: Actor, at: datetime) -> None:
    """Every owner has been asked."""
    if Round.objects.filter(pk=held.pk, asked_all_at__isnull=True).update(asked_all_at=at):
        many = Request.objects.filter(round=held, person__isnull=False).count()
        record(ref=Ref("round", held.pk), verb="asked_all", said={"owners": many}, by=by, at=at)
    else:
        nothing_changed(None)


@command
def close_round(*, held: Round, by: Actor, at: datetime) -> Round:
    """Whoever has said nothing stays silent visibly; what comes in later is kept and marked late."""
    locked = Round.objects.select_for_update(of=("self",)).select_related("group").get(pk=held.pk)
    if locked.closed_at is not None:
        return nothing_changed(locked)
    locked.closed_at = at
    locked.save(update_fields=["closed_at"])
    silent = Request.objects.filter(round=locked, state__in=(Asking.ASKED, Asking.NO_ADDRESS))
    many = silent.update(state=Asking.CLOSED)
    record(ref=Ref("round", locked.pk), verb="closed", said={"silent": many}, by=by, at=at)
    return locked
