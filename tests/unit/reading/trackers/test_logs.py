"""Action logs and risk registers as business units keep them."""

from datetime import date

import pytest

from plait.reading.model import DueKind
from plait.reading.trackers.book import Book
from plait.reading.trackers.entries import Entry
from plait.reading.trackers.headings import Kind, Part
from plait.reading.trackers.layout import Layout, chosen, layout_of
from plait.reading.trackers.opening import open_book
from plait.reading.trackers.rows import Rows, rows_of
from plait.reading.trackers.statuses import RowStatus
from tests.spreadsheets import action_log, csv_file, log_rows, risk_register, workbook


@pytest.fixture(scope="module")
def log() -> Book:
    return open_book(action_log(), "log.xlsx")


def _read(book: Book, sheet: int = 0) -> Rows:
    return rows_of(book.sheets[sheet], layout_of(book.sheets[sheet]))


def _entry(book: Book, row: int, sheet: int = 0) -> Entry:
    return next(entry for entry in _read(book, sheet).entries if entry.row == row)


def test_the_headings_are_found_below_the_title_and_line_breaks_do_not_matter(log: Book) -> None:
    layout = layout_of(log.sheets[0])
    assert (layout.kind, layout.heading) == (Kind.ACTIONS, 3)
    assert [c.part for c in layout.columns] == [
        Part.REFERENCE,
        Part.MEETING,
        Part.WORDING,
        Part.OWNER,
        Part.DUE,
        Part.COMMENTS,
        Part.STATUS,
        Part.CLOSED,
    ]
    assert layout.above[0] == "Marlshire SCP, Practice oversight group"


def test_a_merged_meeting_speaks_for_all_its_rows(log: Book) -> None:
    assert [_entry(log, row).raised for row in (4, 5, 6, 7, 8)] == [date(2025, 3, 12)] * 4 + [date(2025, 6, 11)]


@pytest.mark.parametrize(
    ("row", "words", "kind", "day"),
    [
        (4, "ASAP", DueKind.CONDITIONAL, None),
        (5, "Next mtg", DueKind.NEXT_MEETING, None),
        (6, "19.03.25", DueKind.DATE, date(2025, 3, 19)),
        (7, "28 March 2025", DueKind.DATE, date(2025, 3, 28)),
        (8, "13 Dec 2025", DueKind.DATE, date(2025, 12, 13)),
    ],
)
def test_dates_are_read_in_every_form_and_stay_as_printed(
    log: Book, row: int, words: str, kind: DueKind, day: date | None
) -> None:
    due = _entry(log, row).due
    assert (due.text, due.kind, due.date) == (words, kind, day)


def test_a_month_stays_as_it_is_printed(log: Book) -> None:
    assert _entry(log, 9).due.text == "June 2025"
    assert _entry(log, 9).due.kind is DueKind.DATE


def test_several_owners_stand_in_a_cell_parted_by_strokes_commas_and_lines(log: Book) -> None:
    assert [owner.text for owner in _entry(log, 7).owners] == ["HL", "KO"]
    assert [owner.text for owner in _entry(log, 8).owners] == ["SC", "HL"]


def test_an_owner_who_is_struck_out_is_no_owner_and_the_row_says_so(log: Book) -> None:
    entry = _entry(log, 9)
    assert [owner.text for owner in entry.owners] == ["KO"]
    assert any("“SC” is struck out" in note for note in entry.notes)


def test_colours_mean_what_the_key_of_the_sheet_says(log: Book) -> None:
    assert [_entry(log, row).status for row in (4, 5, 7)] == [RowStatus.OPEN, RowStatus.IN_PROGRESS, RowStatus.OPEN]
    assert _entry(log, 8).status is RowStatus.DONE
    assert _entry(log, 8).status_words == "G"


def test_green_without_a_key_closes_nothing() -> None:
    book = open_book(workbook(log_rows(rag="Green")), "x.xlsx")
    assert _read(book).entries[0].status is RowStatus.IN_PROGRESS


