"""Circles inside the match: what the reader may not see is not collected, what they answer for is."""

from datetime import date, datetime

import pytest

from plait.access.models import Circle
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.search.commands import Findable, index
from plait.search.models import SearchRow
from plait.search.queries import keys_of, matching
from tests.factories.access import CircleFactory

pytestmark = pytest.mark.django_db


def day(year: int) -> date:
    return date(year, 3, 1)


@pytest.fixture
def circles() -> list[Circle]:
    return [CircleFactory() for _ in range(12)]


@pytest.fixture
def filled(circles: list[Circle], by: Actor, at: datetime) -> list[Circle]:
    """Action n belongs to the nth circle and group n + 100, and is of a year from 2020."""
    records = [
        Findable(Ref("action", n), c.pk, f"Audit number{n}", "of thresholds", "The nurse told", n + 100, day(2020 + n))
        for n, c in enumerate(circles)
    ]
    index(records=[*records, Findable(Ref("meeting", 3), circles[3].pk, "Audit")], by=by, at=at)
    return circles


def keys(words: str, **limits: object) -> list[int]:
    found = SearchRow.objects.filter(kind="action", key__in=keys_of(words, kind="action", **limits))  # type: ignore[arg-type]
    rows = matching(words, kind="action", **limits)  # type: ignore[arg-type]
    assert sorted(found.values_list("key", flat=True)) == sorted(rows.values_list("key", flat=True))
    return sorted(row.key for row in rows)


def of(circles: list[Circle], *which: int) -> list[int]:
    return [circles[n].pk for n in which]


def test_only_what_the_circles_hold_is_found(filled: list[Circle]) -> None:
    assert keys("audit threshold", circles=of(filled, 2, 5)) == [2, 5]


def test_many_circles_are_like_few(filled: list[Circle]) -> None:
    assert keys("audit", circles=of(filled, *range(11))) == list(range(11))


def test_nobodys_circles_find_nothing(filled: list[Circle]) -> None:
    assert keys("audit", circles=[]) == []


def test_without_circles_nothing_is_limited(filled: list[Circle]) -> None:
    assert keys("nurse", circles=None) == list(range(12))


@pytest.mark.parametrize("held", [(), (2, 5), tuple(range(10))])
def test_who_answers_outside_the_circle_finds_the_words_but_not_the_inside(
    filled: list[Circle], held: tuple[int, ...]
) -> None:
    assert keys("audit", circles=of(filled, *held), own=[5, 11]) == sorted({*held, 5, 11})
    assert keys("nurse", circles=of(filled, *held), own=[5, 11]) == list(held)


def test_thousands_of_own_actions_can_be_named(filled: list[Circle]) -> None:
    assert keys("audit", circles=[], own=range(5000)) == list(range(12))


def test_groups_and_years_narrow_it(filled: list[Circle]) -> None:
    assert keys("audit", circles=None, groups=[101, 104]) == [1, 4]
    rows = matching("audit", kind="action", circles=of(filled, 1, 2, 3), years=[2021, 2023])
    assert sorted(row.key for row in rows) == [1, 3]


def test_a_record_that_changes_its_circle_changes_its_mark(filled: list[Circle]) -> None:
    SearchRow.objects.filter(kind="action", key=2).update(circle=filled[7])
    assert keys("audit", circles=of(filled, 2)) == []
    assert keys("audit", circles=of(filled, 7)) == [2, 7]


@pytest.mark.parametrize("typed", ["c1", "r1", "g101", "y2020", "marks:c1", "kaction", ":kaction", "c", "r", "k"])
def test_nobody_finds_a_record_by_its_marks(filled: list[Circle], typed: str) -> None:
    assert keys(typed, circles=None) == []


def test_a_database_is_asked_once(filled: list[Circle], django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        assert len(list(matching("audit", circles=of(filled, 1, 2), own=[3], kind="action"))) == 3
