from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from plait.reading.document import Document, Line, LineKind
from plait.reading.formats import extract

Word = Callable[..., bytes]

OFF = '<w:rPr><w:b w:val="0"/></w:rPr>'
BOLD = "<w:rPr><w:b/></w:rPr>"


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


@pytest.fixture
def read(word: Word) -> Callable[..., Document]:
    return lambda body, **parts: extract(word(body, **parts), "minutes.docx")


def first(document: Document) -> Line:
    return document.lines[0]


def test_tracked_insertions_are_read_and_deletions_are_not(read: Callable[..., Document]) -> None:
    found = read(
        p(
            r("Action: "),
            "<w:del><w:r><w:delText>Ada</w:delText></w:r></w:del>",
            f"<w:ins>{r('Ben')}</w:ins>",
            f"<w:moveTo>{r(' and Cai')}</w:moveTo><w:moveFrom>{r(' and Dee')}</w:moveFrom>",
            r(" to write"),
        )
    )
    assert texts(found) == ["Action: Ben and Cai to write"]
    assert found.codes == ("tracked_changes",)


def test_a_deleted_paragraph_end_joins_what_follows(read: Callable[..., Document]) -> None:
    deleted_end = "<w:rPr><w:del/></w:rPr>"
    found = read(p(r("Ada to "), properties=deleted_end) + p(r("write")) + p(r("Next")))
    assert texts(found) == ["Ada to write", "Next"]


def test_a_wholly_deleted_action_does_not_exist(read: Callable[..., Document]) -> None:
    gone = p("<w:del><w:r><w:delText>Action: Ada to go</w:delText></w:r></w:del>", properties="<w:rPr><w:del/></w:rPr>")
    assert texts(read(p(r("Before")) + gone + p(r("After")))) == ["Before", "After"]


def test_content_controls_open_at_every_level(read: Callable[..., Document]) -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    cell = f"<w:tc>{control(p(r('Cell')))}</w:tc>"
    found = read(
        control(p(r("Block")))
        + p(r("In "), control(r("line")))
        + f"<w:tbl>{control('<w:tr>' + control(cell) + '</w:tr>')}</w:tbl>"
    )
    assert texts(found) == ["Block", "In line", "Cell"]


def test_bold_labels_are_measured_with_their_style(read: Callable[..., Document]) -> None:
    styles = (
        '<w:style w:styleId="loud" w:type="character"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:styleId="a" w:type="paragraph"><w:name w:val="A"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:styleId="b" w:type="paragraph"><w:name w:val="B"/><w:basedOn w:val="a"/></w:style>'
    )
    found = read(
        p(r("Action:", BOLD), r(" Ada to write"))
        + p(r("Action", '<w:rPr><w:rStyle w:val="loud"/></w:rPr>'), r(": Ben"))
        + p(r("All bold by inheritance"), properties='<w:pStyle w:val="b"/>')
        + p(r("Not bold", OFF), properties='<w:pStyle w:val="b"/>'),
        styles=styles,
    )
    assert [line.bold_to for line in found.lines] == [7, 6, 23, 0]


def test_headings_come_from_names_and_outline_levels_through_inheritance(read: Callable[..., Document]) -> None:
    styles = (
        '<w:style w:styleId="h2" w:type="paragraph"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="mine" w:type="paragraph"><w:name w:val="Our item"/><w:basedOn w:val="h2"/></w:style>'
        '<w:style w:styleId="o" w:type="paragraph"><w:name w:val="O"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
        "</w:style>"
    )
    body = "".join(p(r("Item"), properties=f'<w:pStyle w:val="{one}"/>') for one in ("h2", "mine", "o", "none"))
    found = read(body, styles=styles)
    assert [line.level for line in found.lines] == [2, 2, 1, 0]
    assert found.lines[3].kind is LineKind.PARAGRAPH


def test_checkboxes_old_and_new_are_ticked_or_not(read: Callable[..., Document]) -> None:
    def box(value: str) -> str:
        inside = r("?")
        return (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{value}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )

    old = "<w:r><w:fldChar><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    found = read(
        p(box("1"), r(" Ada")) + p(box("0"), r(" Ben")) + p(old, r(" Cai")) + p(symbol, r(" Dee")) + p(r("☒ Eve"))
    )
    assert [line.ticked for line in found.lines] == [True, False, True, False, True]
    assert texts(found) == ["Ada", "Ben", "Cai", "Dee", "Eve"]


