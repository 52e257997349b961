"""A small partnership for tests: an open group and a restricted one, and somebody in every kind of place."""

from dataclasses import dataclass
from datetime import date, datetime

from plait.access.commands import appoint
from plait.access.models import Role
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.groups.commands import add_seat, open_group, seat_person
from plait.groups.models import Group, GroupKind, SeatRole
from tests.factories.foundations import UserFactory
from tests.factories.people import PartnershipFactory

BEGAN = date(2025, 1, 6)


@dataclass
class World:
    """`outsider` signs in without any seat; `reviewer` sits in the restricted group only."""

    oversight: Group
    review: Group
    business_unit: User
    member: User
    reviewer: User
    scrutineer: User
    outsider: User


def small_partnership(*, by: Actor, at: datetime) -> World:
    def group(name: str, slug: str, *, restricted: bool = False) -> Group:
        kind = GroupKind.CASE_REVIEW if restricted else GroupKind.OVERSIGHT
        common = {"short_name": "", "partnerships": [PartnershipFactory()], "started_on": BEGAN, "by": by, "at": at}
        return open_group(name=name, slug=slug, kind=kind, restricted=restricted, **common)

    def seated(who: str, where: Group, role: SeatRole = SeatRole.MEMBER) -> User:
        user = UserFactory(person__name=who)
        seat = add_seat(group=where, title=f"Seat of {who}", agency=None, role=role, by=by, at=at)
        seat_person(seat=seat, person=user.person, starts_on=BEGAN, by=by, at=at)
        return user

    oversight = group("Practice oversight group", "oversight")
    review = group("Case review group", "review", restricted=True)
    scrutineer = UserFactory(person__name="Iris Penhaligon")
    appoint(person=scrutineer.person, role=Role.SCRUTINEER, starts_on=BEGAN, by=by, at=at)
    return World(
        oversight=oversight,
        review=review,
        business_unit=seated("Bridget Onslow", oversight, SeatRole.BUSINESS_UNIT),
        member=seated("Owen Tasker", oversight),
        reviewer=seated("Farida Noor", review),
        scrutineer=scrutineer,
        outsider=UserFactory(person__name="Callum Rooke"),
    )
