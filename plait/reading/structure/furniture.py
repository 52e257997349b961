"""Page furniture: headers, footers and page numbers that stand between the words of the meeting."""

import re
from collections import defaultdict

from plait.reading.document import Document, Line

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\.?", re.IGNORECASE)
_EDGE = 4  # lines from the top or the bottom of a page in which furniture may stand


def is_stray(text: str) -> bool:
    """A scrap without meaning: a comma, a dot, a rule, "F =" where a tick mark was lost."""
    if len(text) > 4:
        return not any(c.isalnum() for c in text)
    letters = sum(c.isalnum() for c in text)
    return letters == 0 or (letters == 1 and len(text) <= 4 and not text[0].isdigit() and len(text) > 1)


def page_furniture(document: Document) -> frozenset[int]:
    """The numbers of the lines that repeat at the edge of pages, and of lone page numbers."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in document.lines:
        if line.page is not None and line.text.strip():
            by_page[line.page].append(line)
    shapes: dict[str, set[int]] = defaultdict(set)
    edges: list[tuple[str, Line]] = []
    for page, lines in by_page.items():
        edge = lines if len(lines) <= 2 * _EDGE else lines[:_EDGE] + lines[-_EDGE:]
        for line in edge:
            if line.cell is None and len(line.text) <= 200:
                shape = _NUMBER.sub("#", line.text.strip())
                shapes[shape].add(page)
                edges.append((shape, line))
    needed = max(2, (len(by_page) + 1) // 2)
    found = {
        line.number
        for shape, line in edges
        if len(shapes[shape]) >= needed or (len(by_page) > 1 and _PAGE_NUMBER.fullmatch(line.text.strip()))
    }
    return frozenset(found | _lone_numbers(document))


def _lone_numbers(document: Document) -> set[int]:
    """Page numbers left alone between empty lines of a text."""
    lines = document.lines
    found = set()
    for n, line in enumerate(lines):
        text = line.text.strip()
        if document.format != "txt" or len(text) > 20 or not _PAGE_NUMBER.fullmatch(text):
            continue
        above = n == 0 or not lines[n - 1].text.strip()
        below = n + 1 == len(lines) or not lines[n + 1].text.strip()
        if above and below:
            found.add(line.number)
    return found
