"""OpenDocument texts, as LibreOffice writes them: what was inserted counts, what was deleted does not."""

from typing import Final

from lxml import etree

from plait.reading.document import Document, Line
from plait.reading.formats.names import attribute, child, children, name, path
from plait.reading.formats.odt.body import Body
from plait.reading.formats.odt.lists import Lists
from plait.reading.formats.odt.styles import Styles
from plait.reading.formats.packed import Packed
from plait.reading.formats.running_heads import not_in_text
from plait.reading.formats.sheet import changes, document_of
from plait.reading.refusals import Unreadable

_MANIFEST: Final = "META-INF/manifest.xml"


def extract(data: bytes) -> Document:
    """Paragraphs, list items and cells in reading order, footnotes last.

    Raises `Unreadable`: damaged, protected, bomb, unsafe_xml, too_large, pictures_only.
    """
    try:
        return _document(Packed(data))
    except RecursionError:
        raise Unreadable("damaged") from None


def _document(package: Packed) -> Document:
    if package.holds(_MANIFEST) and any(name(one) == "encryption-data" for one in package.xml(_MANIFEST).iter()):
        raise Unreadable("protected")
    content = package.xml("content.xml")
    text = path(content, "body", "text")
    if text is None:
        raise Unreadable("damaged")
    roots = [package.xml("styles.xml"), content] if package.holds("styles.xml") else [content]
    styles = Styles(roots)
    body = Body(styles, Lists(roots))
    body.walk(text)
    body.walk_notes()
    if not body.sheet.lines and any(one.startswith("Pictures/") for one in package.names()):
        raise Unreadable("pictures_only")
    lines = not_in_text(_heading(roots[0], styles), body.sheet.lines) + body.sheet.lines
    paged = body.page_marks > 0 or attribute(text, "use-soft-page-breaks") == "true"
    codes = changes(tracked=body.changed, struck=body.struck)
    return document_of(lines, "odt", pages=body.page if paged else None, codes=codes)


def _heading(root: etree._Element, styles: Styles) -> list[Line]:
    """The header of the first page."""
    masters = child(root, "master-styles")
    first = next(children(masters, "master-page"), None) if masters is not None else None
    header = child(first, "header-first")
    header = header if header is not None else child(first, "header")
    if header is None:
        return []
    body = Body(styles, Lists([]))
    body.walk(header)
    return body.sheet.lines
