"""Lists of people as offices keep them: headings, merged titles, blank rows, days as text, formulas, what is struck."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from plait.people.sheets.layout import Kind
from plait.people.sheets.lines import lines_of
from plait.reading.trackers.book import Book, Cell, Row, Sheet
from tests.spreadsheets import csv_file, saved
from tests.unit.people.lists import TODAY, read, rows, several


def test_headings_are_known_in_the_words_of_offices() -> None:
    head = ["Surname", "First name", "Job title", "Organisation", "E-mail", "Tel"]
    found = rows([head, ["Frome", "Nia", "Head of nursing", "Marlshire Trust", "Nia@trust.example", "01632 960001"]])
    person, post, agency = found.lines
    assert (person.kind, person.values["name"], person.values["telephone"]) == (
        Kind.PERSON,
        "Nia Frome",
        "01632 960001",
    )
    assert (post.kind, post.values["title"], post.holder_line) == (Kind.POST, "Head of nursing", person.n)
    assert (agency.kind, agency.values) == (Kind.AGENCY, {"name": "Marlshire Trust"})


def test_a_title_merged_across_blank_rows_and_totals_are_no_people() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Marlshire partnership: contacts"], [], ["Name", "E-mail"], ["Nia Frome", "nia@trust.example"], [],
        ["Health"], ["Name", "E-mail"], ["Owen Tasker", ""], ["Total: 2"],
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A6:B6")
    assert [line.values["name"] for line in read(saved(book)).lines] == ["Nia Frome", "Owen Tasker"]


def test_an_agency_merged_downwards_is_that_of_every_row() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Agency", "Name", "Post"], ["Marlshire Trust", "Nia Frome", "Nurse"], [None, "Owen Tasker", "Doctor"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    posts = [line for line in read(saved(book)).lines if line.kind is Kind.POST]
    assert [post.values["agency"] for post in posts] == ["Marlshire Trust", "Marlshire Trust"]


def test_days_are_read_as_days_and_as_words_and_one_without_a_year_is_not_guessed() -> None:
    head = ["Post", "Agency", "Holder", "From", "Until"]
    found = rows([head, ["Nurse", "Trust", "Nia Frome", date(2024, 5, 1), "31.08.2026"],
                  ["Nurse", "Trust", "Owen Tasker", "1 May", ""],
                  ["Nurse", "Trust", "Iris Hale", "soon", ""],
                  ["Nurse", "Trust", "Dan Pike", "1/5/2026", "1/4/2026"]])  # fmt: skip
    good, no_year, no_day, backwards = (line for line in found.lines if line.kind is Kind.POST)
    assert (good.values["starts_on"], good.values["ends_on"]) == ("2024-05-01", "2026-08-31")
    assert "has no year" in no_year.fault
    assert "“soon” is not a day" in no_day.fault
    assert "ends before it begins" in backwards.fault


def test_a_formula_is_never_run() -> None:
    [line] = rows([["Name", "E-mail"], ['=CONCATENATE("Nia"," Frome")', "nia@trust.example"]]).lines
    assert "keeps no value" in line.fault or "name is missing" in line.fault
    [line] = read(csv_file([["Name", "Telephone"], ["Nia Frome", "=2+3"]])).lines
    assert line.values["telephone"] == "=2+3"


def test_the_apostrophe_of_an_export_goes_again() -> None:
    [line] = rows([["Name", "Telephone"], ["Nia Frome", "'+44 1632 960001"]]).lines
    assert line.values["telephone"] == "+44 1632 960001"


def test_who_is_struck_out_is_not_read() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Name", "E-mail"], ["Nia Frome", "nia@trust.example"]):
        sheet.append(row)
    sheet["A2"].font = Font(strike=True)
    assert "struck out" in read(saved(book)).lines[0].fault


def test_a_vacant_post_is_a_post_without_anybody() -> None:
    found = rows([["Name", "Post", "Agency"], ["VACANT", "Nurse", "Trust"]])
    assert [line.kind for line in found.lines] == [Kind.POST, Kind.AGENCY]
    assert found.lines[0].holder_line == 0


def test_what_is_too_long_or_no_address_is_said() -> None:
    found = rows([["Name", "Initials", "E-mail"], ["Nia Frome", "NIAFROMEABCDE", ""], ["Owen Tasker", "", "at trust"],
                  ["", "", "x@trust.example"]])  # fmt: skip
    faults = [line.fault for line in found.lines]
    assert "longer than 10 characters" in faults[0]
    assert "is not one e-mail address" in faults[1]
    assert "name is missing" in faults[2]


def test_three_sheets_of_an_export_are_told_apart() -> None:
    data = several({
        "People": [["Number", "Name", "Initials"], [1, "Nia Frome", "NF"]],
        "Agencies": [["Number", "Agency", "Short name", "Sector"], [2, "Marlshire Trust", "Trust", "Health"]],
        "Posts": [["Number", "Post", "Agency", "Holder", "Holder number"], [3, "Nurse", "Trust", "Nia Frome", 1]],
        "Notes": [["These are our notes"], ["and more"]],
    })  # fmt: skip
    found = read(data)
    assert [line.kind for line in found.lines] == [Kind.PERSON, Kind.AGENCY, Kind.POST]
    assert any("“Notes” was left alone" in note for note in found.notes)


def test_columns_nobody_asked_for_are_named() -> None:
    assert any("DBS date" in note for note in rows([["Name", "E-mail", "DBS date"], ["Nia Frome", "", "1"]]).notes)


cells = st.lists(st.text(max_size=40).map(Cell), max_size=8).map(tuple)


@given(st.lists(cells, max_size=12), st.text(max_size=20))
def test_whatever_stands_in_a_sheet_lines_or_notes_come_back(wild: list[tuple[Cell, ...]], title: str) -> None:
    head = Row(1, (Cell("Name"), Cell("E-mail"), Cell("Post"), Cell("Agency"), Cell("From")))
    sheet = Sheet(title, (head, *(Row(n, row) for n, row in enumerate(wild, 2) if row)))
    found = lines_of(Book((sheet,)), today=TODAY)
    assert [line.n for line in found.lines] == list(range(1, len(found.lines) + 1))
    assert all(line.fault or line.values.get("name") or line.values.get("title") for line in found.lines)
