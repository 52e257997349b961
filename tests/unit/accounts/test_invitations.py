"""A link that lets one person in, once, and how it dies."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plait.accounts.commands import accept_invitation, close_account, invite, withdraw_invitation
from plait.accounts.models import Invitation, User
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.history.models import Detail
from plait.notifications.models import Message
from plait.people.models import Person, Post
from tests.factories.people import PersonFactory, PostFactory
from tests.small_partnership import small_partnership
from tests.unit.accounts.conftest import Door, Letters

pytestmark = pytest.mark.django_db
Link = Callable[[], str]


@pytest.fixture
def invited(newcomer: Person, by: Actor) -> Invitation:
    return invite(person=newcomer, by=by, at=timezone.now())


def test_whoever_follows_the_link_is_signed_in_and_chooses_a_password(
    invited: Invitation, link: Link, client: Client
) -> None:
    path = link()
    assert "Welcome, Owen Tasker" in client.get(path).content.decode()
    answer = client.post(path, {"way": "password"})
    assert answer.headers["Location"] == reverse("password")
    new = {"password": "three small grey boats", "again": "three small grey boats"}
    assert client.post(reverse("password"), new).headers["Location"] == reverse("signing_in")
    assert client.get("/").status_code == 200
    assert User.objects.get(person=invited.user.person).check_password("three small grey boats")


@pytest.mark.parametrize(("way", "leads_to"), [("passkey", "mfa_add_webauthn"), ("code", "today")])
def test_a_passkey_or_codes_by_e_mail_can_be_chosen_instead(
    way: str, leads_to: str, invited: Invitation, link: Link, client: Client
) -> None:
    assert client.post(link(), {"way": way}).headers["Location"] == reverse(leads_to)
    assert client.get(reverse(leads_to)).status_code == 200


def test_looking_at_the_link_uses_nothing_up(invited: Invitation, link: Link, client: Client) -> None:
    """Programs that check mail for fraud open every link in it."""
    path = link()
    for _ in range(3):
        assert client.get(path).status_code == 200
    invited.refresh_from_db()
    assert (invited.used_at, invited.user.is_active) == (None, False)


def test_a_link_works_once(invited: Invitation, link: Link, client: Client, by: Actor) -> None:
    path = link()
    client.post(path, {"way": "code"})
    second = Client()
    assert [second.get(path).status_code, second.post(path, {"way": "code"}).status_code] == [410, 410]
    assert "_auth_user_id" not in second.session
    with pytest.raises(Refusal, match="does not work any more"):
        accept_invitation(invitation=invited, by=by, at=timezone.now())


def _runs_out(person: Person, by: Actor) -> None:
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=9), expires_at=timezone.now())


def _withdrawn(person: Person, by: Actor) -> None:
    withdraw_invitation(person=person, by=by, at=timezone.now())


def _closed(person: Person, by: Actor) -> None:
    close_account(person=person, by=by, at=timezone.now())


def _left(person: Person, by: Actor) -> None:
    Post.objects.update(ends_on=timezone.localdate())


def _invited_again(person: Person, by: Actor) -> None:
    invite(person=person, by=by, at=timezone.now())


@pytest.mark.parametrize("happens", [_runs_out, _withdrawn, _closed, _left, _invited_again])
def test_a_link_is_dead_after(
    happens: Callable[[Person, Actor], None], newcomer: Person, link: Link, client: Client, by: Actor
) -> None:
    PostFactory(holder=newcomer, starts_on=date(2025, 1, 6))
    invite(person=newcomer, by=by, at=timezone.now())
    path = link()
    happens(newcomer, by)
    said = client.post(path, {"way": "code"})
    assert (said.status_code, "_auth_user_id" in client.session) == (410, False)
    assert said.content == Client().post("/invitation/never-sent", {"way": "code"}).content
    assert not User.objects.get(person=newcomer).is_active


def test_the_link_is_kept_nowhere_but_sealed_until_it_is_sent(
    newcomer: Person, by: Actor, letters: Letters, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        invite(person=newcomer, by=by, at=timezone.now())
        waiting = Message.objects.get()
        body = str(letters()[0].body)
    token = body.split("/invitation/")[1].split()[0]
    assert waiting.sealed
    assert Message.objects.get().sealed == ""
    kept = [str(waiting.__dict__), *map(str, Detail.objects.values_list("said", flat=True)), caplog.text]
    assert not any(token in words for words in [*kept, Invitation.objects.get().token_hash])


def test_the_letter_says_who_invited_until_when_and_carries_the_marking(
    newcomer: Person, letters: Letters, settings: LazySettings
) -> None:
    settings.MARKING = "OFFICIAL-SENSITIVE"
    now = timezone.now()
    invite(person=newcomer, by=Actor.command_line(), at=now)
    letter = letters()[0]
    assert letter.subject == "OFFICIAL-SENSITIVE: You are invited to Plait"
    assert letter.to == ["Owen.Tasker@marlshire.example"]
    assert "The command line has invited you" in str(letter.body)
    assert letter.content_subtype == "plain"


def test_the_address_in_the_letter_is_never_the_requests(
    client: Client, by: Actor, at: datetime, letters: Letters, settings: LazySettings, newcomer: Person
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.force_login(small_partnership(by=by, at=at).business_unit)
    client.post(reverse("invite_person", args=[newcomer.pk]), HTTP_HOST="evil.example")
    body = str(letters()[0].body)
    assert ("evil" in body, "http://127.0.0.1:8000/invitation/" in body) == (False, True)


def test_a_request_under_another_name_is_refused(client: Client) -> None:
    assert client.post(reverse("sign_in"), {}, HTTP_HOST="evil.example").status_code == 400


def test_whoever_sat_here_before_is_signed_out(invited: Invitation, link: Link, client: Client, user: User) -> None:
    client.force_login(user)
    before = client.session.session_key
    client.post(link(), {"way": "code"})
    assert client.session["_auth_user_id"] == str(invited.user_id)
    assert client.session.session_key != before


def test_only_people_with_an_address_who_have_not_left_and_have_no_account_are_invited(by: Actor, user: User) -> None:
    left = PostFactory(holder=PersonFactory(), starts_on=date(2025, 1, 6), ends_on=date(2025, 2, 3)).holder
    namesake = PersonFactory(email="BRIDGET@marlshire.example")
    for person, why in (
        (PersonFactory(email=""), "has no e-mail address"),
        (left, "holds no post any more"),
        (user.person, "can sign in already"),
        (namesake, "Somebody else signs in with"),
    ):
        with pytest.raises(Refusal, match=why):
            invite(person=person, by=by, at=timezone.now())
    assert (Invitation.objects.count(), Message.objects.count()) == (0, 0)


def test_without_a_mail_server_nobody_is_invited(newcomer: Person, by: Actor, settings: LazySettings) -> None:
    settings.SENDS_LETTERS = False
    with pytest.raises(Refusal, match="PLAIT_SMTP_HOST"):
        invite(person=newcomer, by=by, at=timezone.now())
    assert not User.objects.filter(person=newcomer).exists()


def test_an_invited_person_cannot_get_in_past_the_link(invited: Invitation, door: Door, letters: Letters) -> None:
    door.ask_for_code("owen.tasker@marlshire.example")
    assert [letter.subject for letter in letters() if "code" in letter.subject] == []


def test_the_page_of_a_person_tells_how_their_invitation_stands(
    client: Client, by: Actor, at: datetime, newcomer: Person
) -> None:
    world = small_partnership(by=by, at=at)
    client.force_login(world.business_unit)
    page = reverse("invite_person", args=[newcomer.pk])
    assert "Owen Tasker cannot sign in." in client.get(page).content.decode()
    client.post(page)
    assert "Its link works once" in client.get(page).content.decode()
    client.post(reverse("withdraw_invitation", args=[newcomer.pk]))
    assert "Send an invitation" in client.get(page).content.decode()
    client.post(reverse("end_account", args=[world.member.person_id]))
    assert not User.objects.get(pk=world.member.pk).is_active


def test_somebody_who_lost_their_phone_is_invited_anew_and_begins_afresh(
    user: User, door: Door, link: Link, by: Actor
) -> None:
    TOTP.activate(user, generate_totp_secret())
    close_account(person=user.person, by=by, at=timezone.now())
    invite(person=user.person, by=by, at=timezone.now())
    assert Authenticator.objects.count() == 1
    assert door.client.post(link(), {"way": "code"}).headers["Location"] == "/"
    assert (door.is_in, Authenticator.objects.count()) == (True, 0)
    door.client.post(reverse("sign_out"))
    door.sign_in()
    assert not door.is_in


def test_nobody_takes_over_an_account_in_silence(user: User, letters: Letters, by: Actor) -> None:
    close_account(person=user.person, by=by, at=timezone.now())
    user.person.email = "somebody.else@marlshire.example"
    user.person.save()
    invite(person=user.person, by=by, at=timezone.now())
    told = {letter.to[0]: str(letter.body) for letter in letters()}
    assert set(told) == {"bridget@marlshire.example", "somebody.else@marlshire.example"}
    assert "sent an invitation for your account to another address" in told["bridget@marlshire.example"]
    assert "/invitation/" not in told["bridget@marlshire.example"]


def test_nobody_closes_their_own_account(client: Client, by: Actor, at: datetime) -> None:
    unit = small_partnership(by=by, at=at).business_unit
    client.force_login(unit)
    assert client.post(reverse("end_account", args=[unit.person_id])).status_code == 409
    assert User.objects.get(pk=unit.pk).is_active
