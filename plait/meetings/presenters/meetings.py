"""The list of meetings, and one meeting, in words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from plait.actions.models import Action, State
from plait.actions.naming import unsettled
from plait.core.dates import say, say_near, say_time, say_weekday
from plait.core.registry import kind
from plait.groups.models import Group
from plait.history.models import Entry
from plait.meetings.models import (
    Attendance,
    Decision,
    Finding,
    ImportState,
    Item,
    Meeting,
    MeetingNote,
    MeetingState,
    MinutesImport,
    MinutesSource,
    MinutesVersion,
    NoteKind,
    Presence,
)
from plait.meetings.presenters.amounts import many
from plait.meetings.presenters.check import Fact
from plait.meetings.presenters.document import Mark, Tag
from plait.meetings.presenters.inviting import recording_words
from plait.meetings.queries import Coming

_ORDER = [status.value for status in Presence]
NEWEST = 12  # lines of history
LAST_LINE = 2**31


@dataclass(frozen=True, slots=True)
class Waiting:
    """Minutes that nobody has finished checking. `who` has them."""

    title: str
    url: str
    said: str
    who: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    day: str
    group: str
    url: str
    said: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class GroupChoice:
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    waiting: Sequence[Waiting]
    unread: Sequence[Waiting]
    coming: Sequence[MeetingRow]
    past: Sequence[MeetingRow]
    groups: Sequence[GroupChoice]
    can_add: bool
    before: str
    after: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    reference: str
    url: str
    words: str
    state: str
    state_words: str
    owners: str
    line: int | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    reference: str
    words: str
    item: str
    lines: str
    line: int | None

    @property
    def url(self) -> str:
        """It stands on the same page."""
        return f"#{self.reference}"


@dataclass(frozen=True, slots=True)
class PersonRow:
    name: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Status:
    """Everybody who attended in one way."""

    words: str
    people: Sequence[PersonRow]


@dataclass(frozen=True, slots=True)
class VersionRow:
    title: str
    said: str
    file: str
    file_url: str
    lines_url: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """`came` are the references of what came of it, each with its address."""

    number: str
    title: str
    came: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    when: str
    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    title: str
    lead: str
    group_url: str
    circle_url: str
    restricted: bool
    facts: Sequence[Fact]
    actions: Sequence[ActionRow]
    decisions: Sequence[DecisionRow]
    items: Sequence[ItemRow]
    history: Sequence[HistoryLine]
    history_count: int
    notes: Sequence[tuple[str, Sequence[str]]]
    attendance: Sequence[Status]
    people: int
    versions: Sequence[VersionRow]
    waiting: Sequence[Waiting]
    planned: bool
    cancelled: str
    to_come: bool


def waiting_row(minutes: MinutesImport, today: date) -> Waiting:
    added = say_near(timezone.localtime(minutes.added_at).date(), today)
    day = say_near(minutes.held_on, today) if minutes.held_on else f"added {added}"
    asked: int = minutes.asked  # type: ignore[attr-defined]
    found: int = minutes.found  # type: ignore[attr-defined]
    said = {
        ImportState.WAITING: "Waits to be read.",
        ImportState.READING: "Is being read.",
        ImportState.REFUSED: f"{minutes.group}, added {added}.",
    }.get(ImportState(minutes.state), f"{many(found, 'action')} to confirm, {many(asked, 'question')}.")
    who = minutes.changed_by or minutes.added_by
    return Waiting(
        title=minutes.file.name if minutes.state == ImportState.REFUSED else f"{minutes.group}, {day}",
        url=reverse("minutes_import", args=[minutes.pk]),
        said=said,
        who=f"{who.name} has it." if who else "",
        restricted=minutes.circle.restricted,
    )


def coming_row(found: Coming, today: date) -> MeetingRow:
    away = (found.on - today).days
    said = "today" if away == 0 else "tomorrow" if away == 1 else f"in {many(away, 'day')}"
    if found.meeting and found.meeting.state == MeetingState.CANCELLED:
        said = "cancelled"
    url = reverse("meeting", args=[found.meeting.pk]) if found.meeting else reverse("group", args=[found.group.slug])
    return MeetingRow(say_near(found.on, today), found.group.name, url, said, found.restricted)


def past_row(meeting: Meeting, actions: Mapping[int, int], today: date) -> MeetingRow:
    decided: int = meeting.decided  # type: ignore[attr-defined]
    said = {
        MeetingState.PLANNED: "No minutes yet",
        MeetingState.CANCELLED: f"Cancelled: {meeting.because}",
    }.get(MeetingState(meeting.state), f"{many(actions.get(meeting.pk, 0), 'action')}, {many(decided, 'decision')}")
    url = reverse("meeting", args=[meeting.pk])
    return MeetingRow(say_near(meeting.held_on, today), meeting.group.name, url, said, meeting.circle.restricted)


def group_choices(groups: Iterable[Group], chosen: Group | None) -> list[GroupChoice]:
    url = reverse("meetings")
    return [
        GroupChoice("All groups", url, chosen is None),
        *(GroupChoice(str(g), f"{url}?group={g.slug}", chosen == g) for g in groups),
    ]


def meeting_page(
    meeting: Meeting,
    *,
    actions: Sequence[ActionRow],
    decisions: Iterable[Decision],
    items: Iterable[Item],
    notes: Iterable[MeetingNote],
    attendance: Sequence[Attendance],
    versions: Iterable[MinutesVersion],
    waiting: Iterable[MinutesImport],
    entries: Sequence[Entry],
    quorum: str = "",
    now: datetime,
) -> MeetingPage:
    """`quorum`: whether it was quorate, in a sentence; empty where the group's terms do not say."""
    today = timezone.localtime(now).date()
    taken = [_decision(decision) for decision in decisions]
    return MeetingPage(
        title=f"{meeting.group.name}, {say(meeting.held_on)}",
        lead=f"{say_weekday(meeting.held_on)}, meeting",
        group_url=reverse("group", args=[meeting.group.slug]),
        circle_url=reverse("record_circle", args=["meeting", meeting.pk]),
        restricted=meeting.circle.restricted,
        facts=[*_facts(meeting, today), *([Fact("Quorum", quorum)] if quorum else [])],
        actions=actions,
        decisions=taken,
        items=_items(items, [*actions, *taken]),
        history=[_history(entry) for entry in entries[:NEWEST]],
        history_count=len(entries),
        notes=_notes(notes),
        attendance=_by_status(attendance),
        people=len(attendance),
        versions=[_version(version, today) for version in versions],
        waiting=[waiting_row(minutes, today) for minutes in waiting],
        planned=meeting.state == MeetingState.PLANNED,
        cancelled=meeting.because if meeting.state == MeetingState.CANCELLED else "",
        to_come=meeting.held_on >= today and meeting.state == MeetingState.PLANNED,
    )


