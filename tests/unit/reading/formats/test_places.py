"""Whatever was read, the lines and the place on the page that it points at hold its words."""

import re

import pypdfium2
import pytest
import typst

from plait.reading import Reading, read
from plait.reading.formats import extract
from tests.fuzz.samples import MAKERS, samples


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def found(reading: Reading) -> list[tuple[str, int, int]]:
    named = [(each.name, each.source) for each in reading.attendees]
    titled = [(each.title, each.source) for each in reading.items]
    worded = [(each.text, each.source) for each in (*reading.actions, *reading.decisions)]
    return [(text, source.first_line, source.last_line) for text, source in (*named, *titled, *worded)]


@pytest.mark.parametrize("form", MAKERS)
def test_the_lines_pointed_at_hold_the_words(form: str) -> None:
    for data in samples(form):
        reading = read(data, f"minutes.{form}")
        entries = found(reading)
        assert len(entries) > 5
        for text, first, last in entries:
            held = words(" ".join(line.text for line in reading.lines[first - 1 : last]))
            assert len(words(text) & held) >= 0.8 * len(words(text)), (text, held)


@pytest.mark.parametrize(
    "source",
    [
        "#table(columns: 3, [1.], [*Safer sleep* \\ Ada spoke about cots.], [Ben], [2.], [Housing], [Cai])",
        "#columns(2)[Ada spoke of cots. " + "The members heard it all and asked for more time. " * 30 + "]",
        '#set page("a4", flipped: true)\n= Group\n\nAction: Ada to write',
        "#set page(footer: [Marlshire #h(1fr) Page 1])\n" + "The members heard of cots and asked for more. " * 90,
        "#table(columns: 2, rotate(-90deg, reflow: true)[12 March], [Ada])",
    ],
)
def test_the_box_of_a_line_holds_its_words(source: str) -> None:
    data = bytes(typst.compile(f"#set text(size: 11pt)\n{source}".encode()))
    with pypdfium2.PdfDocument(data) as document:
        for line in extract(data, "minutes.pdf").lines:
            assert line.page is not None
            assert line.box is not None
            page = document[line.page - 1]
            box, high = line.box, page.get_height()
            edges = (box.left - 1, high - box.bottom - 1, box.right + 1, high - box.top + 1)
            inside = page.get_textpage().get_text_bounded(*edges)
            shown = words(line.text) & words(inside)
            assert len(shown) >= 0.8 * len(words(line.text)), (line.text, inside)
