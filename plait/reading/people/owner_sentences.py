"""Who must act, read from the sentence of an action: the words before "to", "will", "is to"."""

import re
from dataclasses import dataclass

from plait.reading.model import Owner, OwnerKind
from plait.reading.people.owner_words import owner_of, owners_of, recognised
from plait.reading.people.roll import Roll
from plait.reading.wording import INITIALS

_TURN = re.compile(
    r"\s(?:(?:both |jointly |also |each )?(?:to|will|would|shall|must|should|agreed to|agrees to"
    r"|is to|are to|has agreed to|"
    r"have agreed to|was asked to|were asked to|is asked to|are asked to|undertook to|needs? to|offered to|is|are|"
    r"has|have|had|was|were|can|could|continues?)\b)"
)
_LEADING = re.compile(rf"(?P<who>(?>{INITIALS})(?:\s*(?:,|/|\+|&|and)\s*(?>{INITIALS}))*+)\s*[:–—-]?\s+(?=[A-Z])")
_BRACKETED = re.compile(r"[\[(](?P<who>[^()\[\]]{1,60})[\])]\s*[:–—-]?\s+(?=\S)")
_ECHO = re.compile(r"(?<=[.;!?])\s+(?P<who>[A-Z][A-Za-z]{1,4}(?:\s?[/&,+]\s?[A-Z][A-Za-z]{1,4}){0,4})\.?$")
_COLON = re.compile(r"(?P<who>[^:.]{2,80}?)\s*(?::|\s[–—-])\s+(?=\w)")
_TAIL = re.compile(r"\s*[(\[](?P<who>[^()\[\]]{1,100})[)\]]\s*\.?\s*$")
_DASH_TAIL = re.compile(r"\s+[–—-]\s+(?P<who>[A-Z][^–—.]{1,60}?)\s*\.?$")
_DOUBTED = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? ?\?")  # a name with a question mark, of nobody known
_LONGEST_HEAD = 170


@dataclass(frozen=True, slots=True)
class Told:
    """Owners, and the action's text without the part that only named them."""

    owners: tuple[Owner, ...]
    text: str


def read_owners(text: str, roll: Roll, *, prefix: bool) -> Told:
    """Who must act. `prefix` allows owner words that stand before the text without a verb ("OH Book a room")."""
    if (echo := _ECHO.search(text[-60:])) and (owners := recognised(echo["who"], roll)) and _all_certain(owners):
        bare = text[: max(0, len(text) - 60) + echo.start()]
        return Told(read_owners(bare, roll, prefix=prefix).owners or owners, bare)
    if prefix and (bracket := _BRACKETED.match(text)) and (owners := recognised(bracket["who"], roll)):
        return Told(owners, text[bracket.end() :])
    told = _from_tail(text, roll)
    text = told.text
    if told.owners:
        return told
    if prefix and (leading := _from_leading_initials(text, roll)):
        return leading
    sentence = _from_sentence(text, roll)
    if sentence:
        return Told(sentence, text)
    colon = _COLON.match(text)
    if colon and (owners := recognised(colon["who"], roll)) and _all_certain(owners):
        return Told(owners, text[colon.end() :])
    if prefix and (named := _known_name(text, roll)):
        return named
    return Told((), text)


def _from_leading_initials(text: str, roll: Roll) -> Told | None:
    """ "OH + AK Book a room": initials, and a new capital where the task begins."""
    leading = _LEADING.match(text)
    if leading is None:
        return None
    owners = recognised(leading["who"], roll)
    people = [o for o in owners if o.kind in (OwnerKind.PERSON, OwnerKind.UNKNOWN)]
    rest = text[leading.end() :]
    known = all(o.candidates for o in people) or rest.split()[0].lower() in _TASKS
    return Told(owners, rest) if people and len(people) == len(owners) and known else None


def _all_certain(owners: tuple[Owner, ...]) -> bool:
    return all(o.candidates or o.kind not in (OwnerKind.PERSON, OwnerKind.UNKNOWN) for o in owners)


def _from_tail(text: str, roll: Roll) -> Told:
    """ "send the form (BC)": a bracket or a dash at the end that only names the owner."""
    tail = _TAIL.search(text[-130:])
    if tail is not None:
        owners = recognised(tail["who"].removeprefix("owner:").removeprefix("Owner:"), roll)
        if not owners and _DOUBTED.fullmatch(tail["who"]):
            owners = (Owner(tail["who"].rstrip("? "), OwnerKind.UNKNOWN),)
        if owners:
            return Told(owners, text[: len(text) - len(text[-130:]) + tail.start()].rstrip())
    dash = _DASH_TAIL.search(text[-90:])
    if dash is not None:
        owners = recognised(dash["who"], roll)
        if owners and _all_certain(owners):
            return Told(owners, text[: len(text) - len(text[-90:]) + dash.start()].rstrip())
    return Told((), text)


