"""Finding records by words, the same on both databases, whatever is typed."""

from datetime import datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plait.accounts.models import User
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.search import index as laid
from plait.search.commands import Findable, index
from plait.search.models import SearchRow
from plait.search.queries import matching, search
from tests.factories.access import CircleFactory, ExclusionFactory, GrantFactory
from tests.factories.foundations import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer() -> User:
    return UserFactory()


@pytest.fixture
def circle(viewer: User):  # type: ignore[no-untyped-def]
    return GrantFactory(person=viewer.person).circle


@pytest.fixture
def filled(circle, by: Actor, at: datetime) -> None:  # type: ignore[no-untyped-def]
    told = {
        1: ("Transport to school", "Buses and bicycles in the winter months"),
        2: ("The mailing list", "Circulated to every headteacher"),
        3: ("Neglect strategy", "Drafting of the strategy about O’Neill’s café, 40% of schools"),
    }
    index(records=[Findable(Ref("action", k), circle.pk, *words) for k, words in told.items()], by=by, at=at)


def keys(words: str) -> list[int]:
    return sorted(row.key for row in matching(words))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("school", [1, 3]),
        ("SCHOOL", [1, 3]),
        ("schools", [1, 3]),
        ("school buses", [1]),
        ("drafted", [3]),
        ("headteach", [2]),
        ("bicyc", [1]),
        ("school mailing", []),
        ("unicorns", []),
        ("", []),
        ("   ", []),
        ("!?&|", []),
        ("café", [3]),
    ],
)
def test_words_find_what_holds_all_of_them(filled: None, typed: str, found: list[int]) -> None:
    assert keys(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        '"school', "school' OR '1'='1", "school & | !", "school:*", "NEAR(school)", "school AND", "title:school",
        "(((", "_", "___", "a_b", "²", "x" * 5000, "school\x00", "-school", "the", "the of and", "%", "\\",
    ],
)  # fmt: skip
def test_signs_that_mean_something_to_a_database_mean_nothing_here(filled: None, typed: str) -> None:
    assert set(keys(typed)) <= {1, 2, 3}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_whatever_is_typed_is_an_answer(filled: None, typed: str) -> None:
    assert set(keys(typed)) <= {1, 2, 3}


def test_one_finds_what_ones_circles_hold_and_nothing_else(filled: None, viewer: User, by: Actor, at: datetime) -> None:
    index(records=[Findable(Ref("action", 9), CircleFactory().pk, "School of another circle")], by=by, at=at)
    assert [row.key for row in search("school", viewer)] == [3, 1]
    assert list(search("school", UserFactory())) == []


def test_who_is_excluded_finds_nothing_there(filled: None, viewer: User, circle) -> None:  # type: ignore[no-untyped-def]
    ExclusionFactory(circle=circle, person=viewer.person)
    assert list(search("school", viewer)) == []


def test_a_record_is_found_by_its_new_words_and_no_longer_by_its_old(
    filled: None,
    circle,  # type: ignore[no-untyped-def]
    by: Actor,
    at: datetime,
) -> None:
    index(records=[Findable(Ref("action", 2), circle.pk, "A plan for neglect")], by=by, at=at)
    assert (keys("neglect"), keys("mailing"), SearchRow.objects.count()) == ([2, 3], [], 3)


def test_a_record_that_went_to_another_circle_is_found_there(
    filled: None, viewer: User, by: Actor, at: datetime
) -> None:
    index(records=[Findable(Ref("action", 2), CircleFactory().pk, "The mailing list")], by=by, at=at)
    assert list(search("mailing", viewer)) == []


def test_a_record_that_is_gone_is_not_found(filled: None) -> None:
    SearchRow.objects.filter(key=2).delete()
    assert keys("mailing") == []


def test_one_kind_can_be_asked_for(filled: None, circle, by: Actor, at: datetime) -> None:  # type: ignore[no-untyped-def]
    index(records=[Findable(Ref("meeting", 1), circle.pk, "About school")], by=by, at=at)
    assert [(row.kind, row.key) for row in matching("school", kind="meeting")] == [("meeting", 1)]


def test_a_very_long_document_can_be_indexed_and_its_beginning_is_found(
    circle,  # type: ignore[no-untyped-def]
    by: Actor,
    at: datetime,
) -> None:
    text = "safeguarding " + " ".join(f"wörd{number:x}" for number in range(300_000))
    index(records=[Findable(Ref("meeting", 1), circle.pk, "Minutes", text)], by=by, at=at)
    assert keys("safeguarding wörd1f") == [1]


def test_a_character_that_no_database_keeps_is_left_out(circle, by: Actor, at: datetime) -> None:  # type: ignore[no-untyped-def]
    index(records=[Findable(Ref("meeting", 1), circle.pk, "Min\x00utes", "of the\x00 oversight group")], by=by, at=at)
    assert keys("oversight") == [1]


def test_laying_the_index_again_changes_nothing(filled: None) -> None:
    connection.check_constraints()  # PostgreSQL alters no table while a check of it is put off
    laid.install()
    laid.install()
    assert keys("school") == [1, 3]
