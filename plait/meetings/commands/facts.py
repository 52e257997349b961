"""The facts of the meeting, and who attended, while they are checked."""

from datetime import datetime

from django.db.models import F, Q

from plait.actions.models import DueKind
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.dates import say
from plait.meetings import rules
from plait.meetings.choices import Facts
from plait.meetings.commands.again import Again
from plait.meetings.commands.held import Held
from plait.meetings.models import (
    Finding,
    FindingState,
    MinutesImport,
    Presence,
    Question,
    QuestionKind,
    QuestionState,
    ReadAttendee,
)
from plait.people.models import Person
from plait.reading.due.wording import column_due

_COUNTED = (DueKind.DATE, DueKind.WITHIN, DueKind.WEEK_COMMENCING)
_FIELDS = ("held_on", "starts_at", "ends_at", "venue", "next_on")


@command
def change_facts(*, minutes: MinutesImport, facts: Facts, version: int, by: Actor, at: datetime) -> MinutesImport:
    """Change when and where the meeting was. Dates that depend on the next meeting follow it."""
    held = Held.of(minutes, by, at)
    locked = held.minutes
    before = _said(locked)
    wanted = {name: getattr(facts, name) for name in _FIELDS}
    if wanted == {name: getattr(locked, name) for name in _FIELDS}:
        return nothing_changed(locked)
    held.check_seen(version)
    rules.check_facts(facts, locked)
    _move_next_meeting(held, facts)
    _move_counted_days(held, facts)
    for name, value in wanted.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(_FIELDS))
    if facts.held_on is not None:
        asked = Question.objects.filter(minutes_import=locked, kind=QuestionKind.DATE, state=QuestionState.OPEN)
        asked.update(state=QuestionState.ANSWERED, answer=say(facts.held_on), answered_at=at, answered_by=by.person_id)
    Again(held).recognise()
    held.changed("changed the facts of the meeting", "facts_changed", {"from": before, "to": _said(locked)})
    return locked


def _move_next_meeting(held: Held, facts: Facts) -> None:
    """What is due at the next meeting is due on its day; a day that somebody chose otherwise stays."""
    if held.minutes.next_on == facts.next_on:
        return
    followed = Q(due_on__isnull=True) | Q(due_on=held.minutes.next_on)
    Finding.objects.filter(
        followed, minutes_import=held.minutes, due_kind=DueKind.NEXT_MEETING, due_hard=False
    ).exclude(state=FindingState.CONFIRMED).update(due_on=facts.next_on, version=F("version") + 1)


def _move_counted_days(held: Held, facts: Facts) -> None:
    """Days that were counted from the meeting are counted from its new day; one that a person chose stays."""
    before, now = held.minutes.held_on, facts.held_on
    if before == now:
        return
    counted = Finding.objects.filter(minutes_import=held.minutes, due_kind__in=_COUNTED).exclude(due_words="")
    for found in counted.exclude(state=FindingState.CONFIRMED):
        old = column_due(found.due_words, meeting=before, next_meeting=None)
        new = column_due(found.due_words, meeting=now, next_meeting=None)
        if old.date == found.due_on and new.date != found.due_on and (new.date or not found.due_hard):
            found.due_on, found.version = new.date, found.version + 1
            found.save(update_fields=["due_on", "version"])


@command
def change_attendee(
    *, attendee: ReadAttendee, status: Presence, person: Person | None, dropped: bool = False, by: Actor, at: datetime
) -> ReadAttendee:
    """Change how somebody attended, and who they are here (`None`: the name stands as written), or leave them out."""
    held = Held.of(attendee.minutes_import, by, at)
    found = ReadAttendee.objects.get(pk=attendee.pk, minutes_import=held.minutes)
    wanted = (status, person.pk if person else None, dropped)
    if (found.status, found.person_id, found.dropped) == wanted:
        return nothing_changed(found)
    others = ReadAttendee.objects.filter(minutes_import=held.minutes, dropped=False).exclude(pk=found.pk)
    rules.check_attends_once(person, None if dropped else others.filter(person=person).first())
    found.status, found.person, found.dropped = status, person, dropped
    found.save(update_fields=["status", "person", "dropped"])
    said = {
        "who": found.name,
        "status": "left out" if dropped else status.label,
        "person": person.name if person else "",
    }
    held.changed(f"changed the attendance of {found.name}", "attendee_changed", said)
    return found


def _said(minutes: MinutesImport) -> dict[str, str]:
    return {name: str(getattr(minutes, name) or "") for name in _FIELDS}
