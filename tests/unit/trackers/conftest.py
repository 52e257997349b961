"""A group with people who share initials, and a way to bring a spreadsheet to its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest

from plait.access.models import Role
from plait.accounts.models import User
from plait.core.actor import Actor, Way
from plait.groups.models import Group
from plait.people.models import Person
from plait.reading.trackers.layout import Layout
from plait.reading.trackers.opening import open_book
from plait.trackers import commands
from plait.trackers.models import OwnerQuestion, TrackerImport, TrackerRow
from tests.factories.access import GrantFactory, RoleHoldingFactory
from tests.factories.foundations import UserFactory
from tests.factories.groups import GroupFactory, SeatFactory, SeatHoldingFactory
from tests.factories.people import PersonFactory

Bring = Callable[..., TrackerImport]


@dataclass(frozen=True)
class Room:
    group: Group
    hester: Person
    kemi: Person
    user: User

    @property
    def by(self) -> Actor:
        return Actor(Way.SIGNED_IN, self.user.person.name, self.user.person_id)


@pytest.fixture
def room(db: None) -> Room:
    group = GroupFactory(name="Practice Oversight Group", short_name="Oversight group", slug="oversight")
    people = {
        "hester": PersonFactory(name="Hester Lockyer", initials="HL"),
        "kemi": PersonFactory(name="Kemi Odukoya", initials="KO"),
    }
    for name in ("Stephen Corrie", "Sunita Chandel"):
        people[name] = PersonFactory(name=name, initials="SC")
    for person in people.values():
        SeatHoldingFactory(seat=SeatFactory(group=group, title=f"Seat of {person.name}"), person=person)
    user = UserFactory(person=PersonFactory(name="Bronwen Pask", initials="BP"))
    RoleHoldingFactory(person=user.person, role=Role.BUSINESS_UNIT)
    GrantFactory(circle=group.circle, person=None, role=Role.BUSINESS_UNIT)
    return Room(group, people["hester"], people["kemi"], user)


@pytest.fixture
def bring(room: Room, at: datetime) -> Bring:
    """The file is added, read (without the child) and its rows stand as recognised."""

    def brought(data: bytes, name: str = "log.xlsx") -> TrackerImport:
        tracker = commands.add_tracker(group=room.group, data=data, name=name, queue=False, by=room.by, at=at)
        commands.begin_reading(key=tracker.pk, by=room.by, at=at)
        tracker = commands.keep_book(key=tracker.pk, book=open_book(data, name), by=room.by, at=at)
        layouts = [Layout.from_json(told) for told in tracker.layouts]
        return commands.choose_columns(tracker=tracker, layouts=layouts, by=room.by, at=at)

    return brought


def row(tracker: TrackerImport, number: int) -> TrackerRow:
    return TrackerRow.objects.get(tracker=tracker, number=number)


def question(tracker: TrackerImport, words: str) -> OwnerQuestion:
    return OwnerQuestion.objects.select_related("tracker").get(tracker=tracker, words=words)


def leave_all(tracker: TrackerImport, room: Room, at: datetime) -> None:
    """Every open question is left as written."""
    for asked in OwnerQuestion.objects.filter(tracker=tracker, state="open").order_by("number"):
        commands.leave_as_written(question=asked, by=room.by, at=at)
