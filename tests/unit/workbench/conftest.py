"""The small partnership, actions in it, and somebody who signs in."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plait.accounts.models import User
from plait.actions.models import Action, ActionKind, OwnerKind, Responsibility, State
from plait.core.actor import Actor
from plait.people.models import Person
from tests.small_partnership import World, small_partnership

MakeAction = Callable[..., Action]


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Every page is looked at on Wednesday 14 October 2026."""
    monkeypatch.setattr(timezone, "now", lambda: at)


@pytest.fixture
def world(db: None, by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


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
