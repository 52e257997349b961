from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import signed_in
from plait.notifications import queries as letters
from plait.workbench.presenters import operations as words
from plait.workbench.queries import operations as running


@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    """Queue, timetable, history, outbox. `?check=chain` walks the whole history."""
    if not can(signed_in(request), Permission.SEE_OPERATIONS):
        raise PermissionDenied
    now = timezone.now()
    counts = running.counts_in_queue()
    page = words.OperationsPage(
        waiting=counts.get("READY", 0),
        workers=words.workers_words(list(running.workers())),
        running=[words.running(task, worker, now) for task, worker in running.running_tasks()],
        failed=[words.failed(task, now) for task in running.failed_tasks()],
        failed_in_all=counts.get("FAILED", 0),
        done=counts.get("SUCCESSFUL", 0),
        timetable=[words.periodic(job, turn, state, now) for job, turn, state in running.turns()],
        history=words.history_words(running.history(walk=request.GET.get("check") == "chain"), now),
        outbox=words.outbox_words(letters.outbox(), letters.counts(now)),
    )
    return render(request, "workbench/operations.html", {"page": page})
