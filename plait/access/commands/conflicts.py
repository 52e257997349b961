"""Conflicts of interest: somebody is shut out, whatever lets them in, until it is withdrawn."""

from datetime import datetime

from django.utils.timezone import localdate

from plait.access import rules
from plait.access.models import Circle, Exclusion
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
