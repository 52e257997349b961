"""A small partnership: two groups, a business unit, members, a scrutineer, and an owner outside every circle."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.access.commands import appoint
from plait.access.models import Role
from plait.accounts.models import User
from plait.actions.models import Action, ActionKind, OwnerKind, Responsibility, State
from plait.core.actor import Actor
from plait.groups.commands import add_seat, open_group, seat_person
from plait.groups.models import Group, GroupKind, SeatRole
from plait.people.models import Person
from tests.factories.foundations import UserFactory
from tests.factories.people import PartnershipFactory

BEGAN = date(2025, 1, 6)
MakeAction = Callable[..., Action]


@dataclass
class World:
    oversight: Group
    review: Group
    business_unit: User
    member: User
    reviewer: User
    scrutineer: User
    outsider: User


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Every page is looked at on Wednesday 14 October 2026."""
    monkeypatch.setattr(timezone, "now", lambda: at)


@pytest.fixture
def world(db: None, by: Actor, at: datetime) -> World:
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


@pytest.fixture
def make_action(world: World, at: datetime) -> MakeAction:
    """An action of the oversight group unless said otherwise; `owner` is a person, or words that nobody has settled."""

    def make(wording: str = "Bring the mailing list up to date", **given: object) -> Action:
        owner, group = given.pop("owner", None), given.pop("group", world.oversight)
        candidates = given.pop("candidates", [])
        action = Action.objects.create(
            **{
                "number": Action.objects.count() + 1,
                "wording": wording,
                "kind": ActionKind.HOUSEKEEPING,
                "group": group,
                "circle": group.circle,
                "safe_title": f"Action of the {group.name}" if group.circle.restricted else "",
                "minuted_on": date(2026, 9, 2),
                **given,
            }
        )
        if isinstance(owner, Person):
            Responsibility.objects.create(action=action, kind=OwnerKind.PERSON, person=owner, words=owner.name)
        elif owner:
            unsettled = Responsibility.objects.create(action=action, kind=OwnerKind.AS_WRITTEN, words=owner)
            unsettled.candidates.set(candidates)
        return action

    return make


@pytest.fixture
def blocked(at: datetime) -> dict[str, object]:
    return {"state": State.BLOCKED, "blocked_since": at.date() - timedelta(days=9)}


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of
