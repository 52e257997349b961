"""Whatever the bytes, there is an answer or a refusal with a sentence."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plait.reading.document import Document
from plait.reading.formats import extract
from plait.reading.refusals import SENTENCES, Unreadable

Change = tuple[str, float, bytes]

CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["replace", "insert", "cut", "repeat"]),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=24),
    ),
    min_size=1,
    max_size=6,
)
NAMES = st.sampled_from(["a.docx", "a.pdf", "a.txt", "a.md", "a", "../a.docx", "a\x00.pdf"])
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def changed(data: bytes, changes: list[Change]) -> bytes:
    for kind, where, new in changes:
        at = int(where * len(data))
        if kind == "replace":
            data = data[:at] + new + data[at + len(new) :]
        elif kind == "insert":
            data = data[:at] + new + data[at:]
        elif kind == "cut":
            data = data[:at]
        else:
            data = data[:at] + data[at : at + 400] + data[at:]
    return data


def answers_or_refuses(data: bytes, filename: str) -> None:
    said = None
    try:
        check(extract(data, filename))
    except Unreadable as refused:
        said = refused
    assert said is None or said.sentence == SENTENCES[said.code]


def check(document: Document) -> None:
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
    for line in document.lines:
        assert "\n" not in line.text
        assert "\x00" not in line.text
        assert 0 <= line.bold_to <= len(line.text)
        line.text.encode("utf-8")


@pytest.fixture(scope="module")
def word_file(word: Callable[..., bytes]) -> bytes:
    words = "<w:r><w:rPr><w:b/></w:rPr><w:t>Action:</w:t></w:r><w:r><w:t> Ada</w:t></w:r>"
    row = f"<w:tr><w:tc><w:p>{words}</w:p></w:tc></w:tr>"
    styles = '<w:style w:styleId="a" w:type="paragraph"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    return word(f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p><w:tbl>{row}</w:tbl>', styles=styles)


@pytest.fixture(scope="module")
def pdf_file(printed: Callable[[str], bytes]) -> bytes:
    return printed("Minutes \\ *Action:* Ada\n#table(columns: 2, [1.], [Text], [2.], rotate(90deg)[Turned])")


@given(data=st.binary(max_size=600), filename=NAMES)
@FEW
def test_any_bytes(data: bytes, filename: str) -> None:
    answers_or_refuses(data, filename)


@given(text=st.text(max_size=400), filename=NAMES)
@FEW
def test_any_text(text: str, filename: str) -> None:
    answers_or_refuses(text.encode("utf-8", "surrogatepass"), filename)


@given(changes=CHANGES, filename=NAMES)
@FEW
def test_a_changed_word_file(word_file: bytes, changes: list[Change], filename: str) -> None:
    answers_or_refuses(changed(word_file, changes), filename)


@given(changes=CHANGES)
@FEW
def test_changed_xml_inside_a_whole_word_file(word_file: bytes, changes: list[Change]) -> None:
    with ZipFile(BytesIO(word_file)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = changed(parts["word/document.xml"], changes)
    parts["word/styles.xml"] = changed(parts["word/styles.xml"], changes[:1])
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    answers_or_refuses(held.getvalue(), "a.docx")


@given(changes=CHANGES, filename=NAMES)
@FEW
def test_a_changed_pdf(pdf_file: bytes, changes: list[Change], filename: str) -> None:
    answers_or_refuses(changed(pdf_file, changes), filename)


@given(
    lines=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=60), max_size=12
    )
)
@FEW
def test_text_files_keep_every_line(lines: list[str]) -> None:
    lines = ["Minutes", *lines, "End"]
    found = extract("\n".join(lines).encode(), "a.txt").lines
    assert len(found) == len(lines)
