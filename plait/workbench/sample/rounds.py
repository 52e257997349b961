"""Two rounds of the Strategic Safeguarding Group: one is over; in the other some have answered, one of them late, and
one is silent, so that the note to the lead of his agency can be read."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from plait.core.actor import Actor, Way
from plait.notifications.commands import note_outcomes
from plait.notifications.commands.posting import Outcome
from plait.notifications.models import Message, State
from plait.rounds.asking import ask_everyone
from plait.rounds.commands import Said, answer, close_round, open_round, remind
from plait.rounds.models import Counting, Request, Round
from plait.rounds.queries.reading import asked_of, is_open
from plait.workbench.sample.days import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, working
from plait.workbench.sample.diary import Diary
from plait.workbench.sample.foundations import Marlshire

GROUP, DESK, SILENT = "strategic", "bronwen", "owen"
EARLIER, NOW = 10, 3  # weeks before the sample's day
MONTH = timedelta(days=30)
Says = Callable[[Marlshire], Said]


def _on_the_way(words: str) -> Says:
    return lambda made: Said(words=words, moving=True)


def _another_day(made: Marlshire) -> Said:
    day = working(made.calendar.on + MONTH)
    return Said(new_day=day, because="The two provider boards meet only in the last week of the month.")


# week and weekday of an answer, who gives it, and what each says of their actions in order
_ANSWERS: tuple[tuple[int, int, str, tuple[Says, ...]], ...] = (
    (EARLIER, WEDNESDAY, "grace", (_on_the_way("The locality managers have been asked what they need."),)),
    (NOW, TUESDAY, "grace", (_on_the_way("A draft is with the locality managers; comments by the end of the month."),)),
    (NOW, WEDNESDAY, "piotr", (_another_day,)),
    (NOW, THURSDAY, "hester", (_on_the_way("Raised with the chief officers. A date is being found."),)),
    (NOW - 2, TUESDAY, "temwa", (_on_the_way("I was on leave. The figures for the last quarter are in hand."),)),
)


def write_rounds(made: Marlshire, diary: Diary) -> None:
    day = made.calendar.weekday
    for weeks in (EARLIER, NOW):
        diary.write(day(weeks, MONDAY), partial(_open, made))
    for weeks, weekday, who, says in _ANSWERS:
        diary.write(day(weeks, weekday), partial(_answer, made, who, says))
    diary.write(day(EARLIER - 2, MONDAY), partial(_close, made))
    diary.write(day(NOW - 1, MONDAY), partial(_remind, made))


def _open(made: Marlshire, at: datetime) -> None:
    by = made.actor(DESK)
    held = open_round(group=made.groups[GROUP], counting=Counting.WORKING_DAYS, days=7, remind_before=2, by=by, at=at)
    ask_everyone(held, by=by, at=at)
    _arrive(at)


def _answer(made: Marlshire, who: str, says: tuple[Says, ...], at: datetime) -> None:
    """By the link in the letter; who owns nothing in the group just then is not asked."""
    person = made.people[who]
    held = _parts(made).get(person.pk)
    if held is None:
        return
    asked = [each for each in asked_of(held) if is_open(each)]
    said = {each.pk: say(made) for each, say in zip(asked, says, strict=False)}
    answer(request=held, said=said, by=Actor(Way.SIGNED_LINK, person.name, person.pk), at=at)
    _arrive(at)


def _close(made: Marlshire, at: datetime) -> None:
    close_round(held=_running(made), by=made.actor(DESK), at=at)


def _remind(made: Marlshire, at: datetime) -> None:
    held = _parts(made).get(made.people[SILENT].pk)
    if held is not None:
        remind(request=held, by=made.actor(DESK), at=at)
        _arrive(at)


def _running(made: Marlshire) -> Round:
    return Round.objects.get(group=made.groups[GROUP], closed_at__isnull=True)


def _parts(made: Marlshire) -> Mapping[int, Request]:
    found = Request.objects.filter(round=_running(made), person__isnull=False).order_by("pk")
    return {request.person_id: request for request in found if request.person_id}


def _arrive(at: datetime) -> None:
    """Letters of the sample went out when they were written; none is sent from here."""
    waiting = Message.objects.filter(state=State.WAITING, kind="round_request").select_related("to").order_by("pk")
    sent = [Outcome(message, sent=True) for message in waiting]
    note_outcomes(outcomes=sent, by=Actor.job("The post"), at=at)
