"""Asking everybody of a round in small transactions, and reminding the silent."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from plait.core.actor import Actor
from plait.notifications.delivery import deliver
from plait.notifications.models import State as LetterState
from plait.rounds.clock import day_of, is_time_to_remind
from plait.rounds.coming import next_meetings
from plait.rounds.commands import ask_owners, note_asked_all, open_for_meeting, remind
from plait.rounds.models import BeforeMeetings, Request, Round
from plait.rounds.queries.addressing import owners_to_ask, parts_to_ask
from plait.rounds.queries.leavers import left_among
from plait.rounds.queries.reading import SILENT, due_days
from plait.rounds.rules import is_time_to_open

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


def open_rounds_before_meetings(at: datetime) -> None:
    """Where a group has it so, a round opens some days before its next meeting. Days in which nothing ran are caught
    up by the next run, once, as long as the meeting has not come."""
    today = day_of(at)
    habits = list(BeforeMeetings.objects.select_related("group").order_by("pk"))
    meets = next_meetings([habit.group_id for habit in habits], today)
    for habit in habits:
        day = meets.get(habit.group_id)
        if day is not None and is_time_to_open(day, habit.days_before, today):
            held = open_for_meeting(habit=habit, meets_on=day, by=CLOCK, at=at)
            if held is not None:
                ask_in_background.enqueue(held.pk)


def remind_silent(at: datetime) -> None:
    """Whoever has said nothing is reminded once, so many days before their last day as the round says."""
    rounds = Round.objects.filter(remind_before__isnull=False, closed_at__isnull=True).select_related("group")
    for held in rounds.order_by("pk"):
        silent = Request.objects.filter(round=held, state__in=SILENT, reminder__isnull=True, person__isnull=False)
        sent = silent.filter(message__state=LetterState.SENT).exclude(person__email="")
        requests = list(sent.select_related("person", "message", "round").order_by("pk"))
        due = due_days(requests, held)
        left = left_among({request.person for request in requests if request.person}, on=day_of(at))
        for request in requests:
            if request.person_id in left:
                continue
            assert request.message is not None
            assert request.message.sent_at is not None
            began = day_of(request.message.sent_at)
            if is_time_to_remind(began, due[request.pk], held.remind_before or 0, at):
                remind(request=request, by=CLOCK, at=at)
