"""What a file may be called, and what it is said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.core.refusals import Refusal
from plait.files.rules import check_size, content_type, safe_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("minutes.docx", "minutes.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\bridget\\minutes 14 May.pdf", "minutes 14 May.pdf"),
        ("/etc/cron.d/job", "job"),
        ("..", "file"),
        ("", "file"),
        (".docx", "docx"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("minutes\u202exfdp.exe", "minutesxfdp.exe"),
        ('"quoted" <b>.txt', "quoted b.txt"),
        ("Cafe\u0301 visit.txt", "Café visit.txt"),
        ("x" * 400 + ".docx", "x" * 140 + ".docx"),
        ("x" * 400, "x" * 150),
        ("ends with a dot.", "ends with a dot"),
    ],
)
def test_a_name_keeps_what_a_person_meant_and_loses_the_rest(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(max_size=300))
def test_every_name_is_a_name_of_one_file_here(name: str) -> None:
    kept = safe_name(name)
    assert 0 < len(kept) <= 160
    assert not set(kept) & set('/\\\x00<>:"|?*\r\n')
    assert kept not in {".", ".."}
    assert safe_name(kept) == kept


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("minutes.PDF", b"%PDF-1.7", "application/pdf"),
        ("minutes.pdf", b"<html><script>", "application/octet-stream"),
        ("photo.png", b"<svg onload=alert(1)>", "application/octet-stream"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("page.html", b"<html>", "application/octet-stream"),
        ("drawing.svg", b"<svg>", "application/octet-stream"),
        ("script.js", b"alert(1)", "application/octet-stream"),
        ("minutes.pdf.html", b"%PDF-1.7", "application/octet-stream"),
        ("notes.md", b"Notes", "text/plain"),
        ("no ending", b"x", "application/octet-stream"),
    ],
)
def test_what_a_browser_might_run_is_opened_by_nothing(name: str, data: bytes, kind: str) -> None:
    assert content_type(name, data) == kind


def test_an_empty_file_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="The file is empty"):
        check_size(0, 100)


def test_a_file_that_is_too_large_is_told_its_size_and_the_limit() -> None:
    with pytest.raises(Refusal, match="has 30 MB and the limit is 25 MB"):
        check_size(30 * 1024**2, 25 * 1024**2)


def test_a_file_of_just_the_limit_is_kept() -> None:
    assert check_size(100, 100) is None
