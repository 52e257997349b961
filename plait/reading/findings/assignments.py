"""Assignments in the sentences of a document that labels nothing: somebody agreed, undertook or was asked to."""

from plait.reading.draft import Draft, FoundAction, Role, Section
from plait.reading.findings.assigning import given
from plait.reading.layout.passages import Passage
from plait.reading.people.roll import Roll
from plait.reading.wording import sentence_spans, squash


def find_assignments(draft: Draft) -> None:
    """Adds unlabelled actions, only where the document has no labelled one."""
    if any(not action.old and action.channel != "resolved" for action in draft.actions):
        return
    roll = Roll(draft.attendees)
    for place, passage in enumerate(draft.passages):
        if draft.roles[place] is not Role.BODY:
            continue
        heading = draft.heading_at(place)
        if heading is None and draft.headings:
            continue
        if heading is not None and heading.section not in (Section.TALK, Section.NEXT_MEETING):
            continue
        for start, end in sentence_spans(passage.text):
            _take_sentence(draft, place, passage, start, end, roll)


def _take_sentence(draft: Draft, place: int, passage: Passage, start: int, end: int, roll: Roll) -> None:
    text = squash(passage.text[start:end])
    found = given(text, roll)
    if found is None:
        return
    heading = draft.heading_at(place)
    draft.actions.append(
        FoundAction(
            text=text,
            source=passage.source_of(start, end),
            place=place,
            channel="sentence",
            owner_words=found.who,
            item=heading.number if heading is not None and heading.counts else None,
            labelled=False,
        )
    )
