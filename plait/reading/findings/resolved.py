"""Resolutions that give somebody a task: "RESOLVED that the Clerk write to the council" is an action,
"RESOLVED that the report be noted" is a decision."""

import re

from plait.reading.model import Owner, OwnerKind
from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.wording import squash

_LEAD = re.compile(r"^(?:(?:and )?that|to ask|for)\s+", re.IGNORECASE)
_MARK = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+")
_MODAL = re.compile(
    r"^(?P<who>[\w'’ ,&/()+-]{2,90}?)\s(?:(?:will|would|shall|should|is to|are to|to|be (?:asked|tasked|requested"
    r"|instructed|authorised|invited|required) to)\s+(?!be\b|have\b))(?P<task>[a-z][\w-]+)\b",
)
_NO_TASK = frozenset(
    [
        "be",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "note",
        "notes",
        "noted",
        "approve",
        "approves",
        "accept",
        "accepts",
        "receive",
        "endorse",
        "endorses",
        "support",
        "supports",
        "agree",
        "agrees",
        "adopt",
        "adopts",
        "welcome",
        "recognise",
        "thank",
        "remain",
        "remains",
        "continue",
        "should",
        "would",
        "may",
        "can",
        "could",
        "must",
        "shall",
        "will",
        "does",
        "do",
        "said",
        "and",
        "with",
        "from",
        "for",
        "that",
        "which",
        "who",
        "on",
        "of",
        "in",
        "at",
        "to",
        "by",
        "the",
        "a",
        "an",
        "as",
        "not",
    ]
)
_TASKS = frozenset(
    [
        "write",
        "contact",
        "send",
        "obtain",
        "arrange",
        "ask",
        "invite",
        "prepare",
        "draft",
        "circulate",
        "provide",
        "report",
        "review",
        "update",
        "investigate",
        "meet",
        "speak",
        "liaise",
        "bring",
        "present",
        "respond",
        "reply",
        "submit",
        "seek",
        "look",
        "find",
        "produce",
        "develop",
        "consider",
        "explore",
        "organise",
        "discuss",
        "purchase",
        "order",
        "book",
        "check",
        "confirm",
        "complete",
        "raise",
        "share",
        "publish",
        "collate",
        "identify",
        "monitor",
        "attend",
        "make",
        "place",
        "install",
        "request",
        "appoint",
        "inform",
        "notify",
        "advise",
        "add",
        "amend",
        "remind",
        "follow",
        "chase",
        "escalate",
        "nominate",
        "lead",
        "create",
        "set",
        "hold",
        "compile",
        "work",
        "undertake",
        "commission",
        "apply",
        "remove",
        "repair",
        "pursue",
        "approach",
        "forward",
        "collect",
        "post",
        "issue",
        "carry",
        "take",
        "give",
        "get",
        "put",
        "convene",
        "schedule",
        "establish",
        "revise",
        "finalise",
        "sign",
        "keep",
        "record",
        "refer",
        "include",
        "ensure",
        "support",
        "join",
        "recruit",
        "pay",
        "visit",
        "research",
        "draw",
        "call",
        "email",
        "phone",
        "ring",
        "test",
        "train",
        "audit",
        "analyse",
        "map",
        "gather",
        "consult",
        "engage",
        "promote",
        "deliver",
        "plan",
    ]
)


def task_of(text: str, roll: Roll) -> str | None:
    """Who must act by a resolution's words, as printed; None where it decides and gives nobody a task."""
    text = _LEAD.sub("", _MARK.sub("", squash(text), count=1), count=1)[:400]
    if (match := _MODAL.match(text)) and match["task"] not in _NO_TASK and _somebody(match["who"], roll):
        return match["who"]
    for match in re.finditer(r"\s([a-z]{3,14})\b", text[:120]):
        who = text[: match.start()]
        if match[1] in _TASKS and (owners := _somebody(who, roll)):
            return None if _plural_statement(owners, match[1]) else who
    return None


def _somebody(who: str, roll: Roll) -> tuple[Owner, ...]:
    owners = recognised(who, roll)
    return owners if owners and all(o.candidates or o.kind is not OwnerKind.UNKNOWN for o in owners) else ()


def _plural_statement(owners: tuple[Owner, ...], verb: str) -> bool:
    """ "that all agencies support the plan" says what is so; a person who is to support something has a task."""
    return verb in ("support", "keep", "continue") and all(o.kind is not OwnerKind.PERSON for o in owners)
