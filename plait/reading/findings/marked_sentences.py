"""A mark in brackets at the end of the sentence that gives the task: "... by the 20th [AP6 – ME, 20/11/26]."."""

import re

from plait.reading.draft import Draft, FoundAction, Role
from plait.reading.due.wording import find_due
from plait.reading.layout.passages import Passage
from plait.reading.wording import sentence_spans, squash

_MARK = re.compile(
    r"\s*[\[(](?:(?:ACTION|Action)(?: [Pp]oint| POINT)?|AP)(?![a-z])\s?(?P<number>[A-Z]{0,4}\d{1,4}(?:[/.-]\d{1,4})?)?"
    r"\s*(?:[:–—,-]\s*|(?<=\d)\s+|\s(?:for|by|on)?\s?(?=[A-Z]))(?P<rest>[^\[\]()]{1,80})[\])]"
)
_REST = re.compile(r"(?P<who>[^,;]{1,60}?)\s*(?:[,;]\s*|\s[–—-]\s)(?P<when>.+)|(?P<all>.+)")
_LEADS = re.compile(r"(?P<who>.{2,60}?)\s+(?=(?:by|before|within|for|due)\s)")


def find_marked_sentences(draft: Draft) -> None:
    """Adds the sentences that such a mark ends; the rest of their paragraph stays talk."""
    for place, passage in enumerate(draft.passages):
        if draft.roles[place] is Role.BODY and ("[A" in passage.text or "(A" in passage.text):
            _take(draft, place, passage)


def _take(draft: Draft, place: int, passage: Passage) -> None:
    text = passage.text
    spans = list(sentence_spans(text))
    heading = draft.heading_at(place)
    for match in _MARK.finditer(text):
        inside = [(a, b) for a, b in spans if a <= match.start() < b and text[a : match.start()].strip(" .")]
        before = [(a, b) for a, b in spans if b <= match.end()]
        if not (span := (inside or before[-1:])[:1]):
            continue
        start, end = span[0][0], min(span[0][1], match.start()) if inside else span[0][1]
        owner, due = _parts(draft, match["rest"].strip())
        action = FoundAction(
            text=squash(text[start:end]),
            source=passage.source_of(start, match.end()),
            place=place,
            channel="label",
            owner_words=owner,
            due_words=due,
            item=heading.number if heading is not None and heading.counts else None,
        )
        draft.actions.append(action)


def _parts(draft: Draft, rest: str) -> tuple[str, str | None]:
    """Who and by when, from the words behind the label; a list of owners with commas has no day."""
    match = _REST.fullmatch(rest)
    when = match["when"] if match else None
    if match is not None and when and _tells_day(draft, when):
        return match["who"], when
    lead = _LEADS.match(rest)
    if lead is not None and _tells_day(draft, rest[lead.end() :]):
        return lead["who"], rest[lead.end() :]
    return rest, None


def _tells_day(draft: Draft, words: str) -> bool:
    return find_due(words, meeting=draft.date, next_meeting=draft.next_meeting, column=True) is not None
