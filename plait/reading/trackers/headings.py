"""What a heading means: the words that business units write above the columns of logs and registers."""

import re
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a sheet is taken for."""

    ACTIONS = "actions"
    RISKS = "risks"
    LEFT = "left"


class Part(StrEnum):
    """What a column holds. `other` is kept in the file and nowhere else."""

    REFERENCE = "reference"
    WORDING = "wording"
    OWNER = "owner"
    AGENCY = "agency"
    DUE = "due"
    STATUS = "status"
    CLOSED = "closed"
    COMMENTS = "comments"
    MEETING = "meeting"
    GROUP = "group"
    LIKELIHOOD = "likelihood"
    IMPACT = "impact"
    SCORE = "score"
    LIKELIHOOD_AFTER = "likelihood_after"
    IMPACT_AFTER = "impact_after"
    SCORE_AFTER = "score_after"
    CONTROLS = "controls"
    DIRECTION = "direction"
    OTHER = "other"


BEFORE: Final = (Part.LIKELIHOOD, Part.IMPACT, Part.SCORE)
AFTER: Final = {
    Part.LIKELIHOOD: Part.LIKELIHOOD_AFTER,
    Part.IMPACT: Part.IMPACT_AFTER,
    Part.SCORE: Part.SCORE_AFTER,
}
SCORES: Final = (*BEFORE, *AFTER.values())
# One column each; of these there may be several, whose words are put together.
SEVERAL: Final = frozenset({Part.COMMENTS, Part.STATUS, Part.OWNER, Part.CONTROLS, Part.OTHER})

_RISK_WORDING: Final = re.compile(
    r"(?:description of )?(?:the )?(?:strategic |key )?risks?(?: description| title| event| statement| identified)?"
    r"|description of (?:the )?risk|(?:risk|issue)s?(?: and| or)? (?:issue|risk)s?"
)
_AFTER: Final = re.compile(r"\b(?:after|residual|current|net|mitigated|post|now|target)\b")
# The first that fits the whole heading. Headings are compared without case, brackets, stops and line breaks.
_HEADINGS: Final[tuple[tuple[Part, str], ...]] = (
    (Part.REFERENCE, r"(?:action |risk |log |item )?(?:ref(?:erence)?(?: number| no)?|no|number|id|#|num|s no)|nr"),
    (
        Part.DUE,
        r"(?:action |target |due |completion |expected |planned |proposed |agreed |revised |delivery )*"
        r"(?:date )?(?:for |of |to be )?(?:due|deadline|timescales?|time ?frames?|by when|when|target|"
        r"completed? by|completion|target date|due date|due by|completion date|delivery date|finish by|when by|"
        r"date due|review date|date for completion|required by)(?: date)?|"
        r"when (?:will|is) .{0,40}",
    ),
    (
        Part.CLOSED,
        r"(?:date )?(?:closed|completed|complete|discharged|closed off)(?: on| date)?|date (?:of )?(?:closure|closed|"
        r"completion|completed|complete)|closure(?: date)?|(?:open|closed)(?: or |/| )(?:open|closed)|"
        r"(?:completed?|done) y n|"
        r"date closed|actual (?:completion )?date|closed y n|close date|date achieved",
    ),
    (
        Part.STATUS,
        r"(?:current |action |overall |progress )?(?:status|state|b?rag|brag rating|rag(?:[ -]?rating| status)?|r a g|"
        r"b r a g|progress rating|rating|colour|stage)|rag.{0,20}",
    ),
    (
        Part.OWNER,
        r"(?:action |risk |named |responsible |accountable )?(?:owners?|leads?|lead s|who|by whom|whom|responsible|"
        r"responsibility|officer|person(?:s)?(?: responsible)?|lead (?:officer|person|name|professional)s?|assigned to|"
        r"assignee|allocated to|owner s|responsible person|name|accountable|accountability|initials|action by|"
        r"for action by)|who is responsible|person s responsible|lead owner|owner lead|owner and agency|"
        r"(?:responsible person|owner|lead officer) agency|who (?:will|is to|is going to) .{0,30}",
    ),
    (
        Part.AGENCY,
        r"(?:lead |responsible |owning )?(?:agenc(?:y|ies)|organisations?|partners?|service|department|directorate|org)"
        r"|agency s",
    ),
    (
        Part.MEETING,
        r"(?:date (?:of |raised at )?)?meeting(?: date| and date| date or item| / date)?|meeting\W+date|"
        r"date(?: of)?(?: the)? (?:meeting|action|raised|added|agreed|set|logged|opened|identified)|raised(?: on| at)?|"
        r"date|date raised|from meeting|source(?: meeting)?|origin|agreed at|minute(?: ref| reference)?|opened|"
        r"date risk (?:raised|identified|opened)",
    ),
    (Part.GROUP, r"(?:sub)?\W?group|board|forum|committee|work ?stream|sub group|owning group"),
    (
        Part.COMMENTS,
        r"(?:latest |progress |action |recent )?(?:updates?|comments?|notes?|progress(?: update| notes?| to date)?|"
        r"commentary|narrative|position|outcomes?|response|remarks|evidence)(?: .{0,60})?|(?:latest|current) position|"
        r"what has been done",
    ),
    (
        Part.CONTROLS,
        r"(?:existing |current |further |planned |key )?(?:controls?|further actions?(?: required| planned| needed)?|"
        r"mitigations?|mitigating actions?|assurances?|"
        r"actions? to (?:mitigate|reduce).{0,30}|mitigation.{0,30}|controls? in place|treatments?|risk response)",
    ),
    (Part.LIKELIHOOD, r".{0,20}\b(?:likelihood|probability|l|prob)(?: score| rating| 1 ?[-–to ]+ ?5)?"),
    (Part.IMPACT, r".{0,20}\b(?:impact|severity|i|c|consequence(?= score| rating))(?: score| rating| 1 ?[-–to ]+ ?5)?"),
    (
        Part.SCORE,
        r".{0,20}\b(?:scores?|ratings?|total|l ?x ?i|risk level|level|inherent risk|residual risk|gross|net)"
        r"(?: l ?x ?i)?",
    ),
    (Part.DIRECTION, r"direction(?: of travel)?|trend|movement|change(?: since.{0,30})?|travel"),
    (
        Part.WORDING,
        r"(?:agreed |description of (?:the )?|details? of (?:the )?|required |key )?"
        r"(?:actions?|tasks?|recommendations?)"
        r"(?: points?| required| agreed| to be taken| description| details?| needed| wording| item)?|"
        r"what|description|details?|what (?:needs to|will|is to) (?:be done|happen)|"
        r"what (?:will|do|must) we (?:need to )?do|action s|activity",
    ),
)  # fmt: skip
_PATTERNS: Final = tuple((part, re.compile(pattern)) for part, pattern in _HEADINGS)
_NOISE: Final = re.compile(r"[^\w#/&' -]+|_")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\]]*\]")
LONGEST_HEADING: Final = 120


def plain_heading(text: str) -> str:
    """The words without case, brackets and marks: "Ref No." is "ref no", "Lead(s)" is "lead"."""
    bare = _BRACKETS.sub(" ", text.replace("\n", " ")).strip() or text
    return " ".join(_NOISE.sub(" ", bare).casefold().replace("/", " ").split())


def part_of(heading: str) -> Part:
    """What a column under this heading holds; `other` where the words are not known."""
    words = plain_heading(heading)
    if not words or len(heading) > LONGEST_HEADING:
        return Part.OTHER
    if _RISK_WORDING.fullmatch(words):
        return Part.WORDING
    for part, pattern in _PATTERNS:
        if pattern.fullmatch(words):
            late = part in AFTER and _AFTER.search(words)
            return AFTER[part] if late else part
    return Part.OTHER


def speaks_of_risk(heading: str) -> bool:
    """Whether the heading is that of a risk's words."""
    return bool(_RISK_WORDING.fullmatch(plain_heading(heading)))
