from collections.abc import Callable

import pytest

from plait.reading.document import Document
from plait.reading.formats import extract

Read = Callable[[str], Document]

TALK = (
    "Ada Thorne walked members through the dataset and paused on the missing episodes, which had "
    "risen in the spring and fallen again in the summer for reasons nobody could name."
)


@pytest.fixture
def read(printed: Callable[[str], bytes]) -> Read:
    return lambda source: extract(printed(source), "minutes.pdf")


def cells(document: Document) -> list[tuple[str, int, int, int]]:
    return [(one.text, one.cell.table, one.cell.row, one.cell.column) for one in document.lines if one.cell]


def test_an_item_table_comes_out_cell_by_cell(read: Read) -> None:
    found = read(
        f"#table(columns: (1.5cm, 1fr), [1.], [*Welcome* \\ {TALK} \\ *Action:* Ada to write], [2.], [*Risk*])\nAfter"
    )
    assert cells(found) == [
        ("1.", 0, 0, 0), ("Welcome", 0, 0, 1), (TALK, 0, 0, 1), ("Action: Ada to write", 0, 0, 1),
        ("2.", 0, 1, 0), ("Risk", 0, 1, 1),
    ]  # fmt: skip
    assert found.lines[-1].text == "After"
    assert found.lines[-1].cell is None


def test_cells_that_wrap_and_merge_keep_their_places(read: Read) -> None:
    found = read(
        "#table(columns: (3cm, 4cm, 4cm), table.cell(colspan: 2)[Wide], [Due],"
        "table.cell(rowspan: 2)[Tall], [Designated Nurse for Safeguarding Children], [B], [C], [D])"
    )
    assert cells(found) == [
        ("Wide", 0, 0, 0), ("Due", 0, 0, 2), ("Tall", 0, 1, 0),
        ("Designated Nurse for Safeguarding Children", 0, 1, 1), ("B", 0, 1, 2), ("C", 0, 2, 1), ("D", 0, 2, 2),
    ]  # fmt: skip


def test_rules_that_lie_only_inside_are_enough(read: Read) -> None:
    inner = "stroke: (x, y) => (left: if x > 0 {1pt}, top: if y > 0 {1pt})"
    found = read(f"#table(columns: (4cm, 6cm), {inner}, [Name], [Agency], [Ada], [Police], [Ben], [Health])")
    assert [place[1:] for place in cells(found)] == [(0, row, column) for row in range(3) for column in range(2)]


def test_turned_headings_of_an_attendance_matrix_can_be_read(read: Read) -> None:
    turned = ", ".join(
        f"rotate(-90deg, reflow: true)[{day}]" for day in ("12 March 2025", "8 May 2025", "10 July 2025")
    )
    found = read(f"#table(columns: 4, [Name], {turned}, [Ada Thorne], [✓], [], [A])")
    assert cells(found) == [
        ("Name", 0, 0, 0), ("12 March 2025", 0, 0, 1), ("8 May 2025", 0, 0, 2), ("10 July 2025", 0, 0, 3),
        ("Ada Thorne", 0, 1, 0), ("✓", 0, 1, 1), ("A", 0, 1, 3),
    ]  # fmt: skip


def test_a_table_that_runs_over_the_page_is_one_table_without_its_second_heading(read: Read) -> None:
    rows = ", ".join(f"[{n}.], [Point {n} of the day \\ and more \\ *Action:* Ada to do {n}]" for n in range(1, 30))
    found = cells(read(f"#table(columns: (2cm, 8cm), table.header([*No*], [*Discussion*]), {rows})"))
    assert {place[1] for place in found} == {0}
    assert sum(place[0] == "Discussion" for place in found) == 1
    assert [place[2] for place in found if place[3] == 0] == list(range(30))


def test_a_sentence_cut_by_the_page_within_a_cell_is_whole_again(read: Read) -> None:
    found = cells(read(f"#v(22.9cm)\n#table(columns: (2cm, 8cm), [1.], [{TALK}])"))
    assert found == [("1.", 0, 0, 0), (TALK, 0, 0, 1)]


def test_columns_without_rules_are_a_table_where_they_line_up(read: Read) -> None:
    found = read(
        "#table(columns: (5cm, 5cm, 5cm), stroke: none, [*Name*], [*Organisation*], [*Post*],"
        "[Ada Thorne], [Marlshire Police], [Inspector], [Ben Okoro], [Marlshire Community Health NHS Trust],"
        "[Named Nurse], [Cai Moss], [Marlshire Council], [Clerk])\nAfter"
    )
    assert [one[0] for one in cells(found) if one[3] == 1] == [
        "Organisation", "Marlshire Police", "Marlshire Community Health NHS Trust", "Marlshire Council",
    ]  # fmt: skip
    assert found.lines[-1].cell is None


def test_two_rows_that_happen_to_line_up_are_no_table(read: Read) -> None:
    found = read("Date: 8 May #h(3cm) Time: 2pm \\\nPlace: Hall #h(3.1cm) Chair: Ada")
    assert cells(found) == []
    assert "\t" in found.lines[0].text
