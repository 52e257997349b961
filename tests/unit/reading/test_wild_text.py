"""Whatever stands in a file, reading it ends with a reading."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plait.reading.document import Cell, Document, Line, LineKind
from plait.reading.model import Reading
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import MINUTES, read_text, text_document

PIECES = [
    *MINUTES.split("\n"),
    "Action:",
    "Actions",
    "12.",
    "\t",
    "Present:",
    "(",
    "[",
    "Decision –",
    "AGENDA",
    "Apologies:",
]
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=60), max_size=40)


def well_formed(reading: Reading) -> bool:
    sources = [e.source for e in (*reading.actions, *reading.items, *reading.attendees, *reading.decisions)]
    inside = all(1 <= s.first_line <= s.last_line <= len(reading.lines) for s in sources)
    return inside and Reading.from_json(reading.to_json(with_layout=True)) == reading


@settings(deadline=None, max_examples=150)
@given(LINES)
def test_any_lines_give_a_reading(lines: list[str]) -> None:
    assert well_formed(read_text("\n".join(lines)))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, len(MINUTES) - 1), max_size=12), st.text(max_size=12))
def test_damaged_minutes_give_a_reading(places: list[int], scrap: str) -> None:
    text = MINUTES
    for place in places:
        text = text[:place] + scrap + text[place + 3 :]
    assert well_formed(read_text(text))


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PIECES), st.sampled_from(LineKind), st.integers(0, 2), st.integers(0, 5), st.integers(0, 3)
        ),
        max_size=40,
    )
)
def test_any_tables_give_a_reading(parts: list[tuple[str, LineKind, int, int, int]]) -> None:
    lines = tuple(
        Line(n, text, kind, cell=Cell(t, r, c) if kind is LineKind.CELL else None)
        for n, (text, kind, t, r, c) in enumerate(parts, 1)
    )
    assert well_formed(read_document(Document(lines, "docx")))


@pytest.mark.parametrize(
    "piece", ["word ", "a", "(", "x\t", "Ab, ", "the next ", "Apologies: Ann Bee – ", "AB to ", "end of the "]
)
def test_one_endless_line_ends(piece: str) -> None:
    words = "Minutes of the Audit Group\nAction: " + piece * (1_000_000 // len(piece))
    assert well_formed(read_document(text_document(words)))


def test_every_row_of_a_long_table_is_read() -> None:
    rows = [("Item", "Action", "Owner"), *((f"{n}", f"Send list {n} to schools", "Priya Lal") for n in range(1, 1_001))]
    head = [Line(0, text) for text in MINUTES.split("\n")[:5]]
    cells = [
        Line(0, text, LineKind.CELL, cell=Cell(0, row, column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    lines = tuple(replace(one, number=n) for n, one in enumerate(head + cells, 1))
    assert len(read_document(Document(lines, "docx")).actions) == 1_000
