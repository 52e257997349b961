"""Getting in: an invitation to the first page on a phone, an app, a code by e-mail, the office account, a dead link."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from csp.constants import NONE, SELF
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone

from plait.accounts.commands import close_account, invite
from plait.core.actor import Actor
from plait.people.models import Person
from plait.workbench.sample.cast import BY_KEY
from tests.journeys.conftest import SitDown
from tests.journeys.desk import DESKTOP, PHONE, Desk
from tests.office import office_settings, running_office

pytestmark = pytest.mark.django_db(transaction=True)
KEPT_BY_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _links_lead_here(settings: LazySettings, live_server) -> None:  # type: ignore[no-untyped-def]
    settings.ADDRESS = live_server.url


def has_fingerprint(desk: Desk) -> None:
    """The device can keep passkeys, and its owner's finger is on it."""
    devices = desk.page.context.new_cdp_session(desk.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEPT_BY_DEVICE})


def latest(desk: Desk, pattern: str) -> str:
    """What the latest letter holds, after the worker did what waits."""
    for _ in range(2):  # asked for, then sent
        desk.work()
    found = re.search(pattern, str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None
    return found[1]


def leave(desk: Desk) -> None:
    desk.page.goto("/signing-in")
    if desk.page.viewport_size == {"width": PHONE[0], "height": PHONE[1]}:
        desk.page.locator("summary", has_text="Menu").click()
    desk.page.locator(".pl-menu summary").click()
    desk.press("Sign out")
    desk.heading("Sign in")


def test_from_an_invitation_over_a_passkey_to_the_first_page_on_a_phone(
    sit_down: SitDown, settings: LazySettings
) -> None:
    unit = sit_down("bronwen")
    kemi = Person.objects.get(email=BY_KEY["kemi"].email)
    unit.go(f"/people/{kemi.pk}")
    unit.follow("Whether they can sign in")
    unit.check_page()
    unit.press("Send an invitation")
    unit.see("An invitation is on its way to")
    unit.check_page()
    path = latest(unit, r"http://\S+?(/invitation/\S+)")

    settings.SECOND_FACTOR = "everyone"
    phone = sit_down(size=PHONE)
    has_fingerprint(phone)
    phone.go(path)
    phone.heading("Welcome, Kemi Odukoya")
    phone.picture("invitation")
    phone.press("Begin")
    phone.heading("Add a passkey")
    phone.check_page()
    phone.press("Add a passkey")
    phone.heading("Spare codes")
    phone.see("Your passkey is set up.")
    phone.check_page()
    phone.follow("I have kept them")
    phone.page.wait_for_url(re.compile(r"/$"))
    phone.check_page()
    leave(phone)
    phone.check_page()
    phone.press("Sign in with a passkey")
    phone.page.wait_for_url(re.compile(r"/$"))
    phone.go("/signing-in")
    phone.see("Passkey")

    late = sit_down(size=PHONE)
    late.page.goto(path)
    late.heading("This link does not work any more")
    late.check_page()


def test_who_can_see_restricted_material_sets_up_an_app_first_without_scripts(
    sit_down: SitDown, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR = "restricted"
    desk = sit_down(scripts=False)
    desk.page.goto("/sign-in?next=/groups/")
    desk.page.get_by_label("E-mail address").fill(BY_KEY["idris"].email)
    desk.page.get_by_label("Password").fill("three-strands-hold")
    desk.press("Sign in")
    desk.heading("Set up a second step")
    desk.page.goto("/actions/")
    desk.heading("Set up a second step")
    desk.follow("Set up an authenticator app")
    secret = desk.page.locator("code").inner_text()
    desk.page.get_by_label("Code that the app shows now").fill(shown_by_app(secret))
    desk.press("Set it up")
    desk.heading("Spare codes")
    spare = desk.page.locator("code").first.inner_text()
    desk.follow("I have kept them")
    desk.page.wait_for_url(re.compile(r"/actions/$"))

    again = sit_down()
    again.page.goto("/sign-in")
    again.page.get_by_label("E-mail address").fill(BY_KEY["idris"].email)
    again.page.get_by_label("Password").fill("three-strands-hold")
    again.press("Sign in")
    again.heading("One more step")
    again.check_page()
    again.page.get_by_label("Code from your app").fill("000000")
    again.press("Go on with the code")
    again.see("That did not work.")
    again.check_page()
    again.page.get_by_label("Code from your app").fill(spare)
    again.press("Go on with the code")
    again.page.wait_for_url(re.compile(r"/$"))


def shown_by_app(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_code_by_e_mail_signs_in_without_scripts(sit_down: SitDown) -> None:
    desk = sit_down(scripts=False, size=PHONE)
    desk.page.goto("/sign-in")
    desk.follow("Send me a code by e-mail")
    desk.page.get_by_label("E-mail address").fill(BY_KEY["bronwen"].email)
    desk.press("Send the code")
    desk.heading("Write the code")
    desk.page.get_by_label("Code from the e-mail").fill(latest(desk, r"^([B-Z]{4}-[B-Z]{4})$"))
    desk.press("Sign in")
    desk.page.wait_for_url(re.compile(r"/$"))


@pytest.fixture
def office(settings: LazySettings) -> Iterator[str]:
    with running_office() as server:
        settings.OPENID = office_settings(server)
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [settings.OPENID]}}
        policy = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "form-action": [SELF, server]}
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy}
        assert policy["default-src"] == [NONE]
        yield server


def test_somebody_invited_comes_in_with_the_office_account(sit_down: SitDown, office: str) -> None:
    kemi = Person.objects.get(email=BY_KEY["kemi"].email)
    Person.objects.filter(pk=kemi.pk).update(email="owen.tasker@marlshire.example")
    kemi.refresh_from_db()
    invite(person=kemi, by=Actor.command_line(), at=timezone.now())
    desk = sit_down()
    desk.go("/sign-in")
    desk.page.route(
        re.compile("^https:"), lambda asked: asked.fulfill(body="")
    )  # the provider's own page asks for looks
    desk.press("Sign in with Marlshire Council")
    desk.page.get_by_role("button", name="owen", exact=True).click()
    desk.page.wait_for_url(re.compile(r"/$"))
    desk.heading(re.compile("."))


def test_a_leavers_link_is_dead(sit_down: SitDown) -> None:
    kemi = Person.objects.get(email=BY_KEY["kemi"].email)
    invite(person=kemi, by=Actor.command_line(), at=timezone.now())
    desk = sit_down(size=PHONE)
    path = latest(desk, r"http://\S+?(/invitation/\S+)")
    desk.go(path)
    close_account(person=kemi, by=Actor.command_line(), at=timezone.now())
    desk.press("Begin")
    desk.heading("This link does not work any more")


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_every_page_of_signing_in_is_accessible(sit_down: SitDown, size: tuple[int, int]) -> None:
    desk = sit_down(size=size)
    for path in ("/sign-in", "/sign-in/code"):
        desk.go(path)
    desk.page.get_by_label("E-mail address").fill("nobody@marlshire.example")
    desk.press("Send the code")
    desk.heading("Write the code")
    desk.check_page()
    desk.sign_in("bronwen")
    for path in ("", "/second-step", "/password", "/passkeys/add", "/app", "/prove/password"):
        desk.go(f"/signing-in{path}")
    desk.page.goto("/signing-in/password")
    desk.press("Set the password")
    desk.see("Something needs another look")
    desk.check_page()
