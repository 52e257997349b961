"""Spoilt minutes in every format, about a minute in all; `python -m tests.fuzz --minutes 60` is the long form."""

import time

import pytest

from plait.reading import Kind
from tests.fuzz.reading import read_many, read_whole
from tests.fuzz.samples import MAKERS, samples

SECONDS = 5.0  # of processor time for each of the eight formats
BATCH = 40


@pytest.mark.parametrize("form", MAKERS)
def test_the_samples_themselves_are_minutes(form: str) -> None:
    assert {read_whole(data, f"minutes.{form}").kind for data in samples(form)} == {Kind.MINUTES}


@pytest.mark.parametrize("form", MAKERS)
def test_spoilt_minutes_are_answered_or_refused(form: str) -> None:
    end = time.process_time() + SECONDS
    number, count = time.time_ns() % 1_000_000, 0
    while time.process_time() < end:
        count += sum(read_many(form, BATCH, number).values())
        number += 1
    assert count >= BATCH
