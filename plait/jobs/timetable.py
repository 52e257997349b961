"""Periodic jobs. Each app names its own when it starts; every worker claims what is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django_tasks import task

from plait.jobs.models import Slot


@dataclass(frozen=True, slots=True)
class Timed:
    """`run` is given the time at which it runs. `every` divides the time since 1970 into slots."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


_timetable: dict[str, Timed] = {}
_KEEP = timedelta(days=30)


def put_on_timetable(job: Timed) -> None:
    _timetable[job.name] = job


def timetable() -> tuple[Timed, ...]:
    return tuple(_timetable[name] for name in sorted(_timetable))


def slot_of(job: Timed, now: datetime) -> datetime:
    """The beginning of the slot that `now` falls into. Slots missed while nothing ran are caught up once, by it."""
    whole = int(job.every.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // whole * whole, tz=UTC)


def claim_due(now: datetime) -> list[str]:
    """Claim and enqueue every job whose slot nobody has claimed; returns their names."""
    claimed = []
    for job in timetable():
        starts_at = slot_of(job, now)
        if Slot.objects.filter(job=job.name, starts_at=starts_at).exists():
            continue
        try:
            with transaction.atomic():
                Slot.objects.create(job=job.name, starts_at=starts_at, claimed_at=now)
                run_timed.enqueue(job.name, now.isoformat())
        except IntegrityError:
            continue  # another worker was first
        Slot.objects.filter(job=job.name, starts_at__lt=now - _KEEP).delete()
        claimed.append(job.name)
    return claimed


@task()
def run_timed(name: str, at: str) -> None:
    _timetable[name].run(datetime.fromisoformat(at))
