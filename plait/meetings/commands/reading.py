"""Reading a file of minutes in the limited child, and keeping what was read for a person to check."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.files.queries import read as bytes_of
from plait.history.commands import record
from plait.jobs.queue import job_in_hand
from plait.meetings.commands.again import Again
from plait.meetings.commands.held import Held
from plait.meetings.models import (
    Finding,
    ImportState,
    LooseEnd,
    MinutesImport,
    MinutesText,
    Question,
    ReadAttendee,
    ReadOwner,
    TextPart,
)
from plait.meetings.queries.matching import Known
from plait.meetings.queries.meetings import next_meeting_of
from plait.meetings.understanding import Understood, cleaned, parts_of, understand
from plait.reading.model import Kind, Reading
from plait.reading.sandbox import read_in_child

READER = Actor.job("The reader")
BATCH = 200
LOOK_EVERY = 0.4  # seconds between looks at how far the child has come


@command
def begin_reading(*, key: int, by: Actor, at: datetime) -> MinutesImport | None:
    """Take an import out of the queue. None where another worker has it, or it has been read.

    A job that is taken up again, because its worker was killed, begins anew what it had begun.
    """
    mine = Q(state=ImportState.READING, task=job_in_hand()) & ~Q(task="")
    waits = MinutesImport.objects.select_for_update().filter(Q(state=ImportState.WAITING) | mine, pk=key)
    minutes = waits.first()
    if minutes is None:
        return nothing_changed(None)
    minutes.state, minutes.heard_at, minutes.step, minutes.counts = ImportState.READING, at, "opening", {}
    minutes.tries += 1
    minutes.save()
    return nothing_changed(minutes)


@command
def note_progress(*, key: int, step: str, counts: Mapping[str, int], by: Actor, at: datetime) -> None:
    """How far the reading has come: a sign of life, and numbers for whoever waits."""
    reading = MinutesImport.objects.filter(pk=key, state=ImportState.READING)
    reading.update(step=step, counts=dict(counts), heard_at=at)
    nothing_changed(None)


@command
def keep_reading(*, key: int, reading: Reading, by: Actor, at: datetime) -> MinutesImport:
    """Keep what was read: refused with its sentence, or ready to be checked. A late reading changes nothing."""
    minutes = (
        MinutesImport.objects.select_for_update(of=("self",)).select_related("group", "circle", "file").get(pk=key)
    )
    if minutes.state != ImportState.READING:
        return nothing_changed(minutes)
    ref = Ref("minutes_import", minutes.pk)
    minutes.heard_at, minutes.step = at, ""
    if reading.kind is not Kind.MINUTES:
        minutes.state, minutes.refused_as = ImportState.REFUSED, reading.kind.value
        minutes.refusal = reading.reason or "The file could not be read."
        minutes.save()
        record(ref=ref, verb="refused", said={"why": minutes.refusal}, by=by, at=at)
        return minutes
    told = cleaned(reading.to_json(with_lines=True, with_layout=True))
    words = told.pop("lines")
    minutes.text = _keep_text(minutes, words, told.pop("layout"))
    minutes.reading = told
    _keep_facts(minutes, Reading.from_json(told))
    minutes.state = ImportState.READY
    minutes.save()
    known = Known.on(minutes.group, minutes.held_on or timezone.localdate(at))
    understood = understand(minutes, told, words, known)
    _keep(understood)
    Again(Held(minutes, by, at)).recognise()
    record(ref=ref, verb="read", said={"file": minutes.file.name, **understood.counted()}, by=by, at=at)
    return minutes


def _keep_text(minutes: MinutesImport, words: list[str], layout: list[dict[str, Any]]) -> MinutesText:
    pages = max((each["page"] or 0 for each in layout), default=0)
    text = MinutesText.objects.create(circle=minutes.circle, lines=len(words), pages=pages)
    parts = parts_of(words, layout)
    for part in parts:
        part.text = text
    TextPart.objects.bulk_create(parts, batch_size=50)
    return text


def _keep(found: Understood) -> None:
    """Everything in as many statements as there are tables."""
    Finding.objects.bulk_create(found.findings, batch_size=BATCH)
    ReadOwner.objects.bulk_create(found.owners, batch_size=BATCH)
    ReadAttendee.objects.bulk_create(found.attendees, batch_size=BATCH)
    Question.objects.bulk_create(found.questions, batch_size=BATCH)
    LooseEnd.objects.bulk_create(found.loose_ends, batch_size=BATCH)
    offers = ReadOwner.candidates.through
    offers.objects.bulk_create(
        [
            offers(readowner_id=owner.pk, person_id=person.pk)
            for owner, may_be in found.owner_may_be
            for person in may_be
        ],
        batch_size=BATCH,
    )
    asked = Question.candidates.through
    pairs = dict.fromkeys((q.pk, person.pk) for q, may_be in found.question_may_be for person in may_be)
    asked.objects.bulk_create([asked(question_id=q, person_id=p) for q, p in pairs], batch_size=BATCH)


def _keep_facts(minutes: MinutesImport, reading: Reading) -> None:
    minutes.title = (reading.title or "")[:300]
    minutes.held_on = reading.date
    minutes.venue = (reading.venue or "")[:300]
    minutes.starts_at = _time(reading.start)
    minutes.ends_at = _time(reading.end)
    later = [a.due.date for a in reading.actions if a.due.kind.value == "next_meeting" and a.due.date]
    minutes.next_on = next((d for d in later if reading.date is None or d > reading.date), None)
    if minutes.next_on is None and reading.date is not None:
        minutes.next_on = next_meeting_of(minutes.group, after=reading.date)


def _time(text: str | None) -> Any:
    try:
        return datetime.strptime(text, "%H:%M").time() if text else None  # noqa: DTZ007 - a time of day has no zone
    except ValueError:
        return None


@task()
def read_minutes(key: int) -> None:
    """Read the file of one import in the limited child; nothing happens where it has been read."""
    minutes = begin_reading(key=key, by=READER, at=timezone.now())
    if minutes is None:
        return
    progress: dict[str, Any] = {"step": "opening", "counts": {}}

    def hear(step: str, counts: dict[str, Any]) -> None:
        progress["step"] = step
        progress["counts"] = {**progress["counts"], **counts}

    data = bytes_of(minutes.file)
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(read_in_child, data, minutes.file.name, progress=hear)
        told: tuple[object, float] = ("", time.monotonic())
        while True:
            try:
                reading = waiting.result(LOOK_EVERY)
                break
            except NotYet:
                now = (repr(progress), time.monotonic())
                if now[0] != told[0] or now[1] - told[1] > 20:
                    told = now
                    note_progress(key=key, **progress, by=READER, at=timezone.now())
    keep_reading(key=key, reading=reading, by=READER, at=timezone.now())
