"""What search is told of meetings, the text of their minutes, and decisions."""

from collections.abc import Iterator

from plait.core.dates import say
from plait.core.registry import Ref
from plait.meetings.models import Decision, Item, Meeting, MeetingNote, MinutesText, MinutesVersion, TextPart
from plait.search.findable import Findable, Passage, passages


def findable_of_meeting(meeting: Meeting, version: MinutesVersion | None) -> Iterator[Findable]:
    """The meeting itself with its items and notes, then the lines of its latest minutes in passages.

    Each passage carries the title of the item it begins in, so that "training neglect" finds neglect under training.
    """
    ref, title = Ref("meeting", meeting.pk), f"{meeting.group}, {say(meeting.held_on)}"
    items = list(Item.objects.filter(version=version).order_by("position")) if version else []
    notes = MeetingNote.objects.filter(version=version).order_by("pk") if version else ()
    told = [meeting.title, meeting.venue, *(item.title for item in items), *(note.words for note in notes)]
    yield Findable(
        ref, meeting.circle_id, title, "\n".join(filter(None, told)), group=meeting.group_id, on=meeting.held_on
    )
    for part, passage in enumerate(_passages(version.text) if version else (), 1):
        under = next((item.title for item in reversed(items) if item.first_line <= passage.line), "")
        yield Findable(
            ref,
            meeting.circle_id,
            f"{title}. {under}" if under else title,
            passage.words,
            group=meeting.group_id,
            on=meeting.held_on,
            part=part,
            page=passage.page,
            line=passage.line,
        )


def _passages(text: MinutesText) -> Iterator[Passage]:
    lines: list[tuple[str, int | None]] = []
    for part in TextPart.objects.filter(text=text).order_by("first_line"):
        lines.extend((words, layout.get("page")) for words, layout in zip(part.words, part.layout, strict=True))
    return passages(lines)


def findable_of_decision(decision: Decision) -> Findable:
    """In a restricted circle the decision is told by its reference only: see `records`."""
    meeting = decision.meeting
    return Findable(
        Ref("decision", decision.pk),
        meeting.circle_id,
        decision.reference,
        decision.wording,
        group=meeting.group_id,
        on=meeting.held_on,
    )


def every_meeting() -> Iterator[Findable]:
    for meeting in Meeting.objects.select_related("group").order_by("pk").iterator(chunk_size=200):
        latest = MinutesVersion.objects.filter(meeting=meeting).select_related("text").order_by("-number").first()
        yield from findable_of_meeting(meeting, latest)


def every_decision() -> Iterator[Findable]:
    every = Decision.objects.select_related("meeting").order_by("pk")
    return map(findable_of_decision, every.iterator(chunk_size=500))
