"""Jobs that were begun and never ended: the worker was killed outright, so nobody wrote down how they went."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

LONGEST = timedelta(hours=1)  # no job takes as long; files are given up after minutes
log = logging.getLogger("plait.jobs")


class Abandoned(Exception):
    """The worker that had the job ended before the job did."""


def fail_abandoned(at: datetime) -> None:
    """Mark every job that has run for longer than an hour as failed, so that the operations page shows it.

    Files whose reading stopped are put back into the queue by their own room; what the timetable does is done again
    in the next slot.
    """
    with transaction.atomic():
        stopped = DBTaskResult.objects.select_for_update().filter(
            status=TaskResultStatus.RUNNING, started_at__lt=at - LONGEST
        )
        for job in stopped.order_by("started_at"):
            job.set_failed(Abandoned("It was begun and never ended: its worker stopped. It was not begun again."))
            log.warning("a job was abandoned", extra={"job": job.task_path})
