"""Who must have a second step, setting it up, and being asked for it."""

import time
from datetime import datetime
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plait.accounts.models import User
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import ActionKind, OwnerKind
from plait.core.actor import Actor
from tests.small_partnership import World, small_partnership
from tests.unit.accounts.conftest import PASSWORD, Door, Letters, code_in

pytestmark = pytest.mark.django_db
STEP = "/signing-in/second-step"


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def code_of(secret: str, *, seconds: int = 0) -> str:
    """What an app shows whose clock is `seconds` ahead."""
    return format_hotp_value(hotp_value(secret, int(time.time() + seconds) // 30))


@pytest.fixture
def secret(user: User, rf) -> str:  # type: ignore[no-untyped-def]
    """The user has an app."""
    made = generate_totp_secret()
    TOTP.activate(user, made)
    return made


def test_who_can_see_restricted_material_gets_nowhere_without_one(
    world: World, door: Door, restricted_only: None
) -> None:
    door.sign_in(world.reviewer.email)
    for path in ("/", "/actions/", "/groups/review", "/signing-in", "/people/"):
        assert door.client.get(path).headers["Location"].startswith(STEP)
    assert door.client.post("/search", {}).headers["Location"] == STEP
    assert door.client.get(f"{STEP}?next=/groups/").status_code == 200


def test_asking_costs_one_statement_at_each_page_and_none_after_a_strong_proof(
    world: World, door: Door, restricted_only: None, settings: LazySettings
) -> None:
    door.sign_in(world.member.email)
    door.client.get(reverse("help"))
    counted = []
    for policy in ("nobody", "restricted"):
        settings.SECOND_FACTOR = policy
        with CaptureQueriesContext(connection) as asked:
            door.client.get("/actions/")
        counted.append(len(asked))
    session = door.client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session.save()
    with CaptureQueriesContext(connection) as asked:
        door.client.get("/actions/")
    counted.append(len(asked))
    assert (counted[1] - counted[0], counted[2] - counted[0]) == (1, 0)


@pytest.mark.parametrize(
    ("policy", "asked"), [("restricted", {"reviewer"}), ("everyone", {"reviewer", "member"}), ("nobody", set())]
)
def test_the_installation_says_who_must_have_one(
    policy: str, asked: set[str], world: World, door: Door, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR = policy
    sent = set()
    for name in ("reviewer", "member"):
        door.client.logout()
        door.sign_in(getattr(world, name).email)
        sent |= {name} if door.client.get("/").status_code == 302 else set()
    assert sent == asked


def test_who_answers_for_a_restricted_action_must_have_one_too(
    world: World, door: Door, restricted_only: None, by: Actor, at: datetime
) -> None:
    door.sign_in(world.member.email)
    assert door.client.get("/").status_code == 200
    assign(
        group=world.review,
        wording="Write to the school",
        kind=ActionKind.HOUSEKEEPING,
        owners=[OwnerChoice(OwnerKind.PERSON, person=world.member.person, words="Owen Tasker")],
        due=DueChoice(),
        origin=None,
        circle=world.review.circle,
        minuted_on=at.date(),
        by=by,
        at=at,
    )
    assert door.client.get("/").headers["Location"].startswith(STEP)


def test_an_app_is_set_up_and_whoever_was_on_the_way_arrives(world: World, door: Door, restricted_only: None) -> None:
    door.sign_in(world.reviewer.email)
    assert door.client.get(door.client.get("/groups/").headers["Location"]).status_code == 200
    page = door.client.get(reverse("mfa_activate_totp"))
    shown = page.context["form"].secret
    answer = door.client.post(reverse("mfa_activate_totp"), {"code": code_of(shown)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(door.client.get(answer.headers["Location"]).context["unused_codes"]) == 10
    assert door.client.get(STEP).headers["Location"] == "/groups/"
    assert door.client.get("/groups/").status_code == 200


def test_a_wrong_code_sets_up_nothing(user: User, door: Door) -> None:
    door.sign_in()
    door.client.get(reverse("mfa_activate_totp"))
    said = door.client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "That did not work." in said
    assert not Authenticator.objects.exists()


def test_the_key_of_an_app_cannot_be_read_in_the_database(secret: str) -> None:
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))


def test_another_secret_key_takes_the_apps_along_if_they_are_sealed_again(
    secret: str, door: Door, settings: LazySettings
) -> None:
    out = StringIO()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a newer key of this test", [settings.SECRET_KEY]
    call_command("seal_again", stdout=out)
    assert out.getvalue() == "Sealed with the present key: 1. No key here opens: 0.\n"
    settings.SECRET_KEY_FALLBACKS = []
    door.sign_in()
    door.client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert door.is_in


def test_an_app_whose_key_is_lost_is_a_sentence(secret: str, door: Door, settings: LazySettings) -> None:
    settings.SECRET_KEY = "a newer key of this test"
    door.sign_in()
    answer = door.client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert (answer.status_code, "ask your partnership’s business unit" in answer.content.decode()) == (409, True)
    out = StringIO()
    call_command("seal_again", stdout=out)
    assert "No key here opens: 1." in out.getvalue()


@pytest.mark.parametrize("first", ["password", "code"])
def test_after_a_password_or_a_code_by_e_mail_the_app_is_asked_for(
    first: str, secret: str, door: Door, letters: Letters
) -> None:
    if first == "password":
        answer = door.sign_in()
    else:
        door.ask_for_code()
        answer = door.answer_code(code_in(letters()[0]))
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert (door.is_in, door.client.get("/").status_code) == (False, 302)
    done = door.client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert (done.headers["Location"], door.is_in) == ("/", True)


def test_where_one_was_going_outlasts_the_second_step(secret: str, door: Door) -> None:
    door.sign_in(next="/groups/")
    done = door.client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert done.headers["Location"] == "/groups/"


@pytest.mark.parametrize(("seconds", "lets_in"), [(-30, True), (30, True), (-120, False), (120, False)])
def test_a_clock_may_be_half_a_minute_off(seconds: int, lets_in: bool, secret: str, door: Door) -> None:
    door.sign_in()
    door.client.post(reverse("mfa_authenticate"), {"code": code_of(secret, seconds=seconds)})
    assert door.is_in is lets_in


def test_a_code_of_the_app_works_once(secret: str, door: Door) -> None:
    code = code_of(secret)
    for expected in (True, False):
        door.sign_in()
        door.client.post(reverse("mfa_authenticate"), {"code": code})
        assert door.is_in is expected
        door.client.post(reverse("sign_out"))


def test_opening_the_door_anew_forgets_the_half_way(secret: str, door: Door) -> None:
    door.sign_in()
    assert door.client.get(reverse("sign_in")).status_code == 200
    door.client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert not door.is_in


def test_a_spare_code_stands_in_for_the_app_once(world: World, door: Door, restricted_only: None) -> None:
    door.sign_in(world.reviewer.email)
    shown = door.client.get(reverse("mfa_activate_totp")).context["form"].secret
    door.client.post(reverse("mfa_activate_totp"), {"code": code_of(shown)})
    spare = door.client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (True, False):
        door.client.post(reverse("sign_out"))
        door.sign_in(world.reviewer.email)
        door.client.post(reverse("mfa_authenticate"), {"code": spare})
        assert door.is_in is expected


def test_the_last_second_step_stays_for_who_must_have_one(world: World, door: Door, restricted_only: None) -> None:
    door.sign_in(world.reviewer.email)
    shown = door.client.get(reverse("mfa_activate_totp")).context["form"].secret
    door.client.post(reverse("mfa_activate_totp"), {"code": code_of(shown)})
    said = door.client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert "a second step is needed" in said
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_change_is_told_to_the_owner_by_e_mail(
    user: User,
    door: Door,
    letters: Letters,
    django_capture_on_commit_callbacks,  # type: ignore[no-untyped-def]
) -> None:
    door.sign_in()
    shown = door.client.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        door.client.post(reverse("mfa_activate_totp"), {"code": code_of(shown)})
    assert "An authenticator app was set up for your account." in str(letters()[-1].body)
    assert shown not in str(letters()[-1].body)


def test_long_after_signing_in_one_proves_again_who_one_is(user: User, door: Door) -> None:
    door.sign_in()
    session = door.client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 3600}]
    session.save()
    asked = door.client.get(reverse("mfa_add_webauthn"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert door.client.post(asked.headers["Location"], {"password": "wrong"}).status_code == 200
    proved = door.client.post(asked.headers["Location"], {"password": PASSWORD})
    assert proved.headers["Location"] == reverse("mfa_add_webauthn")
    assert door.client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_who_has_nothing_to_prove_it_with_signs_in_again(user: User, door: Door) -> None:
    user.set_unusable_password()
    user.save()
    door.client.force_login(user)
    asked = door.client.get(reverse("password"))
    assert asked.headers["Location"].startswith(reverse("sign_in_again"))
    assert door.client.get(asked.headers["Location"]).headers["Location"] == "/sign-in?next=%2Fsigning-in%2Fpassword"
    assert not door.is_in
