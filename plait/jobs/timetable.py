"""Periodic jobs. Each app names its own when it starts; every worker claims what is due."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plait.jobs.models import Turn

LONGEST_DOUBT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Timed:
    """`run` is given the time at which it runs. `every` divides the time since 1970 into slots."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


@dataclass(slots=True)
class Standing:
    """How long this process has seen a job's turns stand still, by a clock that nobody can set back."""

    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[int, float]] = field(default_factory=dict)

    def still(self, turn: Turn) -> timedelta:
        turns, since = self._seen.get(turn.job, (-1, 0.0))
        if turns != turn.turns:
            since = self.clock()
            self._seen[turn.job] = (turn.turns, since)
        return timedelta(seconds=self.clock() - since)


_timetable: dict[str, Timed] = {}


def put_on_timetable(job: Timed) -> None:
    _timetable[job.name] = job


def timetable() -> tuple[Timed, ...]:
    return tuple(_timetable[name] for name in sorted(_timetable))


def slot_of(job: Timed, now: datetime) -> datetime:
    """The beginning of the slot that `now` falls into. Slots missed while nothing ran are caught up once, by it."""
    whole = int(job.every.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // whole * whole, tz=UTC)


def is_due(job: Timed, turn: Turn, now: datetime, still: timedelta) -> bool:
    """Whether a later slot has begun than the one claimed.

    Where the claimed one lies ahead, the clock was set back: then it is due when no worker took a turn for as long as
    the job's own interval (an hour at most), by `still`, which no clock on a wall can change.
    """
    slot = slot_of(job, now)
    if turn.slot_at is None or turn.slot_at < slot:
        return True
    return turn.slot_at > slot and still >= min(job.every, LONGEST_DOUBT)


def claim_due(now: datetime, standing: Standing | None = None) -> list[str]:
    """Claim and enqueue every job whose slot nobody has claimed; returns their names.

    A job whose last turn still waits or runs gets no second one beside it.
    """
    standing = standing or Standing()
    turns = {turn.job: turn for turn in Turn.objects.all()}
    claimed = []
    for job in timetable():
        turn = turns.get(job.name) or Turn.objects.get_or_create(job=job.name)[0]
        if is_due(job, turn, now, standing.still(turn)) and not _at_it(turn) and _claim(job, turn, now):
            claimed.append(job.name)
    return claimed


def _at_it(turn: Turn) -> bool:
    waits = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return bool(turn.task) and DBTaskResult.objects.filter(pk=turn.task, status__in=waits).exists()


def _claim(job: Timed, turn: Turn, now: datetime) -> bool:
    """In one transaction: either the slot is ours and the job is in the queue, or another worker was first."""
    with transaction.atomic():
        mine = Turn.objects.filter(pk=turn.pk, turns=turn.turns)
        if not mine.update(turns=F("turns") + 1, slot_at=slot_of(job, now), claimed_at=now):
            return False
        key = run_timed.enqueue(job.name, now.isoformat()).id
        Turn.objects.filter(pk=turn.pk).update(task=key)
        return True


@task()
def run_timed(name: str, at: str) -> None:
    _timetable[name].run(datetime.fromisoformat(at))
