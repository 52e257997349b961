"""What a heading means in a list of people: the words that business units write above the columns."""

import re
from enum import StrEnum
from typing import Final

from plait.reading.trackers.headings import LONGEST_HEADING, plain_heading


class Part(StrEnum):
    """What a column holds. `other` is not read."""

    NUMBER = "number"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    INITIALS = "initials"
    EMAIL = "email"
    TELEPHONE = "telephone"
    POST = "title"
    AGENCY = "agency"
    SHORT_NAME = "short_name"
    SECTOR = "sector"
    HOLDER = "holder"
    HOLDER_NUMBER = "holder_number"
    FROM = "starts_on"
    UNTIL = "ends_on"
    OTHER = "other"


# The first that fits the whole heading. Compared without case, brackets, stops and line breaks.
_HEADINGS: Final[tuple[tuple[Part, str], ...]] = (
    (Part.HOLDER_NUMBER, r"(?:number|no|id) of (?:the )?(?:holder|person)|(?:holder|person) (?:number|no|id)"),
    (Part.NUMBER, r"(?:number|no|id)(?: in plait)?|plait (?:number|no|id)"),
    (Part.FIRST_NAME, r"first ?names?|forenames?|given names?|christian name"),
    (Part.LAST_NAME, r"(?:last|family|second) ?name|surname"),
    (Part.HOLDER, r"(?:post )?holder|held by|post ?holder|current holder|in post"),
    (
        Part.NAME,
        r"(?:full )?names?|(?:full )?name of (?:the )?person|person|contact(?: name)?|member(?: name)?|who|colleague",
    ),
    (Part.INITIALS, r"initials?"),
    (Part.EMAIL, r"(?:work )?e ?-?mails?(?: address(?:es)?)?|(?:work )?email"),
    (
        Part.TELEPHONE,
        r"(?:work |contact )?(?:tele)?phone(?: number| no)?|(?:work )?(?:mobile|tel)(?: number| no)?|contact number",
    ),
    (Part.SHORT_NAME, r"short name|abbreviation|known as|acronym"),
    (Part.SECTOR, r"sectors?|kind of agency|type of (?:agency|organisation)"),
    (
        Part.POST,
        r"posts?|(?:job |post )title|job(?: role)?|position|designation|title of (?:the )?post|role(?: title)?",
    ),
    (
        Part.AGENCY,
        r"(?:name of (?:the )?)?(?:partner )?(?:agenc(?:y|ies)|organi[sz]ations?|employer|partners?|service)(?: name)?",
    ),
    (Part.FROM, r"from|since|start(?:s|ed)?(?: on| date)?|date started|first day|in post (?:from|since)"),
    (
        Part.UNTIL,
        r"until|to|end(?:s|ed)?(?: on| date)?|left(?: on)?|date left|leaving date|first day without (?:it|the post)",
    ),
)  # fmt: skip
_PATTERNS: Final = tuple((part, re.compile(pattern)) for part, pattern in _HEADINGS)


def part_of(heading: str) -> Part:
    """What a column under this heading holds; `other` where the words are not known."""
    words = plain_heading(heading)
    if words and len(heading) <= LONGEST_HEADING:
        for part, pattern in _PATTERNS:
            if pattern.fullmatch(words):
                return part
    return Part.OTHER
