"""What the installation is doing: queue, timetable, history, outbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plait.history.models import Entry, Seal, Sealer
from plait.history.queries import Verdict, verify
from plait.jobs.models import Turn, Worker
from plait.jobs.timetable import Timed, timetable

AnyTask = DBTaskResult[..., Any]
FAILED_SHOWN = 20
CHECKED_UNASKED = 20_000  # links: walked in well under a second


@dataclass(frozen=True, slots=True)
class History:
    """`verdict` is None where the chain is long and nobody asked to walk it."""

    sealed: int
    unsealed: int
    last_sealed_at: datetime | None
    verdict: Verdict | None


def counts_in_queue() -> dict[str, int]:
    """Status -> how many: READY, RUNNING, FAILED, SUCCESSFUL."""
    counted = DBTaskResult.objects.order_by().values_list("status").annotate(n=Count("pk"))
    return {str(status): n for status, n in counted}


def running_tasks() -> list[tuple[AnyTask, Worker | None]]:
    """Those that run, each with the worker that has it."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).order_by("started_at")[:FAILED_SHOWN]
    workers = {worker.task: worker for worker in Worker.objects.exclude(task="")}
    return [(task, workers.get(str(task.pk))) for task in running]


def workers() -> QuerySet[Worker]:
    return Worker.objects.order_by("began_at", "pk")


def failed_tasks() -> QuerySet[AnyTask]:
    """The latest that failed."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")[:FAILED_SHOWN]


def turns() -> list[tuple[Timed, Turn | None, str]]:
    """Each periodic job, its last turn, and the state of that: READY, RUNNING, FAILED, SUCCESSFUL or none."""
    held = {turn.job: turn for turn in Turn.objects.all()}
    keys = [turn.task for turn in held.values() if turn.task]
    states = DBTaskResult.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "status")
    by_key = {str(key): str(state) for key, state in states}
    return [
        (job, turn, by_key.get(turn.task, "") if turn else "") for job in timetable() for turn in [held.get(job.name)]
    ]


def history(*, walk: bool) -> History:
    """How much is sealed; the chain is walked when asked for, or when it is short."""
    sealed = Seal.objects.count()
    verdict = verify() if walk or sealed <= CHECKED_UNASKED else None
    sealer = Sealer.objects.filter(pk=1).first()
    return History(
        sealed=sealed,
        unsealed=verdict.unsealed if verdict else max(0, Entry.objects.count() - sealed),
        last_sealed_at=sealer.last_sealed_at if sealer else None,
        verdict=verdict,
    )
