"""What the queue need not keep: jobs that went well for two days, jobs that failed for a month."""

from datetime import datetime, timedelta

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

_KEPT = ((TaskResultStatus.SUCCESSFUL, timedelta(days=2)), (TaskResultStatus.FAILED, timedelta(days=30)))
_AT_ONCE = 1000


def clear_queue(at: datetime) -> None:
    """In small transactions, so that nobody waits for it."""
    for status, span in _KEPT:
        old = DBTaskResult.objects.filter(status=status, finished_at__lt=at - span).order_by("finished_at")
        while keys := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
            DBTaskResult.objects.filter(pk__in=keys).delete()
