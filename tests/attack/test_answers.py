"""What goes along with every answer, and what never does."""

import json
import logging
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from plait.core.logs import QuietFormatter
from tests.attack.conftest import SignIn, Unchanged
from tests.guards.source import ROOT
from tests.small_partnership import World

PAGES = ("today", "actions", "meetings", "groups", "people", "search", "signing_in", "help")


@pytest.mark.parametrize("name", PAGES)
def test_no_browser_and_no_proxy_keeps_a_page(world: World, sign_in: SignIn, name: str) -> None:
    assert "no-store" in sign_in(world.member).get(reverse(name)).headers["Cache-Control"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_runs_its_own_scripts_only_and_stands_in_no_frame(world: World, sign_in: SignIn, name: str) -> None:
    answer = sign_in(world.member).get(reverse(name))
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert all(part in policy for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"))
    assert "script-src 'self'" in policy
    assert (answer.headers["X-Content-Type-Options"], answer.headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_page_that_refuses_has_the_same_guards(world: World, sign_in: SignIn, status: int) -> None:
    client = sign_in(world.member)
    answer = {
        400: lambda: client.get("/", headers={"Host": "evil.example"}),
        403: lambda: client.get(reverse("add_person")),
        404: lambda: client.get("/nowhere"),
    }[status]()
    assert answer.status_code == status
    assert "no-store" in answer.headers["Cache-Control"]
    assert "evil.example" not in answer.content.decode()


def test_no_page_of_ours_has_script_or_style_in_its_text() -> None:
    """The policy would stop it; it is not there either."""
    found = [
        path.name
        for path in ROOT.glob("plait/**/templates/**/*.html")
        if any(word in path.read_text() for word in ("<script>", "onclick=", "onload=", " style=", "javascript:"))
    ]
    assert found == []


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_only_get_head_and_post_are_answered(world: World, sign_in: SignIn, unchanged: Unchanged, method: str) -> None:
    client = sign_in(world.business_unit)
    with unchanged():
        for name in ("add_action", "add_minutes", "add_tracker", "add_person"):
            assert getattr(client, method)(reverse(name)).status_code == 405


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_no_header_and_no_field_makes_another_method_of_a_get(
    world: World, sign_in: SignIn, unchanged: Unchanged, header: str
) -> None:
    client = sign_in(world.business_unit)
    with unchanged():
        assert client.get(reverse("people"), {"_method": "DELETE"}, headers={header: "DELETE"}).status_code == 200


def test_a_form_without_its_token_is_refused(world: World, unchanged: Unchanged) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.business_unit)
    with unchanged():
        assert client.post(reverse("add_person"), {"name": "Somebody"}).status_code == 403


def test_a_form_from_another_site_is_refused(world: World, unchanged: Unchanged) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.business_unit)
    client.get(reverse("add_person"))
    token = client.cookies["csrftoken"].value
    with unchanged():
        said = {"name": "Somebody", "csrfmiddlewaretoken": token}
        answer = client.post(reverse("add_person"), said, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403


def test_json_is_no_form(world: World, sign_in: SignIn, unchanged: Unchanged) -> None:
    client = sign_in(world.business_unit)
    with unchanged():
        told = json.dumps({"name": "Somebody", "email": "x@marlshire.example"})
        assert client.post(reverse("add_person"), told, content_type="application/json").status_code == 422


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/invitation/a-live-token", "/invitation/…"),
        ("/letters/choices/a-live-token", "/letters/choices/…"),
        ("/a-room-to-come/" + "aB3_" * 10, "/a-room-to-come/…"),
        ("/groups/practice-oversight/end", "/groups/practice-oversight/end"),
        ("/actions/ACT-0042", "/actions/ACT-0042"),
    ],
)
def test_a_link_that_lets_somebody_in_is_in_no_log(path: str, told: str) -> None:
    fault = logging.LogRecord("django.request", logging.ERROR, "", 1, "Fault: %s", (path,), None)
    assert json.loads(QuietFormatter("%(levelname)s %(message)s").format(fault))["message"] == f"Fault: {told}"


def test_log_lines_cannot_be_forged_by_what_is_typed() -> None:
    told = logging.LogRecord(
        "x", logging.ERROR, "", 1, "typed %s", ('a"}\n{"level": "INFO", "message": "all well',), None
    )
    line = QuietFormatter("%(levelname)s %(message)s").format(told)
    assert "\n" not in line
    assert json.loads(line)["message"].startswith("typed a")


HUGE = ("9223372036854775808", "9" * 30, "9" * 4400, "-1", "²", "٣", "\x00")


@pytest.mark.parametrize("key", HUGE)
def test_a_number_no_database_holds_is_a_choice_that_is_not_there(
    world: World, sign_in: SignIn, unchanged: Unchanged, make_action: Callable[..., object], key: str
) -> None:
    client = sign_in(world.business_unit)
    fields = {"owners": key, "owner_agencies": key, "owner_posts": key, "group": key, "partnerships": key}
    with unchanged():
        for name in ("add_action", "open_group", "add_minutes", "add_tracker"):
            said = {**fields, "wording": "Write the plan", "kind": "housekeeping", "key": "a"}
            assert client.post(reverse(name), said).status_code == 422


@pytest.mark.parametrize("name", ["actions", "actions_csv", "actions_print", "meetings", "people", "search"])
@pytest.mark.parametrize("words", [*HUGE, "' OR 1=1 --", "<script>alert(1)</script>", "x" * 20_000])
def test_whatever_stands_in_an_address_is_answered(world: World, sign_in: SignIn, name: str, words: str) -> None:
    client = sign_in(world.member)
    asked = dict.fromkeys(("q", "page", "group", "agency", "owner", "kind", "state", "sort", "view", "since"), words)
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.getvalue().decode()


@pytest.mark.parametrize("words", ["x" * 100_000, "a\x00b"])
def test_whatever_is_typed_into_a_form_is_answered(
    world: World, sign_in: SignIn, unchanged: Unchanged, words: str
) -> None:
    """Longer than a database compares, or with what none keeps."""
    client = sign_in(world.business_unit)
    fields = dict.fromkeys(("name", "email", "initials", "title", "short_name", "wording", "words", "slug"), words)
    with unchanged():
        for name in ("add_person", "add_agency", "open_group", "add_action", "add_minutes", "add_tracker"):
            assert client.post(reverse(name), fields).status_code == 422, name
        assert Client().post(reverse("sign_in"), {"login": words, "password": words}).status_code in (200, 422)
