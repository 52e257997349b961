"""Days on which clocks stand still."""

from datetime import date, datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Person
from plait.rounds.models import Pause


@command
def add_pause(*, person: Person | None, first: date, last: date, words: str = "", by: Actor, at: datetime) -> Pause:
    """Leave of one person, or, without a person, holidays of the schools. Both days are within."""
    if last < first:
        raise Refusal("The last day lies before the first. Look at the two days again.")
    if (last - first).days > 400:
        raise Refusal("That is longer than a year. Look at the two days again.")
    there = Pause.objects.filter(person=person, first=first, last=last).order_by("pk").first()
    if there is not None:
        return nothing_changed(there)
    made = Pause.objects.create(person=person, first=first, last=last, words=words.strip()[:100])
    said = {"who": person.name if person else "schools", "first": first.isoformat(), "last": last.isoformat()}
    record(ref=Ref("round_pause", made.pk), verb="added", said=said, by=by, at=at)
    return made


@command
def drop_pause(*, pause: Pause, by: Actor, at: datetime) -> None:
    """It was entered wrongly: clocks run on these days after all."""
    key = pause.pk
    gone, _ = Pause.objects.filter(pk=key).delete()
    if gone:
        record(ref=Ref("round_pause", key), verb="dropped", said={}, by=by, at=at)
    else:
        nothing_changed(None)
