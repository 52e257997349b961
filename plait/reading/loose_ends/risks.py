"""Risks said in talk without being called one by a label, and on no list."""

import re

from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.wording import INITIALS

_SPEAKER = re.compile(rf"^(?P<who>(?:{INITIALS}|[A-Z][\w'’&-]*)(?: [A-Z][\w'’&-]*){{0,3}}) [a-z]+\b")
_RISK = re.compile(
    r"\b(?:there (?:is|was|are|were) (?:also |still )?(?:a|an|some|real|growing|significant|serious)?\s?(?:risk"
    r"|concern|danger|worr(?:y|ies))s?"
    r"|(?:a|the|an? \w+) risk (?:that|of|to|if|remains?)|(?:concern(?:ed|s)?|worr(?:y|ied)|fear(?:ed|s)?"
    r"|anxious) (?:that|about|over|at)"
    r"|(?:raised|expressed|shared|voiced) (?:a |her |his |their |some |serious )?concerns?"
    r"|at risk of (?:not|being (?:lost|missed|cut|closed)|clos\w+|los\w+)"
    r"|(?:may|might|could|will|would) (?:not (?:cope|be able to|be met|be ready|be enough|be safe)|be (?:lost"
    r"|missed|overlooked|delayed)"
    r"|slip|fall behind|run out|break down)"
    r"|(?:funding|grant|money|contract|licence|post|budget) (?:will |would )?(?:ends?|ended|expires?|runs? out"
    r"|stops?|is not secured"
    r"|has not been (?:secured|confirmed))"
    r"|no (?:cover|capacity|funding|one to cover|replacement)\b|(?:is|are|was|were) (?:stretched|overstretched"
    r"|not sustainable|unsustainable)"
    r"|(?:worry|worries|concern|risk|danger|fear) (?:is|was|remains) (?:about|that|of)"
    r"|(?:raised|highlighted|flagged|identified|outlined|described) (?:the |a |an )?(?:potential |possible "
    r"|ongoing |growing )?"
    r"(?:risk|concern|pressures?|shortage|gap)s?\b|spoke (?:about|of) (?:capacity|pressures?|shortages?"
    r"|vacancies|risks?)"
    r"|(?:average|longest|long) wait(?:ing (?:time|list))?s?\b|(?:waiting (?:times?|lists?)) (?:is|are|was|were"
    r"|had|have|remain)"
    r"|this was a risk|single point of failure|not (?:yet )?(?:safe|sustainable))",
)
_HINTS = [
    "risk",
    "concern",
    "worr",
    "fear",
    "anxious",
    "danger",
    " not ",
    "lost",
    "missed",
    "overlooked",
    "delayed",
    "slip",
    "behind",
    "run",
    "break",
    "fund",
    "grant",
    "money",
    "contract",
    "licence",
    "post",
    "budget",
    "no co",
    "no ca",
    "no re",
    "no one",
    "stretch",
    "sustain",
    "wait",
    "pressure",
    "shortage",
    "gap",
    "vacanc",
    "point of",
    "capacity",
]  # no risk is told without one of these: a quick look before the long one
_NO_RISK = re.compile(
    r"\brisk (?:register|assessment|management|matrix|rating|score|log)s?\b|\bno (?:new )?risks?\b"
    r"|\brisks? (?:was|were|had been) (?:removed"
    r"|closed|reduced)\b|\bno longer\b|\b(?:had|has|have) (?:ended|stopped|run out)\b|\brecalled\b"
    r"|\bhad been (?:resolved|settled|answered)\b",
)


def risk_in(sentence: str, roll: Roll) -> tuple[str | None, str] | None:
    """Who said it, where somebody is named, and why it was picked; None where no risk is told."""
    text = sentence[:500]
    small = text.lower()
    if not any(map(small.__contains__, _HINTS)):
        return None
    found = _RISK.search(small)
    if found is None or _NO_RISK.search(small):
        return None
    speaker = _SPEAKER.match(text)
    who = speaker["who"] if speaker and recognised(speaker["who"], roll) else None
    return who, f"“{found[0].strip()}” tells of a risk, and neither an action nor a list takes it up."
