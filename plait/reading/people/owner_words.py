"""What the words for an owner name: a person, a post, an agency, a group, everybody, or somebody unknown."""

import re

from plait.reading.model import Owner, OwnerKind
from plait.reading.people.names import is_name, looks_like_organisation
from plait.reading.people.near_names import near_names
from plait.reading.people.roll import Roll
from plait.reading.wording import INITIALS, squash

_ALL = re.compile(
    r"(?:all|everyone|everybody|we|partners|members|agencies|attendees|all present|all those present|each|"
    r"(?:all|everyone|those) who (?:are|were|have|had) [\w -]{3,40}|"
    r"(?:all|each|every|both)(?: of)?(?: the| our)? (?!who\b)[\w'’-]+(?: [\w'’-]+){0,4}|(?:group |board "
    r"|subgroup |committee "
    r"|partner )?"
    r"(?:members|partners|agencies|colleagues)|(?:the )?(?:partner agencies|partners|members|membership))",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?:the )?(?:vice[- ]?chair|chair(?:person|man|woman)?|co-?chairs?|clerk|secretary|treasurer|minute[- ]taker|"
    r"(?:[\w'’&-]+ ){0,5}(?:manager|officer|director|administrator|co-?ordinator|lead|scrutineer|adviser|advisor|"
    r"analyst|representative|executive|nurse|doctor|worker|inspector|superintendent|councillor|clerk|secretary"
    r"|treasurer"
    r"|chair|headteacher|head|midwife|leader|solicitor|consultant|trainer|commissioner|practitioner)"
    r"|(?:[\w'’&-]+ ){0,4}(?:head|director|chief executive|chair|vice[- ]chair|lead|leader|manager|deputy|officer|clerk"
    r"|representative|secretary|nurse|doctor) (?:of|for|to) (?:the )?[A-Z][\w'’&, -]{1,60})",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:the )?(?:[\w'’&,-]+ ){0,9}(?:group|subgroup|sub-group|board|panel|committee|network|forum"
    r"|unit|team|partnership|"
    r"hubs?|executive|cell|consortium|workstream|subgroups|groups|chairs|leads|others|office)",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?:the |our |both )?(?:[\w'’&-]+ ){0,2}(?:midwives|nurses|managers|officers|workers|heads|headteachers|sergeants"
    r"|inspectors|practitioners|governors|trustees|supervisors|coordinators|champions)",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"others|other agencies|tbc|colleagues", re.IGNORECASE)
_AGENCY = re.compile(
    r"(?:the )?(?:children.?s (?:social care|services)|adult(?: social care| services)?|social care"
    r"|early help|health|police|"
    r"education|schools?|probation|housing|public health|fire(?: and rescue)?|ambulance|youth justice|camhs|mash|icb|"
    r"ccg|cafcass|nhs|local authority|the council|council|midwifery|health visiting|school nursing|gps|primary care|"
    r"hospitals?|voluntary sector|vcs|lado|yjs|yos|yot|send|dwp|hr|it|comms|communications|legal(?: services)?)",
    re.IGNORECASE,
)
_INITIALS = re.compile(rf"{INITIALS}|[A-Z]{{2,3}}")
_FIRST_NAME = re.compile(r"[A-Z][a-zà-ÿ]+(?:[-'’][A-Z]?[a-zà-ÿ]+)?")
_SPLIT = re.compile(r"\s*(?:,\s*and\b|,|;|/|\+|&|\band\b|\bwith support from\b)\s*")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_WITH = re.compile(r"(?<=[A-Za-z]) with (?!support from\b)[A-Z].*$")  # a counterpart is no owner
_AT = re.compile(r"(?:^|[\s,;&]+)@(?=[A-Z])")  # "@Ann Bee @Cy Dew"
_THE = re.compile(r"^the ", re.IGNORECASE)
_DOUBT = re.compile(r"\s*\?+$|\s*\(\?\)$")


def owners_of(text: str, roll: Roll) -> tuple[Owner, ...]:
    """The owners that a column, a bracket or the head of a sentence names; empty for empty words."""
    text = squash(_AT.sub(r", ", text) if "@" in text else text).strip(" .,:;–—-*")
    if not text or text.lower() in ("n/a", "none", "tbc", "tba", "-", "?", "nobody"):
        return ()
    text = _WITH.sub("", _DOUBT.sub("", text))
    whole = owner_of(text, roll)
    if whole is not None and (whole.kind is not OwnerKind.UNKNOWN or not _SPLIT.search(text)):
        return (whole,)
    parts = [part for part in _SPLIT.split(_BRACKET.sub("", text)) if part]
    found = [owner_of(part, roll) or _fallback(part) for part in parts]
    return tuple(dict.fromkeys(found))


def recognised(text: str, roll: Roll) -> tuple[Owner, ...]:
    """Owners where every part of the words is known for one; empty otherwise."""
    text = squash(text).strip(" .:;–—-*")
    if not text or len(text) > 160:
        return ()
    whole = owner_of(text, roll)
    if whole is not None:
        return (whole,)
    found = [owner_of(part, roll) for part in _SPLIT.split(_BRACKET.sub("", text)) if part]
    return tuple(dict.fromkeys(owner for owner in found if owner)) if found and all(found) else ()


def owner_of(text: str, roll: Roll) -> Owner | None:
    """One owner; None where the words are not known for one."""
    text = squash(_DOUBT.sub("", text)).strip(" .:;–—-")
    bare = _BRACKET.sub("", text).strip()
    if not bare or len(bare) > 120:
        return None
    if roll.is_organisation(bare) and not roll.by_initials(bare):
        return Owner(text, OwnerKind.AGENCY)
    if _INITIALS.fullmatch(bare):
        found = roll.by_initials(bare)
        if not found and (holders := roll.holders(bare)):
            return Owner(bare, OwnerKind.POST, holders)
        if found or not _AGENCY.fullmatch(bare):
            return Owner(bare, OwnerKind.PERSON if found else OwnerKind.UNKNOWN, found)
    if "," in bare and (holders := roll.holders(_THE.sub("", bare))):
        return Owner(text, OwnerKind.POST, holders)  # "Service Manager, Fostering" is one post
    if found := roll.by_name(bare) or _either(bare, roll):
        return Owner(bare, OwnerKind.PERSON, found)
    known = _by_kind(text, bare, roll)
    if known is not None and known.kind is not OwnerKind.PERSON:
        return known
    if (found := near_names(bare, roll)) and (known is not None or _FIRST_NAME.fullmatch(bare)):
        return Owner(bare, OwnerKind.PERSON, found, sure=False)
    return known


def _either(bare: str, roll: Roll) -> tuple[str, ...]:
    """ "Ann or Cy": one owner, and it must be asked which of those who are listed."""
    parts = bare.split(" or ")
    if not 2 <= len(parts) <= 3:
        return ()
    found = [roll.by_initials(part) or roll.by_name(part) for part in parts]
    return tuple(dict.fromkeys(name for names in found for name in names)) if all(found) else ()


def is_agency(text: str) -> bool:
    """Do these words alone name an agency, as a heading over its people would?"""
    text = squash(text).strip(" .:")
    if is_name(text) or not text[:1].isupper():
        return False
    return bool(_AGENCY.fullmatch(text)) or looks_like_organisation(text)


def _by_kind(text: str, bare: str, roll: Roll) -> Owner | None:
    if _ALL.fullmatch(bare):
        return Owner(text, OwnerKind.ALL)
    if _AGENCY.fullmatch(bare):
        return Owner(text, OwnerKind.AGENCY)
    if _SPLIT.search(bare) and not _GROUP.fullmatch(bare):
        return None
    if _PLURAL.fullmatch(bare):
        return Owner(text, OwnerKind.GROUP)
    if _GROUP.fullmatch(bare) or _OTHERS.fullmatch(bare):
        if re.search(r"\band\b|,|/", bare) and not bare.lower().startswith("the ") and not one_name(bare):
            return None
        return Owner(text, OwnerKind.GROUP)
    if _POST.fullmatch(bare):
        return Owner(text, OwnerKind.POST, roll.holders(bare.removeprefix("The ").removeprefix("the ")))
    if is_name(bare):
        return Owner(bare, OwnerKind.PERSON)
    if bare[:1].isupper() and looks_like_organisation(bare):
        return Owner(text, OwnerKind.AGENCY)
    return None


def one_name(text: str) -> bool:
    """Every word a capital or a link: "Children and Families Board" is one group."""
    return all(word[:1].isupper() or word in ("and", "of", "the", "for", "in") for word in text.split()) and not (
        _INITIALS.match(text)
    )


def _fallback(part: str) -> Owner:
    """Words that nothing explains: a first name nobody bears, or something never seen. Never guessed."""
    if _FIRST_NAME.fullmatch(part):
        return Owner(part, OwnerKind.PERSON)
    return Owner(part, OwnerKind.UNKNOWN)
