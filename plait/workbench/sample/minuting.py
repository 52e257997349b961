"""Minutes into the register as people do it: add the file, read it, answer, correct, confirm."""

from datetime import datetime, timedelta

from plait.actions.choices import DueChoice
from plait.actions.models import ActionKind, DueKind, OwnerKind
from plait.core.actor import Actor
from plait.meetings import commands as meetings
from plait.meetings.choices import ActionWords, Facts, Who
from plait.meetings.models import (
    Finding,
    FindingKind,
    MinutesImport,
    Question,
    QuestionState,
    ReadOwner,
)
from plait.reading import read
from plait.workbench.sample.afterwards import AFTERWARDS
from plait.workbench.sample.afterwards.steps import Followed
from plait.workbench.sample.composing import compose, file_name
from plait.workbench.sample.days import Calendar
from plait.workbench.sample.following import Numbers
from plait.workbench.sample.foundations import Marlshire
from plait.workbench.sample.gatherings import Gathering

READER = Actor.job("The reader")


def add_only(made: Marlshire, gathering: Gathering, at: datetime) -> MinutesImport:
    """Add the minutes of a meeting and read them; a person has yet to check them."""
    name = file_name(gathering, made.calendar)
    data = compose(gathering, made.calendar).encode()
    added = meetings.add_minutes(
        group=made.groups[gathering.group], data=data, name=name, queue=False, by=made.actor(_clerk(gathering)), at=at
    )
    meetings.begin_reading(key=added.pk, by=READER, at=at)
    return meetings.keep_reading(key=added.pk, reading=read(data, name), by=READER, at=at + timedelta(minutes=1))


def add_and_confirm(made: Marlshire, gathering: Gathering, numbers: Numbers, at: datetime) -> None:
    """Add, check and confirm the minutes of a meeting; `numbers` learns where each action stands in the register."""
    by, later = made.actor(_clerk(gathering)), at + timedelta(minutes=20)
    minutes = add_only(made, gathering, at)
    afterwards = AFTERWARDS[gathering.key]
    for finding, after in zip(_findings(minutes), afterwards, strict=True):
        _answer(made, finding, after, by, later)
        _correct(made, finding, after, by, later)
    for question in Question.objects.filter(minutes_import=minutes, state=QuestionState.OPEN):
        meetings.leave_as_written(question=question, by=by, at=later)
    _say_next_meeting(minutes, gathering, made.calendar, by, later)
    every = {finding.pk for finding in Finding.objects.filter(minutes_import=minutes)}
    meetings.set_ticks(minutes=minutes, shown=every, ticked=every, by=by, at=later)
    meetings.confirm(minutes=minutes, by=by, at=later + timedelta(minutes=5))
    for finding in _findings(minutes):
        assert finding.action_id is not None, f"{gathering.key} {finding.label} did not come into the register"
        numbers[(gathering.key, finding.number)] = finding.action_id


def _clerk(gathering: Gathering) -> str:
    return "bronwen" if "bronwen" in gathering.unit else gathering.unit[0]


def _findings(minutes: MinutesImport) -> list[Finding]:
    return list(Finding.objects.filter(minutes_import=minutes, kind=FindingKind.ACTION).order_by("number"))


def _answer(made: Marlshire, finding: Finding, after: Followed, by: Actor, at: datetime) -> None:
    """Who is meant by shared initials, where somebody knew; the words in other lines mean the same person."""
    asked = Question.objects.filter(finding=finding, state=QuestionState.OPEN).first()
    if asked is not None and after.answers:
        meetings.answer(
            question=asked, who=[Who.of_person(made.people[after.answers], asked.words)], also=True, by=by, at=at
        )


def _correct(made: Marlshire, finding: Finding, after: Followed, by: Actor, at: datetime) -> None:
    """The kind that a person gave it, and the post that the minutes mean."""
    found = Finding.objects.get(pk=finding.pk)
    owners = [
        Who(OwnerKind(o.kind), o.words, o.person, o.post, o.agency, o.group)
        for o in ReadOwner.objects.filter(finding=found).select_related("person", "post", "agency", "group")
    ]
    if after.post:
        owners = [Who(OwnerKind.POST, owners[0].words, post=made.posts[after.post])]
    elif found.action_kind == after.kind:
        return
    due = DueChoice(DueKind(found.due_kind), found.due_on, found.due_words, found.due_hard)
    to = ActionWords(found.wording, ActionKind(after.kind), owners, due)
    meetings.change_action(finding=found, to=to, version=found.version, by=by, at=at)


def _say_next_meeting(
    minutes: MinutesImport, gathering: Gathering, calendar: Calendar, by: Actor, at: datetime
) -> None:
    found = MinutesImport.objects.get(pk=minutes.pk)
    next_on = None if gathering.next_weeks is None else calendar.weekday(gathering.next_weeks, gathering.weekday)
    facts = Facts(found.held_on, found.starts_at, found.ends_at, found.venue, next_on)
    meetings.change_facts(minutes=found, facts=facts, version=found.version, by=by, at=at)