def _facts(meeting: Meeting, today: date) -> list[Fact]:
    times = f"{say_time(meeting.starts_at)}" if meeting.starts_at else ""
    if meeting.starts_at and meeting.ends_at:
        times = f"{say_time(meeting.starts_at)} to {say_time(meeting.ends_at)}"
    said = [
        Fact("Day", say_weekday(meeting.held_on)),
        Fact("Time", times),
        Fact("Place", meeting.venue),
        Fact("Recording", recording_words(meeting)),
        Fact("Next meeting", say_near(meeting.next_on, today) if meeting.next_on else ""),
    ]
    return [fact for fact in said if fact.words]


def action_row(action: Action, today: date) -> ActionRow:
    """Those in the circle read the wording; it is their meeting."""
    owners = ", ".join(
        unsettled(o.words) if o.kind == "as_written" else str(o.person or o.post or o.agency or o.group or o.words)
        for o in action.owners_now  # type: ignore[attr-defined]
    )
    past = action.is_open and action.due_on is not None and action.due_on < today
    state = State(action.state).label
    return ActionRow(
        reference=action.reference,
        url=reverse("action", args=[action.reference]),
        words=action.wording,
        state=action.state,
        state_words=f"{state}, past the date" if past else state,
        owners=owners or "No owner",
        line=action.first_line,
    )


