"""Handing letters over: taken in small batches, handed over, written down.

What was handed over and not yet written down when a worker is killed outright goes out a second time, with the same
Message-ID: at most `AT_ONCE` letters of each worker, or those of about one second where the carrier is slow.
"""

import logging
import time
import uuid
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plait.accounts import from_above
from plait.core.actor import Actor
from plait.jobs.progress import tell_progress
from plait.jobs.queue import job_in_hand
from plait.notifications.carriers import Carrier, Down, NotTaken, NotYet, carrier
from plait.notifications.commands import (
    give_up,
    let_go,
    mint,
    note_down,
    note_outcomes,
    note_up,
    put_all_in_outbox,
    release_lost,
    take_batch,
)
from plait.notifications.commands.posting import Outcome
from plait.notifications.enclosures import Enclosure, enclosed_in
from plait.notifications.models import Fault, Message
from plait.notifications.outgoing import Outgoing
from plait.notifications.queries import parts_of, waiting_now, whether_it_goes_out
from plait.notifications.wording import Links, letter_of

POST = Actor.job("The post")
AT_ONCE = 50  # letters that are handed over before they are written down
AT_LONGEST = 1.0  # seconds after which those handed over are written down, however few
_COUNTED = AT_ONCE * 4  # letters, after which those that wait are counted anew
SLICE = 60.0  # seconds of one job; then others have their turn
SOON = timedelta(hours=1)  # what is of no use later than that, somebody waits for
FIRST = 50  # priority in the queue of what somebody waits for
log = logging.getLogger("plait.post")


def post(letter: Outgoing, *, by: Actor, at: datetime) -> Message:
    """Write a letter, and ask a worker to hand it over. In the transaction of what causes it."""
    message = put_all_in_outbox(letters=[letter], by=by, at=at)[0]
    (deliver.using(priority=FIRST) if letter.urgent else deliver).enqueue()
    return message


def carry(letter: from_above.Letter, by: Actor, at: datetime) -> None:
    """A letter of the accounts: somebody waits for a code or an invitation."""
    post(
        Outgoing(
            to=letter.to,
            address=letter.address,
            template=letter.template,
            context=letter.context,
            secret=letter.secret,
            send_by=letter.send_by,
            urgent=letter.send_by - at <= SOON,
        ),
        by=by,
        at=at,
    )


@task()
def deliver() -> None:
    """Hand over what waits. Taken up again after its worker was killed, it begins with what is in doubt."""
    holder = job_in_hand() or str(uuid.uuid4())
    let_go(holder=holder, doubtful=True, by=POST, at=timezone.now())
    if _hand_over_waiting(holder):
        deliver.enqueue()


@task()
def send_message(key: int) -> None:
    """As `deliver`: what was put into the queue for one letter hands over whatever waits."""
    deliver.call()


def send_waiting(at: datetime) -> None:
    """Each minute: what is of no use any more is given up, what was lost is taken back, what is due is handed over."""
    give_up(by=POST, at=at)
    release_lost(by=POST, at=at)
    if waiting_now(whether_it_goes_out(at), at):
        _call_another()


def _call_another() -> None:
    """One job more, unless one waits already: with many letters every worker has one."""
    if not DBTaskResult.objects.filter(task_path=deliver.module_path, status=TaskResultStatus.READY).exists():
        deliver.enqueue()


def _hand_over_waiting(holder: str) -> bool:
    """Until nothing waits, or the carrier takes nothing. True where its time ran out before the letters did."""
    ends, done = time.monotonic() + SLICE, 0
    batch, left, up = _take(holder, None)
    if left:
        _call_another()
    try:
        with carrier() if batch else nullcontext() as line:
            while batch and line is not None:
                _hand_over(line, batch)
                if not up:
                    note_up(by=POST, at=timezone.now())
                done += len(batch)
                tell_progress(done, done + left)
                if time.monotonic() > ends:
                    return left > 0
                batch, left, up = _take(holder, None if done % _COUNTED == 0 else left - AT_ONCE)
    except Down as fault:
        log.warning("letters are not taken", extra={"fault": fault.words})
        let_go(holder=holder, doubtful=False, by=POST, at=timezone.now())
        note_down(fault=fault.words, by=POST, at=timezone.now())
    return False


def _take(holder: str, about: int | None) -> tuple[list[Message], int, bool]:
    """The next letters, about how many wait beside them, and whether the carrier took the last ones.

    They are counted unless somebody knows `about` how many there are.
    """
    at = timezone.now()
    out = whether_it_goes_out(at)
    batch = take_batch(holder=holder, most=AT_ONCE, urgent_since=out.urgent_since, by=POST, at=at)
    left = 0 if len(batch) < AT_ONCE else waiting_now(out, at) if about is None else max(about, 1)
    return batch, left, out.up


def _hand_over(line: Carrier, batch: Sequence[Message]) -> None:
    """Links are made and their hashes kept; then each letter is handed over; then what became of them is kept.

    Whatever breaks off in between, those already handed over are written down, if that can be done at all.
    """
    parts = parts_of(batch)
    links = mint(messages=[*batch, *(p for held in parts.values() for p in held)], by=POST, at=timezone.now())
    enclosed = enclosed_in(batch)
    done: list[Outcome] = []
    began = time.monotonic()
    try:
        for message in batch:
            try:
                done.append(_one(line, message, links, parts.get(message.pk, ()), enclosed.get(message.pk)))
            except Down as fault:
                done.append(Outcome(message, down=True, doubtful=fault.in_doubt))
                raise
            if time.monotonic() - began > AT_LONGEST:
                done, noted, began = [], done, time.monotonic()
                note_outcomes(outcomes=noted, by=POST, at=timezone.now())
    finally:
        note_outcomes(outcomes=done, by=POST, at=timezone.now())


def _one(
    line: Carrier, message: Message, links: Links, parts: Sequence[Message], enclosed: Enclosure | None
) -> Outcome:
    try:
        letter = letter_of(message, links, parts, enclosed)
    except Exception:
        log.exception("a letter could not be written", extra={"message_key": message.pk, "template": message.template})
        return Outcome(message, fault=Fault.NOT_WRITTEN)
    if not letter.to:
        return Outcome(message, fault=Fault.NO_ADDRESS)
    try:
        return Outcome(message, sent=True, carried_as=line.hand_over(letter, doubtful=message.doubtful))
    except NotTaken as refused:
        return Outcome(message, fault=refused.fault, code=refused.code)
    except NotYet as asked:
        log.info("a letter was put off", extra={"message_key": message.pk, "code": asked.code})
        return Outcome(message, code=asked.code)
