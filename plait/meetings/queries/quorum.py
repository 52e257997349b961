"""Whether a meeting was quorate, by the terms of reference that held on its day."""

from collections.abc import Iterable, Sequence
from datetime import date

from plait.groups.models import Seat, SeatRole
from plait.groups.queries import seats_of, terms_in_force
from plait.groups.quorum import Place, Quorum, quorum
from plait.groups.words import asked_by
from plait.meetings.models import Attendance, Meeting, MeetingState, Presence
from plait.people.queries import agencies, post_of

COUNTED = {Presence.PRESENT.value, Presence.DEPUTY.value}
NOT_COUNTED = (SeatRole.OBSERVER, SeatRole.BUSINESS_UNIT)


def quorum_of(meeting: Meeting, attendance: Sequence[Attendance], *, today: date) -> Quorum:
    """Nothing is said of a meeting to come, or where no terms held. Observers and the business unit do not count."""
    held = meeting.state == MeetingState.HELD and meeting.held_on <= today
    terms = terms_in_force(meeting.group, on=meeting.held_on) if held else None
    if terms is None:
        return Quorum(None, "")
    there = [row for row in attendance if row.status in COUNTED]
    seats = seats_of(meeting.group, on=meeting.held_on).exclude(role__in=NOT_COUNTED)
    places = [_place(seat, there) for seat in seats]
    return quorum(asked_by(terms), places, came=len(there), also=_agencies_of(there, meeting.held_on))


def _place(seat: Seat, there: Iterable[Attendance]) -> Place:
    """Its holder, its deputy, or whoever came for one of them."""
    held = {holding.person_id for holding in seat.held_now}  # type: ignore[attr-defined]
    names = {holding.person.name.casefold() for holding in seat.held_now} | {seat.title.casefold()}  # type: ignore[attr-defined]
    by = [row for row in there if row.person_id in held or row.deputising_for.casefold() in names]
    return Place(seat.title, str(seat.agency or ""), tuple(_key(row) for row in by))


def _key(row: Attendance) -> int:
    """The person's; below nought for somebody who is in no list of people."""
    return row.person_id or -row.pk


def _agencies_of(there: Iterable[Attendance], on: date) -> set[str]:
    """By the posts of those who came, and by what the minutes say of strangers."""
    rows = list(there)
    posts = post_of([row.person_id for row in rows if row.person_id], on=on)
    said = {row.organisation.strip().casefold() for row in rows if row.organisation.strip()}
    named = {str(a) for a in agencies() if said & {a.name.casefold(), a.short_name.casefold()}} if said else set()
    return {str(post.agency) for post in posts.values()} | named
