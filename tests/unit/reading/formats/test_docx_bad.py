"""Word files that were made to do harm, or came to harm."""

import io
import zipfile
from collections.abc import Callable

import pytest

from plait.reading.formats import extract, packed
from plait.reading.refusals import Unreadable

Word = Callable[..., bytes]

TEXT = "<w:p><w:r><w:t>Action: Ada to write</w:t></w:r></w:p>"


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        extract(data, "minutes.docx")
    return refused.value.code


def with_document(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    return held.getvalue()


def test_a_file_cut_off_half_way_is_damaged(word: Word) -> None:
    whole = word(TEXT)
    assert refusal(whole[: len(whole) // 2]) == "damaged"


def test_a_file_with_a_wrong_checksum_is_damaged(word: Word) -> None:
    whole = bytearray(word(TEXT * 50))
    start = whole.index(b"word/document.xml") + 60
    whole[start : start + 8] = b"\xff" * 8
    assert refusal(bytes(whole)) == "damaged"


def test_macros_are_never_run_and_the_words_are_read(word: Word) -> None:
    found = extract(word(TEXT, extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "minutes.docm")
    assert [line.text for line in found.lines] == ["Action: Ada to write"]


@pytest.mark.parametrize(
    "top",
    [
        '<!DOCTYPE d [<!ENTITY x "boo">]>',
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>',
        " " * 5000 + '<!DOCTYPE d [<!ENTITY x "boo">]>',
    ],
)
def test_xml_entities_are_refused_and_never_fetched(top: str) -> None:
    body = "<d><body><p><r><t>&x;</t></r></p></body></d>"
    assert refusal(with_document(top.encode() + body.encode())) in ("unsafe_xml", "damaged")


def test_an_entity_that_nobody_declared_is_damage() -> None:
    assert refusal(with_document(b"<d><body><p><r><t>&x;</t></r></p></body></d>")) == "damaged"


def test_a_zip_bomb_is_not_unpacked(word: Word) -> None:
    bomb = word(TEXT, extra={"word/media/a.bin": bytes(60 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert refusal(bomb) == "bomb"


def test_thousands_of_entries_are_not_opened(word: Word) -> None:
    many = {f"word/media/{n}.bin": b"" for n in range(packed.MOST_ENTRIES + 1)}
    assert refusal(word(TEXT, extra=many)) == "bomb"


def test_a_bomb_that_lies_about_its_size_is_bounded(word: Word, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_XML", 1000)
    assert refusal(word(TEXT * 100)) in ("too_large", "bomb")


def test_path_tricks_in_names_reach_no_disk(word: Word) -> None:
    tricks = {"../../../evil.txt": b"x", "/etc/evil": b"x", "C:\\evil": b"x", "word/..\\..\\evil": b"x"}
    found = extract(word(TEXT, extra=tricks), "../../minutes.docx")
    assert len(found.lines) == 1


def test_relations_that_point_outside_are_not_followed(word: Word) -> None:
    link = '<Relationship Id="r1" Type="x/styles" Target="../../../etc/passwd"/>'
    web = '<Relationship Id="r2" Type="x/numbering" TargetMode="External" Target="http://127.0.0.1:9/"/>'
    held = io.BytesIO(word(TEXT))
    with zipfile.ZipFile(held) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/_rels/document.xml.rels"] = f"<Relationships>{link}{web}</Relationships>".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    assert [line.text for line in extract(made.getvalue(), "minutes.docx").lines] == ["Action: Ada to write"]


def test_nul_bytes_and_deep_nesting_are_damage() -> None:
    assert refusal(with_document(b"<d><body>\x00</body></d>")) == "damaged"
    deep = b"<d><body>" + b"<sdtContent>" * 5000 + b"</sdtContent>" * 5000 + b"</body></d>"
    assert refusal(with_document(deep)) == "damaged"


def test_a_document_with_no_words_is_empty(word: Word) -> None:
    assert refusal(word("<w:p/>")) == "empty"


def test_a_document_of_pictures_says_so(word: Word) -> None:
    assert refusal(word("<w:p/>", extra={"word/media/page1.png": b"\x89PNG"})) == "pictures_only"


def test_the_strict_dialect_and_odd_part_names_are_read(word: Word) -> None:
    main = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    held = io.BytesIO(word(TEXT, main="word/document2.xml"))
    with zipfile.ZipFile(held) as archive:
        content = archive.read("word/document2.xml").replace(main, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert extract(with_document(content), "minutes.docx").lines[0].text == "Action: Ada to write"
    assert extract(held.getvalue(), "minutes.docx").lines[0].text == "Action: Ada to write"
