"""Names of people as they are printed in lists, and what is printed beside them."""

import re
from dataclasses import dataclass, replace

from plait.reading.wording import INITIALS, squash

_TITLES = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Prof|Sir|Dame|Rev|Revd|Sister|Father|Canon|Lord|Lady|Ald)\.? )?"
_RANK = re.compile(
    r"(?:(?:Councillor|Professor|Reverend|Alderman|Judge|Imam|Rabbi|Major|Captain|(?:Temporary |Acting |T/|A/|T-)?(?:"
    r"DCI|DI|DS|DC|DSU|DSupt|D/?Supt|D/?Insp|D/?Sgt|PS|PC|PCSO|Sgt|Insp|Ch(?:ief)? Insp|Supt|Ch(?:ief)? Supt|ACC|"
    r"(?:Detective |Det\.? )?(?:Chief )?(?:Inspector|Superintendent|Sergeant|Constable)))\.?\s+)(?=[A-Z])"
)
# Each part begins with a mark or a capital: were both optional, a long word that is no name would take for ever.
_WORD = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]*(?:(?:['’-][A-ZÀ-ÖØ-Þ]?|[A-ZÀ-ÖØ-Þ])[a-zà-öø-ÿ]+)*"
_LINK = r"(?:(?:de|van|von|der|den|al|el|bin|la|le|di|da|du|St\.?|[A-Z]\.?) ){0,2}"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ]{4,20}(?:['’-][A-ZÀ-ÖØ-Þ]{2,20})?"  # a surname in capitals, never the first word
_DOTTED = rf"(?:[A-Z]\. ?){{1,4}}{_LINK}(?:{_WORD})(?:[-– ]{_WORD})?"  # J. R. Abbas, T. Oyelowo-Brand
NAME = rf"{_TITLES}(?:{_DOTTED}|{_WORD}(?: {_LINK}(?:{_WORD}|{_CAPITALS}(?![A-Za-z])))(?: {_LINK}{_WORD}){{0,2}})"
_TITLED = re.compile(rf"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Prof|Rev|Revd|Sir|Dame)\.? {_WORD}(?= |[,;.)(]|$)")
_NAME = re.compile(NAME)
_SHORT_NAME = re.compile(rf"{_TITLES}{_WORD} {_LINK}{_WORD}")
_SURNAME_FIRST = re.compile(rf"({_WORD}), ({_WORD})(?= ?\(|$)")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,120})[)\]]")
_INITIALS_ONLY = re.compile(rf"{INITIALS}|[A-Z]{{2,4}}[a-z]?")
_DEPUTY = re.compile(
    r"(?:attending |attended |present |here )?(?:as )?(?:(?:a )?deput(?:y|ising|ized|ised|izing)"
    r"|(?:up)?on behalf of|obo|"
    r"substitut\w+|sub|(?:standing|sitting|filling) in|covering|representing|in place of|"
    r"in lieu of|for|vice)\s*(?:for|of)?\s*:?\s+"
    rf"({NAME}|{_TITLED.pattern})",
)
_SENT = re.compile(
    rf"(?:(?:was |is |who was )?(?:represented|rep\.?|substituted|deputised|covered|replaced|attended) by|"
    rf"deputy|deputy sent|sub(?:stitute)?|sent|in (?:his|her|their) place"
    rf"|(?:for|on behalf of) whom)\s*:?\s*[–—-]?\s+({NAME})"
)
_SENT_AFTER = re.compile(
    rf"({NAME})(?:,? [A-Z][\w ]{{2,40}},?)? (?:(?:is |was )?(?:deputis|substitut|represent|attend|cover"
    rf"|stand)(?:ing|ed)"
    rf"|as (?:deputy|substitute)|to (?:deputise|attend|represent)|(?:in )?(?:his|her|their) (?:place|stead))"
)
_REMARK = re.compile(
    r"(?:^|\s*[–—-]\s+|,\s+|\s*\()((?:sent |gave |with )?apologies(?: received| sent| given)?|apols|absent"
    r"|no apolog(?:y|ies)(?: received| sent)?|not present"
    r"|did not attend|dna|in attendance|observer|observing|by invitation|guest)\)?$",
    re.IGNORECASE,
)
_THE = re.compile(r"^the (?=(?:Very |Right )?(?:Rev|Hon|Ven))", re.IGNORECASE)
_NOT_NAMES = frozenset(
    [
        "council",
        "police",
        "trust",
        "members",
        "primary",
        "secondary",
        "infants",
        "junior",
        "co-opted",
        "officers",
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
        "constabulary",
        "homes",
        "exploitation",
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
    r"Professional|Specialist|Partner|Headteacher|DSL|SENCO|Bursar|Independent Chair|Commander|Assistant|Deputy"
    r"|Principal|Midwife|Paediatrician|Psychologist|Chief)\b",
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
    represented_by: str | None = None


def is_name(text: str) -> bool:
    """Could these words be nothing but a person's name?"""
    text = squash(text)
    return bool(_NAME.fullmatch(text)) and _is_person(text)


def _is_person(name: str) -> bool:
    return not any(word.lower().strip("'’.") in _NOT_NAMES for word in re.split(r"[\s-]+", name))


def begins_with_person(text: str) -> bool:
    """Do these words, as far as a bracket or a dash, name a person and nothing else?"""
    core = _CORE.split(_RANK.sub("", _THE.sub("", squash(text)), count=1), maxsplit=1)[0].strip(" .")
    if looks_like_post(core) or looks_like_organisation(core):
        return False
    return is_name(core) or bool(_TITLED.fullmatch(core))


_CORE = re.compile(
    r"\s*[(\[–—:]|\s-\s|\s(?=(?:for|on behalf of|deputising|representing|substituting|obo"
    r"|(?:standing|sitting|filling) in)\b)"
)


def read_entry(text: str) -> Entry | None:
    """The person at the start of a list entry; None where the text does not begin with a name."""
    text = _THE.sub("", squash(text).strip(" .;,"))
    rank = _RANK.match(text)
    text = text[rank.end() :] if rank else text
    if surname_first := _SURNAME_FIRST.match(text):
        text = f"{surname_first[2]} {surname_first[1]}{text[surname_first.end() :]}"
    name = _name_at_start(text)
    if name is None:
        return None
    entry = _with_details(name, text[len(name) :])
    return replace(entry, details=f"{rank[0].strip()}, {entry.details}".strip(", ")) if rank else entry


def _name_at_start(text: str) -> str | None:
    match = _NAME.match(text)
    if match is None:
        titled = _TITLED.match(text)
        return titled[0] if titled and _is_person(titled[0]) else None
    if match.end() < len(text) and text[match.end()] not in " ,;:(–—-[/\t":
        return None
    name = match[0]
    if not _is_person(name) or (len(name.split()) > 3 and text[match.end() :][:2].strip()[:1] not in ("(", ",", "–")):
        short = _SHORT_NAME.match(text)
        name = short[0] if short and _is_person(short[0]) else ""
    return name or None


def _with_details(name: str, rest: str) -> Entry:
    initials, details, deputising, represented, remark = None, [], None, None, None
    while bracket := _BRACKET.match(rest):
        inner = bracket[1].strip()
        if initials is None and _INITIALS_ONLY.fullmatch(inner) and _are_of(inner, name):
            initials = inner
        elif sent := _represented(inner):
            represented = sent
        elif deputy := _DEPUTY.match(inner):
            deputising = _RANK.sub("", deputy[1], count=1)
        elif said := _REMARK.fullmatch(inner):
            remark = said[1]
        else:
            details.append(inner)
        rest = rest[bracket.end() :]
    rest = rest.strip(" ,;:–—-\t")
    if said := _REMARK.search(rest):
        remark, rest = said[1], rest[: said.start()]
    if sent := _represented(rest):
        represented, rest = sent, ""
    elif deputy := next((each for each in _DEPUTY.finditer(rest) if _is_person(each[1])), None):
        deputising = deputising or _RANK.sub("", deputy[1], count=1)
        rest = (rest[: deputy.start()] + rest[deputy.end() :]).strip(" ,;:–—-()")
    if rest:
        details.append(rest)
    left = bool(re.match(r"(?:has )?left\b|resigned|retired", rest, re.IGNORECASE))
    return Entry(name, initials, ", ".join(details), deputising, left, remark, represented)


def _are_of(initials: str, name: str) -> bool:
    """Could these letters be the initials of this name? "(DSL)" behind P Finn is a post."""
    parts = [part for part in re.split(r"[\s'’-]+", name) if part]
    return any(part[0].upper() == initials[0].upper() for part in parts) or initials[-1].upper() == parts[-1][0].upper()


def _represented(text: str) -> str | None:
    """ "represented by Ann Bee", "Ann Bee attending": who came in this person's place."""
    found = _SENT.search(text) or _SENT_AFTER.search(text)
    return found[1] if found and _is_person(found[1]) else None


def looks_like_organisation(text: str) -> bool:
    return bool(_ORGANISATION.search(text))


def looks_like_post(text: str) -> bool:
    return bool(_POST.search(text))


_DUTY = re.compile(
    r"(?:(?:independent |vice[- ]|deputy |acting |interim |co-?)?chair(?:ing|person|man|woman)?|minutes?(?:[- ]taker)?"
    r"|notes?(?:[- ]taker)?|note taking|minute taking|clerk|(?:deputy|town|parish) clerk|secretary|observer|observing"
    r"|scribe|admin(?:istrator)?|member|guest)",
    re.IGNORECASE,
)
_DUTY_TAIL = re.compile(rf"\s*(?:\((?P<bracket>{_DUTY.pattern})\)|[–—-]\s*(?P<dash>{_DUTY.pattern}))$", re.IGNORECASE)


_HEAD_OF = re.compile(
    r"(?:[\w'’-]+ ){0,3}(?:Head|Director|Manager|Lead|Officer|Nurse|Doctor) (?:of|for)\b", re.IGNORECASE
)


def post_and_organisation(details: str) -> tuple[str | None, str | None]:
    """ "Head of Service, Marlshire Council" is a post and an organisation; either may be missing."""
    details = details.strip(" ,;")
    if not details:
        return None, None
    if duty := _DUTY_TAIL.search(details):
        post, organisation = post_and_organisation(details[: duty.start()])
        said = duty["bracket"] or duty["dash"]
        return (f"{post} ({said})" if post else said), organisation
    parts = [part.strip() for part in re.split(r",\s+|\s+[–—-]\s+", details) if part.strip()]
    if len(parts) == 1:
        only_post = looks_like_post(details) and not looks_like_organisation(details)
        if only_post or _DUTY.fullmatch(details) or _HEAD_OF.match(details):
            return details, None
        return None, details
    last = parts[-1]
    if looks_like_organisation(parts[0]) and not looks_like_organisation(last) and looks_like_post(last):
        return ", ".join(parts[1:]), parts[0]
    post_last = looks_like_post(last) and (not looks_like_organisation(last) or bool(_HEAD_OF.match(last)))
    if _DUTY.fullmatch(last) or post_last:
        return details, None
    return details[: details.rindex(last)].rstrip(" ,–—-"), last