def test_a_closing_day_without_its_year_is_found_in_the_update_beside_it(log: Book) -> None:
    entry = _entry(log, 6)
    assert (entry.status, entry.closed_on) == (RowStatus.DONE, date(2025, 5, 28))


def test_what_is_no_row_is_listed_with_its_reason(log: Book) -> None:
    assert [(u.row, u.because) for u in _read(log).unread] == [
        (10, "Nothing stands under “ACTION”."),
        (12, "It is a total."),
        (13, "It is a key or a note."),
    ]


def test_hidden_sheets_are_named_and_left_alone(log: Book) -> None:
    assert [(s.name, s.hidden, len(s.rows)) for s in log.sheets][-1] == ("Lists", True, 0)
    assert layout_of(log.sheets[2]).kind is Kind.LEFT


def test_a_sheet_of_closed_actions_is_read_like_the_log(log: Book) -> None:
    entry = _entry(log, 2, sheet=1)
    assert (entry.status, entry.closed_on) == (RowStatus.DONE, date(2024, 10, 31))


def test_a_risk_register_has_scores_before_and_after_as_printed() -> None:
    book = open_book(risk_register(), "risks.xlsx")
    layout = layout_of(book.sheets[0])
    assert layout.kind is Kind.RISKS
    first, second, closed = _read(book).entries
    assert first.scores == {"likelihood": "4", "impact": "IV", "likelihood_after": "4", "impact_after": "3"}
    assert (first.controls, first.direction) == ("Two trainers", "→")
    assert "impact" not in second.scores
    assert any("formula" in note for note in second.notes)
    assert (closed.status, closed.closed_on) == (RowStatus.DONE, date(2025, 2, 28))


def test_a_person_says_what_a_column_holds() -> None:
    rows = [["Task bit", "Thing", "Bearer"], ["1", "Send the list to schools", "KO"]]
    sheet = open_book(workbook(rows), "x.xlsx").sheets[0]
    layout = layout_of(sheet)
    assert layout.kind is Kind.LEFT
    again = layout_of(sheet, heading=1)
    said = chosen(again, kind=Kind.ACTIONS, parts=[Part.REFERENCE, Part.WORDING, Part.OWNER])
    assert Layout.from_json(said.to_json()) == said
    (entry,) = rows_of(sheet, said).entries
    assert (entry.reference, entry.wording, entry.owner_words) == ("1", "Send the list to schools", "KO")


def test_a_row_across_the_table_names_the_meeting_of_those_below() -> None:
    rows = [
        ["Ref", "Action", "Owner"],
        ["Meeting of 12 March 2025"],
        ["1", "Send the list to schools", "KO"],
        ["Ref", "Action", "Owner"],
        ["2", "Ask the colleges", "SC"],
    ]
    found = _read(open_book(csv_file(rows), "x.csv"))
    assert [(entry.row, entry.raised) for entry in found.entries] == [(3, date(2025, 3, 12)), (5, date(2025, 3, 12))]
    assert [u.because for u in found.unread] == ["It holds the headings again."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_files_are_read_whatever_office_saved_them(encoding: str, separator: str) -> None:
    rows = log_rows()
    rows[1][1] = "Circulate the children’s list; to all, please – now"
    book = open_book(csv_file(rows, encoding=encoding, separator=separator), "x.csv")
    assert _read(book).entries[0].wording == "Circulate the children’s list; to all, please – now"


def test_the_agency_stands_where_nobody_is_named() -> None:
    rows = [["Action", "Lead", "Agency", "Due"], ["Send the list", "", "Marlshire Police", "ASAP"]]
    (entry,) = _read(open_book(workbook(rows), "x.xlsx")).entries
    assert [owner.text for owner in entry.owners] == ["Marlshire Police"]
    assert entry.notes == ("Nobody is named as owner: the agency stands for it.",)


def test_a_book_says_the_same_after_it_was_kept(log: Book) -> None:
    assert Book.from_json(log.to_json()) == log
