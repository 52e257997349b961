"""How often one may try: for each account and each address of a computer, known or not."""

import pytest
from django.conf import LazySettings
from django.test import Client

from plait.accounts.models import User
from tests.factories.foundations import UserFactory
from tests.unit.accounts.conftest import Door, Letters

pytestmark = pytest.mark.django_db
OFTEN = "That was tried too often."


@pytest.fixture(autouse=True)
def _limits(settings: LazySettings) -> None:
    """Those that production has; tests go without."""
    settings.ACCOUNT_RATE_LIMITS = {
        "login": "60/m/ip",
        "login_failed": "30/m/ip,5/5m/key",
        "request_login_code": "30/m/ip,3/5m/key",
    }


@pytest.mark.parametrize("email", ["bridget@marlshire.example", "nobody@marlshire.example"])
def test_after_five_wrong_passwords_even_the_right_one_waits(email: str, user: User, door: Door) -> None:
    said = [door.sign_in(email, "a wrong password").content.decode() for _ in range(6)]
    assert [OFTEN in each for each in said] == [False] * 5 + [True]
    door.sign_in(email)
    assert not door.is_in


def test_another_account_is_not_held_up(user: User, door: Door) -> None:
    other = UserFactory(person__email="owen@marlshire.example")
    for _ in range(6):
        door.sign_in(password="a wrong password")
    assert door.sign_in(other.email).status_code == 302
    assert door.is_in


def test_one_computer_that_tries_many_accounts_is_held_up(user: User) -> None:
    for number in range(30):
        Door(Client()).sign_in(f"somebody{number}@marlshire.example", "a guess")
    last = Door(Client())
    assert OFTEN in last.sign_in().content.decode()
    elsewhere = Door(Client(REMOTE_ADDR="192.0.2.7"))
    elsewhere.sign_in()
    assert (last.is_in, elsewhere.is_in) == (False, True)


@pytest.mark.parametrize("email", ["bridget@marlshire.example", "nobody@marlshire.example"])
def test_only_three_codes_are_asked_for_in_a_while(email: str, user: User, letters: Letters) -> None:
    said = [Door(Client()).ask_for_code(email) for _ in range(4)]
    assert [answer.status_code for answer in said] == [302, 302, 302, 200]
    assert OFTEN in said[3].content.decode()
    assert len(letters()) <= 3


def test_far_too_often_is_a_page_of_its_own(door: Door, settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    door.sign_in("nobody@marlshire.example")
    answer = door.sign_in("nobody@marlshire.example")
    assert answer.status_code == 429
    assert "Wait five minutes" in answer.content.decode()
