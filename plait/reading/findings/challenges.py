"""Who challenged whom, and on what: "BL pressed the point", "OH challenged the Trust on its waits"."""

import re
from collections.abc import Iterator

from plait.reading.draft import Draft, Role, Section
from plait.reading.model import Challenge, Owner, OwnerKind
from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.wording import sentence_spans, squash

_HOW = r"(?:then |also |again |further |firmly |gently |strongly |rightly |both )?"
_DID = (
    r"(?:challenged|pressed|disputed|contested|questioned|took issue with|disagreed with|pushed back (?:on|against|at)"
    r"|put (?:a|the) challenge to|raised a challenge (?:to|with|about|on))"
)
_ACTIVE = re.compile(rf"(?P<by>[A-Z][\w'’.&-]*(?: [\w'’.&-]+){{0,7}}?) {_HOW}{_DID}\s(?P<rest>.{{3,}})", re.DOTALL)
_PASSIVE = re.compile(
    r"(?P<to>[A-Z][\w'’.&-]*(?: [\w'’.&-]+){0,7}?) (?:was|were) (?:challenged|pressed|questioned) by (?P<rest>.{2,})",
    re.DOTALL,
)
_FROM = re.compile(
    r"(?:There was (?:a )?(?:robust |strong |further )?challenge|A challenge came|Challenge came) (?:from|by)"
    r" (?P<rest>.{2,})",
    re.DOTALL,
)
_END = re.compile(
    r"\s(?:on|about|over|whether|why|how|what|as|to|that|for|and asked|, who)\b|[,:;.?]\s?|$", re.IGNORECASE
)
_WORTH_READING = re.compile(r"hallenge|pressed|disput|contest|questioned|took issue|disagreed|pushed back")
_LONGEST = 90  # characters of the words for whoever was challenged
_PEOPLE = (OwnerKind.PERSON, OwnerKind.POST, OwnerKind.AGENCY, OwnerKind.GROUP)


def find_challenges(draft: Draft) -> None:
    """Fills `draft.challenges` from the talk; no sentence that gives a task or stands in a list."""
    roll = Roll(draft.attendees)
    for place, passage in enumerate(draft.passages):
        if _WORTH_READING.search(passage.text) is None:
            continue
        heading = draft.heading_at(place)
        if draft.roles[place] is not Role.BODY or (heading is not None and heading.section is not Section.TALK):
            continue
        item = heading.number if heading is not None and heading.counts else None
        for start, end in sentence_spans(passage.text):
            text = squash(passage.text[start:end])
            told = next(_told(text[:600], roll), None)
            if told is not None:
                draft.challenges.append(Challenge(text, *told, item, passage.source_of(start, end)))


def _told(text: str, roll: Roll) -> Iterator[tuple[tuple[Owner, ...], tuple[Owner, ...]]]:
    """Who challenges and who is challenged; the second is empty where the words name nobody."""
    if match := _PASSIVE.match(text):
        if by := _first_named(match["rest"], roll):
            yield by, _named(match["to"], roll)
    elif (match := _ACTIVE.match(text)) and (by := _named(match["by"], roll)):
        yield by, _first_named(match["rest"], roll)
    if (match := _FROM.match(text)) and (by := _first_named(match["rest"], roll)):
        yield by, ()


def _first_named(rest: str, roll: Roll) -> tuple[Owner, ...]:
    """Whom the words name before what it is about: the longest beginning that names somebody."""
    ends = [match.start() for match in _END.finditer(rest[:_LONGEST])]
    return next((named for end in ends[:4] if end and (named := _named(rest[:end], roll))), ())


def _named(words: str, roll: Roll) -> tuple[Owner, ...]:
    """Somebody of the meeting, a post, an agency or a group; a name that nobody bears is none of these."""
    found = recognised(words, roll)
    known = all(each.kind in _PEOPLE and (each.candidates or each.kind is not OwnerKind.PERSON) for each in found)
    return found if known else ()
