"""Questions that were raised and, as far as the minutes tell, left without an answer."""

import re

from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.wording import INITIALS, content_words

_WHO = rf"(?P<who>(?:{INITIALS}|(?:The |One )?[A-Z][\w'’&-]*)(?: (?:and )?[A-Z][\w'’&-]*){{0,4}})"
_ASKED = re.compile(
    rf"(?:^|,? and (?=[A-Z])){_WHO} (?:also |then |further )?(?:asked|queried|questioned|wondered|enquired"
    rf"|raised the question(?: of)?|sought clarification"
    r"(?: on)?|challenged)(?: the (?:group|board|panel|meeting|members))? (?P<word>whether|if|how|why|what|who"
    r"|when|where|which"
    r"|about)\b"
)
_OPEN = re.compile(
    r"\b(?:nobody|no[- ]one|none of (?:those|the) \w+|neither) (?:\w+ )?(?:knew|could (?:say|answer|tell)"
    r"|was (?:sure|able to (?:say|answer)))\b"
    r"|\b(?:it|this) (?:was|is) (?:not (?:known|clear)|unclear|unknown)\b|\b(?:remains?|was|were) (?:unanswered"
    r"|unresolved|left open)\b"
    r"|\bno (?:clear )?answer\b|\bcould not (?:be answered|answer|say)\b|\bquestion (?:was left|remains)\b"
    r"|\bdid not know(?= (?:whether|what|how|if|why|who|when|the answer)\b|[.,;]| and|$)|\b(?:was|were) not sure\b",
    re.IGNORECASE,
)
_HINTS = [
    "nobody",
    "no one",
    "no-one",
    "either",
    "none",
    "know",
    "clear",
    "answer",
    "unresolved",
    "left open",
    " sure",
    "question",
    "asked",
    "quer",
    "wonder",
    "enquir",
    "clarif",
    "challeng",
    "called",
    "pressed",
    "request",
]  # nothing is asked without one of these: a quick look before the long ones
_ANSWER = re.compile(
    r"\b(?:said|explained|confirmed|replied|answered|responded|advised|noted|described|clarified|reported|told"
    r"|stated|added"
    r"|reassured|assured|thought|agreed|felt|recalled|remarked|gave|pointed|observed|suggested|offered"
    r"|undertook|believed|showed)\b"
)
_ANSWERED_AT_ONCE = re.compile(
    r",? (?:and|but|to which) (?:[\w'’&]+ ){0,4}?(?:was|were) (?:told|advised|informed|assured|reassured)\b"
    r"|,? (?:and|but|to which) "
    r"(?:[\w'’&]+ ){0,4}?(?:heard|said|explained|confirmed|replied|answered|responded|advised|described"
    r"|clarified|told|felt"
    r"|thought|agreed|added|noted|stated)\b"
)
_REPLIED = re.compile(
    r"^[\w'’ .-]{2,40}? (?:explained|replied|answered|responded|clarified|confirmed|described|listed|set out"
    r"|estimated)\b"
)
_OF_THE_RECORD = re.compile(r"\b(?:spelling|typing error|wording of the minutes|correction to the minutes)\b")
_BACK = re.compile(
    r"\b(?:it|this|that (?:was|is|would|had)|these|those|they|them|there (?:was|is|were|are)|so|not|yes|no)\b"
)
_REQUEST = re.compile(
    rf"^{_WHO} (?:also |then )?(?:asked|called|pressed|requested) for (?:the|a|an|more|some|any|better|further) "
)
_POINTING = re.compile(r"^(?:This|That|It|They|In (?:answer|response|reply)|The answer|Yes|No)\b")


def question_in(sentence: str, following: str, roll: Roll) -> tuple[str | None, str] | None:
    """Who asked, as said, and why it was picked; None where nothing is asked or the next sentence answers."""
    text = sentence[:500]
    small = text.lower()
    if not any(map(small.__contains__, _HINTS)):
        return None
    if _OPEN.search(text):
        return None, "The minutes say that this could not be answered."
    request = _REQUEST.match(text)
    if (
        request is not None
        and recognised(request["who"], roll)
        and not (_ANSWERED_AT_ONCE.search(text) or _OF_THE_RECORD.search(text))
    ):
        return request["who"], f"{request['who']} asked for this, and no action says so."
    match = _ASKED.search(text)
    if match is None or not recognised(match["who"], roll) or _ANSWERED_AT_ONCE.search(text, match.end()):
        return None
    if _OPEN.search(following):
        return match["who"], f"{match['who']} asked this, and the minutes say that nobody could answer."
    if _answers(following, text[match.end() :]):
        return None
    return match["who"], f"{match['who']} asked this, and the minutes give no answer."


def _answers(following: str, question: str) -> bool:
    """Somebody speaks next and points back, or speaks of what was asked about."""
    if _POINTING.match(following) or _REPLIED.match(following):
        return True
    said = _ANSWER.search(following[:160])
    if said is None:
        return False
    about = {word[:5] for word in content_words(question) if len(word) > 3}
    return bool(_BACK.search(following, said.end())) or bool(about & {w[:5] for w in content_words(following)})
