"""The loop of `plait work`: claim what the timetable says, run what is in the queue, rest, again."""

import time

from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from plait.jobs.timetable import claim_due


def make_worker() -> Worker:
    """A worker that stops when the queue is empty; the loop below begins it again."""
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def run_once(worker: Worker | None = None) -> None:
    """Everything that is due now, then return."""
    claim_due(timezone.now())
    (worker or make_worker()).run()


def run_forever(interval: float) -> None:
    """Until told to stop: a running task is finished first."""
    worker = make_worker()
    worker.configure_signals()
    while worker.running:
        close_old_connections()
        run_once(worker)
        close_old_connections()
        if worker.running:
            time.sleep(interval)
