"""The search page: a reference leads to its record, words to what one may see, and any text is safe."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plait.accounts.models import User
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.search.commands import Findable, index
from plait.workbench.queries.finding import AT_MOST, find
from tests.small_partnership import World
from tests.unit.workbench.conftest import MakeAction

DAY = date(2026, 10, 14)
SignIn = Callable[[User], Client]


@pytest.fixture
def indexed(make_action: MakeAction, by: Actor, at: datetime) -> MakeAction:
    def make(wording: str, **given: object):  # type: ignore[no-untyped-def]
        action = make_action(wording, **given)
        title = action.safe_title or wording
        index(records=[Findable(Ref("action", action.pk), action.circle_id, title, wording)], by=by, at=at)
        return action

    return make


def search(client: Client, words: str) -> str:
    answer = client.get(reverse("search"), {"q": words})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("typed", ["ACT-0001", "act 1", " act1 ", "Act-01"])
def test_a_reference_opens_its_record(world: World, make_action: MakeAction, sign_in: SignIn, typed: str) -> None:
    make_action()
    answer = sign_in(world.member).get(reverse("search"), {"q": typed})
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("action", args=["ACT-0001"])


def test_a_reference_one_may_not_see_answers_like_one_that_is_not_there(
    world: World, make_action: MakeAction, sign_in: SignIn
) -> None:
    make_action(group=world.review)
    client = sign_in(world.member)
    assert "There is no ACT-0001 among the actions you may see." in search(client, "ACT-0001")
    assert "There is no ACT-0777 among the actions you may see." in search(client, "act 777")


def test_words_find_what_one_may_see(world: World, indexed: MakeAction, sign_in: SignIn) -> None:
    indexed("Bring the mailing list up to date")
    indexed("Put the family on the mailing list", group=world.review)
    shown = search(sign_in(world.member), "mail list")
    assert "ACT-0001" in shown
    assert "ACT-0002" not in shown


def test_an_owner_outside_the_circle_finds_their_action(world: World, indexed: MakeAction, sign_in: SignIn) -> None:
    indexed("Send the attendance figures", owner=world.outsider.person)
    assert "ACT-0001" in search(sign_in(world.outsider), "attendance")


def test_a_restricted_record_is_listed_by_its_safe_title(world: World, indexed: MakeAction, sign_in: SignIn) -> None:
    indexed("Ask about the bruise", group=world.review)
    shown = search(sign_in(world.reviewer), "bruise")
    assert "ACT-0001" in shown
    assert "Ask about" not in shown


def test_groups_and_people_are_found_by_name(world: World, sign_in: SignIn) -> None:
    shown = search(sign_in(world.member), "oversight")
    assert reverse("group", args=["oversight"]) in shown
    assert reverse("person", args=[world.reviewer.person_id]) in search(sign_in(world.member), "farida")


def test_somebody_without_a_seat_is_not_shown_who_there_is(world: World, sign_in: SignIn) -> None:
    assert "Nothing found that you may see." in search(sign_in(world.outsider), "farida")


def test_nothing_typed_says_what_can_be_typed(world: World, sign_in: SignIn) -> None:
    assert "Type a reference such as ACT-0042" in search(sign_in(world.member), "  ")


def test_a_long_list_ends_and_says_so(world: World, indexed: MakeAction, sign_in: SignIn) -> None:
    for n in range(AT_MOST + 1):
        indexed(f"Audit {n}")
    shown = search(sign_in(world.member), "audit")
    assert shown.count('class="pl-ref"') == AT_MOST
    assert "There are more." in shown


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=80))
@example("'; DROP TABLE search_searchrow; --")
@example('"a" OR NEAR(b) * ^ {col}: c')
@example("a & b | !c <-> d:*")
@example("\x00\x01 ÅÄÖ 日本語 ªº ²³ _ __ the and")
def test_any_text_is_safe_to_search(world: World, words: str) -> None:
    assert find(words, world.member, on=DAY).more is False
