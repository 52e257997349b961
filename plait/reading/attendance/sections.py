"""The headings under which people are listed, and what each says about those below it."""

import re

from plait.reading.model import Presence

_WORDS: tuple[tuple[Presence, str], ...] = (
    (
        Presence.BUSINESS_UNIT,
        r"(?:[\w'’&,. -]{0,80}\s)?business unit(?: \(?(?:staff|team|attendees|present|in attendance)\)?)?"
        r"|partnership (?:support )?team",
    ),
    (
        Presence.ABSENT,
        r"no (?:word|reply|news) from|"
        r"(?:(?:[\w-]+ )?members |those )?not (?:in attendance|present|attending)|absent(?: without apolog(?:y|ies))?"
        r"|absences?|absentees|(?:invited,? (?:but|and) )?(?:did|do|could) not (?:attend|join|come|accept)"
        r"|did not attend|no apolog(?:y|ies)(?: received)?|non[- ]?attend(?:ance|ees|ing)",
    ),
    (
        Presence.APOLOGIES,
        r"sorry.{0,40}|(?:those )?(?:who )?(?:could ?n[o'’]t|could not|unable to) (?:attend|come|make it"
        r"|be (?:there|present))|regrets"
        r"|absent with apologies|apologies(?: for absence| received| from| were| sent| given| and absences)*"
        r"|apols|sent apologies",
    ),
    (
        Presence.IN_ATTENDANCE,
        r"(?:also )?in attendance|also (?:present|attending)|guests?(?: speakers?)?|observers?|observing|presenters?"
        r"|taking (?:the )?(?:notes?|minutes?)|officers?(?: in attendance| present)?|minute[- ]?taker"
        r"|minutes(?: taken)?(?: by)?|notes(?: taken)?(?: by)?"
        r"|note[- ]?taker|by invitation|invitees|visitors?|advis[eo]rs?|clerk|secretariat",
    ),
    (
        Presence.DEPUTY,
        r"deput(?:y|ies|ising)(?: present| attending)?|(?:standing|sitting|filling) in|substitutes?|stand[- ]ins?",
    ),
    (
        Presence.PRESENT,
        r"(?:(?!not |also |guests? |officers? |business )[\w-]+ ){0,2}"
        r"(?:present|attending|attended)(?: at the meeting)?(?: \([^()]{1,40}\))?|attendees?(?: list)?"
        r"|attendance(?: list| record| register)?|members(?:hip)?(?: and attendance| in attendance)?|participants?"
        r"|chair(?:person|ed by|ing)?|vice[- ]chair|roll call|who (?:was (?:there|here|present)|came|attended"
        r"|joined us)|(?:here|there)|in the room"
        r"|on the call|round the table|online|joined by",
    ),
)
_SECTIONS = tuple((presence, re.compile(pattern)) for presence, pattern in _WORDS)  # of small letters
_COUNT = re.compile(r"\s*\(\d{1,3}\)$")  # "Attendees (6)"
_NUMBER = re.compile(r"\s*\d{1,2}[.)]?\s+")


def section_of(text: str) -> Presence | None:
    """What a heading says of the people below it; None for other text."""
    number = _NUMBER.match(text)
    text = text[number.end() if number else 0 :].strip(" :*.–-\t").lower()
    if not 3 < len(text) <= 100:
        return None
    if text[-1] == ")":
        text = _COUNT.sub("", text)
    for presence, pattern in _SECTIONS:
        if pattern.fullmatch(text):
            return presence
    return None


def section_with_people(text: str) -> tuple[Presence, str, int] | None:
    """ "Present: A, B": the section, the words of its heading and where the people begin."""
    head, mark, rest = text[:120].partition(":")
    if not mark or section_of(head) is None:
        head, mark, rest = next(
            (parts for dash in "–—-" if (parts := text[:120].partition(f" {dash} "))[1]), ("", "", "")
        )
    if not mark or not rest.strip():
        return None
    presence = section_of(head)
    return None if presence is None else (presence, head.strip(), len(head) + len(mark))


_SENTENCE = re.compile(
    r"(?:There were )?apologies(?: for absence)?(?: (?:were|had been|have been|was))?(?: (?:given"
    r"|received|noted|sent|taken|made|"
    r"accepted))*(?: (?:from|by|on behalf of))\s*:?\s+",
    re.IGNORECASE,
)


def apologies_sentence(text: str) -> int | None:
    """ "Apologies were received from A and B.": where the people begin."""
    match = _SENTENCE.match(text)
    return match.end() if match else None
