"""The note to the lead of an agency from which nobody answered: seen before it is sent, held back or sent, once.
And the one to the chair, after the lead."""

from collections.abc import Sequence
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import Change, record, record_all
from plait.notifications.commands import put_all_in_outbox
from plait.notifications.outgoing import Outgoing
from plait.notifications.topics import ASKED
from plait.people.models import Person
from plait.rounds import rules
from plait.rounds.clock import day_of
from plait.rounds.commands.asking import KIND
from plait.rounds.models import Asked, LeadNote, Request, Round
from plait.rounds.queries.reading import is_over
from plait.rounds.queries.silence import AT_ONCE, Silence, chairs_of, silences
from plait.rounds.rules import why_silent


@command
def send_lead_note(*, request: Request, leads: Sequence[Person], by: Actor, at: datetime) -> Request:
    """Tell the lead of the owner's agency that nothing has come: who, which group, how many. Once."""
    kept = _held_note(request, at)
    if kept.note_state == LeadNote.SENT:
        return nothing_changed(kept)
    reached = [lead for lead in leads if lead.email and lead.pk != kept.person_id]
    if not reached:
        raise Refusal("No lead of this agency has an e-mail address. No note was written.")
    many = Asked.objects.filter(request=kept, answers__isnull=True).count()
    context = {"owner": kept.words, "group": str(kept.round.group), "many": many}
    about = Ref(KIND, kept.pk)
    letters = [Outgoing(lead, "rounds/letters/lead", context, topic=ASKED.slug, about=about) for lead in reached]
    kept.note, kept.note_state = put_all_in_outbox(letters=letters, by=by, at=at)[0], LeadNote.SENT
    kept.save(update_fields=["note", "note_state"])
    said = {"owner": kept.words, "leads": [lead.name for lead in reached]}
    record(ref=about, verb="lead_told", said=said, by=by, at=at)
    return kept


@command
def hold_lead_note(*, request: Request, by: Actor, at: datetime) -> Request:
    """The business unit holds the note back; it can be sent after all."""
    kept = _held_note(request, at)
    if kept.note_state != LeadNote.NONE:
        return nothing_changed(kept)
    kept.note_state = LeadNote.PAUSED
    kept.save(update_fields=["note_state"])
    record(ref=Ref(KIND, kept.pk), verb="note_held", said={"owner": kept.words}, by=by, at=at)
    return kept


@command
def send_chair_note(*, held: Round, by: Actor, at: datetime) -> int:
    """Tell the chair of the group who is silent, how many actions they were asked about and why, as far as known: only
    what `check_can_tell_chair` lets through, each once. Returns of how many owners."""
    locked = Round.objects.select_for_update(of=("self",)).select_related("group").get(pk=held.pk)
    known = [each for each in silences(locked, at=at) if not each.not_yet][:AT_ONCE]
    reached = [chair for chair in chairs_of(locked, on=day_of(at)) if chair.email]
    if not known:
        raise Refusal("There is nobody of whom the chair may hear now. No note was written.")
    if not reached:
        raise Refusal("The group has no chair with an e-mail address. No note was written.")
    told = [_told(each) for each in known]
    context = {"group": str(locked.group), "silent": told, "many": len(told)}
    letters = [
        Outgoing(chair, "rounds/letters/chair", context, topic=ASKED.slug, about=Ref("round", locked.pk))
        for chair in reached
    ]
    note = put_all_in_outbox(letters=letters, by=by, at=at)[0]
    Request.objects.filter(pk__in=[each.request.pk for each in known]).update(chair_note=note)
    names = [chair.name for chair in reached]
    changes = [
        Change(Ref(KIND, each.request.pk), "chair_told", {"owner": each.request.words, "chairs": names})
        for each in known
    ]
    record_all(changes=changes, by=by, at=at)
    return len(known)


def _told(each: Silence) -> dict[str, object]:
    """One silence as the letter says it: names and numbers, nothing of any action."""
    asks, heard = each.request.asks, each.request.heard_of  # type: ignore[attr-defined]
    reason = why_silent(each.request, over=each.over)
    return {"owner": each.request.words, "agency": each.led.agency, "asks": asks, "heard": heard, "reason": reason}


def _held_note(request: Request, at: datetime) -> Request:
    found = Request.objects.select_for_update(of=("self",)).select_related("round__group", "person", "message")
    kept = found.get(pk=request.pk)
    rules.check_can_tell_lead(kept, over=is_over(kept, at))
    return kept
