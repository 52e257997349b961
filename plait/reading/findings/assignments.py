"""Assignments in the sentences of a document that labels nothing: somebody agreed, undertook or was asked to."""

import re

from plait.reading.draft import Draft, FoundAction, Role, Section
from plait.reading.layout.passages import Passage
from plait.reading.model import OwnerKind
from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.wording import sentence_spans, squash

_ASSIGNED = re.compile(
    r"^(?P<who>[A-Z][\w'’ ,&/+-]{1,110}?)\s(?P<verb>(?:has |have |had )?(?:both )?(?:agreed|undertook"
    r"|undertaken|committed|"
    r"promised) to|(?:was|were|is|are|has been|have been) (?:asked|tasked|requested|invited) to"
    r"|will (?!be (?:held|published|"
    r"reported|expected)|have\b|continue to be)|is to|are to|to)\s(?P<task>[a-z][\w-]+ .{3,})",
    re.DOTALL,
)
_NOT_A_TASK = re.compile(r"(?:note|be |have been|see |the |a |an |his |her |their |date |this |that )")


def find_assignments(draft: Draft) -> None:
    """Adds unlabelled actions, only where the document has no labelled one."""
    if any(not action.old for action in draft.actions):
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
    match = _ASSIGNED.match(text[:600])
    if match is None or _NOT_A_TASK.match(match["task"]):
        return
    owners = recognised(match["who"], roll)
    known = [
        o
        for o in owners
        if o.candidates or o.kind in (OwnerKind.AGENCY, OwnerKind.GROUP, OwnerKind.POST, OwnerKind.ALL)
    ]
    named = [o for o in owners if o.kind is OwnerKind.PERSON]
    if not owners or len(known) + len([o for o in named if o not in known]) != len(owners):
        return
    if match["verb"] in ("to", "will ") and not all(o.candidates for o in owners):
        return
    heading = draft.heading_at(place)
    draft.actions.append(
        FoundAction(
            text=text,
            source=passage.source_of(start, end),
            place=place,
            channel="sentence",
            item=heading.number if heading is not None and heading.counts else None,
            labelled=False,
        )
    )
