"""Opening and closing accounts."""

from datetime import datetime

import pytest

from plait.accounts.actors import actor_of
from plait.accounts.commands import close_account, open_account
from plait.accounts.models import User
from plait.core.actor import Actor, Way
from plait.core.refusals import Refusal
from plait.history.models import Detail
from tests.factories.foundations import UserFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
PASSWORD = "a long sample password"


def test_a_person_without_an_address_cannot_be_given_an_account(by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="has no e-mail address"):
        open_account(person=PersonFactory(email=""), password=PASSWORD, by=by, at=at)


def test_a_person_has_one_account(by: Actor, at: datetime) -> None:
    person = PersonFactory()
    open_account(person=person, password=PASSWORD, by=by, at=at)
    with pytest.raises(Refusal, match="can sign in already"):
        open_account(person=person, password=PASSWORD, by=by, at=at)


def test_no_password_reaches_the_history(by: Actor, at: datetime) -> None:
    user = open_account(person=PersonFactory(), password=PASSWORD, by=by, at=at)
    assert user.check_password(PASSWORD)
    assert not any(PASSWORD in str(said) for said in Detail.objects.values_list("said", flat=True))


def test_a_closed_account_stays_closed(by: Actor, at: datetime) -> None:
    user = UserFactory()
    close_account(person=user.person, by=by, at=at)
    close_account(person=user.person, by=by, at=at)
    assert not User.objects.get(pk=user.pk).is_active


def test_who_acts_is_named_by_their_person() -> None:
    user = UserFactory(person__name="Bridget Onslow")
    assert actor_of(user) == Actor(Way.SIGNED_IN, "Bridget Onslow", user.person_id)
