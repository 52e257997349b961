"""Open, under way or closed: what a row says of itself, and what colour alone does not say."""

from datetime import date

import pytest

from plait.reading.trackers.statuses import RowStatus, Standing, colours_explained, standing

RAISED = date(2025, 3, 12)


def _stands(
    status: str = "", closed: str = "", comments: str = "", wording: str = "Send the list", struck: bool = False
) -> Standing:
    return standing(
        status=status,
        closed=closed,
        closed_day=None,
        comments=comments,
        wording=wording,
        struck=struck,
        colours={},
        reference=RAISED,
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("", RowStatus.OPEN),
        ("red ", RowStatus.OPEN),
        ("Open - awaiting completion of the audit", RowStatus.OPEN),
        ("Not started", RowStatus.OPEN),
        ("A", RowStatus.IN_PROGRESS),
        ("Ongoing", RowStatus.IN_PROGRESS),
        ("In progress – to be completed by May", RowStatus.IN_PROGRESS),
        ("Partially complete", RowStatus.IN_PROGRESS),
        ("75% complete", RowStatus.IN_PROGRESS),
        ("Propose to close", RowStatus.IN_PROGRESS),
        ("Green", RowStatus.IN_PROGRESS),
        ("Completed", RowStatus.DONE),
        ("CLOSED", RowStatus.DONE),
        ("Superseded by the new plan", RowStatus.NOT_DONE),
        ("No longer required", RowStatus.NOT_DONE),
    ],
)
def test_the_words_of_a_status_column_say_how_it_stands(words: str, status: RowStatus) -> None:
    assert _stands(words).status is status


@pytest.mark.parametrize(
    ("closed", "status", "day"),
    [
        ("Yes", RowStatus.DONE, None),
        ("closed 28.5", RowStatus.DONE, date(2025, 5, 28)),
        ("14/10/24", RowStatus.DONE, date(2024, 10, 14)),
        ("Oct-24", RowStatus.DONE, date(2024, 10, 31)),
        ("N", RowStatus.OPEN, None),
        ("not yet", RowStatus.OPEN, None),
        ("tbc", RowStatus.OPEN, None),
    ],
)
def test_a_closed_column_says_yes_no_or_a_day(closed: str, status: RowStatus, day: date | None) -> None:
    found = _stands("G", closed) if status is RowStatus.DONE else _stands("", closed)
    assert (found.status, found.closed_on) == (status, day)


def test_the_day_beside_complete_in_the_update_is_the_day_it_was_closed() -> None:
    found = _stands("Closed", comments="02/04 chased KO\n28/05/25 complete (HL)")
    assert found.closed_on == date(2025, 5, 28)


def test_words_struck_out_are_done_unless_a_status_says_otherwise() -> None:
    assert _stands(struck=True).status is RowStatus.DONE
    assert _stands(struck=True).why == "The words are struck out."
    assert _stands("Open", struck=True).status is RowStatus.OPEN


def test_words_that_begin_with_closed_are_closed() -> None:
    found = _stands(wording="CLOSED Feb 25 – office move")
    assert (found.status, found.closed_on) == (RowStatus.DONE, date(2025, 2, 28))
    assert _stands(wording="Closed cases to be looked at again").status is RowStatus.OPEN


def test_without_a_status_the_beginning_of_the_update_tells_and_long_talk_does_not() -> None:
    assert _stands(comments="Complete. List sent to all.").status is RowStatus.DONE
    assert _stands(comments="The list was sent; the audit will be complete by May").status is RowStatus.OPEN


def test_a_key_explains_its_colours() -> None:
    found = colours_explained(["RAG: R not started, A under way, G done", "Blue = closed; amber: in progress"])
    assert found == {
        "red": RowStatus.OPEN,
        "amber": RowStatus.IN_PROGRESS,
        "green": RowStatus.DONE,
        "blue": RowStatus.DONE,
    }
