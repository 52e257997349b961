import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.reading.document import Box, Cell, Line, LineKind
from plait.reading.model import (
    Action,
    Attendee,
    Challenge,
    Decision,
    Due,
    DueKind,
    Item,
    Kind,
    LooseEnd,
    Owner,
    OwnerKind,
    Passed,
    Presence,
    Question,
    Reading,
    Source,
    Status,
    Warning_,
    unreadable,
)  # fmt: skip

WORD = st.text(max_size=12)
SOURCE = st.builds(Source, st.integers(1, 9), st.integers(1, 9), st.none() | st.integers(1, 9))
NAMES = st.lists(WORD, max_size=2).map(tuple)


def many(strategy: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(strategy, max_size=2).map(tuple)


DUE = st.builds(Due, st.none() | WORD, st.sampled_from(DueKind), st.none() | st.dates(), st.booleans(), st.booleans())
OWNERS = many(st.builds(Owner, WORD, st.sampled_from(OwnerKind), NAMES, st.booleans()))
ACTION = st.builds(
    Action, WORD, st.none() | WORD, OWNERS, DUE,
    st.sampled_from(Status), st.booleans(), SOURCE,
)  # fmt: skip
ATTENDEE = st.builds(
    Attendee, WORD, st.none() | WORD, st.none() | WORD, st.none() | WORD, st.sampled_from(Presence),
    st.none() | WORD, SOURCE,
)  # fmt: skip
READINGS = st.builds(
    Reading, kind=st.sampled_from(Kind), reason=st.none() | WORD, title=st.none() | WORD, group=st.none() | WORD,
    date=st.none() | st.dates(), start=st.none() | WORD, end=st.none() | WORD, venue=st.none() | WORD,
    attendees=many(ATTENDEE), items=many(st.builds(Item, st.none() | WORD, WORD, SOURCE)),
    decisions=many(st.builds(Decision, WORD, st.none() | WORD, st.booleans(), SOURCE)), actions=many(ACTION),
    escalations=many(st.builds(Passed, WORD, SOURCE)), impact=many(st.builds(Passed, WORD, SOURCE)),
    next_agenda=many(st.builds(Passed, WORD, SOURCE)), date_inferred=st.booleans(),
    loose_ends=many(st.builds(LooseEnd, WORD, WORD, WORD, st.none() | WORD, SOURCE)),
    challenges=many(st.builds(Challenge, WORD, OWNERS, OWNERS, st.none() | WORD, SOURCE)),
    questions=many(st.builds(Question, WORD, WORD, NAMES)),
    warnings=many(st.builds(Warning_, WORD, WORD)),
    lines=st.just(()), schema=st.just("plait.minutes/1"),
)  # fmt: skip


@given(READINGS)
def test_a_reading_comes_back_from_its_json(reading: Reading) -> None:
    assert Reading.from_json(reading.to_json()) == reading


def test_keys_stand_in_the_order_of_the_contract() -> None:
    expected = (
        "schema kind reason title group date start end venue attendees items decisions actions escalations impact "
        "next_agenda questions warnings date_inferred loose_ends challenges lines"
    )
    assert list(unreadable("No.", "empty").to_json(with_lines=True)) == expected.split()


def test_the_layout_of_lines_comes_back_too() -> None:
    line = Line(1, "x", LineKind.CELL, 2, 1, 1, Cell(0, 1, 2), True, Box(1.0, 2.0, 3.0, 4.0))
    reading = Reading(Kind.MINUTES, date=datetime.date(2025, 3, 4), lines=(line,))
    assert Reading.from_json(reading.to_json(with_layout=True)) == reading


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="not a reading"):
        Reading.from_json({"schema": "other/1"})
