"""The mailbox to which owners reply: looked into every few minutes, each e-mail taken once.

What is taken is marked as seen; what is nobody's, or cannot be taken, is flagged and left for people to read.
"""

import imaplib
import logging
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.notifications.delivery import deliver
from plait.notifications.opening import actor_of_link
from plait.notifications.queries import link_of
from plait.reading.trackers.sandbox import book_in_child
from plait.rounds.commands import take_reply
from plait.rounds.commands.asking import BY_REPLY
from plait.rounds.models import Asked
from plait.rounds.queries.reading import asked_of, is_open, request_of_link
from plait.rounds.replies import LARGEST, LIMITS, Understood, head_of, understand, written_in
from plait.rounds.sheets import read_back

AT_ONCE = 200  # e-mails of one run
_PATIENCE = 20  # seconds
log = logging.getLogger("plait.post")


def look_for_replies(at: datetime) -> None:
    if not settings.INBOUND_HOST:
        return
    try:
        with closing(_Mailbox()) as line:
            line.box.login(settings.INBOUND_USER, settings.INBOUND_PASSWORD)
            line.box.select(settings.INBOUND_FOLDER)
            taken = [_mark(line.box, number, _take(data, at)) for number, data in _new(line.box)]
    except (OSError, imaplib.IMAP4.error) as fault:
        log.warning("the mailbox of replies was not read", extra={"fault": type(fault).__name__})
    else:
        if any(taken):
            deliver.enqueue()


class _Mailbox:
    """The line to the server. Closed, it leaves nothing open, also where the server went away."""

    def __init__(self) -> None:
        kind = imaplib.IMAP4_SSL if settings.INBOUND_TLS else imaplib.IMAP4
        self.box = kind(settings.INBOUND_HOST, settings.INBOUND_PORT, timeout=_PATIENCE)

    def close(self) -> None:
        with suppress(OSError, imaplib.IMAP4.error):
            self.box.logout()
        with suppress(OSError):
            self.box.shutdown()


def _new(box: imaplib.IMAP4) -> Iterator[tuple[str, bytes]]:
    """By their lasting numbers, e-mails neither seen nor flagged. One that is too large comes without its bytes."""
    _, found = box.uid("SEARCH", "UNSEEN", "UNFLAGGED")
    for number in found[0].decode().split()[:AT_ONCE] if found and found[0] else ():
        _, parts = box.uid("FETCH", number, f"(BODY.PEEK[]<0.{LARGEST + 1}>)")
        whole = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        yield number, whole if len(whole) <= LARGEST else b""


def _mark(box: imaplib.IMAP4, number: str, taken: bool) -> bool:
    box.uid("STORE", number, "+FLAGS", r"(\Seen)" if taken else r"(\Flagged)")
    return taken


def _take(data: bytes, at: datetime) -> bool:
    """False where it is nobody's, or a fault of ours: then a person looks at it."""
    try:
        return take_mail(data, at)
    except Exception:
        log.exception("a reply could not be taken")
        return False


def take_mail(data: bytes, at: datetime) -> bool:
    """Keep what one e-mail says. False where it came to no address of ours that is still good."""
    head = head_of(data, settings.INBOUND_ADDRESS)
    link = link_of(head.token, purpose=BY_REPLY, at=at) if head else None
    held = request_of_link(link.key) if link else None
    if head is None or link is None or held is None or held.person_id != link.person_id:
        return False
    by: Actor = actor_of_link(link)
    asked = [] if head.automatic else [each for each in asked_of(held) if is_open(each)]
    found = Understood({}, "") if head.automatic else _understood(data, asked, at)
    try:
        take_reply(
            request=held, mail=head.mail, said=found.said, left=found.left, automatic=head.automatic, by=by, at=at
        )
    except Refusal as refusal:
        left = f"{written_in(data).words}\n({refusal.sentence})"
        take_reply(request=held, mail=head.mail, said={}, left=left, automatic=False, by=by, at=at)
    return True


def _understood(data: bytes, asked: list[Asked], at: datetime) -> Understood:
    """A workbook that came along says it all; otherwise the words do."""
    written, today = written_in(data), timezone.localdate(at)
    if written.sheet is None:
        found = understand(written.words, asked, today)
        return found if found.said or found.left else Understood({}, "An empty e-mail, or one that could not be read.")
    name, content = written.sheet
    read = read_back(book_in_child(content, name, limits=LIMITS), asked, today)
    return Understood(read.said, "\n".join(read.problems))