def _decision(decision: Decision) -> DecisionRow:
    item = f"Item {decision.item.number}, {decision.item.title}" if decision.item else ""
    first, last = decision.first_line, decision.last_line
    lines = "" if not first else f"Line {first}" if first == last else f"Lines {first} to {last}"
    return DecisionRow(decision.reference, decision.wording, item, lines, first)


def _items(items: Iterable[Item], rows: Sequence[ActionRow | DecisionRow]) -> list[ItemRow]:
    """Each item with what came of its lines: from its heading to the next item's."""
    listed = list(items)
    ends = [each.first_line - 1 for each in listed[1:]] + [LAST_LINE]
    placed = sorted((row for row in rows if row.line), key=lambda row: row.line or 0)
    lines = [row.line or 0 for row in placed]
    shown = []
    for item, end in zip(listed, ends, strict=False):
        within = placed[bisect_left(lines, item.first_line) : bisect_right(lines, end)]
        shown.append(ItemRow(item.number, item.title, [(row.reference, row.url) for row in within]))
    return shown


def _history(entry: Entry) -> HistoryLine:
    detail = getattr(entry, "detail", None)
    said = detail.said if detail else {}
    at = timezone.localtime(entry.at)
    tell = kind(entry.kind).tell
    what = tell(entry.verb, said) if detail and tell else entry.verb
    return HistoryLine(f"{say(at.date())}, {say_time(at.time())}", entry.at, said.get("by", "Words removed"), what)


def _notes(notes: Iterable[MeetingNote]) -> list[tuple[str, Sequence[str]]]:
    by_kind: dict[str, list[str]] = {}
    for note in notes:
        by_kind.setdefault(note.kind, []).append(note.words)
    return [(kind_.label, by_kind[kind_.value]) for kind_ in NoteKind if kind_.value in by_kind]


def _by_status(attendance: Iterable[Attendance]) -> list[Status]:
    found: dict[str, list[PersonRow]] = {}
    for row in attendance:
        place = ", ".join(part for part in (row.post, row.organisation) if part)
        deputy = f"for {row.deputising_for}" if row.deputising_for else ""
        url = reverse("person", args=[row.person_id]) if row.person_id else ""
        name = row.person.name if row.person else row.name
        note = ", ".join(part for part in (deputy, place) if part)
        found.setdefault(row.status, []).append(PersonRow(name, url, note))
    return [Status(Presence(status).label, found[status]) for status in _ORDER if status in found]


def _version(version: MinutesVersion, today: date) -> VersionRow:
    who = f", confirmed by {version.made_by.name}" if version.made_by else ""
    day = say_near(timezone.localtime(version.made_at).date(), today)
    return VersionRow(
        title=f"Version {version.number}",
        said=f"{MinutesSource(version.source).label}, {day}{who}",
        file=version.file.name if version.file else "",
        file_url=reverse("file", args=[version.file_id]) if version.file_id else "",
        lines_url=reverse("minutes_lines", args=[version.meeting_id, version.number]),
    )


def confirmed_marks(findings: Iterable[Finding]) -> list[Mark]:
    """What was confirmed of some lines, with where it stands now."""
    marks = []
    for found in findings:
        became = found.stands_as
        if isinstance(became, Action):
            url = reverse("action", args=[became.reference])
            marks.append(Mark(Tag("action", became.reference, url), found.first_line, found.last_line))
        elif became is not None:
            url = f"{reverse('meeting', args=[became.meeting_id])}#{became}"
            marks.append(Mark(Tag("decision", became.reference, url), found.first_line, found.last_line))
    return marks


@dataclass(frozen=True, slots=True)
class Before:
    """The same file was added before."""

    said: str
    url: str


def added_before(minutes: MinutesImport, today: date) -> Before:
    who = f" by {minutes.added_by.name}" if minutes.added_by else ""
    day = say_near(timezone.localtime(minutes.added_at).date(), today)
    state = {
        ImportState.CONFIRMED: "It is confirmed.",
        ImportState.REFUSED: "It could not be read.",
        ImportState.READY: "It waits to be confirmed.",
    }.get(ImportState(minutes.state), "It is being read.")
    said = f"This file was added for the {minutes.group.name} on {day}{who}. {state}"
    return Before(said, reverse("minutes_import", args=[minutes.pk]))
