"""Asking people to a meeting, telling them of its changes, and what they answer."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.dates import say_weekday
from plait.core.registry import Ref
from plait.groups.models import SeatHolding
from plait.history.commands import Change, record, record_all
from plait.meetings import planning
from plait.meetings.models import AnsweredBy, AskedAs, Invitation, InvitationState, Meeting, MeetingState
from plait.meetings.queries.inviting import invitations_of, seated_on_the_day
from plait.notifications.commands import put_all_in_outbox
from plait.notifications.outgoing import Link, Outgoing

PURPOSE = "meeting_invitation"
ROUTE = "answer_invitation"
ENCLOSED = "meeting_invitation"
LETTERS = "meetings/letters/"
CANCELLED, WITHOUT_YOU = f"{LETTERS}meeting_cancelled", f"{LETTERS}meeting_without_you"
STAYS_AWAY = (CANCELLED, WITHOUT_YOU)  # letters that ask for nothing
_AFTER = timedelta(days=1)


@command
def invite(*, meeting: Meeting, by: Actor, at: datetime) -> int:
    """Ask whoever holds a seat on the meeting's day, and let go whoever no longer does; answers how many letters go.

    Asked again it asks those who came since. Who was told of an earlier day, time or place is told of the new one.
    """
    held = _locked(meeting)
    planning.check_is_planned(held)
    asked = _kept(held, at)
    letters = _letters(held, asked, at)
    if not letters:
        return nothing_changed(0)
    return _tell(held, asked, letters, by, at)


@command
def tell_of_cancelling(*, meeting: Meeting, by: Actor, at: datetime) -> int:
    """Everybody who was asked is told that the meeting does not take place; answers how many letters go."""
    held = _locked(meeting)
    told = [each for each in invitations_of(held) if each.told is not None and each.state != InvitationState.LET_GO]
    asked = [each for each in told if each.told != held.sequence]
    if held.state != MeetingState.CANCELLED or not asked:
        return nothing_changed(0)
    return _tell(held, asked, [_letter(held, each, CANCELLED, at) for each in asked], by, at)


@command
def answer_invitation(
    *, invitation: Invitation, comes: bool, words: str = "", how: AnsweredBy, by: Actor, at: datetime
) -> Invitation:
    """They will come, or send apologies; then whoever deputises is asked, and let go again should they come after all.

    The last answer counts. The same one twice changes nothing.
    """
    meeting = _locked(invitation.meeting)
    planning.check_is_planned(meeting)
    mine = Invitation.objects.select_related("person", "seat", "meeting__group").get(pk=invitation.pk)
    state = InvitationState.COMES if comes else InvitationState.APOLOGIES
    said = " ".join(words.replace("\x00", " ").split())[:300]
    planning.check_is_asked(mine)
    if (mine.state, mine.words) == (state, said):
        return nothing_changed(mine)
    mine.state, mine.words, mine.answered_at, mine.answered_by = state, said, at, how
    mine.save(update_fields=["state", "words", "answered_at", "answered_by"])
    told = {"who": mine.person.name, "answer": state.label, "words": said}
    record(ref=Ref("meeting", meeting.pk), verb="invitation_answered", said=told, by=by, at=at)
    asked = _kept(meeting, at)
    if letters := _letters(meeting, asked, at):
        _tell(meeting, asked, letters, by, at)
    return mine


@command
def tell_of_change(*, meeting: Meeting, by: Actor, at: datetime) -> int:
    """The place, or who holds a seat, is another: those who were asked are told, and their answers stand."""
    if not Invitation.objects.filter(meeting=meeting, told__isnull=False).exists():
        return nothing_changed(0)
    return invite(meeting=meeting, by=by, at=at)


@command
def ask_again(*, meeting: Meeting, by: Actor, at: datetime) -> int:
    """The day or the time is another: what anybody answered was for the old one. Those who were asked are told."""
    held = _locked(meeting)
    if not Invitation.objects.filter(meeting=held, told__isnull=False).exists():
        return nothing_changed(0)
    answered = Invitation.objects.filter(meeting=held, state__in=(InvitationState.COMES, InvitationState.APOLOGIES))
    answered.update(state=InvitationState.ASKED, answered_at=None, answered_by="", words="")
    return invite(meeting=held, by=by, at=at)


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("group", "circle").get(pk=meeting.pk)


def _kept(meeting: Meeting, at: datetime) -> list[Invitation]:
    """The meeting's invitations as they should be: of holders, of deputies whose holder sent apologies, of guests."""
    seated = seated_on_the_day(meeting)
    held = {each.person_id: each for each in invitations_of(meeting)}
    wanted = {each.person_id: (each, AskedAs.HOLDER) for each in reversed(seated.holders.values())}
    away = {each.seat_id for each in held.values() if each.state == InvitationState.APOLOGIES and each.seat_id}
    empty = set(seated.deputies) - set(seated.holders)
    for seat in sorted((away | empty) & set(seated.deputies)):
        wanted.setdefault(seated.deputies[seat].person_id, (seated.deputies[seat], AskedAs.DEPUTY))
    for person, (holding, asked_as) in wanted.items():
        held[person] = _wanted(meeting, held.get(person), holding, asked_as)
    for person, invitation in held.items():
        if person not in wanted and invitation.asked_as != AskedAs.GUEST:
            _let_go(invitation)
    return list(held.values())