def test_breaks_make_lines_and_fields_links_and_hyphens_read_as_shown(read: Callable[..., Document]) -> None:
    link = f"<w:hyperlink>{r('the plan')}</w:hyperlink>"
    field = f"<w:r><w:instrText>DATE</w:instrText></w:r><w:fldSimple>{r('3 May')}</w:fldSimple>"
    hidden = r("secret", "<w:rPr><w:vanish/></w:rPr>")
    found = read(
        p(r("One"), "<w:r><w:br/></w:r>", r("two "), link, "<w:r><w:tab/></w:r>", field, hidden)
        + p(r("task"), "<w:r><w:noBreakHyphen/></w:r>", r("force"))
    )
    assert texts(found) == ["One", "two the plan\t3 May", "task-force"]


def test_struck_words_are_left_out_and_it_is_said(read: Callable[..., Document]) -> None:
    found = read(
        p(r("Action: "), r("Ada", "<w:rPr><w:strike/></w:rPr>"), r("Ben to go", '<w:rPr><w:strike w:val="0"/></w:rPr>'))
    )
    assert texts(found) == ["Action: Ben to go"]
    assert found.codes == ("struck_out",)


def test_a_control_that_waits_for_words_holds_none(read: Callable[..., Document]) -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    asked = r("Click or tap here to enter text.")
    assert texts(read(p(r("Venue: "), control(asked)) + control(p(asked)) + p(r("End")))) == ["Venue:", "End"]


def test_blanks_are_plain_and_soft_hyphens_and_ligatures_are_letters(read: Callable[..., Document]) -> None:
    assert texts(read(p(r("co\u00adopted\u00a0of\ufb01cer\u2009x\u200b")))) == ["coopted officer x"]


def test_a_typed_number_and_a_tab_are_a_number(read: Callable[..., Document]) -> None:
    tab = "<w:r><w:tab/></w:r>"
    found = read(
        p(r("2.1", BOLD), tab, r("Safer sleep", BOLD))
        + p(r("1."), tab, r("One"), tab, r("Ada"))
        + p(r("Ada"), tab, r("AT"))
    )
    assert texts(found) == ["2.1 Safer sleep", "1.\tOne\tAda", "Ada\tAT"]
    assert found.lines[0].bold_to == len("2.1 Safer sleep")


def test_text_boxes_are_read_once(read: Callable[..., Document]) -> None:
    inside = f"<w:txbxContent>{p(r('Boxed'))}</w:txbxContent>"
    drawing = f"<mc:Choice><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
    found = read(p(r("Beside"), f"<w:r><mc:AlternateContent>{drawing}{fallback}</mc:AlternateContent></w:r>"))
    assert texts(found) == ["Beside", "Boxed"]


def test_footnotes_follow_at_the_end_and_comments_stay_out(read: Callable[..., Document]) -> None:
    note = f'<w:footnote w:id="2">{p(r("As agreed in May"))}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="9"/></w:r>'
    found = read(p(r("First"), mark) + p(r("Last")), footnotes=note)
    assert texts(found) == ["First", "Last", "As agreed in May"]


def test_the_first_page_heading_is_read_where_the_body_does_not_say_it(read: Callable[..., Document]) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/></w:sectPr>'
    header = p(r("Marlshire Exploitation Group")) + p(r("Minutes")) + p(r("Page 1 of 3"))
    found = read(p(r("Minutes")) + section, header=header)
    assert texts(found) == ["Marlshire Exploitation Group", "Minutes"]


def test_pages_are_counted_where_word_left_its_marks(read: Callable[..., Document]) -> None:
    found = read(p(r("One")) + p("<w:r><w:lastRenderedPageBreak/></w:r>", r("Two")))
    assert [line.page for line in found.lines] == [1, 2]
    assert found.pages == 2
    assert first(read(p(r("One")))).page is None


def test_what_another_library_wrote_is_read_too() -> None:
    document = docx.Document()
    document.add_heading("Marlshire Oversight Group", 0)
    document.add_heading("Safer sleep", 2)
    document.add_paragraph("Ada spoke.")
    document.add_paragraph("Ada to write", style="List Bullet")
    held = BytesIO()
    document.save(held)
    found = extract(held.getvalue(), "minutes.docx").lines
    assert [(line.kind.value, line.level) for line in found] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("list_item", 0),
    ]
