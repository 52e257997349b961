"""Names of people as they are printed in lists, and what is printed beside them."""

import re
from dataclasses import dataclass

from plait.reading.wording import INITIALS, squash

_TITLES = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Prof|Professor|Sir|Dame|Rev|Revd|Sister|Father|Canon)\.? )?"
# Each part begins with a mark or a capital: were both optional, a long word that is no name would take for ever.
_WORD = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]*(?:(?:['’-][A-ZÀ-ÖØ-Þ]?|[A-ZÀ-ÖØ-Þ])[a-zà-öø-ÿ]+)*"
_LINK = r"(?:(?:de|van|von|der|den|al|el|bin|la|le|di|da|du|St\.?|[A-Z]\.?) ){0,2}"
NAME = rf"{_TITLES}{_WORD}(?: {_LINK}{_WORD}){{1,3}}"
_NAME = re.compile(NAME)
_SHORT_NAME = re.compile(rf"{_TITLES}{_WORD} {_LINK}{_WORD}")
_SURNAME_FIRST = re.compile(rf"({_WORD}), ({_WORD})(?= ?\(|$)")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,120})[)\]]")
_INITIALS_ONLY = re.compile(rf"{INITIALS}|[A-Z]{{2,4}}[a-z]?")
_DEPUTY = re.compile(
    r"(?:attending |attended |present |here )?(?:as )?(?:(?:a )?deput(?:y|ising|ized|ised|izing)|on behalf of|"
    r"substitut\w+|standing in|covering|representing|for|vice)\s*(?:for|of)?\s*:?\s+"
    rf"({NAME})",
)
_REMARK = re.compile(
    r"(?:^|\s*[–—-]\s+|,\s+|\s*\()((?:sent |gave )?apologies|absent|not present|in attendance|observer|observing)\)?$",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    [
        "council",
        "police",
        "trust",
        "service",
        "services",
        "board",
        "school",
        "schools",
        "academy",
        "nhs",
        "partnership",
        "group",
        "meeting",
        "committee",
        "subgroup",
        "agenda",
        "minutes",
        "action",
        "actions",
        "apologies",
        "present",
        "attendance",
        "unit",
        "team",
        "college",
        "university",
        "hospital",
        "department",
        "authority",
        "health",
        "probation",
        "manager",
        "director",
        "officer",
        "head",
        "lead",
        "nurse",
        "item",
        "name",
        "chair",
        "vacant",
        "vacancy",
        "safeguarding",
        "children",
        "childrens",
        "family",
        "social",
        "review",
        "county",
        "district",
        "borough",
        "office",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "teams",
        "room",
        "date",
        "time",
        "venue",
        "next",
        "previous",
        "matters",
        "any",
        "other",
        "the",
        "and",
        "interim",
        "deputy",
        "chief",
        "designated",
        "named",
        "principal",
        "independent",
        "strategic",
        "education",
        "housing",
        "public",
        "mental",
        "early",
        "voluntary",
        "community",
        "care",
        "integrated",
        "foundation",
        "welcome",
        "introduction",
        "update",
        "report",
        "closing",
        "summary",
        "confidentiality",
        "declaration",
        "terms",
    ]
)
_ORGANISATION = re.compile(
    r"\b(?:Council|Police|Trust|Services?|Board|ICB|NHS|School|Schools|Academ(?:y|ies)|College|University|Partnership|"
    r"Authority|Association|Charity|Homes|Housing|Hospitals?|Probation|CAFCASS|Cafcass|Unit|Agency|Constabulary|"
    r"Department|Forum|Ltd|Limited|CIC|Foundation|Centre|Diocese|Church|Network|Federation|Action|Independent|Rail|"
    r"Fire|Rescue|Surgery|Practice|Consortium)\b"
)
_POST = re.compile(
    r"\b(?:Manager|Director|Officer|Head|Lead|Nurse|Doctor|Inspector|Superintendent|Constable|Sergeant|Chair|Clerk|"
    r"Administrator|Coordinator|Co-ordinator|Worker|Teacher|Advisor|Adviser|Consultant|Practitioner|Secretary|"
    r"Executive|Commissioner|Councillor|Member|Representative|Governor|Trainer|Analyst|Scrutineer|Solicitor|"
    r"Professional|Specialist|Commander|Assistant|Deputy|Principal|Midwife|Paediatrician|Psychologist|Chief)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list. `details` is what else was printed beside the name: post, organisation."""

    name: str
    initials: str | None
    details: str
    deputising_for: str | None
    left: bool = False
    remark: str | None = None  # a word about this person's attendance at the end: "apologies"


def is_name(text: str) -> bool:
    """Could these words be nothing but a person's name?"""
    text = squash(text)
    return bool(_NAME.fullmatch(text)) and _is_person(text)


def _is_person(name: str) -> bool:
    return not any(word.lower().strip("'’.") in _NOT_NAMES for word in re.split(r"[\s-]+", name))


def read_entry(text: str) -> Entry | None:
    """The person at the start of a list entry; None where the text does not begin with a name."""
    text = squash(text).strip(" .;,")
    if surname_first := _SURNAME_FIRST.match(text):
        text = f"{surname_first[2]} {surname_first[1]}{text[surname_first.end() :]}"
    match = _NAME.match(text)
    while match and match.end() < len(text) and text[match.end()] not in " ,;:(–—-[/\t":
        return None
    if match is None:
        return None
    name = match[0]
    if not _is_person(name) or (len(name.split()) > 3 and text[match.end() :][:2].strip()[:1] not in ("(", ",", "–")):
        short = _SHORT_NAME.match(text)
        if short is None or not _is_person(short[0]):
            return None
        name = short[0]
    return _with_details(name, text[len(name) :])


def _with_details(name: str, rest: str) -> Entry:
    initials, details, deputising = None, [], None
    while bracket := _BRACKET.match(rest):
        inner = bracket[1].strip()
        if initials is None and _INITIALS_ONLY.fullmatch(inner):
            initials = inner
        elif deputy := _DEPUTY.match(inner):
            deputising = deputy[1]
        else:
            details.append(inner)
        rest = rest[bracket.end() :]
    rest = rest.strip(" ,;:–—-\t")
    remark = None
    if said := _REMARK.search(rest):
        remark, rest = said[1], rest[: said.start()]
    if (deputy := _DEPUTY.search(rest)) and _is_person(deputy[1]):
        deputising = deputising or deputy[1]
        rest = (rest[: deputy.start()] + rest[deputy.end() :]).strip(" ,;:–—-()")
    if rest:
        details.append(rest)
    left = bool(re.match(r"(?:has )?left\b|resigned|retired", rest, re.IGNORECASE))
    return Entry(name, initials, ", ".join(details), deputising, left, remark)


def looks_like_organisation(text: str) -> bool:
    return bool(_ORGANISATION.search(text))


def looks_like_post(text: str) -> bool:
    return bool(_POST.search(text))


def post_and_organisation(details: str) -> tuple[str | None, str | None]:
    """ "Head of Service, Marlshire Council" is a post and an organisation; either may be missing."""
    details = details.strip(" ,;")
    if not details:
        return None, None
    parts = [part.strip() for part in re.split(r",\s+|\s+[–—-]\s+", details) if part.strip()]
    if len(parts) == 1:
        if looks_like_post(details) and not looks_like_organisation(details):
            return details, None
        return None, details
    last = parts[-1]
    if looks_like_organisation(parts[0]) and not looks_like_organisation(last) and looks_like_post(last):
        return ", ".join(parts[1:]), parts[0]
    return details[: details.rindex(last)].rstrip(" ,–—-"), last
