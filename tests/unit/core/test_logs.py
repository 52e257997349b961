"""What is logged: enough to find a fault, and nothing about anybody."""

import io
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config import urls
from plait.core.logs import QuietFormatter, kinds_and_places
from plait.core.requests import RequestIdFilter

ADDRESS = "ingrid.o.farrell@marlshire.example"
WORDS = "The family moved to Coldwater Lane"


@login_not_required
def falls_over(request: HttpRequest) -> HttpResponse:
    """A view at fault, whose error quotes what was typed, as a database's does."""
    try:
        raise KeyError(request.POST["words"])
    except KeyError as error:
        raise ValueError(f"duplicate key: email=({ADDRESS})") from error


urlpatterns = [path("fault", falls_over), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What production writes from here on."""
    out = io.StringIO()
    asked = settings.LOGGING["formatters"]["json"]
    stream = logging.StreamHandler(out)
    stream.setFormatter(QuietFormatter(asked["format"], rename_fields=asked["rename_fields"]))
    stream.addFilter(RequestIdFilter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(stream)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.removeHandler(stream)
    root.setLevel(level)


@pytest.mark.django_db
def test_a_failed_sign_in_leaves_no_address_in_the_log(client: Client, lines: Lines) -> None:
    client.post("/sign-in", {"username": ADDRESS, "password": "Coldwater1970"})
    told = json.dumps(lines())
    assert lines()[-1]["route"] == "sign-in"
    assert (ADDRESS in told, "Coldwater1970" in told) == (False, False)


@pytest.mark.django_db
def test_words_that_were_searched_for_are_not_logged(client: Client, lines: Lines) -> None:
    client.get("/search", {"q": WORDS})
    client.get("/nowhere", {"q": WORDS})
    client.get(f"/{ADDRESS}")
    told = json.dumps(lines())
    assert [line["status"] for line in lines() if line["message"] == "answered"][:1] == [302]
    assert ("Coldwater" in told, ADDRESS in told) == (False, False)


@pytest.mark.urls(__name__)
def test_a_fault_is_told_by_its_kind_and_place_without_what_was_typed(lines: Lines) -> None:
    answer = Client(raise_request_exception=False).post("/fault", {"words": WORDS}, headers={"X-Request-ID": "a" * 32})
    assert answer.status_code == 500
    fault = next(line for line in lines() if line["level"] == "ERROR")
    told = json.dumps(lines()) + answer.content.decode()
    assert fault["request_id"] == "a" * 32
    outer, inner = fault["exc_info"].split("; because of ")
    assert re.match(r"ValueError < unit/core/test_logs\.py:\d+ in falls_over < ", outer)
    assert re.fullmatch(r"KeyError < unit/core/test_logs\.py:\d+ in falls_over", inner)
    assert ("Coldwater" in told, ADDRESS in told) == (False, False)


def test_every_line_is_json_with_its_time_level_and_request(lines: Lines) -> None:
    Client().get("/health", headers={"X-Request-ID": "known-to-the-proxy"})
    [line] = lines()
    assert {line[name] for name in ("level", "logger", "message", "request_id", "route")} == {
        "INFO",
        "plait.requests",
        "answered",
        "known-to-the-proxy",
        "health",
    }
    assert "at" in line


@pytest.mark.parametrize("offered", ["", "short", "with spaces and words", "x" * 65, 'quote"and{brace}', "é" * 10])
def test_a_strange_request_number_is_replaced_by_our_own(offered: str, lines: Lines) -> None:
    answer = Client().get("/health", headers={"X-Request-ID": offered})
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])
    assert lines()[0]["request_id"] == answer.headers["X-Request-ID"]


def test_an_error_without_a_trace_is_told_by_its_kind() -> None:
    assert kinds_and_places(ValueError(ADDRESS)) == "ValueError"


def test_an_error_that_hides_its_cause_hides_it_here_too() -> None:
    error = ValueError("outer")
    error.__context__ = KeyError("inner")
    error.__suppress_context__ = True
    assert kinds_and_places(error) == "ValueError"


def test_where_messages_may_be_told_the_whole_error_is() -> None:
    formatter = QuietFormatter("%(message)s", tells_messages=True)
    try:
        raise ValueError("the whole story")
    except ValueError:
        record = logging.LogRecord("plait", logging.ERROR, "", 0, "it fell over", None, sys.exc_info())
    assert "the whole story" in formatter.format(record)
