"""Word documents, read straight from their XML so that nothing tracked, boxed or controlled is lost.

Macros are never run: a document with macros is read for its words alone.
"""

from lxml import etree

from plait.reading.document import Document, Line
from plait.reading.formats.docx.body import Body
from plait.reading.formats.docx.numbering import Numbering
from plait.reading.formats.docx.package import Package
from plait.reading.formats.docx.styles import Styles
from plait.reading.formats.names import attribute, child, children, name, switch
from plait.reading.formats.running_heads import not_in_text
from plait.reading.formats.sheet import changes, document_of
from plait.reading.refusals import Unreadable


def extract(data: bytes) -> Document:
    """Paragraphs and cells in reading order, the first page's heading line before, footnotes after.

    Raises `Unreadable`: damaged, protected, bomb, unsafe_xml, too_large, pictures_only.
    """
    try:
        return _document(Package(data))
    except RecursionError:
        raise Unreadable("damaged") from None


def _document(package: Package) -> Document:
    main = package.main_part()
    related = package.related(main)
    parts = dict(reversed(related.values()))
    styles = Styles(_optional(package, parts.get("styles")))
    body = Body(styles, Numbering(_optional(package, parts.get("numbering"))))
    root = child(package.xml(main), "body")
    if root is None:
        raise Unreadable("damaged")
    body.walk(root)
    body.walk_notes(_note_parts(package, parts) if body.notes else {})
    if not body.lines and package.has_pictures:
        raise Unreadable("pictures_only")
    paged = body.page_marks > 0
    lines = _page_heading(package, root, related, styles, body.lines) + body.lines
    codes = changes(tracked=body.changed, struck=body.struck)
    return document_of(lines, "docx", pages=body.page if paged else None, codes=codes)


def _optional(package: Package, part: str | None) -> etree._Element | None:
    return package.xml(part) if part else None


def _note_parts(package: Package, parts: dict[str, str]) -> dict[str, etree._Element]:
    return {kind: package.xml(parts[f"{kind}s"]) for kind in ("footnote", "endnote") if f"{kind}s" in parts}


def _page_heading(
    package: Package,
    root: etree._Element,
    related: dict[str, tuple[str, str]],
    styles: Styles,
    body: list[Line],
) -> list[Line]:
    """What stands at the top of the first page outside the body and nowhere in it: often the group's name."""
    part = _first_header(root, related)
    if part is None:
        return []
    header = Body(styles, Numbering(None))
    header.walk(package.xml(part))
    return not_in_text(header.lines, body)


def _first_header(root: etree._Element, related: dict[str, tuple[str, str]]) -> str | None:
    section = next((one for one in root.iter("{*}sectPr") if name(one) == "sectPr"), None)
    if section is None:
        return None
    wanted = "first" if switch(section, "titlePg") else "default"
    for reference in children(section, "headerReference"):
        if attribute(reference, "type") == wanted:
            return related.get(attribute(reference, "id") or "", ("", None))[1]
    return None
