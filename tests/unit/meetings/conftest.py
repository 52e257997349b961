"""A small partnership with one group, and a reading of its minutes written by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from plait.access.models import Level, Role
from plait.accounts.models import User
from plait.core.actor import Actor, Way
from plait.groups.models import Group
from plait.meetings import commands
from plait.meetings.models import Finding, MinutesImport
from plait.people.models import Person
from plait.reading.model import SCHEMA, Reading
from tests.factories.access import CircleFactory, GrantFactory, RoleHoldingFactory
from tests.factories.foundations import UserFactory
from tests.factories.groups import GroupFactory, SeatFactory, SeatHoldingFactory
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory

LINES = [
    "Marlshire Safeguarding Children Partnership",
    "Practice Oversight Group, 7 October 2026, 14:00 to 16:00",
    "Present: Hester Lockyer (HL), Kemi Odukoya (KO), Stephen Corrie (SC), Sunita Chandel (SC), Wyn Stranger",
    "1. Mailing list",
    "Action: KO to circulate the mailing list for learning briefings.",
    "2. Early help",
    "HL said that this is the delivery date and not the target date.",
    "Action: HL to open the single front door by 30 October.",
    "3. Audits",
    "Action: SC to bring the sibling mapping to the next meeting.",
    "Decision: The first audit will look at large sibling groups.",
    "Action: SC to find out whether schools have seen the form.",
]


@dataclass(frozen=True)
class Room:
    """The oversight group and those who meet in it."""

    group: Group
    hester: Person
    kemi: Person
    stephen: Person
    sunita: Person
    user: User

    @property
    def by(self) -> Actor:
        return Actor(Way.SIGNED_IN, self.user.person.name, self.user.person_id)


def _person(name: str, initials: str) -> Person:
    person: Person = PersonFactory(name=name, initials=initials)
    return person


@pytest.fixture
def room(db: None) -> Room:
    group = GroupFactory(name="Practice Oversight Group", short_name="Oversight group", slug="oversight")
    people = {
        key: _person(name, initials)
        for key, name, initials in (
            ("hester", "Hester Lockyer", "HL"),
            ("kemi", "Kemi Odukoya", "KO"),
            ("stephen", "Stephen Corrie", "SC"),
            ("sunita", "Sunita Chandel", "SC"),
        )
    }
    for title, person in (("Chair", people["hester"]), ("Early years", people["stephen"])):
        seat = SeatFactory(group=group, title=title, role="chair" if title == "Chair" else "member")
        SeatHoldingFactory(seat=seat, person=person)
    agency = AgencyFactory(name="Wendmouth Hospitals NHS Trust", short_name="Wendmouth Hospitals")
    PostFactory(title="Named nurse", agency=agency, holder=people["sunita"])
    user = UserFactory(person=_person("Bronwen Pask", "BP"))
    RoleHoldingFactory(person=user.person, role=Role.BUSINESS_UNIT)
    GrantFactory(circle=group.circle, person=None, role=Role.BUSINESS_UNIT)
    return Room(group, user=user, **people)


@pytest.fixture
def restricted_room(room: Room) -> Room:
    """The same group with a restricted circle that holds the user by name."""
    circle = CircleFactory(name="The restricted circle", level=Level.RESTRICTED)
    GrantFactory(circle=circle, person=room.user.person)
    Group.objects.filter(pk=room.group.pk).update(circle=circle)
    room.group.refresh_from_db()
    return room


def _source(first: int, last: int | None = None) -> dict[str, int]:
    return {"first_line": first, "last_line": last or first}


def owner(text: str, kind: str = "person", *names: str) -> dict[str, Any]:
    return {"text": text, "kind": kind, "candidates": list(names)}


def due(text: str | None = None, kind: str = "none", on: str | None = None, hard: bool = False) -> dict[str, Any]:
    return {"text": text, "kind": kind, "date": on, "hard": hard}


def action(text: str, line: int, *owners: dict[str, Any], status: str = "new") -> dict[str, Any]:
    return {
        "text": text,
        "item": None,
        "owners": list(owners),
        "due": due(),
        "status": status,
        "labelled": True,
        "source": _source(line),
    }


def attendee(name: str, initials: str | None = None, status: str = "present") -> dict[str, Any]:
    keys = ("organisation", "post", "deputising_for")
    return {"name": name, "initials": initials, "status": status, "source": _source(3), **dict.fromkeys(keys)}


def told(**changed: Any) -> dict[str, Any]:
    """The contract's object for the minutes above."""
    both = ("Stephen Corrie", "Sunita Chandel")
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "kind": "minutes",
        "reason": None,
        "title": "Practice Oversight Group",
        "group": "Practice Oversight Group",
        "date": "2026-10-07",
        "start": "14:00",
        "end": "16:00",
        "venue": "Microsoft Teams",
        "attendees": [
            attendee("Hester Lockyer", "HL"),
            attendee("Kemi Odukoya", "KO", "business_unit"),
            attendee("Stephen Corrie", "SC"),
            attendee("Sunita Chandel", "SC"),
            attendee("Wyn Stranger"),
        ],
        "items": [{"number": "1", "title": "Mailing list", "source": _source(4)}],
        "decisions": [
            {
                "text": "The first audit will look at large sibling groups.",
                "item": "1",
                "labelled": True,
                "source": _source(11),
            }
        ],
        "actions": [
            action(
                "KO to circulate the mailing list for learning briefings.", 5, owner("KO", "person", "Kemi Odukoya")
            ),
            {
                **action("HL to open the single front door by 30 October.", 8, owner("HL", "person", "Hester Lockyer")),
                "due": due("by 30 October", "date", "2026-10-30", True),
            },
            {
                **action("SC to bring the sibling mapping to the next meeting.", 10, owner("SC", "person", *both)),
                "due": due("the next meeting", "next_meeting", "2026-11-04"),
            },
            action("SC to find out whether schools have seen the form.", 12, owner("SC", "person", *both)),
        ],
        "escalations": [],
        "impact": [],
        "next_agenda": [],
        "questions": [
            {
                "about": f"actions[{n}].owners[0]",
                "text": "SC could be two people. Who is meant?",
                "candidates": list(both),
            }
            for n in (2, 3)
        ],
        "warnings": [],
        "lines": LINES,
    }
    return {**found, **changed}


Import = Callable[..., MinutesImport]


@pytest.fixture
def imported(room: Room, at: datetime) -> Import:
    """imported(**changed): minutes added, read and ready to be checked. `changed` replaces parts of the reading."""

    def make(*, data: bytes = b"the minutes", **changed: Any) -> MinutesImport:
        added = commands.add_minutes(group=room.group, data=data, name="minutes.txt", queue=False, by=room.by, at=at)
        commands.begin_reading(key=added.pk, by=Actor.job("The reader"), at=at)
        reading = Reading.from_json(told(**changed))
        return commands.keep_reading(key=added.pk, reading=reading, by=Actor.job("The reader"), at=at)

    return make


def finding(minutes: MinutesImport, label: str) -> Finding:
    """finding(minutes, "A3")"""
    kind = "action" if label[0] == "A" else "decision"
    found: Finding = Finding.objects.get(minutes_import=minutes, kind=kind, number=int(label[1:]))
    return found


def state(minutes: MinutesImport, label: str) -> str:
    return str(finding(minutes, label).state)


THE_MEETING = date(2026, 10, 7)
