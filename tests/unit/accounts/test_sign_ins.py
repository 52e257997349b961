"""Where somebody is signed in, and the end of it."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plait.accounts.commands import close_account
from plait.accounts.gate import USED
from plait.accounts.models import User
from plait.accounts.presenters import device
from plait.accounts.task import clear_sign_ins
from plait.core.actor import Actor
from tests.factories.foundations import UserFactory
from tests.unit.accounts.conftest import ADDRESS, PASSWORD, Door, Letters

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"
NEW = {"password": "three small grey boats", "again": "three small grey boats"}


@pytest.fixture
def elsewhere(user: User) -> Door:
    """The same person, signed in on another computer."""
    door = Door(Client(HTTP_USER_AGENT=FIREFOX))
    door.sign_in()
    return door


def test_the_session_has_a_new_key_after_signing_in(user: User, door: Door) -> None:
    door.client.get("/sign-in?next=/groups/")
    session = door.client.session
    session["planted"] = "yes"
    session.save()
    planted = session.session_key
    door.client.cookies["sessionid"] = planted
    door.sign_in()
    assert door.client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()
    fixed = Client()
    fixed.cookies["sessionid"] = planted
    assert fixed.get("/").status_code == 302


def test_each_sign_in_is_listed_in_words(user: User, elsewhere: Door, door: Door) -> None:
    door.sign_in()
    said = door.client.get(reverse("signing_in")).content.decode()
    assert "Firefox on Windows" in said
    assert said.count("Sign out there") == 1
    assert ", this one" in said


def test_another_sign_in_is_ended(user: User, elsewhere: Door, door: Door) -> None:
    door.sign_in()
    other = UserSession.objects.get(user_agent=FIREFOX)
    door.client.post(reverse("end_sign_in", args=[other.pk]))
    assert [d.client.get("/").status_code for d in (elsewhere, door)] == [302, 200]


def test_all_others_are_ended_at_once(user: User, elsewhere: Door, door: Door) -> None:
    door.sign_in()
    door.client.post(reverse("end_other_sign_ins"))
    assert [d.client.get("/").status_code for d in (elsewhere, door)] == [302, 200]


def test_nobody_ends_somebody_elses_sign_in(user: User, elsewhere: Door, door: Door) -> None:
    other = UserFactory(person__email="owen@marlshire.example")
    door.sign_in(other.email)
    answers = {
        door.client.post(reverse("end_sign_in", args=[key])).headers["Location"]
        for key in (UserSession.objects.get(user=user).pk, 999_999)
    }
    assert (answers, elsewhere.client.get("/").status_code) == ({reverse("signing_in")}, 200)


def test_a_new_password_ends_every_other_sign_in(user: User, elsewhere: Door, door: Door, letters: Letters) -> None:
    door.sign_in()
    before = door.client.session.session_key
    assert door.client.post(reverse("password"), NEW).status_code == 302
    assert [d.client.get("/").status_code for d in (elsewhere, door)] == [302, 200]
    assert door.client.session.session_key != before
    assert door.client.get(reverse("signing_in")).content.decode().count(", this one") == 1
    assert "A new password was set" in str(letters()[-1].body)
    assert not User.objects.get(pk=user.pk).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "three small grey boats", "again": "three small grey boat"}, "are not the same"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"password": "", "again": ""}, "Write your password."),
    ],
)
def test_a_password_that_will_not_do_is_refused_and_changes_nothing(
    given: dict[str, str], sentence: str, user: User, door: Door
) -> None:
    door.sign_in()
    answer = door.client.post(reverse("password"), given)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_closing_an_account_ends_every_sign_in_at_once(user: User, elsewhere: Door, by: Actor) -> None:
    close_account(person=user.person, by=by, at=timezone.now())
    assert elsewhere.client.get("/").status_code == 302
    assert (UserSession.objects.count(), Session.objects.count()) == (0, 0)


def test_when_a_sign_in_was_last_used_is_written_once_in_a_while(user: User, door: Door) -> None:
    door.sign_in()
    door.client.get(reverse("help"))
    seen = UserSession.objects.get().last_seen_at
    door.client.get(reverse("help"))
    assert UserSession.objects.get().last_seen_at == seen


def test_sign_ins_that_ran_out_are_cleared_away(user: User, elsewhere: Door, door: Door) -> None:
    door.sign_in()
    Session.objects.filter(session_key=elsewhere.client.session.session_key).update(expire_date=timezone.now())
    clear_sign_ins(timezone.now())
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)
    assert door.client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1",
            "Safari on an iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "Chrome on an Android phone",
        ),
        ("", "A browser on an unknown device"),
        ("<script>alert(1)</script>", "A browser on an unknown device"),
    ],
)
def test_a_device_is_named_as_its_browser_names_itself(says: str, words: str) -> None:
    assert device(says) == words


def test_the_address_is_shown_once_at_the_head(user: User, door: Door) -> None:
    door.sign_in()
    assert f"As {ADDRESS}" in door.client.get(reverse("signing_in")).content.decode()


def test_a_sign_in_ends_half_a_day_after_it_began_however_busy_it_was(user: User, door: Door) -> None:
    door.sign_in()
    for hours, status in ((11.9, 200), (12.1, 302)):
        session = door.client.session
        began = time.time() - hours * 3600
        session["account_authentication_methods"] = [{"method": "password", "at": began}]
        session[USED] = time.time()
        session.save()  # which gives the session itself another twelve hours
        assert door.client.get("/").status_code == status


def test_signing_out_tells_the_browser_to_forget(user: User, door: Door) -> None:
    door.sign_in()
    assert '"storage"' in door.client.post(reverse("sign_out")).headers["Clear-Site-Data"]
