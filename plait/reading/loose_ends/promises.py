"""Promises made in talk: somebody said, and nobody took down, that something would be done."""

import re

from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.wording import INITIALS

_WHO = (
    rf"(?P<who>(?:The |the )?(?:{INITIALS}|[A-Z][\w'’&-]*)(?:(?: and | & |/|, | )(?:{INITIALS}|[A-Z][\w'’&-]*)){{0,5}})"
)
_SAID = (
    r"(?:also |then )?(?:said|confirmed|stated|advised|added|replied|responded|reported|explained|agreed"
    r"|suggested|noted"
    r"|assured (?:the \w+|members|partners|colleagues))"
)
_DEED = (
    r"(?P<verb>find out|look into|check|look at|follow (?:this|that|it) up|follow up|share|send|provide|support"
    r"|help|host|bring"
    r"|circulate|speak|talk|contact|take (?:this|that|it) (?:back|away|up|forward|to)|feed back|report back|raise|ask"
    r"|explore|pick (?:this|that|it) up|forward|lend|lead|write|arrange|come back|get back|offer|prepare|draft|chase"
    r"|make (?:enquiries|contact)|ring|email|e-mail|liaise|link|discuss|consider|put|add|invite|attend|present"
    r"|show|test"
    r"|try|update|review|(?:match-)?fund|pay|give|let|tell|investigate|clarify|confirm|work with|pass|collect|compare"
    r"|sit down|meet|set up|organise|nominate|include|remind|repeat|count|print|publish|join|train|visit)"
)
_HELPED = (
    rf"{_WHO} {_SAID} (?:that )?(?P<body>[A-Z][\w'’& -]{{1,50}}?|she|he|they|we|her \w+|his \w+|their \w+|the \w+) "
)
_PATTERNS = (
    (
        re.compile(rf"^{_WHO} (?:also |then |kindly )?(?:offered|volunteered|promised|undertook|agreed"
        rf"|proposed) to (?!differ\b)"
                   rf"(?P<verb>[a-z]+)"),
        "{who} offered or agreed to do this, and no action says so.",
    ),
    (
        re.compile(rf"{_HELPED}(?:would|could|will|can|might) (?:also |be able to |be happy to "
        rf"|be willing to )?{_DEED}\b"),
        "{who} said that this could or would be done, and no action says so.",
    ),
    (
        re.compile(rf"^{_WHO} (?:would|will) (?:also |then |try to )?{_DEED}\b"),
        "{who} said this would be done, and no action says so.",
    ),
    (
        re.compile(rf"^{_WHO} (?:was|were) (?:happy|willing|able|content|going|keen|prepared) to {_DEED}\b"),
        "{who} was ready to do this, and no action says so.",
    ),
    (
        re.compile(rf"^{_WHO} (?:was|were) (?:asked|invited|encouraged|reminded) to (?P<verb>[a-z]+)"),
        "{who} was asked to do this, and no action says so.",
    ),
    (
        re.compile(r"^(?:It was|This was) (?:suggested|proposed|felt|thought"
        r"|agreed) that (?P<who>[A-Z][\w'’& -]{1,50}?) "
                   rf"(?:could|should|might|would|will) {_DEED}\b"),
        "It was suggested that {who} should do this, and no action says so.",
    ),
)  # fmt: skip
_PAST = re.compile(
    r"\b(?:had|has|have) (?:already |since |now )?(?:offered|agreed|promised|undertaken|volunteered|been asked)\b"
)


def promise_in(sentence: str, roll: Roll) -> tuple[str | None, str] | None:
    """Who promised, as said, and why it was picked; None where the sentence promises nothing."""
    text = sentence[:500]
    if _PAST.search(text):
        return None
    for pattern, why in _PATTERNS:
        match = pattern.match(text)
        if match is None or not _someone(match["who"], roll):
            continue
        who = match["who"]
        body = match.groupdict().get("body")
        if body is not None and body not in ("she", "he", "they", "we"):
            if not recognised(body, roll):
                continue
            who = body
        return who, why.format(who=match["who"])
    return None


def _someone(who: str, roll: Roll) -> bool:
    return bool(recognised(who, roll))
