"""People: found by name, initials, post or agency; a page for each."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from plait.accounts.models import User
from plait.groups.models import Group
from plait.workbench.queries.people import found_people
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.small_partnership import World
from tests.unit.workbench.conftest import MakeAction

DAY = date(2026, 10, 14)
SignIn = Callable[[User], Client]


def person_page(client: Client, key: int) -> str:
    answer = client.get(reverse("person", args=[key]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["vane", "hv", "nurse", "wend", "nurse wend vane"])
def test_people_are_found_by_name_initials_post_or_agency(words: str) -> None:
    vane = PersonFactory(name="Hester Vane", initials="HV")
    PostFactory(title="Named nurse", holder=vane, agency=AgencyFactory(name="Wend Valley Hospitals"))
    PersonFactory(name="Owen Tasker", initials="OT")
    assert list(found_people(words, on=DAY)) == [vane]


@pytest.mark.django_db
def test_a_post_that_was_left_finds_nobody() -> None:
    PostFactory(title="Named nurse", holder=PersonFactory(), ends_on=date(2026, 1, 1))
    assert not found_people("nurse", on=DAY).exists()


def test_the_list_shows_posts_and_groups(world: World, sign_in: SignIn) -> None:
    PostFactory(title="Service manager", holder=world.member.person, agency=AgencyFactory(name="Marlshire Council"))
    shown = sign_in(world.scrutineer).get(reverse("people")).content.decode()
    for words in ("Owen Tasker", "Service manager", "Marlshire Council", "Practice oversight group", "No seat"):
        assert words in shown


def test_a_search_that_finds_nobody_says_what_to_do(world: World, sign_in: SignIn) -> None:
    assert "Nobody found." in sign_in(world.member).get(reverse("people"), {"q": "zz"}).content.decode()


def test_a_person_shows_seats_posts_and_what_they_answer_for(
    world: World, make_action: MakeAction, sign_in: SignIn
) -> None:
    make_action("Bring the list up to date", owner=world.member.person)
    PostFactory(title="Team leader", holder=world.member.person, ends_on=date(2025, 6, 1))
    shown = person_page(sign_in(world.scrutineer), world.member.person_id)
    for words in ("Owen Tasker", "Seat of Owen Tasker", "Team leader", "Bring the list up to date"):
        assert words in shown


def test_a_seat_ends_with_its_group(world: World, sign_in: SignIn) -> None:
    Group.objects.filter(pk=world.oversight.pk).update(ended_on=date(2026, 3, 1))
    shown = person_page(sign_in(world.scrutineer), world.member.person_id)
    assert "6 January 2025 to 1 March 2026" in shown
    listed = sign_in(world.scrutineer).get(reverse("people"), {"q": "Owen"}).content.decode()
    assert "No seat" in listed


def test_actions_of_another_circle_are_not_on_the_page(world: World, make_action: MakeAction, sign_in: SignIn) -> None:
    make_action("Speak to the family", group=world.review, owner=world.reviewer.person)
    assert "ACT-0001" not in person_page(sign_in(world.member), world.reviewer.person_id)
    assert "ACT-0001" in person_page(sign_in(world.reviewer), world.reviewer.person_id)


def test_somebody_without_a_seat_sees_their_own_page_only(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.outsider)
    assert "This is you" in person_page(client, world.outsider.person_id)
    assert client.get(reverse("person", args=[world.member.person_id])).status_code == 403
    assert client.get(reverse("people")).status_code == 403


def test_a_merged_record_leads_to_the_one_that_was_kept(world: World, sign_in: SignIn) -> None:
    alias = PersonFactory(merged_into=world.member.person)
    answer = sign_in(world.scrutineer).get(reverse("person", args=[alias.pk]))
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("person", args=[world.member.person_id])


@pytest.mark.parametrize("key", [999_999, 2**63 - 1, 10**30])
def test_a_number_that_nobody_has_is_not_found(world: World, sign_in: SignIn, key: int) -> None:
    assert sign_in(world.member).get(f"/people/{key}").status_code == 404


@pytest.mark.parametrize("query", ["?q=%00", "?q=%25_'\"", "?page=zz", "?page=-1", "?page=99999", "?q=" + "a" * 3000])
def test_the_list_takes_any_text(world: World, sign_in: SignIn, query: str) -> None:
    assert sign_in(world.member).get(reverse("people") + query).status_code == 200
