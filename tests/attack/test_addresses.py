"""Addresses that lead elsewhere, and hosts that are not ours.

Sign-in itself is tried in tests/unit/accounts: where one arrives after it, a new session key, links in letters.
"""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.attack.conftest import SignIn, Unchanged
from tests.small_partnership import World

ELSEWHERE = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "\thttps://evil.example",
    "https:/evil.example",
    "evil.example",
    "²",
    "people",
]
NOT_OURS = ["evil.example", "127.0.0.1@evil.example", "testserver.evil.example", "", "testserver:80:80"]


@pytest.mark.parametrize("going", ELSEWHERE)
def test_nobody_is_sent_elsewhere_on_the_way_to_a_second_step(world: World, sign_in: SignIn, going: str) -> None:
    """What cannot be gone to is not remembered: setting a password leads to one's own page, and never falls over."""
    client = sign_in(world.member)
    client.get(reverse("second_step"), {"next": going})
    assert "after_second_step" not in client.session


def test_who_was_going_somewhere_here_still_arrives(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.member)
    client.get(reverse("second_step"), {"next": "/actions/?view=mine"})
    assert client.session["after_second_step"] == "/actions/?view=mine"


@pytest.mark.parametrize("going", ELSEWHERE)
def test_an_answer_to_a_question_leads_to_today_or_to_the_action(  # type: ignore[no-untyped-def]
    world: World, sign_in: SignIn, make_action, going: str
) -> None:
    act = make_action(world.oversight, wording="Write the plan")
    held = act.responsibilities.get()
    said = {"person": world.member.person_id, "next": going}
    address = reverse("settle_owner", args=[act.reference, held.pk])
    answer = sign_in(world.business_unit).post(address, said)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("action", args=[act.reference]))


@pytest.mark.parametrize("path", ["/\\evil.example/people", "/%2f%2fevil.example"])
def test_a_path_is_never_taken_for_a_host(world: World, sign_in: SignIn, path: str) -> None:
    answer = sign_in(world.member).get(path)
    assert answer.status_code == 404
    assert "Location" not in answer.headers


@pytest.mark.parametrize("host", NOT_OURS)
def test_another_host_is_refused_and_never_repeated(world: World, unchanged: Unchanged, host: str) -> None:
    with unchanged():
        answer = Client().post(reverse("sign_in"), {"login": "x", "password": "y"}, headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode() + str(answer.headers)


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"])
def test_no_header_makes_another_host_or_another_page(world: World, sign_in: SignIn, header: str) -> None:
    """Also for who asks for what is not theirs: the page that is answered is the one in the address."""
    client = sign_in(world.member)
    value = "/operations" if "URL" in header else "host=evil.example" if header == "Forwarded" else "evil.example"
    answer = client.get(reverse("people"), headers={header: value})
    assert (answer.status_code, answer.resolver_match.url_name) == (200, "people")
    assert "evil.example" not in answer.content.decode()


def test_an_invitation_names_the_address_of_the_installation_whatever_the_request_says(
    world: World, sign_in: SignIn
) -> None:
    client = sign_in(world.business_unit)
    client.post(reverse("invite_person", args=[world.outsider.person_id]), headers={"X-Forwarded-Host": "evil.example"})
    assert all("evil.example" not in str(letter.body) for letter in mail.outbox)


def test_a_session_that_somebody_made_up_is_not_taken(world: World) -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    answer = client.get(reverse("today"))
    assert answer.status_code == 302
    assert not Session.objects.filter(session_key="a" * 32).exists()


def test_a_session_is_one_persons_and_ends_when_they_leave_it(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.member)
    key = client.cookies["sessionid"].value
    client.post(reverse("sign_out"))
    again = Client()
    again.cookies["sessionid"] = key
    assert again.get(reverse("today")).status_code == 302
