"""The same log again: which row is which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.reading.trackers.again import Printed, plain_reference, same_rows

LIST = "Circulate the mailing list for learning briefings"
FORM = "Find out whether schools have seen the form"


@pytest.mark.parametrize("printed", ["POG01", "POG 1", "pog-001", "POG/1"])
def test_a_reference_is_the_same_however_it_is_printed(printed: str) -> None:
    assert plain_reference(printed) == "pog1"


def test_rows_are_known_by_reference_and_words_in_any_order() -> None:
    before = [Printed("M1", LIST), Printed("M2", FORM)]
    assert same_rows([Printed("M 2", FORM), Printed("M01", LIST)], before) == {0: 1, 1: 0}


def test_a_reference_used_twice_is_told_apart_by_the_words() -> None:
    before = [Printed("M7", LIST), Printed("M7", FORM)]
    assert same_rows([Printed("M7", FORM), Printed("M7", LIST)], before) == {0: 1, 1: 0}


def test_words_that_changed_a_little_are_the_same_row_under_its_reference() -> None:
    assert same_rows([Printed("M1", f"{LIST} to all schools")], [Printed("M1", LIST)]) == {0: 0}


def test_the_same_reference_with_other_words_is_another_row() -> None:
    assert same_rows([Printed("M1", FORM)], [Printed("M1", LIST)]) == {}


def test_a_row_that_lost_its_reference_is_known_by_its_words() -> None:
    assert same_rows([Printed("", LIST.upper() + ".")], [Printed("M1", LIST)]) == {0: 0}
    assert same_rows([Printed("9", LIST.replace("mailing", "e-mail"))], [Printed("M1", LIST)]) == {}


@given(st.lists(st.builds(Printed, st.sampled_from(["M1", "M2", ""]), st.text(max_size=30)), max_size=12))
def test_no_row_is_taken_twice(rows: list[Printed]) -> None:
    found = same_rows(rows, rows)
    assert len(set(found.values())) == len(found)
