"""Ending the checking of minutes with something left out, and opening it again."""

from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.meetings import rules
from plait.meetings.commands.again import Again
from plait.meetings.commands.held import Held
from plait.meetings.models import Finding, FindingState, ImportState, MinutesImport
from plait.meetings.queries.ending import came_later, left_out, to_leave_out


@command
def finish(*, minutes: MinutesImport, version: int | None = None, by: Actor, at: datetime) -> MinutesImport:
    """Leave out what is not in the register yet, and end the checking. Refuses while something is ticked.

    `version` is the import's, as it was seen. Ending it a second time changes nothing.
    """
    now = MinutesImport.objects.select_for_update(of=("self",)).defer("reading").get(pk=minutes.pk)
    if now.state == ImportState.CONFIRMED and now.changed_words == rules.ENDED:
        return nothing_changed(now)
    held = Held.of(minutes, by, at)
    if version is not None:
        held.check_seen(version)
    if held.minutes.meeting_id is None:
        raise Refusal("Nothing of these minutes is confirmed yet. Confirm what is right first.")
    ticked = [found.label for found in to_leave_out(held.minutes) if found.state == FindingState.TICKED]
    rules.check_nothing_ticked(ticked)
    Again(held).settle(())
    rest = to_leave_out(held.minutes)
    Finding.objects.filter(pk__in=[found.pk for found in rest]).update(
        state=FindingState.DROPPED, changed_at=at, changed_by=by.person_id
    )
    held.minutes.state, held.minutes.confirmed_at = ImportState.CONFIRMED, at
    held.minutes.save(update_fields=["state", "confirmed_at"])
    held.changed(rules.ENDED, "finished", {"left_out": [found.label for found in rest]})
    return held.minutes


@command
def open_again(*, minutes: MinutesImport, by: Actor, at: datetime) -> MinutesImport:
    """Open an ended checking again: what was left out waits, unticked, to be decided.

    Refuses once another file of the same meeting came later. Opening it a second time changes nothing.
    """
    found = MinutesImport.objects.select_for_update(of=("self",)).defer("reading").get(pk=minutes.pk)
    if found.state == ImportState.READY:
        return nothing_changed(found)
    rules.check_can_open_again(found, came_later(found))
    out = left_out(found)
    labels = [each.label for each in out]
    Finding.objects.filter(pk__in=[each.pk for each in out]).update(
        state=FindingState.UNTICKED, changed_at=at, changed_by=by.person_id
    )
    found.state, found.confirmed_at = ImportState.READY, None
    found.save(update_fields=["state", "confirmed_at"])
    held = Held.of(found, by, at)
    held.changed("opened the checking again", "opened_again", {"labels": labels})
    return held.minutes
