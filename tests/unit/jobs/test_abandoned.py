"""Jobs whose worker was killed do not stand as running for ever."""

from datetime import datetime, timedelta

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from plait.jobs.abandoned import LONGEST, fail_abandoned
from plait.jobs.timetable import run_timed, timetable


def begun(at: datetime) -> str:
    task = run_timed.enqueue("seal the history", at.isoformat())
    job = DBTaskResult.objects.get(pk=task.id)
    job.claim("a worker")
    DBTaskResult.objects.filter(pk=task.id).update(started_at=at)
    return str(task.id)


def status(key: str) -> str:
    return str(DBTaskResult.objects.get(pk=key).status)


@pytest.mark.django_db
def test_a_job_begun_long_ago_and_never_ended_has_failed_visibly(at: datetime) -> None:
    key = begun(at - LONGEST - timedelta(seconds=1))
    fail_abandoned(at)
    assert status(key) == TaskResultStatus.FAILED
    assert "never ended" in DBTaskResult.objects.get(pk=key).traceback


@pytest.mark.django_db
def test_a_job_that_runs_and_one_that_waits_are_left_alone(at: datetime) -> None:
    running = begun(at - timedelta(minutes=59))
    waiting = str(run_timed.enqueue("seal the history", at.isoformat()).id)
    fail_abandoned(at)
    assert (status(running), status(waiting)) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


def test_the_timetable_looks_for_them() -> None:
    assert "mark abandoned jobs" in {job.name for job in timetable()}
