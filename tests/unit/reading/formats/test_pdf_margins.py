"""Pages whose notes stand in a margin beside the text, in a type size and with a distance of rows of their own."""

from collections.abc import Callable

import pytest

from plait.reading import Reading, Status, read
from plait.reading.document import Document
from plait.reading.formats import extract

Printed = Callable[[str], bytes]

TALK = (
    "AT walked members through the quarterly dataset, pausing on re-referrals and on missing episodes. BO asked "
    "whether the rise in the spring was real, and the group heard that both districts had counted in the same way."
)
MORE = "The autumn had been quieter than anybody had expected, which the group put down to the weather and to chance."
HEAD = (
    "= Marlshire Harm Group\n\nMinutes of the meeting held on Tuesday 6 May 2025\n\n"
    "*Present:* Ada Thorne (AT), Police; Ben Okoro (BO), Health; Cy Dunmore (CD), Council\n\n"
)
NOTES = "#let notes(body) = { set text(size: 8pt); set par(leading: 0.5em); body }\n"
COLUMNS = "columns: (2.4cm, 1fr, 4cm), column-gutter: 0.4cm, row-gutter: 0.5cm"


def items(*rows: tuple[str, str, str], heading: bool = True) -> str:
    """An item a row without rules: its number, what was said, and what the margin says."""
    first = "[*Minute*], [], [*Action*]," if heading else ""
    cells = "".join(f"[*{number}*], [{said}], notes[{note}]," for number, said, note in rows)
    return f"{NOTES}#grid({COLUMNS}, {first}{cells})\n"


def cells(document: Document) -> list[tuple[str, int, int, int]]:
    return [(one.text, one.cell.table, one.cell.row, one.cell.column) for one in document.lines if one.cell]


ROWS = (
    ("HG25/01", f"*Missing children* \\ {TALK}", "*AT* \\ Write to every head teacher in both districts \\ by 20 May"),
    ("HG25/02", f"*Housing* \\ {MORE}", ""),
    ("HG25/03", f"*Transport* \\ {TALK}", "*BO / CD* \\ Draw up a list of the night buses that still run \\ asap"),
)


def test_numbers_text_and_notes_are_rows_of_one_table(printed: Printed) -> None:
    found = cells(extract(printed(HEAD + items(*ROWS)), "minutes.pdf"))
    assert found == [
        ("Minute", 0, 0, 0), ("Action", 0, 0, 2),
        ("HG25/01", 0, 1, 0), ("Missing children", 0, 1, 1), (TALK, 0, 1, 1),
        ("AT", 0, 1, 2), ("Write to every head teacher in both districts", 0, 1, 2), ("by 20 May", 0, 1, 2),
        ("HG25/02", 0, 2, 0), ("Housing", 0, 2, 1), (MORE, 0, 2, 1),
        ("HG25/03", 0, 3, 0), ("Transport", 0, 3, 1), (TALK, 0, 3, 1),
        ("BO / CD", 0, 3, 2), ("Draw up a list of the night buses that still run", 0, 3, 2), ("asap", 0, 3, 2),
    ]  # fmt: skip


def actions(reading: Reading) -> list[tuple[str, str | None, tuple[str, ...], str | None]]:
    """Wording, item, owners and due of each action that is new."""
    return [
        (each.text, each.item, tuple(owner.text for owner in each.owners), each.due.text)
        for each in reading.actions
        if each.status is Status.NEW
    ]


def test_a_note_names_who_has_the_task_below_and_by_when(printed: Printed) -> None:
    assert actions(read(printed(HEAD + items(*ROWS)), "minutes.pdf")) == [
        ("Write to every head teacher in both districts", "HG25/01", ("AT",), "by 20 May"),
        ("Draw up a list of the night buses that still run", "HG25/03", ("BO", "CD"), "asap"),
    ]


def test_margins_go_on_over_the_page_and_past_a_ruled_table(printed: Printed) -> None:
    table = "#table(columns: 3, [*Action*], [*Owner*], [*Status*], [Ring the college], [CD], [Done])"
    middle = ("HG25/02", f"*Housing* \\ {MORE} \\ {table}", "*CD* \\ Ask the landlords for their own figures")
    long = ("HG25/04", f"*Schools* \\ {TALK} {MORE} {TALK} {MORE} \\ {TALK} {MORE} {TALK} {MORE} {TALK}", ROWS[0][2])
    document = extract(printed(HEAD + "#v(8cm)" + items(ROWS[0], middle, long, ROWS[2])), "minutes.pdf")
    assert {line.page for line in document.lines} == {1, 2}
    found = cells(document)
    numbers = [place for place in found if place[0].startswith("HG25")]
    assert numbers == [(f"HG25/0{n}", 0, row, 0) for row, n in enumerate((1, 2, 4, 3), 1)]
    assert [one[1:] for one in found if one[0] == "Ring the college"] == [(1, 1, 0)]
    assert [one[1:] for one in found if one[0] in ("AT", "BO / CD")] == [(0, 1, 2), (0, 3, 2), (0, 4, 2)]


@pytest.mark.parametrize("size", ["8pt", "11pt"])
def test_labels_in_the_margin_belong_to_the_paragraph_at_their_height(printed: Printed, size: str) -> None:
    rows = (
        ("*1. Missing children*", ""),
        (TALK, ""),
        (f"{MORE} Ada Thorne will write to every head teacher about it before the summer.", "*Action: AT*"),
        ("*2. Housing*", ""),
        (f"Ben Okoro agreed to ask the landlords for their figures. {TALK}", "*Action: BO*"),
        (MORE, ""),
        ("*3. Transport*", ""),
        (f"{TALK} A list of the night buses is to be drawn up.", "*Action: CD*"),
    )
    grid = "".join(f"[{said}], notes[{note}]," for said, note in rows)
    small = NOTES.replace("8pt", size)
    source = f"{HEAD}{small}#grid(columns: (1fr, 3cm), column-gutter: 0.4cm, row-gutter: 0.45cm, {grid})"
    reading = read(printed(source), "minutes.pdf")
    assert [(item.number, item.title) for item in reading.items] == [
        ("1", "Missing children"), ("2", "Housing"), ("3", "Transport"),
    ]  # fmt: skip
    assert [(text, item, owners) for text, item, owners, _ in actions(reading)] == [
        ("Ada Thorne will write to every head teacher about it before the summer.", "1", ("AT",)),
        ("Ben Okoro agreed to ask the landlords for their figures.", "2", ("BO",)),
        ("A list of the night buses is to be drawn up.", "3", ("CD",)),
    ]


def test_a_cell_too_full_for_its_column_does_not_swallow_the_next(printed: Printed) -> None:
    source = (
        "#table(columns: (1.2cm, 5cm, 3cm), inset: 2pt, [Ref], [Action], [Owner],"
        "box(width: 1cm, clip: false)[#box(width: 3cm)[HG25/1123]], [Ring the college], [Ada])"
    )
    found = cells(extract(printed(source), "minutes.pdf"))
    assert found[3:] == [("HG25/1123", 0, 1, 0), ("Ring the college", 0, 1, 1), ("Ada", 0, 1, 2)]
