"""A round begins and ends."""

from datetime import date, datetime, timedelta

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import record
from plait.rounds import rules
from plait.rounds.clock import day_of
from plait.rounds.models import Asking, BeforeMeetings, Counting, Request, Round
from plait.rounds.queries.reading import running_round


@command
def open_round(
    *,
    group: Group,
    counting: Counting,
    days: int,
    remind_before: int | None,
    for_meeting_on: date | None = None,
    by: Actor,
    at: datetime,
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
        for_meeting_on=for_meeting_on,
    )
    said: dict[str, object] = {
        "group": str(group),
        "days": days,
        "counting": Counting(counting).label,
        "remind_before": remind_before,
    }
    if for_meeting_on is not None:
        said["for_meeting_on"] = for_meeting_on.isoformat()
    record(ref=Ref("round", held.pk), verb="opened", said=said, by=by, at=at)
    return held


@command
def open_for_meeting(*, habit: BeforeMeetings, meets_on: date, by: Actor, at: datetime) -> Round | None:
    """The round before a meeting, once, however often it is asked for. None where there is none to open.

    One that began in the same days serves; one from before them ends, as the next begins.
    """
    Group.objects.select_for_update().get(pk=habit.group_id)
    begins = meets_on - timedelta(days=habit.days_before)
    before = Round.objects.filter(group=habit.group_id).select_related("group").order_by("-opened_at", "-pk")
    if any(held.for_meeting_on == meets_on or day_of(held.opened_at) >= begins for held in before[:20]):
        return nothing_changed(None)
    for held in before.filter(closed_at__isnull=True):
        close_round(held=held, by=by, at=at)
    return open_round(
        group=habit.group,
        counting=Counting(habit.counting),
        days=habit.days,
        remind_before=habit.remind_before,
        for_meeting_on=meets_on,
        by=by,
        at=at,
    )


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
