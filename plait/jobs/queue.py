"""Taking a job out of the queue, doing it, and writing down how it went: each job by one worker at a time."""

import logging
import traceback
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plait.core.refusals import Refusal
from plait.jobs.models import Turn, Worker

Job = DBTaskResult[..., Any]
MOST_TRIES = 3  # workers that may be killed over one job
log = logging.getLogger("plait.jobs")
_in_hand: ContextVar[str] = ContextVar("the job in hand", default="")


class Abandoned(Exception):
    """The workers that had the job ended before the job did."""


class ToldToStop(BaseException):
    """A second signal: leave the job in hand at once. It goes back into the queue."""


def job_in_hand() -> str:
    """The key of the job that this process is doing, the same when it is taken up again; "" outside a worker."""
    return _in_hand.get()


def take_next(worker: str) -> Job | None:
    """The next job that waits, claimed for `worker`; None when nothing waits.

    PostgreSQL passes over what another worker has locked. SQLite has one writer at a time, and the claim is made in a
    transaction that begins as one: an idle worker only reads.
    """
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        return None
    with transaction.atomic():
        job = ready.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
        if job is not None:
            job.claim(worker)
            Worker.objects.filter(name=worker).update(task=str(job.pk), done=0, of=0)
    return job


def do(job: Job) -> None:
    """Do one claimed job. What it raises is kept with it; being told to stop puts it back."""
    token = _in_hand.set(str(job.pk))
    try:
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
    except (ToldToStop, KeyboardInterrupt, SystemExit):
        put_back(job)
        raise
    except Exception as fault:
        log.exception("a job failed", extra={"job": job.task_path})
        _conclude(job, TaskResultStatus.FAILED, fault)
    else:
        _conclude(job, TaskResultStatus.SUCCESSFUL, None)
    finally:
        _in_hand.reset(token)


def put_back(job: Job) -> None:
    """Into the queue again, if it is still this worker's."""
    with transaction.atomic():
        if _is_still_ours(job):
            DBTaskResult.objects.filter(pk=job.pk).update(status=TaskResultStatus.READY)


def take_up_again(me: str = "") -> int:
    """Jobs whose worker is gone wait again; one that outlived several workers has failed visibly. Returns how many.

    `me`, who is between two jobs, has none in hand. A worker signs on before its first claim: asked after the job was
    read, one without a row is gone.
    """
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    moved = 0
    for key in running.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            job = running.select_for_update().filter(pk=key).first()
            if job is None or _is_living(job.worker_ids, me):
                continue
            moved += 1
            log.warning("a job's worker was killed", extra={"job": job.task_path, "tries": len(job.worker_ids)})
            if len(job.worker_ids) < MOST_TRIES:
                DBTaskResult.objects.filter(pk=key).update(status=TaskResultStatus.READY)
            else:
                _write(job, TaskResultStatus.FAILED, Abandoned(f"{MOST_TRIES} workers ended while they did it."))
    return moved


def _is_living(workers: list[str], me: str) -> bool:
    return bool(workers) and workers[-1] != me and Worker.objects.filter(name=workers[-1]).exists()


def _is_still_ours(job: Job) -> bool:
    """False where this worker was taken for dead meanwhile and another one has the job."""
    held = DBTaskResult.objects.select_for_update().filter(pk=job.pk, status=TaskResultStatus.RUNNING).first()
    return held is not None and held.worker_ids == job.worker_ids


def _conclude(job: Job, status: TaskResultStatus, fault: Exception | None) -> None:
    with transaction.atomic():
        if _is_still_ours(job):
            _write(job, status, fault)


def _write(job: Job, status: TaskResultStatus, fault: Exception | None) -> None:
    now = timezone.now()
    DBTaskResult.objects.filter(pk=job.pk).update(
        status=status,
        finished_at=now,
        exception_class_path=f"{type(fault).__module__}.{type(fault).__qualname__}" if fault else "",
        traceback="".join(traceback.format_exception(fault)) if fault else "",
    )
    Turn.objects.filter(task=str(job.pk)).update(
        ended_at=now, **({"failed_at": now, "fault": in_words(fault)} if fault else {})
    )


def in_words(fault: Exception) -> str:
    """A refusal's own sentence; of any other fault the kind only, since its words may hold case detail."""
    return fault.sentence if isinstance(fault, Refusal) else f"{type(fault).__name__}. The log has the whole account."
