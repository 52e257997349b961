from datetime import date

import pytest

from plait.reading.due.wording import find_due
from plait.reading.model import DueKind

MEETING, NEXT = date(2025, 3, 4), date(2025, 5, 6)


@pytest.mark.parametrize(
    ("text", "kind", "day", "words"),
    [
        ("X to do it by 28 March.", DueKind.DATE, date(2025, 3, 28), "by 28 March"),
        ("X to do it by the end of July", DueKind.DATE, date(2025, 7, 31), "by the end of July"),
        ("X to do it around the 11th of April", DueKind.DATE, date(2025, 4, 11), "around the 11th of April"),
        ("X to do it by mid-late August", DueKind.DATE, None, "by mid-late August"),
        ("X to do it within seven days", DueKind.WITHIN, date(2025, 3, 11), "within seven days"),
        ("X to do it within a fortnight", DueKind.WITHIN, date(2025, 3, 18), "within a fortnight"),
        ("X to do it within ten working days", DueKind.WITHIN, date(2025, 3, 18), "within ten working days"),
        ("X to do it in about three weeks", DueKind.WITHIN, date(2025, 3, 25), "in about three weeks"),
        ("X to do it in six months' time", DueKind.WITHIN, date(2025, 9, 4), "in six months' time"),
        ("X to do it in two to three weeks", DueKind.WITHIN, None, "in two to three weeks"),
        ("X to do it within five days of receiving it", DueKind.WITHIN, None, "within five days of receiving it"),
        (
            "X to report at the next meeting of the group",
            DueKind.NEXT_MEETING,
            NEXT,
            "at the next meeting of the group",
        ),
        ("X to do it for the May meeting", DueKind.NEXT_MEETING, NEXT, "for the May meeting"),
        ("X to do it for the June meeting", DueKind.NEXT_MEETING, None, "for the June meeting"),
        ("X to do it before we meet again", DueKind.NEXT_MEETING, NEXT, "before we meet again"),
        ("X to do it w/c 10 March", DueKind.WEEK_COMMENCING, date(2025, 3, 10), "w/c 10 March"),
        (
            "X to do it by the end of the week commencing 10 March",
            DueKind.WEEK_COMMENCING,
            date(2025, 3, 14),
            "by the end of the week commencing 10 March",
        ),
        ("X to do it asap", DueKind.CONDITIONAL, None, "asap"),
        ("X to do it once the trial has ended", DueKind.CONDITIONAL, None, "once the trial has ended"),
    ],
)
def test_due_wording(text: str, kind: DueKind, day: date | None, words: str) -> None:
    found = find_due(text, meeting=MEETING, next_meeting=NEXT)
    assert found is not None
    assert (found.due.kind, found.due.date, found.due.text) == (kind, day, words)


@pytest.mark.parametrize(
    "text", ["X to write the part for the next learning briefing", "X to list reviews held since 2020", "X to ring Y"]
)
def test_no_due_is_read_where_none_is_said(text: str) -> None:
    assert find_due(text, meeting=MEETING, next_meeting=NEXT) is None


@pytest.mark.parametrize(
    ("text", "hard"),
    [("6 March, fixed", True), ("6 March (delivery date)", True), ("6 March", False), ("6 March, not fixed", False)],
)
def test_only_a_day_said_to_be_fixed_is_hard(text: str, hard: bool) -> None:
    found = find_due(text, meeting=MEETING, next_meeting=NEXT, column=True)
    assert found is not None
    assert found.due.hard is hard
