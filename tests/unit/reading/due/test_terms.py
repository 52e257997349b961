"""School terms are data of the area: known, they give a day; unknown, a question."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.reading.due.terms import Term, day_of_term, names_term, read_terms
from plait.reading.due.wording import find_due
from plait.reading.model import DueKind
from plait.reading.sandbox import read_in_child
from tests.unit.reading.marlshire import read_text

FILE = """\
# Marlshire, term dates as published
Autumn, 2025-09-02, 2025-10-27, 2025-10-31, 2025-12-19
spring, 2026-01-05, 2026-02-16, 2026-02-20, 2026-03-27  # Easter is early

summer, 2026-04-13, 2026-05-25, 2026-05-29, 2026-07-21
"""
TERMS = read_terms(FILE)
MEETING = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by half term", date(2026, 2, 13)),
        ("before the February half-term", date(2026, 2, 13)),
        ("during half term", date(2026, 2, 20)),
        ("by the summer half term", date(2026, 5, 22)),
        ("before the end of the spring term", date(2026, 3, 27)),
        ("by the end of term", date(2026, 3, 27)),
        ("this term, by the end of this term", date(2026, 3, 27)),
        ("in the summer term", date(2026, 7, 21)),
        ("by the summer term", date(2026, 4, 13)),
        ("before the start of the summer term", date(2026, 4, 12)),
        ("by the end of next term", date(2026, 7, 21)),
        ("before the summer holidays", date(2026, 7, 21)),
        ("by the end of the school year", date(2026, 7, 21)),
        ("by the autumn term", None),
    ],
)
def test_words_of_terms_mean_the_days_that_the_area_published(words: str, day: date | None) -> None:
    match = names_term(words)
    assert match is not None
    assert day_of_term(match, MEETING, TERMS) == day


@pytest.mark.parametrize(
    "words", ["in the long term", "by Friday", "the terms of reference", "before the break-in", "during term time"]
)
def test_other_words_name_no_term(words: str) -> None:
    assert names_term(words) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("winter, 2026-01-05, 2026-02-16, 2026-02-20, 2026-03-27", "Line 1"),
        ("spring, 2026-01-05, 2026-02-16", "Line 1"),
        ("spring, 2026-01-05, 2026-02-20, 2026-02-16, 2026-03-27", "do not follow"),
        ("spring, 5 January, 2026-02-16, 2026-02-20, 2026-03-27", "Invalid isoformat"),
    ],
)
def test_a_file_that_is_wrong_says_where(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_terms(line)


@given(st.text(max_size=300))
def test_any_text_is_terms_or_is_refused(text: str) -> None:
    try:
        found = read_terms(text)
    except ValueError:
        return
    assert all(isinstance(term, Term) for term in found)


def due_of(words: str) -> date | None:
    found = find_due(f"Ada to write to the schools {words}", meeting=MEETING, next_meeting=None)
    assert found is not None
    assert found.due.kind is DueKind.DATE
    assert found.due.inferred is (found.due.date is not None)
    return found.due.date


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def write(text: str) -> None:
        path = tmp_path / "terms.csv"
        path.write_text(text)
        monkeypatch.setenv("PLAIT_TERM_DATES", str(path))

    return write


def test_the_file_of_the_installation_is_believed(published: Callable[[str], None]) -> None:
    published(FILE)
    assert due_of("by half term") == date(2026, 2, 13)


def test_without_a_file_or_with_a_wrong_one_no_day_is_guessed(published: Callable[[str], None]) -> None:
    assert due_of("by half term") is None
    published("nothing of the kind")
    assert due_of("by half term") is None


MINUTES = """\
Marlshire Schools Group
Minutes of the meeting held on Tuesday 20 January 2026 at 2pm
Present: Ada Thorne (AT), Head; Ben Okoro (BO), Adviser
1. Forms
The form was liked.
Action: AT to write to the schools by half term.
Action: BO to ring the college by 2 March.
"""


def test_a_term_that_is_not_known_is_asked_after() -> None:
    reading = read_text(MINUTES)
    assert [(each.about, each.text) for each in reading.questions] == [
        (
            "actions[0].due",
            "Term dates differ from one area to the next. Which day is meant by “by half term”?",
        )
    ]


def test_the_child_that_reads_files_knows_the_terms_too(published: Callable[[str], None]) -> None:
    published(FILE)
    reading = read_in_child(MINUTES.encode(), "minutes.txt")
    assert [each.due.date for each in reading.actions] == [date(2026, 2, 13), date(2026, 3, 2)]
    assert not reading.questions
