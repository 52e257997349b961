"""Meetings to come, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.core.dates import say, say_near, say_weekday
from plait.groups.models import Group
from plait.meetings.models import Meeting
from plait.meetings.pattern import Proposed


@dataclass(frozen=True, slots=True)
class Ask:
    """A page with one form: where it came from and goes back to, what its button says."""

    title: str
    lead: str
    button: str
    back: str
    back_words: str
    danger: bool = False


@dataclass(frozen=True, slots=True)
class DatesPage:
    """`moved` says which bank holidays were avoided; `over` how many of the proposed days are past."""

    group: str
    back: str
    moved: Sequence[str]
    over: str
    planned: Sequence[str]


def dates_page(group: Group, proposed: Sequence[Proposed], planned: Sequence[date], today: date) -> DatesPage:
    over = sum(each.on < today for each in proposed)
    return DatesPage(
        group.name,
        f"{reverse('meetings')}?group={group.slug}",
        [f"{say_weekday(each.on)}. {each.words}." for each in proposed if each.instead_of and each.on >= today],
        f"{over} of the days {'is' if over == 1 else 'are'} over and left out." if over else "",
        [say_near(day, today) for day in planned],
    )


def change_page(meeting: Meeting) -> Ask:
    return Ask(
        f"Change the meeting of {say(meeting.held_on)}",
        f"{meeting.group.name}. Times are London’s.",
        "Save the change",
        reverse("meeting", args=[meeting.pk]),
        f"{meeting.group.name}, {say(meeting.held_on)}",
    )


def cancel_page(meeting: Meeting) -> Ask:
    return Ask(
        f"Cancel the meeting of {say(meeting.held_on)}",
        f"{meeting.group.name}. The day is free again then. The history keeps why.",
        "Cancel the meeting",
        reverse("meeting", args=[meeting.pk]),
        f"{meeting.group.name}, {say(meeting.held_on)}",
        danger=True,
    )
