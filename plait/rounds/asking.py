"""Asking everybody of a round in small transactions, and reminding the silent."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from plait.core.actor import Actor
from plait.notifications.delivery import deliver
from plait.notifications.models import State as LetterState
from plait.rounds.clock import day_of, is_time_to_remind
from plait.rounds.commands import ask_owners, note_asked_all, remind
from plait.rounds.models import Request, Round
from plait.rounds.queries.addressing import owners_to_ask, parts_to_ask
from plait.rounds.queries.reading import SILENT, due_days

AT_ONCE = 200  # owners asked in one transaction
FEW = 500  # parts in open actions, of which the owners are asked while somebody waits for the page
CLOCK = Actor.job("The rounds")


def ask_everyone(held: Round, *, by: Actor, at: datetime) -> None:
    """Ask every owner who was not asked yet. Broken off, it goes on where it was: nobody is asked twice."""
    owners = owners_to_ask(held.group, on=timezone.localdate(at))
    for first in range(0, len(owners), AT_ONCE):
        ask_owners(held=held, owners=owners[first : first + AT_ONCE], by=by, at=at)
    note_asked_all(held=held, by=by, at=at)
    deliver.enqueue()


def begin_asking(held: Round, *, by: Actor, at: datetime) -> None:
    """Ask at once where the owners are few; otherwise a worker does, and the page says that it goes on."""
    if parts_to_ask(held.group).count() <= FEW:
        ask_everyone(held, by=by, at=at)
    else:
        ask_in_background.enqueue(held.pk)


@task()
def ask_in_background(key: int) -> None:
    finish_opening(timezone.now(), key)


def finish_opening(at: datetime, key: int | None = None) -> None:
    """Rounds whose opening was broken off are opened to the end; with `key` this one alone."""
    begun = Round.objects.filter(asked_all_at__isnull=True, closed_at__isnull=True).select_related("group")
    for held in begun.filter(pk=key) if key else begun.order_by("pk"):
        ask_everyone(held, by=CLOCK, at=at)


def remind_silent(at: datetime) -> None:
    """Whoever has said nothing is reminded once, so many days before their last day as the round says."""
    rounds = Round.objects.filter(remind_before__isnull=False, closed_at__isnull=True).select_related("group")
    for held in rounds.order_by("pk"):
        silent = Request.objects.filter(round=held, state__in=SILENT, reminder__isnull=True, person__isnull=False)
        sent = silent.filter(message__state=LetterState.SENT).exclude(person__email="")
        requests = list(sent.select_related("person", "message", "round").order_by("pk"))
        due = due_days(requests, held)
        for request in requests:
            assert request.message is not None
            assert request.message.sent_at is not None
            began = day_of(request.message.sent_at)
            if is_time_to_remind(began, due[request.pk], held.remind_before or 0, at):
                remind(request=request, by=CLOCK, at=at)
