import ctypes
import io
from collections.abc import Callable

import pypdfium2
import pytest

from plait.reading.formats import extract
from plait.reading.formats.pdf import words
from plait.reading.refusals import Unreadable


def refusal(data: bytes, filename: str = "minutes.pdf") -> str:
    with pytest.raises(Unreadable) as refused:
        extract(data, filename)
    return refused.value.code


def test_a_scan_without_text_says_so(scanned: bytes) -> None:
    assert refusal(scanned) == "pictures_only"


def test_a_stamp_on_a_scan_is_no_text(scanned: bytes) -> None:
    document = pypdfium2.PdfDocument(scanned)
    font = pypdfium2.raw.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
    stamp = pypdfium2.raw.FPDFPageObj_CreateTextObj(document.raw, font, 10)
    words = "Scanned 3".encode("utf-16-le") + b"\x00\x00"
    pypdfium2.raw.FPDFText_SetText(stamp, ctypes.cast(words, ctypes.POINTER(ctypes.c_ushort)))
    page = document[0]
    pypdfium2.raw.FPDFPage_InsertObject(page.raw, stamp)
    page.gen_content()
    held = io.BytesIO()
    document.save(held)
    assert refusal(held.getvalue()) == "pictures_only"


def test_signs_that_mean_nothing_are_no_text(printed: Callable[[str], bytes]) -> None:
    assert refusal(printed("※†‡§¶•‣⁂⁊ " * 60)) == "not_text"


def test_a_password_is_told_from_damage(locked: bytes, printed: Callable[[str], bytes]) -> None:
    assert refusal(locked) == "protected"
    assert refusal(locked, "minutes.txt") == "protected"
    assert refusal(b"%PDF-1.7\nnothing more") == "damaged"


def test_an_empty_page_is_empty(printed: Callable[[str], bytes]) -> None:
    assert refusal(printed("#pagebreak()")) == "empty"


def test_too_many_pages_are_refused_before_any_is_read(
    printed: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plait.reading.formats.pdf.opening.MOST_PAGES", 2)
    assert refusal(printed("1 #pagebreak() 2 #pagebreak() 3")) == "too_many_pages"


def test_a_page_of_endless_characters_is_bounded(
    printed: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "MOST_CHARACTERS", 40)
    found = extract(printed("word " * 300), "minutes.pdf")
    assert 0 < sum(len(line.text) for line in found.lines) <= 40


def test_the_file_is_let_go_after_a_refusal(scanned: bytes) -> None:
    for _ in range(20):
        assert refusal(scanned) == "pictures_only"
    document = pypdfium2.PdfDocument(scanned)
    assert len(document) == 1
    document.close()
