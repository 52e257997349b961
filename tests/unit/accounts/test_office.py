"""Signing in with the office account, against a real OpenID provider."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plait.accounts.commands import close_account, invite, withdraw_invitation
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.people.models import Person
from tests.factories.foundations import UserFactory
from tests.office import office_settings, running_office
from tests.unit.accounts.conftest import PASSWORD, Door

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_office() as address:
        yield address


@pytest.fixture(autouse=True)
def office(server: str, settings: LazySettings) -> None:
    settings.OPENID = office_settings(server)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [settings.OPENID]}}


def go_through(client: Client, sub: str, **more: str) -> str:
    """To the provider, be `sub` there, and back. Returns where one is sent in the end."""
    there = client.post(reverse("openid_connect_login", args=["office"]), more).headers["Location"]
    back = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=20).headers["Location"]
    parts = urlsplit(back)
    assert parts.path == "/sign-in/with/office/back"
    return client.get(f"{parts.path}?{parts.query}").headers["Location"]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_page_offers_it_by_its_name(client: Client) -> None:
    assert "Sign in with Marlshire Council" in client.get(reverse("sign_in")).content.decode()


def test_a_verified_address_of_somebody_known_signs_in_and_is_linked(user: User, client: Client) -> None:
    assert go_through(client, "bridget", next="/groups/") == "/groups/"
    assert is_in(client)
    assert SocialAccount.objects.get().user == user
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    again = Client()
    assert go_through(again, "bridget") == "/"
    assert is_in(again)


def test_it_counts_as_a_second_step(user: User, client: Client, settings: LazySettings) -> None:
    settings.SECOND_FACTOR = "everyone"
    go_through(client, "bridget")
    assert client.get("/").status_code == 200
    by_password = Door(Client())
    by_password.sign_in()
    assert by_password.client.get("/").headers["Location"].startswith("/signing-in/second-step")


@pytest.mark.parametrize("sub", ["doubtful", "in-quotation-marks", "stranger", "without-address"])
def test_whoever_the_provider_does_not_vouch_for_stays_outside(sub: str, user: User, client: Client) -> None:
    assert go_through(client, sub) == reverse("sign_in")
    assert "That account is not known here." in client.get(reverse("sign_in")).content.decode()
    assert (is_in(client), SocialAccount.objects.count(), User.objects.count()) == (False, 0, 1)


def test_where_the_providers_administrators_decide_on_addresses_its_word_is_enough(
    user: User, client: Client, server: str, settings: LazySettings
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [office_settings(server, trusts=True)]}}
    go_through(client, "doubtful")
    assert is_in(client)


def test_an_invitation_is_accepted_by_signing_in_with_the_office_account(
    newcomer: Person, client: Client, by: Actor
) -> None:
    made = invite(person=newcomer, by=by, at=timezone.now())
    assert go_through(client, "owen") == "/"
    made.refresh_from_db()
    assert (is_in(client), made.used_at is not None, made.user.is_active) == (True, True, True)


def test_a_withdrawn_invitation_and_a_closed_account_stay_shut(newcomer: Person, client: Client, by: Actor) -> None:
    invite(person=newcomer, by=by, at=timezone.now())
    withdraw_invitation(person=newcomer, by=by, at=timezone.now())
    assert go_through(client, "owen") == reverse("sign_in")
    user = UserFactory(person__email="bridget@marlshire.example")
    go_through(client, "bridget")
    close_account(person=user.person, by=by, at=timezone.now())
    late = Client()
    assert go_through(late, "bridget") == reverse("sign_in")
    assert [is_in(late), is_in(client)] == [False, False]


def test_an_answer_nobody_asked_for_is_refused(user: User, client: Client) -> None:
    """Somebody else's answer, planted in a link."""
    there = Client().post(reverse("openid_connect_login", args=["office"])).headers["Location"]
    back = requests.post(there, data={"sub": "bridget"}, allow_redirects=False, timeout=20).headers["Location"]
    answer = client.get(f"{urlsplit(back).path}?{urlsplit(back).query}")
    assert (answer.headers["Location"], is_in(client)) == (reverse("sign_in"), False)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_sent_elsewhere_by_this_way_either(user: User, client: Client, elsewhere: str) -> None:
    assert go_through(client, "bridget", next=elsewhere) == "/"


def test_a_provider_that_is_down_is_a_sentence(user: User, client: Client, settings: LazySettings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [office_settings("http://127.0.0.1:9")]}}
    answer = client.post(reverse("openid_connect_login", args=["office"]))
    assert answer.headers["Location"] == reverse("sign_in")
    assert "did not work" in client.get(reverse("sign_in")).content.decode()
