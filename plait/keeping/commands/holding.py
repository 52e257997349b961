"""Legal holds, periods, and that somebody looked at a record and keeps it."""

from datetime import date, datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Stale
from plait.core.registry import Ref
from plait.history.commands import record
from plait.keeping import rules
from plait.keeping.models import Hold, Period, Review
from plait.keeping.queries import hold_of


@command
def hold(*, ref: Ref, because: str, by: Actor, at: datetime) -> Hold:
    """Place a legal hold on a record. One that is held already stays as it is held."""
    held = hold_of(ref)
    if held is not None:
        return nothing_changed(held)
    rules.check_reason(because)
    placed = Hold.objects.create(kind=ref.kind, key=ref.key, because=because, at=at, by=by.name)
    record(ref=ref, verb="held", said={"why": because}, by=by, at=at)
    return placed


@command
def lift_hold(*, ref: Ref, because: str, by: Actor, at: datetime) -> Hold | None:
    """End the legal hold on a record; nothing happens where there is none."""
    held = Hold.objects.select_for_update().filter(kind=ref.kind, key=ref.key, lifted_at=None).first()
    if held is None:
        return nothing_changed(None)
    rules.check_reason(because)
    held.lifted_at, held.lifted_by, held.lifted_because = at, by.name, because
    held.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    record(ref=ref, verb="hold_lifted", said={"why": because}, by=by, at=at)
    return held


@command
def set_period(*, retention: str, months: int | None, version: int, by: Actor, at: datetime) -> None:
    """The period of a retention class in months, or None for none: then nothing of it falls due."""
    period = Period.objects.select_for_update().filter(retention=retention).first()
    before = period.months if period else None
    if before == months:
        return nothing_changed(None)
    if version != (period.version if period else 0):
        raise Stale("Somebody else changed this period since you opened the page. Open it again; nothing was lost.")
    if months is None and period is not None:
        period.delete()
    elif months is not None:
        Period.objects.update_or_create(retention=retention, defaults={"months": months, "version": version + 1})
    key = rules.CLASSES.index(retention)
    said = {"name": retention, "from": before, "to": months}
    record(ref=Ref("period", key), verb="period_set", said=said, by=by, at=at)
    return None


@command
def keep_until(*, ref: Ref, day: date, because: str, by: Actor, at: datetime) -> Review:
    """Somebody looked at a record that was due and keeps it until a day."""
    rules.check_reason(because)
    rules.check_later(day, at)
    review, _ = Review.objects.update_or_create(
        kind=ref.kind, key=ref.key, defaults={"keep_until": day, "because": because, "at": at}
    )
    record(ref=ref, verb="kept_until", said={"to": day.isoformat(), "why": because}, by=by, at=at)
    return review
