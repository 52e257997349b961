"""The page on which the rows of a tracker are checked and confirmed, the list of trackers, and waiting pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from plait.core.dates import say_near
from plait.people.models import Post
from plait.trackers.models import OwnerQuestion, QuestionState, TrackerImport, TrackerState
from plait.trackers.presenters.rows import RowsSection


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is meant by words. `holds` names the rows that one answer serves."""

    label: str
    words: str
    why: str
    holds: str
    choices: list[Choice]
    url: str
    answer: str


@dataclass(frozen=True, slots=True)
class UnreadRow:
    where: str
    words: str
    because: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar at the end says and does."""

    counts: str
    button: str
    can_confirm: bool
    can_finish: bool
    saved: str


@dataclass(frozen=True, slots=True)
class RowsPage:
    key: int
    title: str
    file: str
    group: str
    group_url: str
    original: str
    restricted: bool
    version: int
    can_change: bool
    confirmed: bool
    columns_url: str
    summary: str
    undated: str
    asked: list[Asked]
    answered: list[Asked]
    sections: list[RowsSection]
    unread: list[UnreadRow]
    before: str
    after: str
    bar: Bar
    known: list[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of the whole tracker are of each kind."""

    new: int
    changed: int
    touched: int
    known: int
    same: int
    ticked: int
    undecided: int
    confirmed: int
    undated: int

    def said(self, unread: int) -> str:
        """6 new, 2 changed, 17 unchanged; 1 row was not read."""
        named = (
            (self.new, "new"),
            (self.changed, "changed in the log"),
            (self.touched, "changed in the log and in Plait"),
            (self.known, "in the register already"),
            (self.same, "unchanged"),
        )
        parts = [f"{count:,} {name}" for count, name in named if count] or ["no rows"]
        rest = f" {many(unread, 'row')} {'was' if unread == 1 else 'were'} not read." if unread else ""
        return f"{', '.join(parts)[:1].upper()}{', '.join(parts)[1:]}.{rest}"


def undated(tracker: TrackerImport, rows: int, today: date) -> str:
    """What day stands for rows whose file gives none."""
    if not rows:
        return ""
    day = say_near(timezone.localdate(tracker.added_at), today)
    each = "It stands" if rows == 1 else "They stand"
    return f"For {many(rows, 'row')} the file gives no day of raising. {each} as raised when the file was added, {day}."


def many(count: int, one: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {one}s"


def asked(question: OwnerQuestion, labels: Sequence[str], posts: dict[int, Post], today: date) -> Asked:
    """`labels` are the rows in which the words stand."""
    people = sorted(question.candidates.all(), key=lambda person: (person.name, person.pk))
    return Asked(
        label=question.label,
        words=question.words,
        why=_why(len(people)),
        holds=_holds(labels),
        choices=[Choice(f"person:{p.pk}", p.name, _post(posts.get(p.pk), p.email)) for p in people],
        url=reverse("answer_tracker_question", args=[question.tracker_id, question.number]),
        answer=_answer(question, today),
    )


def _why(people: int) -> str:
    if people > 1:
        return f"{people} people here may be meant. Plait does not guess."
    if people == 1:
        return "Somebody known here may be meant. Plait does not guess."
    return "Nobody here is known by these words."


def _holds(labels: Sequence[str]) -> str:
    if len(labels) < 2:
        return f"The answer serves {labels[0]}." if labels else ""
    listed = ", ".join(labels[:12])
    rest = f" and {len(labels) - 12} more" if len(labels) > 12 else ""
    return f"One answer serves {len(labels)} rows: {listed}{rest}."


def _post(post: Post | None, email: str) -> str:
    return f"{post.title}, {post.agency}" if post else email


def _answer(question: OwnerQuestion, today: date) -> str:
    who = question.answered_by.name if question.answered_by else "Answered"
    day = say_near(timezone.localdate(question.answered_at), today) if question.answered_at else ""
    if question.state == QuestionState.LEFT:
        return f"Left as written. {who}, {day}."
    return f"{question.answer}. {who}, {day}." if question.state == QuestionState.ANSWERED else ""


def bar(tracker: TrackerImport, counts: Counts, today: date) -> Bar:
    saved = ""
    if tracker.changed_at and tracker.changed_words:
        who = tracker.changed_by.name if tracker.changed_by else "Somebody"
        saved = f"{who} {tracker.changed_words}, {say_near(timezone.localdate(tracker.changed_at), today)}."
    return Bar(
        counts=f"{many(counts.ticked, 'row')} ticked, {counts.undecided - counts.ticked} not",
        button=f"Confirm {many(counts.ticked, 'row')}" if counts.ticked else "Confirm",
        can_confirm=counts.undecided > 0,
        can_finish=bool(counts.confirmed or counts.same) and counts.undecided > 0,
        saved=saved,
    )


def unread_rows(tracker: TrackerImport, *, several: bool) -> list[UnreadRow]:
    return [
        UnreadRow(f"{sheet}, row {row}" if several else f"Row {row}", words, because)
        for sheet, row, words, because in tracker.unread
    ]


@dataclass(frozen=True, slots=True)
class TrackerLine:
    title: str
    url: str
    said: str
    restricted: bool


@dataclass(frozen=True, slots=True)
class TrackersPage:
    """Those that wait for a person, those that could not be read, and those that are through."""

    waiting: list[TrackerLine]
    refused: list[TrackerLine]
    done: list[TrackerLine]
    can_add: bool


def trackers_page(found: Iterable[TrackerImport], *, can_add: bool, today: date) -> TrackersPage:
    """`found` carry how many of their rows are `undecided` and `confirmed`."""
    lines: dict[str, list[TrackerLine]] = {"refused": [], "confirmed": [], "waiting": []}
    for tracker in found:
        where = tracker.state if tracker.state in lines else "waiting"
        lines[where].append(line(tracker, today))
    return TrackersPage(lines["waiting"], lines["refused"], lines["confirmed"], can_add)


def line(tracker: TrackerImport, today: date) -> TrackerLine:
    by = f" by {tracker.added_by.name}" if tracker.added_by else ""
    name = "Tracker" if tracker.circle.restricted else tracker.file.name
    return TrackerLine(
        title=f"{name}, {tracker.group.name}",
        url=reverse("tracker", args=[tracker.pk]),
        said=f"{_how_far(tracker)} Added {say_near(timezone.localdate(tracker.added_at), today)}{by}.",
        restricted=tracker.circle.restricted,
    )


def _how_far(tracker: TrackerImport) -> str:
    if tracker.state == TrackerState.ROWS:
        undecided: int = tracker.undecided  # type: ignore[attr-defined]
        return f"{many(undecided, 'row')} to decide."
    if tracker.state == TrackerState.CONFIRMED:
        confirmed: int = tracker.confirmed  # type: ignore[attr-defined]
        return f"{many(confirmed, 'row')} confirmed."
    return f"{TrackerState(tracker.state).label}."
