"""The search page's own question: each kind's newest, within what the reader may see, against a plain oracle."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plait.access.models import Circle
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.search.commands import Findable, index
from plait.search.hits import Sought, hits
from tests.factories.access import CircleFactory

pytestmark = pytest.mark.django_db

KINDS = ("action", "decision", "meeting", "file")
ALL = dict.fromkeys(KINDS, 100)


@pytest.fixture
def circles() -> list[Circle]:
    return [CircleFactory() for _ in range(10)]


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


record = st.tuples(
    st.sampled_from(KINDS),
    st.integers(1, 6),
    st.integers(0, 9),
    st.sampled_from(["neglect", "audit"]),
    st.integers(1, 28),
)
records = st.lists(record, max_size=14, unique_by=lambda row: row[:2])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    records,
    st.sets(st.integers(0, 9)),
    st.sets(st.integers(1, 6), max_size=3),
    st.none() | st.integers(1, 28),
    st.integers(1, 3),
)
def test_what_is_found_is_what_one_may_see(
    circles: list[Circle],
    by: Actor,
    at: datetime,
    rows: list[tuple[str, int, int, str, int]],
    held: set[int],
    own: set[int],
    since: int | None,
    most: int,
) -> None:
    with undone():
        found = [
            Findable(Ref(kind, key), circles[circle].pk, word, inside="bruise", on=date(2026, 3, day))
            for kind, key, circle, word, day in rows
        ]
        index(records=found, by=by, at=at)
        day = date(2026, 3, since) if since else None
        for words, inside in (("neglect", False), ("bruise", True), ("neglect bruise", True)):
            asked = Sought(words, KINDS, [circles[n].pk for n in held], own=sorted(own), own_kind="action", since=day)
            expected = sorted(
                (kind, key)
                for kind, key, circle, word, on in rows
                if (word == "neglect" or words == "bruise")
                and (circle in held or (not inside and kind == "action" and key in own))
                and (since is None or on >= since)
            )
            assert sorted((hit.ref.kind, hit.ref.key) for hit in hits(asked, most=ALL)) == expected
            few = hits(asked, most=dict.fromkeys(KINDS, most))
            for kind in KINDS:
                newest = [key for each, key in reversed(expected) if each == kind][:most]
                assert [hit.ref.key for hit in few if hit.ref.kind == kind] == newest


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text('"*-:^(){}| ORNEAT', max_size=40))
def test_whatever_is_typed_is_an_answer_within_what_one_may_see(
    circles: list[Circle], by: Actor, at: datetime, typed: str
) -> None:
    with undone():
        index(records=[Findable(Ref("file", 1), circles[0].pk, typed, typed)], by=by, at=at)
        for kinds in (KINDS, ("file",)):
            assert hits(Sought(typed, kinds, [circles[1].pk]), most=ALL) == []
            assert hits(Sought(typed, kinds, []), most=ALL) == []
        assert len(hits(Sought(typed, KINDS, [circles[0].pk]), most=ALL)) <= 1


def test_ten_thousand_characters_and_only_stop_words_are_answers(
    circles: list[Circle], by: Actor, at: datetime
) -> None:
    index(records=[Findable(Ref("file", 1), circles[0].pk, "The state of the art")], by=by, at=at)
    here = [circles[0].pk]
    assert hits(Sought("x" * 10_000, KINDS, here), most=ALL) == []
    assert len(hits(Sought("the of", KINDS, here), most=ALL)) == 1
    assert len(hits(Sought("state for the art", KINDS, here), most=ALL)) == 1
    assert hits(Sought('"art of state"', KINDS, here), most=ALL) == []
    assert len(hits(Sought("“state of the art”", KINDS, here), most=ALL)) == 1
    assert len(hits(Sought('state "of the', KINDS, here), most=ALL)) == 1


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The café’s review", "cafe review"),
        ("Education and/or Health", "health"),
        ("O’Neill", "o'neill"),
        ("circulated", "circulat"),
        ("safeguarding", "safeguardin"),
        ("Sent to www.plait.example/audit", "audit"),
        ("ACT-0042 is late", "0042"),
        ("a_b and c", "b"),
    ],
)
def test_both_databases_take_texts_apart_alike(
    circles: list[Circle], by: Actor, at: datetime, text: str, typed: str
) -> None:
    index(records=[Findable(Ref("file", 1), circles[0].pk, "", text)], by=by, at=at)
    assert len(hits(Sought(typed, KINDS, [circles[0].pk]), most=ALL)) == 1
