"""The page on which a person checks what was read: the document on one side, what was found on the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.core.dates import say_near, say_time, say_weekday
from plait.groups.models import Group
from plait.meetings.models import ImportState, MinutesImport
from plait.meetings.presenters.amounts import many
from plait.meetings.presenters.document import DocumentPane
from plait.meetings.presenters.findings import Person, Shown
from plait.meetings.presenters.questions import Asked
from plait.meetings.presenters.savebar import Bar
from plait.meetings.queries.imports import PAGE, Tally


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Which findings are shown, where there are many."""

    said: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    key: int
    version: int
    title: str
    lead: str
    group: str
    meeting_url: str
    restricted: bool
    can_change: bool
    document: DocumentPane
    questions: Sequence[Asked]
    speakers: Sequence[Asked]
    answered: Sequence[Asked]
    facts: str
    notes: Sequence[str]
    first_told: Sequence[str]
    people: Sequence[Person]
    people_said: str
    decisions: Sequence[Shown]
    actions: Sequence[Shown]
    pages: Pages
    known: Sequence[str]
    bar: Bar


def title_of(minutes: MinutesImport, today: date) -> str:
    """Which meeting this is: the group and the day, never words of the document."""
    day = say_near(minutes.held_on, today) if minutes.held_on else "day not known"
    return f"{minutes.group}, {day}"


def lead(minutes: MinutesImport, questions: int, actions: Tally, decisions: Tally, people: int) -> str:
    counted = ", ".join(
        [
            many(questions, "question") if questions else "No open questions",
            many(actions.total - actions.confirmed, "action"),
            many(decisions.total - decisions.confirmed, "decision"),
            many(people, "person", "people"),
        ]
    )
    if minutes.state != ImportState.CONFIRMED and actions.confirmed + decisions.confirmed:
        return f"Still to check: {counted}. {actions.confirmed + decisions.confirmed} in the register already."
    if minutes.state == ImportState.CONFIRMED:
        return f"These minutes are confirmed. {counted}."
    return f"Nothing goes into the register until you confirm it. {counted}."


def facts(minutes: MinutesImport, today: date) -> str:
    """Wednesday 7 October 2026, 2pm to 4pm, Microsoft Teams. The group meets next on 4 November."""
    day = say_weekday(minutes.held_on) if minutes.held_on else "The day is not known"
    said = ", ".join(part for part in (day, _times(minutes), minutes.venue) if part)
    later = f"The group meets next on {say_near(minutes.next_on, today)}." if minutes.next_on else ""
    return f"{minutes.group.name}. {said}. {later or 'No next meeting is named.'}"


def _times(minutes: MinutesImport) -> str:
    if minutes.starts_at and minutes.ends_at:
        return f"{say_time(minutes.starts_at)} to {say_time(minutes.ends_at)}"
    return f"from {say_time(minutes.starts_at)}" if minutes.starts_at else ""


def notes(minutes: MinutesImport) -> list[str]:
    """What the reader was not sure of."""
    return [str(warning["text"]) for warning in (minutes.reading or {}).get("warnings", [])][:12]


def first_told(minutes: MinutesImport, at_work: Group | None) -> list[str]:
    """What stands above everything: another group in the document than the one chosen, and a group that has ended."""
    said = []
    printed = str((minutes.reading or {}).get("group") or "")
    ours = minutes.group
    if printed and not any(name and name.casefold() in printed.casefold() for name in (ours.name, ours.short_name)):
        said.append(f"The document calls the group “{printed}”. You added it for the {ours.name}.")
    if at_work is None:
        said.append(
            f"The {ours} has ended and no group took over: its actions cannot be confirmed. "
            "Say on the group’s page which group took over."
        )
    elif at_work.pk != ours.pk:
        said.append(f"The {ours} has ended: its actions go to the {at_work}.")
    return said


def pages(minutes: MinutesImport, start: int, shown: int, total: int) -> Pages:
    """ "A1 to A100 of 600" and the ways to the others."""
    if total <= PAGE:
        return Pages(f"{total}", "", "")
    url = reverse("minutes_import", args=[minutes.pk])
    last = start + shown - 1
    return Pages(
        f"A{start} to A{last} of {total:,}",
        f"{url}?from={max(1, start - PAGE)}#actions" if start > 1 else "",
        f"{url}?from={last + 1}#actions" if last < total else "",
    )


def people_said(people: Sequence[Person]) -> str:
    """ "23 people, 4 as written"."""
    counted = [person for person in people if not person.dropped]
    strangers = sum(1 for person in counted if not person.here)
    return f"{len(counted)}, {strangers} as written" if strangers else f"{len(counted)}"
