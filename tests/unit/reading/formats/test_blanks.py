"""Text pulled out of a PDF, with blanks where the page had columns."""

import pytest

from plait.reading import read
from plait.reading.formats.blanks import with_tabs


def rows(text: str) -> list[str]:
    return with_tabs(text.strip("\n").split("\n"))


def test_columns_of_blanks_become_cells_and_lines_stay() -> None:
    assert rows(
        """
Name                    Organisation                 Post
Olwen Hartree (OH)      Marlshire County Council     Assistant Director,
                                                     Family Support

Piers Lockyer (PL)      Marl Valley Police           Inspector
Members talked about the leaflet and everybody agreed that it was far too long.
"""
    ) == [
        "Name\tOrganisation\tPost",
        "Olwen Hartree (OH)\tMarlshire County Council\tAssistant Director,",
        "\t\tFamily Support",
        "",
        "Piers Lockyer (PL)\tMarl Valley Police\tInspector",
        "Members talked about the leaflet and everybody agreed that it was far too long.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1.     Welcome\n2.     Apologies\n3.     Minutes",
        "•      One\n•      Two\n•      Three",
        "Date:      8 May\n\n\nThe words    stand wide     here\nand    not like that     there",
        "Only one row      with columns\nand then a sentence that runs across all of them\nand on",
        "a" * 50 + "   " + "b" * 3000,
    ],
)
def test_numbers_bullets_and_single_rows_are_no_columns(text: str) -> None:
    assert with_tabs(text.split("\n")) == text.split("\n")


def test_people_in_columns_of_blanks_are_attendees() -> None:
    text = """\
Marlshire Safeguarding Children Partnership
Minutes of the Audit Group, Tuesday 4 March 2025, 1:30pm
Present:
Olwen Hartree (OH)      Marlshire County Council     Assistant Director
Piers Lockyer (PL)      Marl Valley Police           Inspector
Petra Lindell (PE)      Marlshire Health Trust       Named Nurse

1. Welcome

Action: PL to write the list.
"""
    reading = read(text.encode(), "minutes.txt")
    assert [(one.name, one.organisation) for one in reading.attendees] == [
        ("Olwen Hartree", "Marlshire County Council"),
        ("Piers Lockyer", "Marl Valley Police"),
        ("Petra Lindell", "Marlshire Health Trust"),
    ]
    assert reading.actions[0].owners[0].candidates == ("Piers Lockyer",)


def test_many_rows_take_no_long_time() -> None:
    assert len(with_tabs(["a    b    c", "x " * 500] * 5_000)) == 10_000
    assert len(with_tabs(["a    b    c"] * 10_000)) == 10_000
    assert len(with_tabs(["a   " * 400] * 2_000)) == 2_000
    assert len(with_tabs(["a    b", "a"] * 5_000)) == 10_000
    assert len(with_tabs(["a    b", *["a"] * 30] * 1_000)) == 31_000
