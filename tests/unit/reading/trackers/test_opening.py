"""Files that are no trackers, and files that mean harm, are answered with a sentence."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plait.reading.sandbox import Limits
from plait.reading.trackers.book import MOST_ROWS, Book
from plait.reading.trackers.layout import layout_of
from plait.reading.trackers.opening import open_book
from plait.reading.trackers.refusals import SENTENCES
from plait.reading.trackers.rows import rows_of
from plait.reading.trackers.sandbox import book_in_child
from tests.spreadsheets import action_log, csv_file, log_rows, risk_register, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == name else old.read(entry))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n", "nothing_in_it"),
        (OLE + "Workbook".encode("utf-16-le"), "old_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (OLE + "WordDocument".encode("utf-16-le"), "document"),
        (b"%PDF-1.7 and more", "document"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "unknown_format"),
        (b"\x01\x02\x03\x04" * 200, "not_text"),
        (_zip(word__document_xml=b"<w/>"), "document"),
        (_zip(content_xml=b"<c/>"), "open_document"),
        (_zip(xl__workbook_bin=b"x"), "binary_excel"),
        (_zip(other=b"x"), "unknown_format"),
        (b"PK\x03\x04 cut off", "damaged"),
        (action_log()[:3000], "damaged"),
        (_zip(xl__workbook_xml=b"<not a workbook"), "damaged"),
    ],
)
def test_what_is_no_tracker_is_answered_with_a_sentence(data: bytes, code: str) -> None:
    book = open_book(data, "x.xlsx")
    assert (book.code, book.sheets) == (code, ())
    assert book.refusal == SENTENCES[code]


def test_a_workbook_that_unpacks_without_end_is_not_opened() -> None:
    bomb = _with_part(workbook(log_rows()), "xl/worksheets/sheet1.xml", b"<row/>" * 8_000_000)
    assert open_book(bomb, "x.xlsx").code == "bomb"


def test_instructions_in_the_xml_are_not_followed() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><worksheet>&lol;</worksheet>'
    assert open_book(_with_part(workbook(log_rows()), "xl/worksheets/sheet1.xml", evil), "x").code == "unsafe_xml"


def test_a_hundred_thousand_rows_are_too_many() -> None:
    rows = [["Action", "Owner"], *([f"Send list {n}", "KO"] for n in range(100_000))]
    assert open_book(csv_file(rows), "x.csv").code == "too_many_rows"
    many = workbook(rows[: MOST_ROWS + 2])
    assert open_book(many, "x.xlsx").code == "too_many_rows"


def test_a_cell_far_below_the_log_costs_nothing() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook(log_rows())))
    book.worksheets[0]["XFD1048576"] = "lost"
    out = io.BytesIO()
    book.save(out)
    assert [row.number for row in open_book(out.getvalue(), "x.xlsx").sheets[0].rows] == [1, 2, 3, 4]


def test_the_child_reads_a_log_and_outlives_nothing() -> None:
    assert book_in_child(action_log(), "log.xlsx") == open_book(action_log(), "log.xlsx")
    assert book_in_child(b"", "log.xlsx").code == "empty"
    assert book_in_child(b"x" * 20, "log.csv", limits=Limits(file=10)).code == "too_large"
    assert book_in_child(action_log(), "log.xlsx", limits=Limits(wall=0.01)).code == "too_slow"
    assert book_in_child(action_log(), "log.xlsx", module="plait.no_such_module").code == "crashed"


SAMPLES = [action_log(), risk_register(), csv_file(log_rows()), csv_file(log_rows(), encoding="utf-16")]


def _read_through(book: Book) -> None:
    for sheet in book.sheets:
        rows_of(sheet, layout_of(sheet))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 2**20), st.binary(max_size=8)), max_size=6))
def test_spoilt_files_are_read_or_refused_and_nothing_is_raised(
    sample: bytes, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(sample)
    for at, what in changes:
        start = at % len(data)
        data[start : start + len(what)] = what
    book = open_book(bytes(data), "x.xlsx")
    assert bool(book.refusal) != bool(book.sheets)
    _read_through(book)


@settings(max_examples=150)
@given(st.lists(st.lists(st.text(max_size=40), max_size=7), min_size=1, max_size=12))
def test_any_table_of_any_words_is_read_or_refused(rows: list[list[str]]) -> None:
    table = [["Ref", "Action", "Owner", "Due", "Status", "Closed", "Comments"], *rows]
    book = open_book(csv_file(table, encoding="utf-8").replace(b"\x00", b""), "x.csv")
    _read_through(book)
    for sheet in book.sheets:
        found = rows_of(sheet, layout_of(sheet))
        assert all(unread.because for unread in found.unread)
