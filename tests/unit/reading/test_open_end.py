"""Is the end missing? Only then it is said."""

import pytest

from tests.unit.reading.marlshire import MINUTES, read_text


def says_so(ending: str) -> bool:
    head = MINUTES[: MINUTES.index("6. Next meeting")]
    return "text_ends_early" in [warning.code for warning in read_text(head + ending).warnings]


@pytest.mark.parametrize(
    "ending",
    [
        "Next meeting: Tuesday 15 July 2025 at 10:00",
        "Date of next meeting: Wednesday 28 May 2025",
        "Next meeting: to be confirmed",
        "6. Next meeting\n\nThursday 26 June, 11am",
        "The next meeting will be on Monday 7 December 2026.",
        "",
    ],
)
def test_minutes_that_end_with_the_next_meeting_are_whole(ending: str) -> None:
    assert not says_so(ending)


@pytest.mark.parametrize(
    "ending", ["6. Next Meeting", "Date of next meeting:", "PL went on to say that " + "the leaflet and " * 6]
)
def test_minutes_that_break_off_are_told(ending: str) -> None:
    assert says_so(ending)
