"""The search page: a reference leads to its record, words to what one may see, and any text is safe."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plait.accounts.models import User
from plait.actions.queries.findable import findable
from plait.core.actor import Actor
from plait.meetings.queries.findable import findable_of_meeting
from plait.search.commands import index
from plait.workbench.queries.finding import PAGE, Wanted, find
from tests.factories.meetings import (
    DecisionFactory,
    MeetingFactory,
    MinutesTextFactory,
    MinutesVersionFactory,
    TextPartFactory,
)
from tests.small_partnership import World
from tests.unit.workbench.conftest import MakeAction

DAY = date(2026, 10, 14)
SignIn = Callable[[User], Client]


@pytest.fixture
def indexed(make_action: MakeAction, by: Actor, at: datetime) -> MakeAction:
    def make(wording: str, **given: object):  # type: ignore[no-untyped-def]
        action = make_action(wording, **given)
        index(records=[findable(action)], by=by, at=at)
        return action

    return make


def search(client: Client, words: str, **filters: object) -> str:
    answer = client.get(reverse("search"), {"q": words, **filters})
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
    assert "There is no ACT-0001 that you may see." in search(client, "ACT-0001")
    assert "There is no ACT-0777 that you may see." in search(client, "act 777")


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


def test_the_found_words_are_marked_and_what_stands_in_a_text_is_never_markup(
    world: World, indexed: MakeAction, sign_in: SignIn
) -> None:
    indexed("Bring <script>lists</script> & mailings up to date")
    shown = search(sign_in(world.member), "mailing list")
    assert "<mark>lists</mark>" in shown
    assert "<mark>mailings</mark>" in shown
    assert "&lt;script&gt;" in shown


def test_an_owner_outside_the_circle_is_not_shown_what_was_said_inside(
    world: World, indexed: MakeAction, sign_in: SignIn
) -> None:
    indexed("Send the attendance figures", owner=world.outsider.person, answer="The nurse told us about the bruise")
    assert "<mark>bruise</mark>" in search(sign_in(world.member), "bruise")
    assert "ACT-0001" not in search(sign_in(world.outsider), "bruise")
    assert "nurse" not in search(sign_in(world.outsider), "attendance")


def test_the_list_is_cut_into_pages_newest_first(world: World, indexed: MakeAction, sign_in: SignIn) -> None:
    for n in range(PAGE + 2):
        indexed(f"Audit {n}", minuted_on=date(2026, 1, 1) + timedelta(days=n))
    client = sign_in(world.member)
    first, second = search(client, "audit"), search(client, "audit", page=2)
    assert "Page 1 of 2" in first
    assert first.index("ACT-0022") < first.index("ACT-0021")
    assert ("ACT-0002" in first, "ACT-0002" in second) == (False, True)
    assert "Page 2 of 2" in search(client, "audit", page=99)


def test_the_list_can_be_narrowed_by_kind_group_and_day(world: World, indexed: MakeAction, sign_in: SignIn) -> None:
    indexed("Audit of spring", minuted_on=date(2026, 4, 1))
    indexed("Audit of autumn", minuted_on=date(2025, 10, 1))
    client = sign_in(world.member)
    assert "ACT-0002" not in search(client, "audit", since="1 January 2026")
    assert "ACT-0001" not in search(client, "audit", until="31 December 2025")
    both = search(client, "audit", since="1 October 2025", until="1/10/2025", kind="action", group=world.oversight.pk)
    assert ("ACT-0001" in both, "ACT-0002" in both) == (False, True)
    assert "Nothing found with these filters." in search(client, "audit", group=world.review.pk)
    assert "ACT-0001" not in search(client, "audit", kind="decision")


def test_a_day_that_cannot_be_read_is_left_out_and_said(world: World, indexed: MakeAction, sign_in: SignIn) -> None:
    indexed("Audit of spring")
    shown = search(sign_in(world.member), "audit", since="soon", until="\x00", group="x", page="-3", kind="nonsense")
    assert "“soon” is not a day and was left out." in shown
    assert "ACT-0001" in shown


def test_a_bare_number_puts_the_record_of_that_number_first(world: World, indexed: MakeAction, sign_in: SignIn) -> None:
    indexed("Audit 2 of 7")
    indexed("Bring the list up to date")
    shown = search(sign_in(world.member), "2")
    assert shown.index("By number and name") < shown.index("ACT-0002") < shown.index("ACT-0001")


def test_a_decision_opens_by_its_reference(world: World, sign_in: SignIn) -> None:
    meeting = MeetingFactory(group=world.oversight, circle=world.oversight.circle)
    decision = DecisionFactory(meeting=meeting)
    answer = sign_in(world.member).get(reverse("search"), {"q": decision.reference.lower()})
    assert answer.headers["Location"].endswith(f"{reverse('meeting', args=[meeting.pk])}#{decision.reference}")


def test_the_page_asks_the_database_a_constant_number_of_times(
    world: World, indexed: MakeAction, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for n in range(PAGE):
        indexed(f"Audit {n}")
    client = sign_in(world.member)
    with django_assert_max_num_queries(20):
        search(client, "audit")


def test_minutes_are_found_with_the_line_where_the_words_stand(
    world: World, sign_in: SignIn, by: Actor, at: datetime
) -> None:
    meeting = MeetingFactory(group=world.oversight, circle=world.oversight.circle)
    text = MinutesTextFactory(circle=meeting.circle, lines=3)
    words = ["Present", "", "Threshold training is late"]
    TextPartFactory(text=text, first_line=1, words=words, layout=[{"page": 2}] * 3)
    version = MinutesVersionFactory(meeting=meeting, text=text)
    index(records=findable_of_meeting(meeting, version), by=by, at=at)
    shown = search(sign_in(world.member), "threshold trained")
    assert "page 2, line 3" in shown
    assert f"{reverse('minutes_lines', args=[meeting.pk, version.number])}?lines=1-15" in shown


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=80))
@example("'; DROP TABLE search_searchrow; --")
@example('"a" OR NEAR(b) * ^ {col}: c')
@example("a & b | !c <-> d:*")
@example("\x00\x01 ÅÄÖ 日本語 ªº ²³ _ __ the and")
def test_any_text_is_safe_to_search(world: World, words: str) -> None:
    assert find(Wanted(words), world.member, on=DAY).found == []
