"""Signing in and out."""

import pytest
from django.test import Client
from django.urls import reverse

from plait.accounts.models import User
from tests.factories.foundations import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "a long sample password"


@pytest.fixture
def user() -> User:
    return UserFactory(person__email="bridget@marlshire.example")


def sign_in(client: Client, **given: str):  # type: ignore[no-untyped-def]
    form = {"login": "bridget@marlshire.example", "password": PASSWORD, **given}
    return client.post(reverse("sign_in"), form)


def test_a_page_asks_for_sign_in_and_remembers_where_one_was_going(client: Client) -> None:
    answer = client.get("/groups/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?next=/groups/"
    assert 'name="next" value="/groups/"' in client.get(answer.headers["Location"]).content.decode()


def test_who_signs_in_lands_on_today(client: Client, user: User) -> None:
    assert sign_in(client).headers["Location"] == "/"


def test_who_was_going_somewhere_arrives_there(client: Client, user: User) -> None:
    assert sign_in(client, next="/groups/").headers["Location"] == "/groups/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_nobody_is_sent_elsewhere_after_signing_in(client: Client, user: User, elsewhere: str) -> None:
    assert sign_in(client, next=elsewhere).headers["Location"] == "/"


def test_capitals_in_the_address_do_not_matter(client: Client, user: User) -> None:
    assert sign_in(client, login="Bridget@Marlshire.Example").status_code == 302


def test_every_failure_says_the_same(client: Client, user: User) -> None:
    closed = UserFactory(is_active=False)
    tries = [{"password": "wrong"}, {"login": "nobody@marlshire.example"}, {"login": closed.email}]
    for given in tries:
        said = sign_in(client, **given).content.decode()
        assert "The e-mail address or the password is not right." in said


def test_what_was_typed_stays_but_not_the_password(client: Client, user: User) -> None:
    said = sign_in(client, password="a wrong password").content.decode()
    assert "bridget@marlshire.example" in said
    assert "a wrong password" not in said


def test_who_is_signed_in_is_not_asked_again(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get(reverse("sign_in")).headers["Location"] == "/"


def test_signing_out_needs_a_form_and_leads_back_to_signing_in(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get(reverse("sign_out")).status_code == 405
    assert client.post(reverse("sign_out")).headers["Location"] == "/sign-in"
    assert client.get("/").status_code == 302


def test_an_account_closed_meanwhile_ends_the_session(client: Client, user: User) -> None:
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/").headers["Location"].startswith("/sign-in")
