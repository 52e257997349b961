"""Letters that came back after they were sent: out of a mailbox by IMAP, or from GOV.UK Notify."""

import imaplib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.message import Message as Part
from uuid import UUID

from django.conf import settings

from plait.core.actor import Actor
from plait.notifications.carriers import Down
from plait.notifications.carriers.notify import Notify
from plait.notifications.commands import note_came_back
from plait.notifications.models import Message, State

POST = Actor.job("The post")
AT_ONCE = 200  # mails of one run
_PATIENCE = 20  # seconds
_REFERENCE = re.compile(r"<([0-9a-f]{32})@")
log = logging.getLogger("plait.post")


@dataclass(frozen=True, slots=True)
class Return:
    """What a mail server says of one letter of ours (RFC 3464). `for_good`: a 5.1.x, there is no such address."""

    reference: str
    code: str
    for_good: bool


def look_for_returns(at: datetime) -> None:
    """Each five minutes, where a mailbox or Notify is set up."""
    if settings.NOTIFY_KEY:
        _ask_notify(at)
    if settings.IMAP_HOST:
        _look_into_the_mailbox(at)


def _ask_notify(at: datetime) -> None:
    try:
        with Notify() as line:
            told = {one.carried_as: one for one in line.came_back()}
    except Down as fault:
        log.warning("Notify was not asked what came back", extra={"fault": fault.words})
        return
    for message in Message.objects.filter(carried_as__in=told, state=State.SENT).order_by("pk"):
        one = told[message.carried_as]
        note_came_back(message=message, code=one.status, for_good=one.for_good, by=POST, at=at)


def _look_into_the_mailbox(at: datetime) -> None:
    """Mails not seen before. Each is marked as seen; what is no return of a letter is left for people to read."""
    try:
        with imaplib.IMAP4_SSL(settings.IMAP_HOST, settings.IMAP_PORT, timeout=_PATIENCE) as box:
            box.login(settings.IMAP_USER, settings.IMAP_PASSWORD)
            box.select(settings.IMAP_FOLDER)
            for number, data in _unseen(box):
                found = return_in(data)
                if found is not None:
                    note_return(found, at)
                    box.store(number, "+FLAGS", r"(\Seen)")
    except (OSError, imaplib.IMAP4.error) as fault:
        log.warning("the mailbox was not read", extra={"fault": type(fault).__name__})


def _unseen(box: imaplib.IMAP4) -> Iterator[tuple[str, bytes]]:
    _, found = box.search(None, "UNSEEN", "FROM", '"mailer-daemon"')
    for number in found[0].decode().split()[:AT_ONCE]:
        _, parts = box.fetch(number, "(BODY.PEEK[])")
        whole = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        yield number, whole


def note_return(found: Return, at: datetime) -> None:
    message = Message.objects.filter(mail_id=UUID(found.reference)).first()
    if message is not None:
        note_came_back(message=message, code=found.code, for_good=found.for_good, by=POST, at=at)


def return_in(data: bytes) -> Return | None:
    """What a mail says of a letter of ours, if it is a report of one that failed; anything else is None.

    A report that a letter is late ("delayed") is none: it may still arrive.
    """
    mail = message_from_bytes(data, policy=policy.default)
    if not isinstance(mail, EmailMessage) or mail.get_content_type() != "multipart/report":
        return None
    told, reference = "", ""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            told = told or _failing(part)
        elif part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            reference = reference or _reference(part)
    return Return(reference, told, told.startswith("5.1.")) if told and reference else None


def _failing(part: Part) -> str:
    """The status of the first receiver for whom it failed."""
    for fields in part.walk():
        if str(fields.get("Action", "")).strip().lower() == "failed":
            return next(iter(str(fields.get("Status", "")).split()), "5.0.0")[:20]
    return ""


def _reference(part: Part) -> str:
    """Our Message-ID, out of the letter that is enclosed or out of its head alone."""
    inner = part.get_payload()
    text = inner[0].as_string() if isinstance(inner, list) and isinstance(inner[0], Part) else str(inner)
    for line in text.splitlines():
        if line.lower().startswith("message-id:") and (found := _REFERENCE.search(line)):
            return found[1]
    return ""
