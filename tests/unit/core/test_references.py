"""References people can say aloud."""

import threading

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from plait.core.references import parse_reference, say_reference, take_numbers


@pytest.mark.parametrize("said", ["ACT-0042", "act-42", "ACT 42", "act0042", "  Act - 42 ", "ACT42"])
def test_a_reference_is_understood_however_it_is_said(said: str) -> None:
    assert parse_reference(said) == ("ACT", 42)


@pytest.mark.parametrize("said", ["", "42", "ACT", "ACT-", "ACTION-42", "ACT-4a", "ACT-42 and more", "ACT-" + "9" * 40])
def test_what_is_no_reference_is_none(said: str) -> None:
    assert parse_reference(said) is None


@given(st.integers(0, 999_999_999))
def test_what_is_said_is_understood(number: int) -> None:
    assert parse_reference(say_reference("ACT", number)) == ("ACT", number)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_answer(typed: str) -> None:
    found = parse_reference(typed)
    assert found is None or found[1] < 10**9


@pytest.mark.django_db
def test_numbers_follow_one_another_and_each_prefix_counts_for_itself() -> None:
    assert [list(take_numbers("ACT", 3)), list(take_numbers("ACT")), list(take_numbers("RSK"))] == [[1, 2, 3], [4], [1]]


@pytest.mark.django_db(transaction=True)
def test_no_number_is_given_twice_when_eight_take_one_at_once() -> None:
    given_out: list[int] = []

    def take() -> None:
        with transaction.atomic():
            given_out.extend(take_numbers("ACT"))
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given_out) == list(range(1, 9))
