"""Opening circles, and letting people in and out. Whatever happens in a circle happens in those that follow it."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from plait.access import rules
from plait.access.models import Came, Circle, Exclusion, Grant, Level, Role
from plait.access.queries import roles_held, running_on
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Partnership, Person


@command
def open_circle(
    *,
    name: str,
    level: Level,
    partnership: Partnership,
    within: Circle | None = None,
    follows: Circle | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Circle:
    """A circle; with `follows` it begins with whoever that one lets in and shuts out, and keeps in step with it.

    One for a matter of a group (`within`, following none) is opened for a reason.
    """
    if within is not None and follows is None:
        reason = rules.check_reason(reason)
    if Circle.objects.filter(partnership=partnership, name=name).exists():
        raise Refusal(f"There is a circle {name} already. Give this one another name.")
    circle = Circle.objects.create(
        name=name, level=level, partnership=partnership, within=within, follows=follows, reason=reason
    )
    if follows is not None:
        _begin_as(circle, follows, localdate(at))
    said = {"name": name, "level": level.value, "reason": reason}
    record(ref=Ref("circle", circle.pk), verb="opened", said=said, by=by, at=at)
    return circle


@command
def grant(
    *,
    circle: Circle,
    person: Person | None = None,
    role: Role | None = None,
    starts_on: date,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Grant:
    """Let a seat's holder or a role into a circle from a day; a running grant is left as it is."""
    who = {"person": person, "role": role.value if role else "", "came": Came.ROLE if role else Came.SEAT}
    running = Grant.objects.filter(circle=circle, ends_on__isnull=True, followed=None, **who).first()
    if running is not None:
        return nothing_changed(running)
    granted = Grant(circle=circle, starts_on=starts_on, reason=reason, let_in_by_id=by.person_id, **who)
    _keep(granted)
    said = {
        "circle": circle.name,
        "who": person.name if person else role.label if role else "",
        "reason": reason,
    }
    record(ref=Ref("circle", circle.pk), verb="granted", said=said, by=by, at=at)
    return granted


@command
def end_grant(*, circle: Circle, person: Person, ends_on: date, by: Actor, at: datetime) -> None:
    """What a seat gave ends on `ends_on`, the first day on which they no longer belong to the circle by it.

    A later day that was recorded before is brought forward.
    """
    theirs = Grant.objects.filter(circle=circle, person=person, came=Came.SEAT, followed=None)
    ending = list(theirs.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on, starts_on__lte=ends_on)))
    for each in ending:
        _end(each, ends_on)
    if not ending:
        return nothing_changed(None)
    said = {"circle": circle.name, "who": person.name, "on": ends_on.isoformat()}
    record(ref=Ref("circle", circle.pk), verb="grant_ended", said=said, by=by, at=at)
    return None


@command
def let_in(
    *, circle: Circle, person: Person, reason: str, ends_on: date | None = None, by: Actor, at: datetime
) -> Grant:
    """Into a restricted circle, by name, from today. With `ends_on` the place ends by itself on that day."""
    circle, today = _locked(circle), localdate(at)
    said = rules.check_reason(reason)
    rules.check_lets_in(circle, person, by.person_id)
    rules.check_last_day(today, ends_on)
    by_name = Grant.objects.filter(running_on(today), circle=circle, person=person, came=Came.NAME)
    rules.check_is_not_in(person, by_name.first())
    rules.check_is_not_shut_out(person, _shut_out(circle, person))
    granted = Grant(
        circle=circle,
        person=person,
        starts_on=today,
        ends_on=ends_on,
        reason=said,
        came=Came.NAME,
        let_in_by_id=by.person_id,
    )
    _keep(granted)
    words = {"circle": circle.name, "who": person.name, "reason": said}
    words["until"] = ends_on.isoformat() if ends_on else ""
    record(ref=Ref("circle", circle.pk), verb="let_in", said=words, by=by, at=at)
    return granted


@command
def end_place(*, grant: Grant, reason: str, by: Actor, at: datetime) -> Grant:
    """A place by name, or one by broken glass, ends at once. What a seat gives ends with the seat."""
    grant = Grant.objects.select_for_update(of=("self",)).select_related("circle", "person").get(pk=grant.pk)
    today = localdate(at)
    rules.check_is_by_name(grant)
    rules.check_is_running(grant, today)
    said = rules.check_reason(reason)
    _end(grant, today)
    who = grant.person.name if grant.person else ""
    words = {"circle": grant.circle.name, "who": who, "on": today.isoformat(), "reason": said}
    record(ref=Ref("circle", grant.circle_id), verb="grant_ended", said=words, by=by, at=at)
    return grant


@command
def break_glass(*, circle: Circle, person: Person, reason: str, by: Actor, at: datetime) -> Grant:
    """An administrator lets themselves in for `settings.BREAK_GLASS_HOURS`. Whoever calls this tells the circle."""
    circle = _locked(circle)
    said = rules.check_reason(reason)
    roles = roles_held(person.pk, on=localdate(at))
    rules.check_breaks_glass(circle, roles, _shut_out(circle, person))
    until = at + timedelta(hours=settings.BREAK_GLASS_HOURS)
    granted = Grant(
        circle=circle,
        person=person,
        starts_on=localdate(at),
        until=until,
        reason=said,
        came=Came.BREAK_GLASS,
        let_in_by_id=by.person_id,
    )
    _keep(granted)
    words = {"circle": circle.name, "who": person.name, "reason": said, "until": until.isoformat()}
    record(ref=Ref("circle", circle.pk), verb="glass_broken", said=words, by=by, at=at)
    return granted


def _locked(circle: Circle) -> Circle:
    return Circle.objects.select_for_update(of=("self",)).get(pk=circle.pk)


def _shut_out(circle: Circle, person: Person) -> Exclusion | None:
    return Exclusion.objects.filter(circle=circle, person=person, lifted=False).first()


def _keep(granted: Grant) -> None:
    granted.save()
    for follower in Circle.objects.filter(follows=granted.circle_id):
        _keep(_copy_of(granted, follower))


def _end(grant: Grant, ends_on: date) -> None:
    grant.ends_on = max(ends_on, grant.starts_on)
    grant.save(update_fields=["ends_on"])
    for copied in Grant.objects.filter(followed=grant):
        _end(copied, ends_on)


def _copy_of(granted: Grant, circle: Circle) -> Grant:
    return Grant(
        circle=circle,
        person_id=granted.person_id,
        role=granted.role,
        starts_on=granted.starts_on,
        ends_on=granted.ends_on,
        until=granted.until,
        reason=granted.reason,
        came=granted.came,
        let_in_by_id=granted.let_in_by_id,
        followed=granted,
    )


def _begin_as(circle: Circle, follows: Circle, today: date) -> None:
    running = Grant.objects.filter(circle=follows).exclude(ends_on__lte=today)
    Grant.objects.bulk_create(_copy_of(each, circle) for each in running)
    shut = Exclusion.objects.filter(circle=follows, lifted=False)
    Exclusion.objects.bulk_create(
        Exclusion(
            circle=circle, person_id=each.person_id, reason=each.reason, own=each.own, since=each.since, followed=each
        )
        for each in shut
    )
