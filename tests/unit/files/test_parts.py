"""A part of a file, for a download that stopped half way."""

from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plait.core.actor import Actor
from plait.files.commands import store
from plait.files.models import StoredFile
from plait.files.parts import OutsideTheFile, Part, asked_part
from tests.factories.access import GrantFactory
from tests.factories.foundations import UserFactory

PAPER = b"0123456789"


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-4", Part(0, 5)),
        ("bytes=4-", Part(4, 6)),
        ("bytes=-3", Part(7, 3)),
        ("bytes=-300", Part(0, 10)),
        ("bytes=8-500", Part(8, 2)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,4-5", None),
        ("lines=0-4", None),
        ("bytes=a-b", None),
    ],
)
def test_what_is_asked_for_is_a_part_or_the_whole(header: str, part: Part | None) -> None:
    assert asked_part(header, 10) == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_what_the_file_does_not_have_is_not_sent(header: str) -> None:
    with pytest.raises(OutsideTheFile):
        asked_part(header, 10)


@given(st.text(max_size=40) | st.from_regex(r"bytes=\d{0,13}-\d{0,13}", fullmatch=True), st.integers(1, 10**9))
def test_no_header_asks_for_more_than_there_is(header: str, size: int) -> None:
    try:
        part = asked_part(header, size)
    except OutsideTheFile:
        return
    assert part is None or (part.start >= 0 and part.length >= 1 and part.start + part.length <= size)


@pytest.fixture
def client_of_circle(by: Actor, at: datetime) -> tuple[Client, StoredFile]:
    user = UserFactory()
    circle = GrantFactory(person=user.person).circle
    kept = store(data=PAPER, name="notes.txt", circle=circle, by=by, at=at)
    client = Client()
    client.force_login(user)
    return client, kept


def ask(both: tuple[Client, StoredFile], header: str, **more: str) -> HttpResponse:
    client, kept = both
    return client.get(reverse("file", args=[kept.pk]), headers={"Range": header, "Accept-Encoding": "gzip", **more})


@pytest.mark.django_db
def test_a_part_has_the_same_guards_as_the_whole(client_of_circle: tuple[Client, StoredFile]) -> None:
    answer = ask(client_of_circle, "bytes=2-5")
    assert (answer.status_code, answer.content, answer["Content-Range"]) == (206, b"2345", "bytes 2-5/10")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.django_db
def test_a_part_of_another_version_is_answered_with_the_whole(client_of_circle: tuple[Client, StoredFile]) -> None:
    assert ask(client_of_circle, "bytes=2-5", **{"If-Range": '"another"'}).content == PAPER
    assert ask(client_of_circle, "bytes=2-5", **{"If-Range": f'"{client_of_circle[1].sha256}"'}).content == b"2345"


@pytest.mark.django_db
def test_past_the_end_there_is_nothing(client_of_circle: tuple[Client, StoredFile]) -> None:
    answer = ask(client_of_circle, "bytes=10-")
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */10")
