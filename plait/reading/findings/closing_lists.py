"""The closing lists: what goes up, what makes a difference, what the next agenda holds; and the next meeting's day."""

import re
from collections.abc import Iterator

from plait.core.dates import find_days
from plait.reading.draft import Draft, Role, Section
from plait.reading.layout.passages import Passage
from plait.reading.model import Passed
from plait.reading.structure.worded_days import in_figures
from plait.reading.wording import content_words, sentence_spans, squash

_THING = r"(?:matters?|items?|issues?|escalations?|risks?|points?|business|agenda|actions?)"
_NOTHING = re.compile(
    rf"(?:there (?:was|were) )?no(?:(?:ne|thing)\b.{{0,80}}|\W*| (?:[\w-]+ ){{0,2}}?{_THING}\b.{{0,60}})|n/?a\.?"
    r"|nil\.?",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^signed\b|\.{6,}|_{4,}|\b(?:meeting|chair) (?:closed|ended|thanked)\b", re.IGNORECASE)
_SENT = re.compile(
    r"(?:\w+ ){0,3}(?:sent out|circulated|issued|published|approved|drafted) (?:by|on|to)\b", re.IGNORECASE
)
_LOST_BREAK = re.compile(r"(?<=[a-z]) (?=(?:The|That|This) [a-z])")
_AFTER_LINK = re.compile(r"\b(?:of|in|to|for|and|by|with|from|at|on|the|a|or|that)$")
_MEETING_DAY = re.compile(
    r"\b(?:next|meet again|meets again|future)\b.*\bmeet|\bmeets? again|\bnext meeting|\bmeeting date"
)  # of small letters
_NEXT = re.compile(
    r"next (?:[\w-]+ ){0,3}?(?:huddle|forum|panel|board|session|group|catch-up|call|gathering|committee|subgroup)"
    r"\s*(?:[:–-]|is\b|will be\b|on\b)"
)
_NEXT_POINTS = re.compile(
    r"\b(?:to (?:talk about|discuss) (?:then|next time)|agenda so far|on the list(?: already| so far)?"
    r"|(?:carry|carried) to (?:the )?next agenda|(?:agenda )?items? for (?:the )?next (?:agenda|meeting|time))\s?:\s*",
    re.IGNORECASE,
)
_RAISED_POINT = re.compile(
    r"(?:for|to (?:be )?raised? with|to (?:be )?escalated? to|up to) the (?:executive|strategic [a-z]+|board"
    r"|partnership)"
    r"(?: [a-z]+)?\s?:\s+",
    re.IGNORECASE,
)
_LAST = 12  # passages from the end in which a line may name such points
_TIME_OR_PLACE = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?[ap]m\b|\b\d{1,2}[:.]\d\d\b|\bvenue\b|\bteams\b|\bto be (?:held"
    r"|confirmed|arranged)\b|\btbc\b",
    re.IGNORECASE,
)


def find_closing_lists(draft: Draft) -> None:
    seen: dict[Section, list[str]] = {section: [] for section in Section}
    for place, passage in enumerate(draft.passages):
        heading = draft.heading_at(place)
        if (
            draft.roles[place] is Role.BODY
            and place >= len(draft.passages) - _LAST
            and _take_named(draft, passage, seen)
        ):
            continue
        if draft.roles[place] is not Role.BODY or heading is None:
            continue
        section = heading.section
        if section is Section.NEXT_MEETING:
            if _is_point(draft, passage):
                _add(draft, section, passage, 0, len(passage.text), seen)
        elif section in (Section.ESCALATION, Section.IMPACT):
            for start, end in _points(passage.text):
                _add(draft, section, passage, start, end, seen)


def _take_named(draft: Draft, passage: Passage, seen: dict[Section, list[str]]) -> bool:
    """ "Agenda so far: a; b" and "For the Executive: c" behind the talk: the points stand in the line."""
    text = passage.text
    if named := _NEXT_POINTS.search(text):
        mark = ";" if ";" in text[named.end() :] else ","
        at = named.end()
        for part in text[at:].split(mark):
            _add(draft, Section.NEXT_MEETING, passage, at, at + len(part.rstrip(" .")), seen)
            at += len(part) + 1
        return True
    if raised := _RAISED_POINT.match(text):
        _add(draft, Section.ESCALATION, passage, raised.end(), len(text), seen)
    return raised is not None


def _is_point(draft: Draft, passage: Passage) -> bool:
    text = passage.text
    if _SIGNED.search(text) or text.endswith(":") or "©" in text:
        return False
    if len(text) > 160 or _TIME_OR_PLACE.search(text) or _NOTHING.fullmatch(text):
        return False
    return next(find_days(in_figures(text), reference=draft.reference), None) is None or passage.bullet


def _points(text: str) -> Iterator[tuple[int, int]]:
    """Each sentence; a lost line break before "The ..." or "That ..." also ends a point."""
    for start, end in sentence_spans(text):
        at = start
        for gap in _LOST_BREAK.finditer(text, start, end):
            if not _AFTER_LINK.search(text, at, gap.start()):
                yield at, gap.start()
                at = gap.end()
        yield at, end


def _add(
    draft: Draft, section: Section, passage: Passage, start: int, end: int, seen: dict[Section, list[str]]
) -> None:
    text = squash(passage.text[start:end])
    if sum(c.isalpha() for c in text) < 3 or _NOTHING.fullmatch(text):
        return
    key = " ".join(content_words(text))
    reprinted = any(key in known[-60:] for known in seen.values())
    if reprinted or any(each.startswith(key) or key.startswith(each) for each in seen[section][-60:]):
        return
    seen[section].append(key)
    entry = Passed(text, passage.source_of(start, end))
    {
        Section.ESCALATION: draft.escalations,
        Section.IMPACT: draft.impact,
        Section.NEXT_MEETING: draft.next_agenda,
    }[section].append(entry)


def find_next_meeting(draft: Draft) -> None:
    """The day of the next meeting, where the document prints it."""
    if draft.next_meeting is not None:
        return
    for place in range(len(draft.passages) - 1, -1, -1):
        passage, heading = draft.passages[place], draft.heading_at(place)
        if draft.roles[place] not in (Role.BODY, Role.ITEM, Role.HEAD) or len(passage.text) > 400:
            continue
        under = heading is not None and heading.section is Section.NEXT_MEETING
        told = "meet" in (small := passage.text.lower()) and _MEETING_DAY.search(small)
        told = told or (small.startswith("next ") and _NEXT.match(small))
        if not (under or told) or _SENT.match(passage.text):
            continue
        for day in find_days(in_figures(passage.text), reference=draft.reference):
            if draft.date is None or day.day > draft.date:
                draft.next_meeting = day.day
                return
