"""The frame of every page: rooms one may enter, who is signed in, what is current."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from plait.access.queries import roles_of
from plait.accounts.backends import PersonBackend
from plait.accounts.models import User
from plait.workbench.frame import page_frame
from tests.small_partnership import World

SignIn = Callable[[User], Client]


def frame(user: User | None, path: str = "/") -> dict:  # type: ignore[type-arg]
    request = RequestFactory().get(path)
    if user is not None:
        request.user = User.objects.get(pk=user.pk)
    return page_frame(request)


def test_a_member_enters_every_room(world: World) -> None:
    assert [link.label for link in frame(world.member)["nav"]] == ["Today", "Meetings", "Actions"]


def test_somebody_without_a_seat_is_offered_today_only(world: World) -> None:
    assert [link.label for link in frame(world.outsider)["nav"]] == ["Today"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["Today"]),
        ("/actions/ACT-0042", ["Actions"]),
        ("/meetings/", ["Meetings"]),
        ("/people/4", ["Meetings"]),
        ("/groups/oversight", ["Meetings"]),
        ("/search", []),
    ],
)
def test_the_room_one_is_in_is_marked(world: World, path: str, current: list[str]) -> None:
    assert [link.label for link in frame(world.member, path)["nav"] if link.current] == current


def test_only_the_business_unit_finds_operations(world: World) -> None:
    def labels(user: User) -> list[str]:
        return [link.label for link in frame(user)["person_menu"]]

    assert "Operations" in labels(world.business_unit)
    assert "Operations" not in labels(world.member)


@pytest.mark.django_db
def test_signed_out_pages_name_nobody() -> None:
    shown = frame(None)
    assert (shown["nav"], shown["person_menu"], shown["signed_in_as"]) == ([], [], "")


def test_the_frame_costs_at_most_one_query(world: World, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    request = RequestFactory().get("/")
    request.user = PersonBackend().get_user(world.member.pk)
    roles_of(request.user)
    with django_assert_max_num_queries(1):
        page_frame(request)


def test_every_page_carries_the_marking_and_the_name(world: World, sign_in: SignIn) -> None:
    said = sign_in(world.member).get(reverse("groups")).content.decode()
    assert settings.MARKING in said
    assert "Owen Tasker" in said
    assert "Marlshire Safeguarding Children Partnership" in said
