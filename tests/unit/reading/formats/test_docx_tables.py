from collections.abc import Callable

import pytest

from plait.reading.document import Document, LineKind
from plait.reading.formats import extract

Word = Callable[..., bytes]
Read = Callable[..., Document]


@pytest.fixture
def read(word: Word) -> Read:
    return lambda body, **parts: extract(word(body, **parts), "minutes.docx")


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def places(document: Document) -> list[tuple[str, int, int, int]]:
    return [(one.text, one.cell.table, one.cell.row, one.cell.column) for one in document.lines if one.cell]


def test_cells_know_their_table_row_and_column(read: Read) -> None:
    found = read(
        tbl(tr(tc(p("Name")), tc(p("Post"))), tr(tc(p("Ada")), tc(p("Nurse"), p("Chair")))) + tbl(tr(tc(p("Next"))))
    )
    assert places(found) == [
        ("Name", 0, 0, 0), ("Post", 0, 0, 1), ("Ada", 0, 1, 0), ("Nurse", 0, 1, 1), ("Chair", 0, 1, 1),
        ("Next", 1, 0, 0),
    ]  # fmt: skip
    assert {line.kind for line in found.lines} == {LineKind.CELL}


def test_merged_cells_are_told_once_at_their_first_place(read: Read) -> None:
    wide = '<w:gridSpan w:val="2"/>'
    found = read(
        tbl(
            tr(tc(p("Wide"), properties=wide), tc(p("Due"))),
            tr(tc(p("Tall"), properties='<w:vMerge w:val="restart"/>'), tc(p("A")), tc(p("B"))),
            tr(tc(p("hidden"), properties="<w:vMerge/>"), tc(p("C")), tc(p("D"))),
        )
    )
    assert places(found) == [
        ("Wide", 0, 0, 0), ("Due", 0, 0, 2), ("Tall", 0, 1, 0), ("A", 0, 1, 1), ("B", 0, 1, 2),
        ("C", 0, 2, 1), ("D", 0, 2, 2),
    ]  # fmt: skip


def test_rows_that_begin_further_in_keep_their_columns(read: Read) -> None:
    found = read(tbl(tr(tc(p("Later")), properties='<w:gridBefore w:val="2"/>')))
    assert places(found) == [("Later", 0, 0, 2)]


def test_a_table_inside_a_cell_is_a_table_of_its_own(read: Read) -> None:
    found = read(tbl(tr(tc(p("1")), tc(p("Before"), tbl(tr(tc(p("Inner")))), p("After")))))
    assert places(found) == [("1", 0, 0, 0), ("Before", 0, 0, 1), ("Inner", 1, 0, 0), ("After", 0, 0, 1)]


def test_deleted_rows_and_cells_do_not_exist(read: Read) -> None:
    found = read(
        tbl(
            tr(tc(p("Gone")), properties="<w:del/>"),
            tr(tc(p("New")), tc(p("Cut"), properties="<w:cellDel/>"), properties="<w:ins/>"),
        )
    )
    assert [line.text for line in found.lines] == ["New"]
    assert found.codes == ("tracked_changes",)


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="2">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    "</w:lvlOverride></w:num>"
)


def item(text: str, listing: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{listing}"/></w:numPr>')


def test_numbers_that_word_prints_stand_before_the_words(read: Read) -> None:
    found = read(
        item("Welcome", 1) + item("Apologies", 1) + item("Late ones", 1, 1) + item("Later ones", 1, 1)
        + item("Minutes", 1) + item("Early", 1, 1) + item("Again", 3) + item("Not numbered", 0),
        numbering=NUMBERING,
    )  # fmt: skip
    assert [line.text for line in found.lines] == [
        "1. Welcome", "2. Apologies", "2a) Late ones", "2b) Later ones", "3. Minutes", "3a) Early", "7. Again",
        "Not numbered",
    ]  # fmt: skip


def test_bullets_are_list_items_with_their_depth_even_in_a_cell(read: Read) -> None:
    found = read(item("One", 2) + item("Two", 2, 1) + tbl(tr(tc(item("In a cell", 2)))), numbering=NUMBERING)
    assert [(line.text, line.level) for line in found.lines] == [("One", 0), ("Two", 1), ("In a cell", 0)]
    assert {line.kind for line in found.lines} == {LineKind.LIST_ITEM}
    assert found.lines[2].cell is not None


def test_a_number_before_a_bold_title_counts_as_bold(read: Read) -> None:
    words = "<w:r><w:rPr><w:b/></w:rPr><w:t>Risk</w:t></w:r>"
    bold = f"<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>{words}</w:p>"
    line = read(bold, numbering=NUMBERING).lines[0]
    assert (line.text, line.bold_to) == ("1. Risk", 7)
