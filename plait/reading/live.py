"""Reading while somebody types: one item of the minutes, or the whole text, as plain text. Pure and quick.

An item is read with what the meeting already knows, its roll and its days, so that nothing else is read again.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from plait.reading.document import Document, Line
from plait.reading.draft import Draft, Heading
from plait.reading.findings.assignments import find_assignments
from plait.reading.findings.completing import complete_actions
from plait.reading.findings.decisions import find_unlabelled_decisions
from plait.reading.findings.labelled import find_labelled
from plait.reading.findings.questions import ask
from plait.reading.findings.repeats import merge_repeats
from plait.reading.loose_ends.step import find_loose_ends
from plait.reading.model import Action, Attendee, Decision, LooseEnd, Question, Reading, Source
from plait.reading.pipeline import finished_action, read_document
from plait.reading.structure.flow import passages
from plait.reading.structure.sections import section_of_title
from plait.reading.structure.splitting import split_all

_STEPS = (
    find_labelled,
    find_assignments,
    find_unlabelled_decisions,
    complete_actions,
    merge_repeats,
    find_loose_ends,
    ask,
)
TYPED = "typed"  # the format of typed text: a line is a paragraph, however long


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is known of the meeting while its minutes are typed."""

    attendees: tuple[Attendee, ...] = ()
    date: datetime.date | None = None
    next_meeting: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ItemFindings:
    """What one item says. Line numbers count from 1 within the item's text; `about` of questions likewise."""

    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    loose_ends: tuple[LooseEnd, ...] = ()
    questions: tuple[Question, ...] = ()


def read_item(text: str, sitting: Sitting, *, number: str | None = None, title: str = "") -> ItemFindings:
    """The findings of one item's text, without its heading."""
    document = _typed(text)
    draft = Draft(document, split_all(passages(document)))
    draft.attendees = list(sitting.attendees)
    draft.date, draft.next_meeting = sitting.date, sitting.next_meeting
    draft.headings = [Heading(-1, number, title, Source(1, 1), section_of_title(title))]
    draft.heading_of = [0] * len(draft.passages)
    for step in _STEPS:
        step(draft)
    return ItemFindings(
        actions=tuple(finished_action(draft, found) for found in draft.actions),
        decisions=tuple(draft.decisions),
        loose_ends=tuple(draft.loose_ends),
        questions=tuple(draft.questions),
    )


def read_typed(text: str) -> Reading:
    """The whole of the minutes as typed, head and attendance included."""
    return read_document(_typed(text))


def _typed(text: str) -> Document:
    lines: Sequence[str] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Document(tuple(Line(number, line) for number, line in enumerate(lines, 1)), TYPED)
