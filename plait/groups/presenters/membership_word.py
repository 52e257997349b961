"""The membership list as a Word document on A4: what a business unit sends round."""

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from plait.core.cells import printable
from plait.core.dates import say
from plait.groups.presenters.membership import Membership, SeatLine, Who

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FACE = "Arial"
INK, QUIET, PETROL = RGBColor(0x17, 0x22, 0x2B), RGBColor(0x4A, 0x59, 0x64), RGBColor(0x17, 0x50, 0x5F)
WIDTHS = (Mm(56), Mm(60), Mm(58))  # of 210 mm less two margins of 18


def as_docx(list_of: Membership, *, made_at: datetime) -> bytes:
    """`made_at` stands in the document's properties; nobody's name does."""
    paper = Document()
    _set_up(paper, list_of, made_at)
    _words(paper.add_paragraph(), list_of.partnerships, 10, QUIET)
    title = paper.add_heading(level=1)
    _words(title, printable(list_of.group), 20, INK, bold=True)
    _words(paper.add_paragraph(), f"Membership on {list_of.day}", 13, INK)
    _words(paper.add_paragraph(), list_of.why_empty or f"{list_of.summary}.", 10, QUIET)
    for section in list_of.sections:
        heading = paper.add_heading(level=2)
        _words(heading, section.heading, 13, PETROL, bold=True)
        heading.paragraph_format.keep_with_next = True
        _table(paper, section.seats)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _set_up(paper: Doc, list_of: Membership, made_at: datetime) -> None:
    """A4, the house face, British English, the marking on every page, numbered pages."""
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin, page.bottom_margin = Mm(20), Mm(18)
    base = paper.styles["Normal"]
    base.font.name, base.font.size, base.font.color.rgb = FACE, Pt(10), INK
    base.paragraph_format.space_after = Pt(3)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = paper.styles[name]
        style.font.name = FACE
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        style.element.get_or_add_rPr().append(language)
    said = paper.core_properties
    said.title = printable(f"{list_of.group}: membership on {list_of.day}")
    said.author, said.last_modified_by, said.comments, said.language = printable(list_of.partnerships), "", "", "en-GB"
    said.created = said.modified = made_at.replace(tzinfo=None)
    head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
    for paragraph in (head, foot):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _words(head, list_of.marking, 9, INK, bold=True)
    mark = f"{list_of.marking}. " if list_of.marking else ""
    _words(foot, f"{mark}{list_of.group}, {list_of.day}. Page ", 8, QUIET)
    _field(foot, "PAGE")
    _words(foot, " of ", 8, QUIET)
    _field(foot, "NUMPAGES")


def _words(paragraph: Paragraph, words: str, size: float, colour: RGBColor, *, bold: bool = False) -> None:
    run = paragraph.add_run(printable(words))
    run.font.name, run.font.size, run.font.color.rgb, run.bold = FACE, Pt(size), colour, bold


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that Word fills in: the page's, or how many there are."""
    run = paragraph.add_run()
    run.font.name, run.font.size, run.font.color.rgb = FACE, Pt(8), QUIET
    for kind in ("begin", None, "separate", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = name
        run._r.append(part)


def _table(paper: Doc, seats: list[SeatLine]) -> None:
    table = paper.add_table(rows=1, cols=3)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _hairlines(table)
    for cell, words in zip(table.rows[0].cells, ("Seat", "Held by", "Deputy"), strict=True):
        _words(cell.paragraphs[0], words, 9, QUIET, bold=True)
        _shade(cell)
    _say_of_row(table.rows[0], "w:tblHeader")
    for seat in seats:
        row = table.add_row()
        _say_of_row(row, "w:cantSplit")
        _seat(row.cells[0], seat)
        _person(row.cells[1], seat.holder, seat.vacant)
        _person(row.cells[2], seat.deputy, "None named")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)


def _seat(cell: _Cell, seat: SeatLine) -> None:
    _words(cell.paragraphs[0], seat.title, 10, INK, bold=True)
    if seat.belongs_to:
        _words(cell.add_paragraph(), seat.belongs_to, 9, QUIET)


def _person(cell: _Cell, who: Who | None, nobody: str) -> None:
    if who is None:
        _words(cell.paragraphs[0], nobody, 9, QUIET)
        return
    _words(cell.paragraphs[0], who.name, 10, INK, bold=True)
    since = f"Since {say(who.since)}" + (f". {who.term}" if who.term else "")
    for words in (who.post, who.email, who.telephone, since):
        if words:
            _words(cell.add_paragraph(), words, 9, QUIET)


def _hairlines(table: Table) -> None:
    """Thin lines between the rows and nothing else: no boxes. Word wants these parts in this order."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B4BEC4")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "60"), ("bottom", "50"), ("right", "100")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), width)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    looks: Any = table._tbl.tblPr
    looks.find(qn("w:tblLayout")).addprevious(borders)
    looks.find(qn("w:tblLayout")).addnext(margins)


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E3EFF2")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _say_of_row(row: _Row, what: str) -> None:
    """`w:tblHeader` repeats it on each page, `w:cantSplit` keeps it on one."""
    row._tr.get_or_add_trPr().append(OxmlElement(what))
