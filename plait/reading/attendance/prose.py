"""Who was there, told in sentences: "Ann Bee took the chair. With her were …; Cy Dee had sent apologies."."""

import re
from dataclasses import dataclass

from plait.reading.attendance.entries import read_people
from plait.reading.model import Presence
from plait.reading.people.names import NAME, Entry
from plait.reading.wording import sentence_spans

_HAVE = r"(?:had |has |have |was |were |is |are )?"
_BEFORE: tuple[tuple[Presence, str], ...] = (
    (Presence.ABSENT, r"(?:(?:those )?not (?:present|there)|missing|absent) (?:was|were)"),
    (Presence.APOLOGIES, r"(?:apologies|regrets|sorry messages)\b[^.]{0,40}? (?:from|by)"),
    (
        Presence.IN_ATTENDANCE,
        r"(?:also (?:with us|joining|there|in the room)|(?:we|the \w+) (?:was|were) joined by|our guests?)"
        r"(?: (?:was|were))?",
    ),
    (
        Presence.PRESENT,
        r"(?:round|around|at) the table (?:was|were|sat)|(?:also )?(?:present|there|attending|in the room|on the call"
        r"|taking part) (?:was|were)|with (?:him|her|them|us) (?:was|were)|those present (?:was|were)"
        r"|(?:we|the \w+) (?:was|were) attended by|(?:it|the meeting) was (?:chaired|attended) by",
    ),
)
_AFTER: tuple[tuple[Presence, str], ...] = (
    (
        Presence.ABSENT,
        r"(?:did|could|would) (?:not|n[o’']t) (?:come|attend|turn up|appear|join)|didn[’']t (?:come|attend)"
        r"|(?:was|were) (?:absent|not (?:present|there)|missing)"
        r"|(?:was|were) expected,? but (?:did not|didn[’']t|never) \w+",
    ),
    (
        Presence.APOLOGIES,
        rf"{_HAVE}(?:sent|gave|given|offered|made) (?:(?:his|her|their|in) )?(?:apologies|regrets)"
        r"|(?:could|can) ?(?:not|n[o’']t) (?:be (?:there|present|with us)|make it)|(?:was|were) unable to \w+",
    ),
    (
        Presence.IN_ATTENDANCE,
        r"(?:joined|came|attended|was present|were present|sat in|stayed)(?: us| the meeting)? (?:for|only for|to"
        r" present|to speak|as (?:an? )?(?:guest|observer))\b"
        r"|(?:kept|took|wrote) the (?:notes?|minutes?)|(?:was|were) in attendance|observed",
    ),
    (
        Presence.PRESENT,
        r"(?:took|was in|were in|occupied) the chair|chaired|presided|(?:was|were) (?:present|there)|attended|were at",
    ),
)
_OPENINGS = tuple((p, re.compile(rf"{words}:?\s+", re.IGNORECASE)) for p, words in _BEFORE)
_VERBS = tuple((p, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for p, words in _AFTER)
_INSTEAD = re.compile(
    rf"\b(?:came|attended|was there|sat|stood) (?:in place of|instead of|in for|for|on behalf of) (?P<name>{NAME})"
)


@dataclass(frozen=True, slots=True)
class Told:
    """The people of one sentence, what it says of them, and where the sentence begins in the text."""

    presence: Presence
    people: list[Entry]
    start: int


def told_in_sentences(text: str) -> list[Told]:
    """Each sentence of a paragraph that names people and says whether they were there; empty for other text."""
    found = []
    for start, end in sentence_spans(text):
        told = _told(text[start:end].strip(), start)
        if told is not None:
            found.append(told)
    return found


def _told(sentence: str, start: int) -> Told | None:
    for presence, opening in _OPENINGS:
        if match := opening.match(sentence):
            people = read_people(sentence[match.end() :], run=True)
            return Told(presence, people, start) if people else None
    if instead := _INSTEAD.search(sentence):
        people = read_people(sentence[: instead.start()], run=True)
        stood_in = [_standing_in(person, instead["name"]) for person in people[:1]]
        return Told(Presence.PRESENT, stood_in, start) if stood_in else None
    for presence, verb in _VERBS:
        match = verb.search(sentence)
        if match and (people := read_people(sentence[: match.start()], run=True)):
            return Told(presence, people, start)
    return None


def _standing_in(person: Entry, absent: str) -> Entry:
    return Entry(person.name, person.initials, person.details, absent, person.left, person.remark, None)
