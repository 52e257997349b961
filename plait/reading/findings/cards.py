"""Parts of an action on lines or in rows of their own: "Lead: AB", "Deadline | 3 May", "Progress: done"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from plait.reading.draft import FoundAction
from plait.reading.structure.action_columns import tells_due, tells_owner, tells_status


class Part(StrEnum):
    OWNER = "owner"
    DUE = "due"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class CardPart:
    part: Part
    words: str


_LINE = re.compile(r"(?P<key>[A-Z][A-Za-z/ ]{1,24}?)\s?(?::|\s[–—-])\s+(?P<words>\S.*)")
_WHO = re.compile(r"(?:the )?(?:[A-Z]|all\b|each\b|every|tbc\b|\?)")  # how words that name an owner begin
_LONGEST = 300  # characters of a line that tells a part of an action
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,2}|[a-h])[.):]\s+(?=\S)")


def part_named(key: str) -> Part | None:
    """What a heading such as "By when" names of an action; None for other words."""
    words = key.lower().strip(" :*.?")
    if tells_owner(words):
        return Part.OWNER
    if tells_due(words):
        return Part.DUE
    return Part.STATUS if tells_status(words) else None


def part_of_line(text: str) -> CardPart | None:
    """ "Lead: AB": which part of the action above the line tells, and its words."""
    match = _LINE.match(text) if len(text) <= _LONGEST else None
    part = part_named(match["key"]) if match else None
    if match is None or part is None or (part is Part.OWNER and not _WHO.match(match["words"])):
        return None
    return CardPart(part, match["words"].strip())


def fill(action: FoundAction, told: CardPart) -> bool:
    """Adds the part to the action where it has none yet."""
    field = f"{told.part}_words"
    if getattr(action, field):
        return False
    setattr(action, field, told.words)
    return True


def fill_in_step(actions: list[FoundAction], part: Part, lines: list[str]) -> None:
    """The lines of one cell beside the actions of another: by their numbers, line by line, or one for all."""
    numbers = [_NUMBERED.match(line) for line in lines]
    bare = [line[number.end() if number else 0 :].strip() for line, number in zip(lines, numbers, strict=True)]
    if len(bare) == len(actions):
        for action, words in zip(actions, bare, strict=True):
            fill(action, CardPart(part, words))
    elif bare and not any(numbers):
        for action in actions:
            fill(action, CardPart(part, " ".join(bare)))
