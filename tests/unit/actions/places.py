"""A small partnership for the tests of the register: two groups, people with seats, accounts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.test import Client

from plait.access.models import Role, RoleHolding
from plait.accounts.models import User
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import Action, ActionKind
from plait.core.actor import Actor
from plait.groups import commands as groups
from plait.groups.models import Group, GroupKind
from plait.people.models import Person
from tests.factories.foundations import UserFactory
from tests.factories.people import PartnershipFactory, PersonFactory

SINCE = date(2024, 1, 1)


@dataclass
class Place:
    by: Actor
    at: datetime
    oversight: Group
    review: Group
    runner: User
    member: User
    outsider: User
    scrutineer: User

    def assign(self, wording: str = "Bring the mailing list up to date", **changes: object) -> Action:
        group = changes.pop("group", self.oversight)
        told: dict[str, object] = {
            "group": group,
            "wording": wording,
            "kind": ActionKind.HOUSEKEEPING,
            "owners": [],
            "due": DueChoice(),
            "origin": None,
            "circle": group.circle,  # type: ignore[attr-defined]
            "minuted_on": date(2026, 9, 2),
            "by": self.by,
            "at": self.at,
        }
        return assign(**(told | changes))  # type: ignore[arg-type]

    def owner(self, person: Person) -> OwnerChoice:
        from plait.actions.models import OwnerKind

        return OwnerChoice(OwnerKind.PERSON, person=person)


def a_place(by: Actor, at: datetime) -> Place:
    """Oversight (a runner and a member sit in it) and a restricted review group (only the runner)."""
    partnership = PartnershipFactory()
    opened = [
        groups.open_group(
            name=name,
            short_name="",
            slug=slug,
            kind=GroupKind.OVERSIGHT,
            partnerships=[partnership],
            started_on=SINCE,
            restricted=restricted,
            by=by,
            at=at,
        )
        for name, slug, restricted in (("Oversight group", "oversight", False), ("Review group", "review", True))
    ]
    people = [PersonFactory(name=name) for name in ("Runa Bell", "Mary Oke", "Otto Lind", "Scott Vale")]
    for group, person in ((opened[0], people[0]), (opened[0], people[1]), (opened[1], people[0])):
        seat = groups.add_seat(group=group, title=f"Seat of {person.name}", agency=None, by=by, at=at)
        groups.seat_person(seat=seat, person=person, starts_on=SINCE, by=by, at=at)
    RoleHolding.objects.create(person=people[0], role=Role.BUSINESS_UNIT, starts_on=SINCE)
    RoleHolding.objects.create(person=people[2], role=Role.MEMBER, starts_on=SINCE)
    RoleHolding.objects.create(person=people[3], role=Role.SCRUTINEER, starts_on=SINCE)
    users = [UserFactory(person=person) for person in people]
    return Place(by, at, opened[0], opened[1], *users)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
