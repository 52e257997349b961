"""OpenDocument texts as LibreOffice writes them."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from plait.reading.document import Document
from plait.reading.formats import extract, packed
from plait.reading.refusals import Unreadable

Read = Callable[..., Document]
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "fo")
)


def file(body: str, automatic: str = "", common: str = "", master: str = "", **parts: str) -> bytes:
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {_SPACES}><office:styles>{common}</office:styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>"
    )
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", styles)
        for name, said in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", said)
    return held.getvalue()


def read(body: str, automatic: str = "", common: str = "", master: str = "") -> Document:
    return extract(file(body, automatic, common, master), "minutes.odt")


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_insertions_count_and_deletions_do_not() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="a"><text:deletion><office:change-info/>'
        f'{p("Action: Ada to go")}</text:deletion></text:changed-region><text:changed-region text:id="b">'
        "<text:insertion/></text:changed-region></text:tracked-changes>"
    )
    line = '<text:change text:change-id="a"/>Action: <text:change-start text:change-id="b"/>Ben<text:change-end/> to go'
    found = read(changes + p(line))
    assert texts(found) == ["Action: Ben to go"]
    assert found.codes == ("tracked_changes",)
    assert read("<text:tracked-changes/>" + p("Ada")).codes == ()


def test_bold_comes_from_spans_and_from_styles_that_inherit() -> None:
    bold = '<style:text-properties fo:font-weight="bold"/>'
    automatic = (
        f'<style:style style:name="T1" style:family="text">{bold}</style:style>'
        f'<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Loud"/>'
        '<style:style style:name="T2" style:family="text">'
        '<style:text-properties fo:font-weight="normal"/></style:style>'
    )
    common = f'<style:style style:name="Loud" style:family="paragraph">{bold}</style:style>'
    found = read(
        p('<text:span text:style-name="T1">Action:</text:span> Ada')
        + p('All <text:span text:style-name="T2">but this</text:span>', "P1"),
        automatic,
        common,
    )
    assert [line.bold_to for line in found.lines] == [7, 3]


def test_blanks_tabs_and_breaks_are_those_of_the_page() -> None:
    found = read(p("One\n  two<text:tab/>three<text:s text:c='2'/>four<text:line-break/>five<text:soft-page-break/>"))
    assert texts(found) == ["One two\tthree  four", "five"]


LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" '
    'text:display-levels="2"/></text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def listed(*items: str, style: str = "L1", more: str = "") -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def test_numbers_that_the_page_prints_stand_before_the_words() -> None:
    inner = "<text:list><text:list-item>" + p("Late") + "</text:list-item></text:list>"
    found = read(
        listed(p("Welcome"), p("Apologies") + p("More") + inner)
        + p("Talk")
        + listed(p("Housing"), more='text:continue-numbering="true"')
        + listed(p("Anew"))
        + listed(p("Bullet"), style="L2"),
        LISTS,
    )
    assert [(line.text, line.kind.value, line.level) for line in found.lines] == [
        ("1. Welcome", "list_item", 0), ("2. Apologies", "list_item", 0), ("More", "paragraph", 0),
        ("2.a) Late", "list_item", 1), ("Talk", "paragraph", 0), ("3. Housing", "list_item", 0),
        ("1. Anew", "list_item", 0), ("Bullet", "list_item", 0),
    ]  # fmt: skip


def test_headings_know_their_level_and_their_number() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="2" style:num-format="1" '
        'style:num-suffix="."/></text:outline-style>'
    )
    heading = '<text:h text:outline-level="{}">{}</text:h>'
    found = read(
        heading.format(1, "Group") + heading.format(2, "Safer sleep") + heading.format(2, "Housing"), "", outline
    )
    assert [(line.text, line.level) for line in found.lines] == [("Group", 1), ("1. Safer sleep", 2), ("2. Housing", 2)]


def test_cells_know_their_place_beside_wide_and_tall_ones() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    covered = "<table:covered-table-cell/>"
    inner = f"<table:table-cell>{p('Before')}<table:table>{row(cell('In'))}</table:table></table:table-cell>"
    found = read(
        "<table:table><table:table-header-rows>"
        + row(cell("Wide", "table:number-columns-spanned='2'"), covered, cell("Due"))
        + "</table:table-header-rows>"
        + row(cell("Tall", "table:number-rows-spanned='2'"), cell("A"), inner)
        + row(covered, cell("B"))
        + "</table:table>"
    )
    assert [(line.text, *(line.cell.table, line.cell.row, line.cell.column)) for line in found.lines if line.cell] == [
        ("Wide", 0, 0, 0), ("Due", 0, 0, 2), ("Tall", 0, 1, 0), ("A", 0, 1, 1), ("Before", 0, 1, 2), ("In", 1, 0, 0),
        ("B", 0, 2, 1),
    ]  # fmt: skip


def test_boxes_and_notes_are_read_and_comments_are_not() -> None:
    body = f"<text:note-body>{p('As agreed')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    box = f"<draw:frame><draw:text-box>{p('Boxed')}</draw:text-box></draw:frame>"
    comment = f"<office:annotation>{p('Really?')}</office:annotation>"
    assert texts(read(p(f"First{note}{comment}{box}") + p("Last"))) == ["First", "Boxed", "Last", "As agreed"]


def test_hidden_words_and_tables_of_contents_are_not_read() -> None:
    hidden = (
        '<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    contents = f"<text:table-of-content><text:index-body>{p('1. Welcome 2')}</text:index-body></text:table-of-content>"
    section = f"<text:section text:display='none'>{p('Old')}</text:section><text:section>{p('Shown')}</text:section>"
    found = read(contents + section + p('Ada<text:span text:style-name="T9"> secret</text:span>'), hidden)
    assert texts(found) == ["Shown", "Ada"]


def test_struck_words_are_left_out_and_it_is_said() -> None:
    line = '<style:style style:name="T5" style:family="text"><style:text-properties {}="solid"/></style:style>'
    found = read(
        p('Ada<text:span text:style-name="T5"> gone</text:span> to go'), line.format("style:text-line-through-style")
    )
    assert (texts(found), found.codes) == (["Ada to go"], ("struck_out",))


def test_pages_are_counted_where_the_program_left_its_marks() -> None:
    found = read(p("One") + p("T<text:soft-page-break/>wo") + "<text:soft-page-break/>" + p("Three"))
    assert [(line.text, line.page) for line in found.lines] == [("One", 1), ("Two", 1), ("Three", 3)]
    assert found.pages == 3
    assert read(p("One")).lines[0].page is None


def test_the_first_page_heading_is_read_where_the_text_does_not_say_it() -> None:
    header = f"<style:header>{p('Marlshire Health Forum')}{p('Minutes')}</style:header>"
    found = read(p("Minutes"), master=f'<style:master-page style:name="Standard">{header}</style:master-page>')
    assert texts(found) == ["Marlshire Health Forum", "Minutes"]


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        extract(data, "minutes.odt")
    return refused.value.code


def test_locked_spoilt_and_dangerous_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert refusal(file(p("Ada"), **{"META-INF__manifest": locked})) == "protected"
    assert refusal(file("<text:p>")) == "damaged"
    assert refusal(file(p(""))) == "empty"
    assert refusal(file("<text:p>" + "<text:span>" * 20_000 + "</text:span>" * 20_000 + "</text:p>")) == "damaged"
    assert refusal(file(p("x" * 60_000_000))) == "bomb"
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("content.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    assert refusal(held.getvalue()) == "unsafe_xml"
    monkeypatch.setattr(packed, "MOST_XML", 1000)
    assert refusal(file(p("Ada " * 900))) in ("too_large", "bomb")
