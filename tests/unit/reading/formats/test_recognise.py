from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from plait.reading.formats import extract
from plait.reading.formats.recognise import Format, recognise
from plait.reading.refusals import SENTENCES, Unreadable

Word = Callable[..., bytes]


def refusal(data: bytes, filename: str) -> str:
    with pytest.raises(Unreadable) as refused:
        extract(data, filename)
    assert refused.value.sentence == SENTENCES[refused.value.code]
    return refused.value.code


def packed(*names: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


def test_a_wrong_extension_does_not_matter_where_the_content_is_clear(word: Word, printed: Word) -> None:
    assert recognise(word("<w:p/>"), "minutes.pdf") is Format.DOCX
    assert recognise(printed("Minutes"), "minutes.docx") is Format.PDF
    assert recognise(b"Minutes of the Marlshire group", "minutes.docx") is Format.TEXT


def test_the_name_decides_only_between_kinds_of_text() -> None:
    assert recognise(b"# Minutes", "C:\\minutes\\may.MD") is Format.MARKDOWN
    assert recognise(b"# Minutes", "../../etc/may.txt") is Format.TEXT
    assert recognise(b"# Minutes", "") is Format.TEXT


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"", "minutes.docx", "empty"),
        (b"  \n\t\n", "minutes.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "scan.png", "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "minutes.pdf", "picture"),
        (b"{\\rtf1\\ansi Minutes}", "minutes.rtf", "rich_text"),
        (b"<!DOCTYPE html><html><body>Minutes", "minutes.txt", "web_page"),
        (b"\xef\xbb\xbf<html><body>Minutes", "minutes.htm", "web_page"),
        (b"From: a@marlshire.example\nMIME-Version: 1.0\n\nMinutes", "minutes.txt", "e_mail"),
        (b"name;joined\nAda;10:00\n", "attendance.csv", "spreadsheet"),
        (bytes(range(256)) * 8, "minutes.txt", "not_text"),
        (bytes(range(256)) * 8, "minutes.docx", "damaged"),
        (b"\x1f\x8b\x08" + bytes(100), "minutes.gz", "archive"),
    ],
)
def test_every_other_kind_gets_its_own_sentence(data: bytes, filename: str, code: str) -> None:
    assert refusal(data, filename) == code


def test_packed_files_are_told_apart_by_what_they_hold() -> None:
    assert refusal(packed("xl/workbook.xml"), "actions.docx") == "spreadsheet"
    assert refusal(packed("ppt/presentation.xml"), "slides.docx") == "slides"
    assert refusal(packed("mimetype", "content.xml"), "minutes.docx") == "open_document"
    assert refusal(packed("minutes.txt"), "minutes.zip") == "archive"
    assert refusal(b"PK\x03\x04" + bytes(50), "minutes.docx") == "damaged"


def test_old_word_and_locked_word_are_told_apart(old_word: bytes) -> None:
    assert refusal(old_word, "minutes.doc") == "old_word"
    assert refusal(old_word, "minutes.docx") == "old_word"
    locked = old_word + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked, "minutes.docx") == "protected"


def test_sentences_are_plain_and_say_what_to_do() -> None:
    for sentence in SENTENCES.values():
        assert sentence.endswith(".")
        assert "!" not in sentence
        assert sentence.count(".") >= 2
