"""Items numbered by letters, roman numbers, references, and the tables that are no items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.reading.layout.item_numbers import bare, is_series, item_number, lettered_number, without_paper
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import HEAD, heading, paragraphs, read_text, rows, word_document

TOP = "Marlshire Prevent Board\nMinutes, 9 October 2024\nPresent: Ruth Adler, Simon Bray\n\n"


def titles(text: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in read_text(TOP + text).items]


def test_letters_and_roman_numbers_that_count_up_are_items() -> None:
    talk = "\nThe board talked about this for a while and came to no end.\n"
    assert titles(f"A. Welcome{talk}B. Training{talk}C. Next meeting\n15 January 2025\n") == [
        ("A", "Welcome"),
        ("B", "Training"),
        ("C", "Next meeting"),
    ]
    assert titles(f"(i) WELCOME{talk}(ii) TRAINING{talk}(iii) YOUTH CLUB{talk}")[1] == ("ii", "TRAINING")


def test_a_day_is_no_item() -> None:
    assert len(titles("1 WELCOME\nHello.\n2 DATE OF NEXT MEETING\n16 October 2024, 5.30pm\n")) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4. Title", "4"),
        ("04 Title", "4"),
        ("4.0 Title", "4"),
        ("4a Title", "4a"),
        ("Item 5 – Title", "5"),
        ("AGENDA ITEM 5: Title", "5"),
        ("13/25 Title", "13/25"),
        ("SWP 24/33 TITLE", "SWP 24/33"),
        ("TD 23 Title", "TD 23"),
        ("15 January 2025", None),
        ("12 people came", None),
        ("2.1 Title", None),
    ],
)
def test_numbers_of_items(text: str, number: str | None) -> None:
    found = item_number(text)
    assert (found.number if found else None) == number


def test_an_embedded_paper_is_no_part_of_the_title() -> None:
    assert without_paper("Neglect audit 07 Agenda Item 4 - Audit repo") == "Neglect audit"
    assert without_paper("Agenda planning") == "Agenda planning"


def test_rows_of_an_action_table_are_no_items() -> None:
    found = read_document(
        word_document(
            HEAD,
            heading("1. Talk"),
            paragraphs("OH spoke."),
            heading("2. Actions"),
            rows(
                0, ("", "Action", "Lead", "By when"), ("1", "Send the list", "OH", "May"), ("2", "Ring", "AK", "June")
            ),
        )
    )
    assert [item.title for item in found.items] == ["Talk", "Actions"]
    assert [a.text for a in found.actions] == ["Send the list", "Ring"]


def test_an_action_table_goes_on_over_the_page_without_its_headings() -> None:
    found = read_document(
        word_document(
            HEAD,
            heading("1. Talk"),
            paragraphs("OH spoke."),
            rows(0, ("Action", "Owner", "By when"), ("Send the list to schools", "OH", "9 May 2025")),
            rows(1, ("Ring the hospital about beds", "AK", "10 May 2025")),
        )
    )
    assert [(a.text, a.owners[0].text) for a in found.actions] == [
        ("Send the list to schools", "OH"),
        ("Ring the hospital about beds", "AK"),
    ]


def test_an_item_table_with_a_blank_heading_over_the_talk() -> None:
    found = read_document(
        word_document(
            HEAD,
            rows(
                0,
                ("Item", "", "Action"),
                ("1. Welcome", "OH welcomed everybody to the first meeting of the year in the new hall.", ""),
                (
                    "2. Duty",
                    "AK set out what the new duty asks of each of the agencies round the table.",
                    "AK to brief",
                ),
            ),
        )
    )
    assert [(i.number, i.title) for i in found.items] == [("1", "Welcome"), ("2", "Duty")]
    assert [(a.item, a.text) for a in found.actions] == [("2", "AK to brief")]


def test_initials_in_the_margin_mark_the_sentence_beside_them() -> None:
    found = read_document(
        word_document(
            HEAD,
            rows(
                0,
                ("Item", "Discussion", "Action"),
                ("1", "Beds", ""),
                ("", "AK said that beds are short. AK will ask two landlords for cots. Members thanked AK.", "AK"),
            ),
        )
    )
    assert [(a.text, a.owners[0].text) for a in found.actions] == [("AK will ask two landlords for cots.", "AK")]


@given(st.text(max_size=40))
def test_any_text_has_a_number_or_none(text: str) -> None:
    for found in (item_number(text), lettered_number(text)):
        assert found is None or 0 < found.end <= len(text)
    assert isinstance(is_series([text or "a"] * 3), bool)
    assert isinstance(bare(text), str)
