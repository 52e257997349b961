"""Handing letters over: taken together with their links made, handed over, written down in small batches.

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
AT_LEAST, AT_MOST = 10, 200  # letters that a job takes for itself together, with their links
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
    let_go(holder=holder, in_doubt=AT_ONCE, by=POST, at=timezone.now())
    if _hand_over_waiting(holder):
        deliver.enqueue()


@task()
def send_message(key: int) -> None:
    """As `deliver`: what was put into the queue for one letter hands over whatever waits."""
    deliver.call()


def send_waiting(at: datetime) -> None:
    """Each minute: what is of no use any more is given up, what was lost is taken back, what is due is handed over."""
    give_up(by=POST, at=at)
    release_lost(in_doubt=AT_ONCE, by=POST, at=at)
    if waiting_now(whether_it_goes_out(at), at):
        _call_another()


def _call_another() -> None:
    """One job more, unless one waits already: with many letters every worker has one."""
    if not DBTaskResult.objects.filter(task_path=deliver.module_path, status=TaskResultStatus.READY).exists():
        deliver.enqueue()


def _hand_over_waiting(holder: str) -> bool:
    """Until nothing waits, or the carrier takes nothing. True where its time ran out before the letters did."""
    ends, done = time.monotonic() + SLICE, 0
    batch, left, up = _take(holder, AT_ONCE)
    if left:
        _call_another()
    try:
        with carrier() if batch else nullcontext() as line:
            while batch and line is not None:
                began = time.monotonic()
                _hand_over(line, batch)
                if not up:
                    note_up(by=POST, at=timezone.now())
                done += len(batch)
                tell_progress(done, done + left)
                if time.monotonic() > ends:
                    return left > 0
                batch, left, up = _take(holder, _most(len(batch), time.monotonic() - began))
    except Down as fault:
        log.warning("letters are not taken", extra={"fault": fault.words})
        let_go(holder=holder, in_doubt=0, by=POST, at=timezone.now())
        note_down(fault=fault.words, by=POST, at=timezone.now())
    return False


def _most(handed_over: int, took: float) -> int:
    """How many letters to take next: what the carrier takes in about a second, so that nobody waits long for a code."""
    return max(AT_LEAST, min(int(handed_over * AT_LONGEST / max(took, 0.001)), AT_MOST))


def _take(holder: str, most: int) -> tuple[list[Message], int, bool]:
    """The next letters, how many wait beside them, and whether the carrier took the last ones."""
    at = timezone.now()
    out = whether_it_goes_out(at)
    batch = take_batch(holder=holder, most=most, urgent_since=out.urgent_since, by=POST, at=at)
    left = 0 if len(batch) < most else waiting_now(out, at)
    return batch, left, out.up


def _hand_over(line: Carrier, batch: Sequence[Message]) -> None:
    """Links are made and their hashes kept; then each letter is handed over; then what became of them is kept, each
    time for `AT_ONCE` letters or the letters of about one second, whichever are fewer.

    Whatever breaks off in between, those already handed over are written down, if that can be done at all.
    """
    parts = parts_of(batch)
    all_of_them = [*batch, *(p for held in parts.values() for p in held)]
    links = mint(messages=all_of_them, by=POST, at=timezone.now())
    enclosed = enclosed_in(batch) if line.encloses else {}
    done: list[Outcome] = []
    began = time.monotonic()
    try:
        for message in batch:
            try:
                done.append(_one(line, message, links, parts.get(message.pk, ()), enclosed.get(message.pk)))
            except Down as fault:
                done.append(Outcome(message, down=True, doubtful=fault.in_doubt))
                raise
            if len(done) >= AT_ONCE or time.monotonic() - began > AT_LONGEST:
                done, noted, began = [], done, time.monotonic()
                note_outcomes(outcomes=noted, by=POST, at=timezone.now())
    finally:
        if done:
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
