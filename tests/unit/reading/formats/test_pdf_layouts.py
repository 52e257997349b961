"""Whole pages as county offices print them: matrices on their side, tables without rules, a margin on the left."""

from collections.abc import Callable

import pytest

from plait.reading import Presence, read

Printed = Callable[[str], bytes]

HEAD = "= Marlshire Harm Group\n\nMinutes of the meeting held on Tuesday 6 May 2025\n\n"
PEOPLE = "*Present:* Ada Thorne (AT), Police; Ben Okoro (BO), Health; Cy Dunmore (CD), Council\n\n"
TALK = (
    "AT walked members through the quarterly dataset, pausing on re-referrals and on missing episodes. BO asked "
    "whether the rise in the spring was real, and the group heard that both districts had counted in the same way."
)


def test_a_table_of_actions_without_rules_goes_on_over_the_page(printed: Printed) -> None:
    tasks = [
        (f"Write to the {place} about the new form and the reasons for it", who, f"{n} June")
        for n, (place, who) in enumerate(
            [("schools", "AT"), ("colleges", "BO"), ("clinics", "CD"), ("landlords", "AT"), ("drivers", "BO")], 1
        )
    ]
    rows = "".join(f"[{n}], [{text}], [{who}], [{due}]," for n, (text, who, due) in enumerate(tasks, 1))
    columns = "columns: (1.2cm, 7cm, 3cm, 3cm), stroke: none"
    heading = "table.header([*No.*], [*Action*], [*Owner*], [*Due*]),"
    source = f"{HEAD}{PEOPLE}#v(16.7cm)\n*1. Close*\n\nAda closed the meeting.\n\n#table({columns}, {heading} {rows})"
    reading = read(printed(source), "minutes.pdf")
    assert {action.source.page for action in reading.actions} == {1, 2}
    assert [(each.text, each.owners[0].text, each.due.text) for each in reading.actions] == tasks


@pytest.mark.parametrize("flipped", ["true", "false"])
def test_a_matrix_with_turned_heads_tells_who_came_this_time(printed: Printed, flipped: str) -> None:
    days = ("4 February 2025", "4 March 2025", "6 May 2025", "1 July 2025")
    heads = ", ".join(f"table.cell(align: bottom, rotate(-90deg, reflow: true)[{day}])" for day in days)
    marks = (
        ("Ada Thorne", "Police", "P", "P", "P", ""),
        ("Ben Okoro", "Health", "P", "P", "A", ""),
        ("Cy Dunmore", "Council", "A", "A", "P", ""),
        ("Dot Ives", "Schools", "P", "P", "D (Eve Marsh)", ""),
    )
    rows = "".join("".join(f"[{cell}]," for cell in row) for row in marks)
    table = f"#table(columns: 6, [*Name*], [*Agency*], {heads}, {rows})"
    source = f"#set page(flipped: {flipped})\n{HEAD}{table}\n\n*1. Welcome*\n\n{TALK}\n\n*2. Close*\n\nAda closed it."
    reading = read(printed(source), "minutes.pdf")
    found = {each.name: each.status for each in reading.attendees}
    assert found == {
        "Ada Thorne": Presence.PRESENT,
        "Ben Okoro": Presence.APOLOGIES,
        "Cy Dunmore": Presence.PRESENT,
        "Dot Ives": Presence.APOLOGIES,
        "Eve Marsh": Presence.DEPUTY,
    }


def test_labels_on_the_left_stand_before_their_text(printed: Printed) -> None:
    rows = (
        ("*1*", "*Missing children*"),
        ("", TALK),
        ("*Action*", "Ada Thorne to write to every head teacher in both districts about it by 20 May."),
        ("*2*", "*Housing*"),
        ("", TALK),
        ("*Action*", "Ben Okoro to ask the landlords for their figures."),
    )
    grid = "".join(f"[{label}], [{text}]," for label, text in rows)
    source = f"{HEAD}{PEOPLE}#grid(columns: (2.4cm, 1fr), row-gutter: 0.5cm, {grid})"
    reading = read(printed(source), "minutes.pdf")
    assert [(each.owners[0].text, each.due.text) for each in reading.actions] == [
        ("Ada Thorne", "by 20 May"),
        ("Ben Okoro", None),
    ]
