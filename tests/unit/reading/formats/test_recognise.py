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


def packed(*names: str, **said: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, said.get(name, "x"))
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
        (b"name;joined\nAda;10:00\n", "attendance.csv", "spreadsheet"),
        (bytes(range(256)) * 8, "minutes.txt", "not_text"),
        (bytes(range(256)) * 8, "minutes.docx", "damaged"),
        (b"\x1f\x8b\x08" + bytes(100), "minutes.gz", "archive"),
    ],
)
def test_every_other_kind_gets_its_own_sentence(data: bytes, filename: str, code: str) -> None:
    assert refusal(data, filename) == code


@pytest.mark.parametrize(
    ("data", "filename", "form"),
    [
        (b"{\\rtf1\\ansi Minutes}", "minutes.doc", Format.RTF),
        (b"<!DOCTYPE html><html><body>Minutes", "minutes.txt", Format.HTML),
        (b"\xef\xbb\xbf<html><body>Minutes", "minutes", Format.HTML),
        ("\ufeff<html><body>Minutes".encode("utf-16-le"), "minutes.htm", Format.HTML),
        (b"<p>Minutes", "minutes.htm", Format.HTML),
        (b"From: a@marlshire.example\nMIME-Version: 1.0\n\nMinutes", "minutes.txt", Format.MAIL),
        (b"From: Ada\nTo: Ben\n\nMinutes", "minutes.eml", Format.MAIL),
        (b"From: Ada\nTo: Ben\n\nMinutes", "minutes.txt", Format.TEXT),
    ],
)
def test_texts_with_marks_are_known_by_how_they_begin(data: bytes, filename: str, form: Format) -> None:
    assert recognise(data, filename) is form


def test_open_documents_say_themselves_what_they_are() -> None:
    kind = "application/vnd.oasis.opendocument."
    assert recognise(packed("mimetype", "content.xml", mimetype=f"{kind}text"), "minutes.docx") is Format.ODT
    assert recognise(packed("content.xml"), "minutes.odt") is Format.ODT
    assert refusal(packed("mimetype", "content.xml", mimetype=f"{kind}spreadsheet"), "minutes.odt") == "spreadsheet"
    assert refusal(packed("mimetype", "content.xml", mimetype=f"{kind}presentation"), "minutes.odt") == "slides"


def test_packed_files_are_told_apart_by_what_they_hold() -> None:
    assert refusal(packed("xl/workbook.xml"), "actions.docx") == "spreadsheet"
    assert refusal(packed("ppt/presentation.xml"), "slides.docx") == "slides"
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
