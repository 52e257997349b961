"""The invitation in a letter as a calendar takes it in: made when the letter is handed over, from what stands then."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from plait.core.calendars import Asked, MeetingEntry, as_request, method_of
from plait.meetings.commands.inviting import STAYS_AWAY
from plait.meetings.models import Meeting, MeetingState
from plait.notifications.enclosures import Enclosure
from plait.notifications.models import Message

PRODUCT = "-//Plait//Meetings//EN"


def entries_for(messages: Sequence[Message]) -> Mapping[int, Enclosure]:
    """By the letters' keys. Whoever is asked no longer, or to a meeting that is cancelled, has it taken out."""
    keys = {message.key for message in messages if message.key is not None}
    held = Meeting.objects.filter(pk__in=keys, calendar_id__isnull=False).select_related("group").in_bulk()
    found = {}
    for message in messages:
        if meeting := held.get(message.key or 0):
            entry = _entry(meeting, message)
            kind = f'text/calendar; method={method_of(entry)}; charset="utf-8"'
            data = as_request(entry, product=PRODUCT, now=timezone.now())
            found[message.pk] = Enclosure("meeting.ics", kind, data, another_form=True)
    return found


def _entry(meeting: Meeting, message: Message) -> MeetingEntry:
    sender, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    place = urlsplit(settings.ADDRESS).hostname or "plait"
    return MeetingEntry(
        uid=f"{meeting.calendar_id}@{place}",
        sequence=meeting.sequence,
        title=f"{settings.MARKING}: {meeting.group.name}" if settings.MARKING else meeting.group.name,
        starts=_moment(meeting, "starts_at"),
        ends=_ends(meeting),
        place=meeting.venue,
        words=_words(meeting),
        organiser=Asked(sender or "Plait", address),
        asked=Asked(message.to.name, message.address or message.to.email),
        cancelled=meeting.state == MeetingState.CANCELLED or message.template in STAYS_AWAY,
    )


def _moment(meeting: Meeting, of: str) -> datetime | date:
    """In London's time; the day alone where no time is known."""
    at = getattr(meeting, of)
    return timezone.make_aware(datetime.combine(meeting.held_on, at)) if at else meeting.held_on


def _ends(meeting: Meeting) -> datetime | None:
    ends = _moment(meeting, "ends_at")
    return ends if isinstance(ends, datetime) else None


def _words(meeting: Meeting) -> str:
    told = [f"Join from elsewhere: {meeting.link}"] if meeting.link else []
    if meeting.recorded:
        told.append(f"The meeting will be recorded. The recording is kept for {meeting.recording_days} days.")
    return "\n".join([*told, "Please answer by the link in the letter."])
