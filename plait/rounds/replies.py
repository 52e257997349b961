"""An e-mail that answers a letter of a round: whose it is, whether a person wrote it, and what it says."""

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parseaddr
from hashlib import sha256

from plait.core.dates import parse_day
from plait.core.refusals import Refusal
from plait.reading.formats.mail.child import MODULE
from plait.reading.sandbox import Limits, ask_child
from plait.rounds import rules
from plait.rounds.models import Asked
from plait.rounds.rules import Said

LARGEST = 10 * 1024 * 1024  # bytes of one e-mail
LIMITS = Limits(file=LARGEST, wall=20)
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc", "Resent-To")
_BY_ITSELF = ("bulk", "junk", "list", "auto_reply", "auto-reply")
_SUBJECTS = re.compile(r"\s*(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|undeliver)", re.I)
_MACHINES = ("mailer-daemon", "postmaster")
_REFERENCE = re.compile(r"[\s>*•–-]*ACT\s*[-–]?\s*0*(\d{1,9})\b[\s:;,.)–-]*", re.I)
_STANDS = re.compile(
    r"(?:(?P<done>done|complete|completed|finished)|(?P<blocked>blocked|stuck)|"
    r"(?P<moving>on the way|in progress|ongoing|under ?way))\s*(?:[.:;,!–-]+|$)\s*",
    re.I,
)
_NOT_MINE = re.compile(r"not (?:mine|ours)\b[\s,:;.–-]*(?:it is|it’s|it's|this is)?\s*", re.I)
_DAY = re.compile(r"(?:a )?(?:new|another) date\b[\s:;,–-]*(?P<day>.{3,40}?)\s*[,;:–-]?\s*\bbecause\b\s*", re.I)
_GREETING = re.compile(r"\s*(?:dear|hi|hello|good (?:morning|afternoon|day))\b[^.!?]{0,60}[,.!]?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """`token` is out of the address it came to; `mail` a hash that stays the same however often it is fetched."""

    token: str
    mail: str
    automatic: bool


@dataclass(frozen=True, slots=True)
class Written:
    """`sheet` is the name and bytes of a workbook that came with it."""

    words: str
    sheet: tuple[str, bytes] | None


@dataclass(frozen=True, slots=True)
class Understood:
    """`left` is what nobody can tell the action of, or what could not be taken and why; somebody reads it."""

    said: Mapping[int, Said]
    left: str


def head_of(data: bytes, address: str) -> Head | None:
    """None where it came to no address made out of `address` (answers@example.org: answers+TOKEN@example.org)."""
    try:
        head = BytesHeaderParser(policy=policy.compat32).parsebytes(data)
        token = next(_tokens(head, address), "")
        named = str(head.get("Message-ID", "")).strip()
        automatic = _is_automatic(head)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    if not token:
        return None
    return Head(token, sha256(named.encode("utf-8", "replace") if named else data).hexdigest(), automatic)


def _tokens(head: Message, address: str) -> Iterator[str]:
    name, _, host = address.lower().partition("@")
    for field in _TO:
        for _, given in getaddresses([str(value) for value in head.get_all(field, [])]):
            local, _, domain = given.lower().partition("@")
            if domain == host and local.startswith(f"{name}+"):
                yield local[len(name) + 1 :]


def _is_automatic(head: Message) -> bool:
    """Out-of-office notes, reports of mail servers, lists (RFC 3834)."""
    sender = parseaddr(str(head.get("From", "")))[1].lower()
    return (
        str(head.get("Auto-Submitted", "no")).strip().lower() != "no"
        or str(head.get("Precedence", "")).strip().lower() in _BY_ITSELF
        or any(head.get(name) is not None for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
        or str(head.get("Return-Path", "x")).strip() == "<>"
        or head.get_content_type() == "multipart/report"
        or sender.partition("@")[0] in _MACHINES
        or bool(_SUBJECTS.match(str(head.get("Subject", ""))))
    )


def written_in(data: bytes) -> Written:
    """What was written now, read in a child process: older mails and the signature are left out."""
    told, code = ask_child(data, "reply.eml", limits=LIMITS, module=MODULE)
    if code or not isinstance(told, dict):
        return Written("", None)
    sheet = base64.b64decode(str(told.get("sheet", "")))
    return Written(str(told.get("words", "")), (str(told.get("name", "")), sheet) if sheet else None)


def understand(words: str, asked: Sequence[Asked], today: date) -> Understood:
    """Each line that begins with a reference speaks of that action, with the lines below it. Without references all
    of it speaks of the one action that was asked about; of several nobody can tell, and nothing is guessed."""
    by_number = {each.action.number: each for each in asked}
    said: dict[int, Said] = {}
    left: list[str] = []
    for number, text in _passages(words):
        one = by_number.get(number) if number else asked[0] if len(asked) == 1 else None
        if not text:
            continue
        if one is None or one.pk in said:
            left.append(f"ACT-{number:04d}: {text}" if number else text)
            continue
        try:
            said[one.pk] = _said(text, today)
            rules.check_said(one.action, said[one.pk])
        except Refusal as refusal:
            said.pop(one.pk, None)
            left.append(f"{one.action.reference}: {text} ({refusal.sentence})")
    return Understood(said, "\n".join(left))


def _passages(words: str) -> list[tuple[int, str]]:
    """The number of the action (0: none was named) and what is said under it, in order."""
    found: list[tuple[int, list[str]]] = [(0, [])]
    for line in words.splitlines():
        match = _REFERENCE.match(line)
        if match:
            found.append((int(match[1]), [line[match.end() :]]))
        elif not (found[-1][0] == 0 and _GREETING.match(line)):
            found[-1][1].append(line)
    return [(number, "\n".join(lines).strip()) for number, lines in found]


def _said(text: str, today: date) -> Said:
    """“Done.”, “Blocked: …”, “On the way” count where they stand alone at the beginning: “done by May” is no “done”."""
    if match := _NOT_MINE.match(text):
        whose = text[match.end() :].strip()
        if not whose:
            raise Refusal("It does not say whose it is.")
        return Said(words=text if "\n" in whose else "", not_mine=whose.partition("\n")[0][:200])
    if match := _DAY.match(text):
        parsed = parse_day(match["day"], reference=today)
        if parsed is None or parsed.day < today:
            raise Refusal(f"“{match['day']}” is no day to come.")
        return Said(new_day=parsed.day, because=" ".join(text[match.end() :].split())[:1000])
    match = _STANDS.match(text)
    if match is None:
        return Said(words=text[: rules.LONGEST])
    kind, rest = match.lastgroup, text[match.end() :].strip()
    return Said(words=rest[: rules.LONGEST], done=kind == "done", blocked=kind == "blocked", moving=kind == "moving")
