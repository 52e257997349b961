"""Conflicts of interest: somebody is shut out, whatever lets them in, until it is withdrawn."""

from datetime import datetime

from django.utils.timezone import localdate

from plait.access import rules
from plait.access.commands.circles import open_circle
from plait.access.models import Circle, Exclusion, Level
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Person


@command
def exclude(*, circle: Circle, person: Person, reason: str, by: Actor, at: datetime) -> Exclusion:
    """Shut a person out of a circle and of every circle that follows it, whatever grants say."""
    said = rules.check_reason(reason)
    own = by.person_id is not None and by.person_id == person.pk
    shut, made = Exclusion.objects.get_or_create(
        circle=circle,
        person=person,
        lifted=False,
        followed=None,
        defaults={"reason": said, "own": own, "since": localdate(at)},
    )
    if not made:
        return nothing_changed(shut)
    _copy(shut, circle)
    words = {"circle": circle.name, "who": person.name, "reason": said}
    record(ref=Ref("circle", circle.pk), verb="declared" if own else "excluded", said=words, by=by, at=at)
    return shut


@command
def lift(*, exclusion: Exclusion, reason: str, by: Actor, at: datetime) -> Exclusion:
    """The conflict is no more: what let the person in lets them in again. The history keeps both."""
    found = Exclusion.objects.select_for_update(of=("self",)).select_related("circle", "person")
    exclusion = found.get(pk=exclusion.pk)
    rules.check_can_lift(exclusion, by.person_id)
    said = rules.check_reason(reason)
    _lift(exclusion)
    words = {"circle": exclusion.circle.name, "who": exclusion.person.name, "reason": said}
    record(ref=Ref("circle", exclusion.circle_id), verb="lifted", said=words, by=by, at=at)
    return exclusion


@command
def own_circle(*, circle: Circle, name: str, by: Actor, at: datetime) -> Circle:
    """A circle for one record, beside `circle`: whoever that one holds, and room for the record's own conflicts.

    `circle` itself where the record is in its own circle already, known by `name`.
    """
    if circle.follows_id is not None and circle.name == name:
        return nothing_changed(circle)
    there = Circle.objects.filter(partnership=circle.partnership_id, name=name, follows=circle).first()
    if there is not None:
        return nothing_changed(there)
    return open_circle(
        name=name,
        level=Level(circle.level),
        partnership=circle.partnership,
        within=circle.within or circle,
        follows=circle,
        by=by,
        at=at,
    )


@command
def carry_over(*, circle: Circle, to: Circle, by: Actor, at: datetime) -> Circle:
    """A record in a circle of its own goes to another group: beside `to`, with the same conflicts of interest."""
    name = f"{circle.name}, now with {to.name}"[:200]
    beside = own_circle(circle=to, name=name, by=by, at=at)
    for shut in Exclusion.objects.filter(circle=circle, lifted=False, followed=None).select_related("person"):
        exclude(circle=beside, person=shut.person, reason=shut.reason, by=by, at=at)
    return nothing_changed(beside)  # but for what is in the history of `beside` itself


def _copy(shut: Exclusion, circle: Circle) -> None:
    for follower in Circle.objects.filter(follows=circle):
        copied = Exclusion.objects.create(
            circle=follower, person=shut.person, reason=shut.reason, own=shut.own, since=shut.since, followed=shut
        )
        _copy(copied, follower)


def _lift(exclusion: Exclusion) -> None:
    exclusion.lifted = True
    exclusion.save(update_fields=["lifted"])
    for copied in Exclusion.objects.filter(followed=exclusion, lifted=False):
        _lift(copied)
