"""A meeting, a version of its minutes, its items and who came: made when the first finding is confirmed."""

from dataclasses import dataclass
from typing import Any

from plait.core.registry import Ref
from plait.files.commands import move_to_circle
from plait.history.commands import record
from plait.meetings.commands.held import Held
from plait.meetings.models import (
    Attendance,
    Item,
    Meeting,
    MeetingNote,
    MeetingState,
    MinutesImport,
    MinutesSource,
    MinutesText,
    MinutesVersion,
    NoteKind,
    ReadAttendee,
)
from plait.meetings.queries.findable import findable_of_meeting
from plait.meetings.queries.standing import not_cancelled
from plait.search.commands import index_whole, move

_NOTES = {
    "escalations": NoteKind.ESCALATION,
    "impact": NoteKind.IMPACT,
    "next_agenda": NoteKind.NEXT_AGENDA,
}


@dataclass(frozen=True, slots=True)
class Minuting:
    """Turns a checked import into a version of a meeting's minutes, once."""

    held: Held

    def stand(self) -> None:
        """The meeting and these minutes of it stand; nothing happens the second time."""
        minutes = self.held.minutes
        if minutes.meeting_id is not None:
            return
        meeting = self._meeting()
        self._follow(meeting)
        minutes.meeting, minutes.minutes = meeting, self._version(meeting)
        minutes.save(update_fields=["meeting", "minutes"])
        told = MinutesImport.objects.values_list("reading", flat=True).get(pk=minutes.pk) or {}
        self._items(minutes.minutes, told)
        self._notes(minutes.minutes, told)
        self._attendance(meeting)
        self._tell(meeting, minutes.minutes)

    def item_of(self, number: str, line: int) -> Item | None:
        """The item of that number; among several, the last that begins at or before the line."""
        items = Item.objects.filter(version=self.held.minutes.minutes, number=number)
        if not number:
            return None
        return items.filter(first_line__lte=line).order_by("-first_line").first() or items.first()

    def _meeting(self) -> Meeting:
        minutes = self.held.minutes
        assert minutes.held_on is not None
        facts = {
            "circle": minutes.circle,
            "title": minutes.title,
            "starts_at": minutes.starts_at,
            "ends_at": minutes.ends_at,
            "venue": minutes.venue,
            "next_on": minutes.next_on,
        }
        standing = not_cancelled().select_for_update(of=("self",))
        meeting, made = standing.get_or_create(group=minutes.group, held_on=minutes.held_on, defaults=facts)
        if not made:
            meeting.state = MeetingState.HELD
            for name, value in facts.items():
                if name != "circle" and value:
                    setattr(meeting, name, value)
            meeting.save()
        return meeting

    def _follow(self, meeting: Meeting) -> None:
        """Another paper of a meeting that has gone into a circle of its own belongs to that circle too."""
        minutes, circle = self.held.minutes, meeting.circle
        if minutes.circle_id == circle.pk:
            return
        minutes.circle = circle
        minutes.save(update_fields=["circle"])
        assert minutes.text_id is not None
        MinutesText.objects.filter(pk=minutes.text_id).update(circle=circle)
        move_to_circle(files=[minutes.file_id], circle=circle, by=self.held.by, at=self.held.at)
        move(refs=[Ref("file", minutes.file_id)], circle_id=circle.pk, by=self.held.by, at=self.held.at)

    def _version(self, meeting: Meeting) -> MinutesVersion:
        minutes = self.held.minutes
        assert minutes.text is not None
        return MinutesVersion.objects.create(
            meeting=meeting,
            number=MinutesVersion.objects.filter(meeting=meeting).count() + 1,
            source=MinutesSource.IMPORTED,
            file=minutes.file,
            text=minutes.text,
            made_at=self.held.at,
            made_by_id=self.held.by.person_id,
        )

    def _items(self, version: MinutesVersion, told: dict[str, Any]) -> None:
        Item.objects.bulk_create(
            [
                Item(
                    version=version,
                    position=position,
                    number=str(item["number"] or "")[:40],
                    title=item["title"],
                    first_line=item["source"]["first_line"],
                    last_line=item["source"]["last_line"],
                )
                for position, item in enumerate(told.get("items", []), 1)
            ],
            batch_size=200,
        )

    def _notes(self, version: MinutesVersion, told: dict[str, Any]) -> None:
        MeetingNote.objects.bulk_create(
            [
                MeetingNote(
                    version=version,
                    kind=kind,
                    words=note["text"],
                    first_line=note["source"]["first_line"],
                    last_line=note["source"]["last_line"],
                )
                for key, kind in _NOTES.items()
                for note in told.get(key, [])
            ],
            batch_size=200,
        )

    def _attendance(self, meeting: Meeting) -> None:
        """A further version brings people up to date and adds those who are new; nobody is taken away."""
        there = {_who(a.person_id, a.name): a for a in Attendance.objects.filter(meeting=meeting)}
        for read in ReadAttendee.objects.filter(minutes_import=self.held.minutes, dropped=False):
            row = there.get(_who(read.person_id, read.name)) or Attendance(meeting=meeting, person_id=read.person_id)
            row.name, row.initials = read.name, read.initials
            row.organisation, row.post = read.organisation, read.post
            row.status, row.deputising_for = read.status, read.deputising_for
            row.first_line, row.last_line = read.first_line, read.last_line
            row.save()
            there[_who(read.person_id, read.name)] = row

    def _tell(self, meeting: Meeting, version: MinutesVersion) -> None:
        held = self.held
        ref = Ref("meeting", meeting.pk)
        said = {"number": version.number, "file": version.file.name if version.file else ""}
        record(ref=ref, verb="minuted", said=said, by=held.by, at=held.at)
        index_whole(ref=ref, records=findable_of_meeting(meeting, version), by=held.by, at=held.at)


def _who(person: int | None, name: str) -> int | str:
    return person if person is not None else name.casefold()
