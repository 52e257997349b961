"""The headings that business units write, and what is taken from them."""

import pytest

from plait.reading.trackers.headings import Kind, Part, part_of
from plait.reading.trackers.layout import layout_of
from plait.reading.trackers.opening import open_book
from tests.spreadsheets import workbook


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Ref No.", Part.REFERENCE),
        ("#", Part.REFERENCE),
        ("ACTION\nREQUIRED", Part.WORDING),
        ("What will we do?", Part.WORDING),
        ("By whom", Part.OWNER),
        ("Action Owner(s)", Part.OWNER),
        ("Responsible Person / Agency", Part.OWNER),
        ("Who will do it?", Part.OWNER),
        ("Lead agency", Part.AGENCY),
        ("By when", Part.DUE),
        ("Target Completion Date", Part.DUE),
        ("When will it be done by?", Part.DUE),
        ("R A G", Part.STATUS),
        ("Status (Open/Closed)", Part.STATUS),
        ("Complete Y/N", Part.CLOSED),
        ("Date Completed", Part.CLOSED),
        ("Update (please add date + initials)", Part.COMMENTS),
        ("Progress", Part.COMMENTS),
        ("Date of meeting", Part.MEETING),
        ("Mitigating actions", Part.CONTROLS),
        ("Residual Likelihood", Part.LIKELIHOOD_AFTER),
        ("Impact (1-5)", Part.IMPACT),
        ("Net score", Part.SCORE_AFTER),
        ("Direction of travel", Part.DIRECTION),
        ("Priority", Part.OTHER),
        ("", Part.OTHER),
        ("x" * 500, Part.OTHER),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, part: Part) -> None:
    assert part_of(heading) is part


def _columns(*rows: list[str]) -> dict[str, Part]:
    layout = layout_of(open_book(workbook(rows), "x.xlsx").sheets[0])
    return {column.heading: column.part for column in layout.columns}


def test_the_column_with_the_words_is_chosen_where_two_could_hold_them() -> None:
    found = _columns(
        ["Recommendation", "Action", "Owner"],
        ["Schools hear of every notification", "Write to every school about it", "KO"],
    )
    assert found == {"Recommendation": Part.OTHER, "Action": Part.WORDING, "Owner": Part.OWNER}


def test_a_column_of_numbers_called_action_holds_no_words() -> None:
    found = _columns(["Action", "Description", "Owner"], ["1", "Write to every school about it", "KO"])
    assert found == {"Action": Part.OTHER, "Description": Part.WORDING, "Owner": Part.OWNER}


def test_second_scores_are_those_after_controls() -> None:
    found = layout_of(
        open_book(
            workbook(
                [
                    ["Risk", "L", "I", "Score", "Controls", "L", "I", "Score"],
                    ["Trainers leave", "4", "4", "16", "Two a year", "2", "4", "8"],
                ]
            ),
            "x.xlsx",
        ).sheets[0]
    )
    assert found.kind is Kind.RISKS
    assert [c.part for c in found.columns][1:4] == [Part.LIKELIHOOD, Part.IMPACT, Part.SCORE]
    assert [c.part for c in found.columns][5:] == [Part.LIKELIHOOD_AFTER, Part.IMPACT_AFTER, Part.SCORE_AFTER]


def test_a_sheet_that_is_no_log_is_left_out() -> None:
    rows = [["Name", "Telephone"], ["Kemi Odukoya", "01632 960001"]]
    assert layout_of(open_book(workbook(rows), "x.xlsx").sheets[0]).kind is Kind.LEFT
