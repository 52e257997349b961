"""Lists of people that stand side by side on a page are read one after the other; tables stay tables."""

from collections.abc import Callable

from plait.reading import Presence, read
from plait.reading.formats import extract

Printed = Callable[[str], bytes]

LEFT = (
    "*Members present* \\ Ada Thorne (AT), Police \\ Ben Okoro (BO), Named Nurse, \\ deputising for Fay Lund \\ "
    "Cy Dunmore (CD), Council \\ Dot Ives (DI), Schools"
)
RIGHT = (
    "*In attendance* \\ Eve Marsh (EM), Minute taker \\ Hal Quint (HQ), Observer \\ (item 4 only) \\ *Apologies* \\ "
    "Fay Lund (FL), Health"
)
MIDDLE = "*By invitation* \\ Gil Roper, Charity \\ Ivy Snell, Charity \\ Jo Tarn, Charity \\ Kit Usher, Charity"
REST = "\n\n*1. Welcome*\n\nAda welcomed everybody to the large room of the county hall.\n\n*2. Close*"


def source(*columns: str) -> str:
    inside = ", ".join(f"[{column}]" for column in columns)
    head = "= Marlshire Harm Group\n\nMinutes of the meeting held on 6 May 2025\n\n#set text(size: 9pt)\n"
    return f"{head}#grid(columns: (1fr,) * {len(columns)}, column-gutter: 1cm, {inside})"


def test_two_lists_side_by_side_are_read_one_after_the_other(printed: Printed) -> None:
    found = extract(printed(source(LEFT, RIGHT)), "minutes.pdf").lines[2:]
    assert [line.text for line in found] == [
        "Members present", "Ada Thorne (AT), Police", "Ben Okoro (BO), Named Nurse, deputising for Fay Lund",
        "Cy Dunmore (CD), Council", "Dot Ives (DI), Schools",
        "In attendance", "Eve Marsh (EM), Minute taker", "Hal Quint (HQ), Observer (item 4 only)",
        "Apologies", "Fay Lund (FL), Health",
    ]  # fmt: skip
    assert all(line.cell is None for line in found)


def test_everybody_in_three_lists_stands_under_the_heading_above_them(printed: Printed) -> None:
    reading = read(printed(source(LEFT, MIDDLE, RIGHT) + REST), "minutes.pdf")
    found = {person.name: person.status for person in reading.attendees}
    assert [name for name, status in found.items() if status is Presence.IN_ATTENDANCE] == [
        "Gil Roper", "Ivy Snell", "Jo Tarn", "Kit Usher", "Eve Marsh", "Hal Quint",
    ]  # fmt: skip
    assert found["Fay Lund"] is Presence.APOLOGIES
    assert found["Ben Okoro"] is Presence.DEPUTY


def test_names_posts_and_agencies_in_rows_stay_a_table(printed: Printed) -> None:
    rows = (
        "[Ada Thorne], [Head of Safeguarding for the whole of the county], [Police]",
        "[Ben Okoro], [Nurse], [Health]",
    )
    cells = ", ".join(("[*Name*], [*Post*], [*Agency*]", *rows, *rows))
    found = extract(printed(f"#table(columns: (4cm, 4cm, 4cm), stroke: none, {cells})"), "minutes.pdf").lines
    assert all(line.cell is not None for line in found)
