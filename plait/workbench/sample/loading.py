"""Load the sample partnership: everything through the commands that people use, in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from importlib.resources import files
from pathlib import Path

from django.db import transaction

from plait.actions.models import Action
from plait.core.refusals import Refusal
from plait.meetings.models import Meeting
from plait.people.models import Agency, Partnership, Person
from plait.workbench.commands import end_group_and_hand_over
from plait.workbench.sample.afterwards import AFTERWARDS
from plait.workbench.sample.cast import PARTNERSHIP
from plait.workbench.sample.composing import held_on
from plait.workbench.sample.days import MONDAY, Calendar
from plait.workbench.sample.diary import Diary
from plait.workbench.sample.following import Numbers, plan
from plait.workbench.sample.foundations import Marlshire, found_partnership
from plait.workbench.sample.gatherings import GATHERINGS, WAITING
from plait.workbench.sample.minuting import add_and_confirm, add_only
from plait.workbench.sample.rounds import write_rounds
from plait.workbench.sample.tables import GROUPS
from plait.workbench.sample.terms import write_terms

CONFIRMED_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Loaded:
    agencies: int
    people: int
    groups: int
    meetings: int
    actions: int

    def say(self) -> str:
        return (
            f"{self.agencies} agencies, {self.people} people, {self.groups} groups, {self.meetings} meetings and "
            f"{self.actions} actions"
        )


def is_loaded() -> bool:
    return Partnership.objects.filter(slug=PARTNERSHIP[1]).exists()


def minutes_to_try() -> list[Path]:
    """Minutes that are not in the sample yet, for a newcomer to add."""
    return sorted(Path(str(files(__package__) / "minutes")).iterdir())


def load(*, on: date) -> Loaded:
    """Load Marlshire as it stands on a day. Raises Refusal where the database holds anything already."""
    if Partnership.objects.exists() or Person.objects.exists() or Agency.objects.exists():
        raise Refusal(
            "This database holds data already, and the sample is loaded into an empty one only. Nothing was changed."
        )
    calendar = Calendar(on)
    with transaction.atomic():
        made = found_partnership(calendar)
        diary, numbers = Diary(), Numbers()
        for gathering in GATHERINGS:
            held = held_on(gathering, calendar)
            diary.write(held + CONFIRMED_AFTER, partial(add_and_confirm, made, gathering, numbers))
            for number, after in enumerate(AFTERWARDS[gathering.key], 1):
                plan(diary, made, numbers, (gathering.key, number), held, after.steps)
        for group in GROUPS:
            if group.ended_weeks is not None:
                day = calendar.weekday(group.ended_weeks, MONDAY)
                diary.write(day, partial(_end, made, group.slug, group.taken_over_by, day))
        write_terms(made, diary)
        write_rounds(made, diary)
        diary.write(held_on(WAITING, calendar) + CONFIRMED_AFTER, partial(add_only, made, WAITING))
        diary.play()
        return Loaded(
            len(made.agencies), len(made.people), len(made.groups), Meeting.objects.count(), Action.objects.count()
        )


def _end(made: Marlshire, slug: str, successor: str, day: date, at: datetime) -> None:
    """A group ends, and another goes on with what it still holds."""
    made.groups[slug] = end_group_and_hand_over(
        group=made.groups[slug], to=made.groups[successor], ended_on=day, by=made.actor("bronwen"), at=at
    )
