"""The sentences that give somebody a task: who must act, in the words of the sentence."""

import re
from dataclasses import dataclass

from plait.reading.model import Owner, OwnerKind
from plait.reading.people.owner_words import owners_of, recognised
from plait.reading.people.roll import Roll
from plait.reading.wording import squash

_TASK = r"(?P<task>[a-z][\w-]+ .{3,})"
_ADVERB = r"(?:also |both |jointly |therefore |then |now |each )?"
_UNDERTOOK = (
    rf"(?P<verb>{_ADVERB}(?:(?:has |have |had )?(?:both )?(?:agreed|undertook|undertaken|committed|promised|volunteered"
    r"|offered and agreed) to|(?:was|were|is|are|has been|have been|to be) (?:asked|tasked|requested|invited|instructed"
    r"|authorised|actioned) to|(?:will|shall|must) (?:also |now |then )?(?!be (?:held|published|reported"
    r"|expected|a\b|an"
    r"\b|the\b)|have\b|continue to be|need\b|not\b)|is to|are to|to))"
)
_DIRECT = re.compile(rf"^(?P<who>[A-Z][\w'’ ,&/+-]{{1,110}}?)\s{_UNDERTOOK}(?:\s|(?<=\s)){_TASK}", re.DOTALL)
_AGREED_THAT = re.compile(
    r"^(?:It (?:was|is|has been) (?:also |therefore |further )?(?:agreed|decided|proposed and agreed"
    r"|confirmed and agreed)"
    r"|(?:[A-Z][\w'’&-]*(?: [\w'’&-]+){0,4} )(?:agreed|decided|asked))(?: that)? (?P<who>[\w'’ ,&/+-]{2,110}?)\s"
    rf"(?P<verb>would|will|should|shall|to|is to|are to)\s{_TASK}",
    re.DOTALL,
)
_ASKED = re.compile(
    r"^[A-Z][\w'’ &/-]{1,60}?\s(?:then |also )?(?:asked|requested|tasked|instructed|invited)\s(?:that |for |if )?"
    rf"(?P<who>[\w'’ ,&/+-]{{2,80}}?)\s(?P<verb>to|would|could)\s{_TASK}",
    re.DOTALL,
)
_NOT_A_TASK = re.compile(
    r"(?:note|be|have|been|see|the|a|an|his|her|their|date|this|that|which|continue to be|remain|ensure that this)\b"
)
_SOMEBODY = (OwnerKind.AGENCY, OwnerKind.GROUP, OwnerKind.POST, OwnerKind.ALL)


@dataclass(frozen=True, slots=True)
class Given:
    """Who was given a task: the words, and the owners they name."""

    who: str
    owners: tuple[Owner, ...]
    verb: str


def given(sentence: str, roll: Roll) -> Given | None:
    """The task a sentence gives unmistakably to somebody known or named; None for other talk."""
    text = squash(sentence)[:600]
    for pattern in (_AGREED_THAT, _ASKED, _DIRECT):
        match = pattern.match(text)
        if match is None or _NOT_A_TASK.match(match["task"]):
            continue
        owners = recognised(match["who"], roll)
        verb = match["verb"].strip()
        agreed = pattern is _AGREED_THAT and text.startswith("It ")
        each = re.match(r"(?:each|all)\b", match["task"]) is not None
        if owners and all(_told(owner, verb, sure=agreed or each) for owner in owners):
            return Given(match["who"], owners, verb)
    return None


def _told(owner: Owner, verb: str, *, sure: bool) -> bool:
    """A bare "to" or "will" is enough only where the words surely name somebody, or `sure` give them a task."""
    if owner.candidates or (sure and owner.kind in _SOMEBODY):
        return True
    if verb in ("to", "will", "must", "shall", "would", "could", "should"):
        return owner.kind in _SOMEBODY and not (verb in ("will", "would", "could") and owner.kind is not OwnerKind.POST)
    return owner.kind in _SOMEBODY or owner.kind is OwnerKind.PERSON


def gives_task(sentence: str, owners: str, roll: Roll) -> bool:
    """Does the sentence give a task to one of these owners, named in a margin?"""
    found = given(sentence, roll)
    if found is None:
        return False
    wanted = {name for owner in owners_of(owners, roll) for name in (owner.candidates or (owner.text,))}
    return bool(wanted & {name for owner in found.owners for name in (owner.candidates or (owner.text,))})