def _wanted(meeting: Meeting, found: Invitation | None, holding: SeatHolding, asked_as: AskedAs) -> Invitation:
    if found is None:
        new = Invitation(meeting=meeting, person=holding.person, seat=holding.seat, asked_as=asked_as)
        new.save()
        return new
    back = found.state == InvitationState.LET_GO
    if back or (found.seat_id, found.asked_as) != (holding.seat_id, asked_as):
        found.seat, found.asked_as = holding.seat, asked_as
        found.state = InvitationState.ASKED if back else found.state
        found.told = None if back else found.told
        found.answered_at, found.answered_by = (None, "") if back else (found.answered_at, found.answered_by)
        found.save()
    return found


def _let_go(invitation: Invitation) -> None:
    if invitation.state != InvitationState.LET_GO:
        invitation.state, invitation.answered_at, invitation.answered_by = InvitationState.LET_GO, None, ""
        invitation.save(update_fields=["state", "answered_at", "answered_by"])


def _letters(meeting: Meeting, asked: Iterable[Invitation], at: datetime) -> list[Outgoing]:
    """To those who do not know yet what stands now."""
    letters = []
    for each in asked:
        if each.state == InvitationState.LET_GO:
            if each.told is not None:
                letters.append(_letter(meeting, each, WITHOUT_YOU, at))
        elif each.told is None:
            letters.append(_letter(meeting, each, f"{LETTERS}meeting_invitation", at))
        elif each.told != meeting.sequence:
            letters.append(_letter(meeting, each, f"{LETTERS}meeting_changed", at))
    return letters


def _letter(meeting: Meeting, invitation: Invitation, template: str, at: datetime) -> Outgoing:
    ends = timezone.make_aware(datetime.combine(meeting.held_on, datetime.max.time().replace(microsecond=0)))
    lasts = max(ends - at, timedelta()) + _AFTER
    asks = template not in STAYS_AWAY
    return Outgoing(
        to=invitation.person,
        template=template,
        context=_context(meeting),
        about=Ref("meeting", meeting.pk),
        links={"link": Link(PURPOSE, ROUTE, lasts, Ref("meeting", meeting.pk))} if asks else {},
        send_by=ends,
        enclosed=ENCLOSED,
    )


def _context(meeting: Meeting) -> dict[str, object]:
    """The group, the day, the time and the place: what stands on an invitation anywhere."""
    return {
        "group": meeting.group.name,
        "day": say_weekday(meeting.held_on),
        "time": planning.times_of(meeting),
        "place": meeting.venue,
        "join": meeting.link,
        "recording_days": meeting.recording_days if meeting.recorded else None,
        "because": meeting.because,
    }


def _tell(meeting: Meeting, asked: Iterable[Invitation], letters: Sequence[Outgoing], by: Actor, at: datetime) -> int:
    """Write the letters, and that they speak of the meeting as it is now. Letting go needs no second letter."""
    put_all_in_outbox(letters=letters, by=by, at=at)
    to = {letter.to.pk for letter in letters}
    told = [each for each in asked if each.person_id in to]
    for each in told:
        each.told = None if each.state == InvitationState.LET_GO else meeting.sequence
    Invitation.objects.bulk_update(told, ["told"])
    said = {"people": [each.person.name for each in told]}
    record_all(changes=[Change(Ref("meeting", meeting.pk), "asked_to_meeting", said)], by=by, at=at)
    return len(letters)