def _from_sentence(text: str, roll: Roll) -> tuple[Owner, ...]:
    head = text[:_LONGEST_HEAD]
    for turn in list(_TURN.finditer(head))[:4]:
        who = head[: turn.start()].strip(" ,")
        if not who or not (who[0].isupper() or who[:4] in ("all ", "each")):
            return ()
        if _ABOUT_A_THING.match(head, turn.end()):
            return _by_whom(text, roll)
        if owners := recognised(who, roll):
            return owners
        if turn[0].split()[-1] in ("to", "will", "must", "shall", "should") and (named := _unknown(who, roll)):
            return named
    return ()


_ABOUT_A_THING = re.compile(
    r"\s(?:now |also |then )?(?:be (?!present|part|there)(?:\w+ ){0,2}?\w+(?:ed|en|nt|de|ld|t|n)\b|remain\b"
    r"|go up\b|go out\b|go to\b|come back\b)"
)
_BY_WHOM = re.compile(
    r"\b(?:be|been) (?:\w+ ){1,12}?by (?P<who>(?:the )?[A-Z][\w'’&/+ -]{1,60}?)(?= by | before | at | in | for "
    r"|[.,;(]|$)"
)


def _by_whom(text: str, roll: Roll) -> tuple[Owner, ...]:
    """ "The list to be sent by OH": who must act stands behind, where anybody does."""
    match = _BY_WHOM.search(text[:400])
    owners = recognised(match["who"], roll) if match else ()
    return owners if _all_certain(owners) else ()


def _unknown(who: str, roll: Roll) -> tuple[Owner, ...]:
    """Short words before "to" that are nobody known: kept as printed, to be asked about."""
    if (
        len(who.split()) > 9
        or re.search(r"[.!?;\"“”]|\s[–—-]\s|\b(?:about|on|with|from|in|at)\b", who)
        or _verb_first(who)
    ):
        return ()
    owners = owners_of(who, roll)
    if all(o.kind is not OwnerKind.UNKNOWN for o in owners):
        return owners
    if len(who.split()) <= 6:
        return tuple(o if o.kind is not OwnerKind.UNKNOWN else Owner(o.text, OwnerKind.GROUP) for o in owners)
    return ()


def _verb_first(who: str) -> bool:
    """ "Write to the council": the words before "to" are no owner but the task itself."""
    first = who.split()[0]
    return len(first) > 2 and first[1:].islower() and first.lower() in _TASKS


_TASKS = frozenset(
    [
        "write",
        "send",
        "share",
        "ask",
        "check",
        "speak",
        "talk",
        "report",
        "arrange",
        "provide",
        "complete",
        "circulate",
        "contact",
        "review",
        "update",
        "add",
        "return",
        "confirm",
        "invite",
        "present",
        "prepare",
        "bring",
        "find",
        "set",
        "discuss",
        "link",
        "liaise",
        "email",
        "meet",
        "amend",
        "agree",
        "continue",
        "explore",
        "consider",
        "ensure",
        "look",
        "take",
        "draft",
        "produce",
        "develop",
        "create",
        "publish",
        "escalate",
        "feed",
        "raise",
        "forward",
        "follow",
        "identify",
        "collate",
        "respond",
        "reply",
        "explain",
        "name",
        "draw",
        "repeat",
        "test",
        "train",
        "recruit",
        "open",
        "tell",
        "put",
        "finish",
        "offer",
        "list",
        "advise",
        "begin",
        "start",
        "move",
        "respond",
        "work",
        "use",
        "need",
        "go",
        "come",
        "get",
        "give",
        "make",
        "let",
        "refer",
        "notify",
        "nominate",
        "minutes",
        "remind",
        "propose",
        "submit",
        "upload",
        "request",
        "seek",
        "cancel",
        "keep",
        "hold",
        "call",
        "join",
        "issue",
        "listen",
        "chase",
        "decide",
        "plan",
        "build",
        "attend",
        "approve",
        "schedule",
        "organise",
        "apologies",
        "action",
        "actions",
        "this",
        "that",
        "it",
        "there",
        "no",
        "please",
        "to",
        "the",
        "in",
        "on",
        "at",
        "a",
        "an",
        "how",
        "if",
    ]
)


def _known_name(text: str, roll: Roll) -> Told | None:
    """ "Chair Write to ...", "Clerk Notify ...": one to three known owner words and a new capital."""
    parts = text.split()
    for count in (4, 3, 2, 1):
        if len(parts) > count and parts[count][:1].isupper():
            who = " ".join(parts[:count])
            owner = owner_of(who, roll)
            if owner is not None and _all_certain((owner,)) and parts[0].lower() not in _TASKS:
                return Told((owner,), " ".join(parts[count:]))
    return None
