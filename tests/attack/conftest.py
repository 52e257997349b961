"""A partnership with an open and a restricted group, attackers in each place, and proof that nothing changed."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

import pytest
from django.apps import apps
from django.test import Client

from plait.accounts.models import User
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import Action, ActionKind, OwnerKind
from plait.core.actor import Actor
from plait.groups.commands import add_seat, seat_person
from plait.groups.models import Group, SeatRole
from tests.factories.foundations import UserFactory
from tests.small_partnership import BEGAN, World, small_partnership

# What a refused request may leave: that somebody tried, or when they were last seen.
MAY_GROW = {"history.reading", "accounts.user", "jobs.slot"}
SECRET = "Tilly Quandle"
SignIn = Callable[[User], Client]
Unchanged = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def world(db: None, by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def runs_review(world: World, by: Actor, at: datetime) -> User:
    """Somebody of the business unit with a seat in the restricted group."""
    user: User = UserFactory(person__name="Gwenda Pryce")
    seat = add_seat(group=world.review, title="Secretary", agency=None, role=SeatRole.BUSINESS_UNIT, by=by, at=at)
    seat_person(seat=seat, person=user.person, starts_on=BEGAN, by=by, at=at)
    return user


@pytest.fixture
def sign_in() -> SignIn:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def _everything() -> dict[str, str]:
    """Model -> a digest of all its rows."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("plait.") and model._meta.label_lower not in MAY_GROW:
            rows = repr(sorted(map(repr, model._base_manager.values_list())))
            found[model._meta.label_lower] = hashlib.sha256(rows.encode()).hexdigest()
    return found


@pytest.fixture
def unchanged() -> Unchanged:
    """`with unchanged(): …`: every row of every table is what it was, and history has no new line."""

    @contextmanager
    def proof() -> Iterator[None]:
        before = _everything()
        assert "history.entry" in before
        yield
        after = _everything()
        assert {name for name in before if before[name] != after[name]} == set()

    return proof


@pytest.fixture
def make_action(by: Actor, at: datetime) -> Callable[..., Action]:
    def made(group: Group, *owners: User, wording: str = f"Visit {SECRET} at home") -> Action:
        named = [OwnerChoice(OwnerKind.PERSON, person=user.person, words=user.person.name) for user in owners]
        named = named or [OwnerChoice(OwnerKind.AS_WRITTEN, words="SC")]
        return assign(
            group=group,
            wording=wording,
            kind=ActionKind.HOUSEKEEPING,
            owners=named,
            due=DueChoice(),
            origin=None,
            circle=group.circle,
            minuted_on=BEGAN,
            by=by,
            at=at,
        )

    return made
