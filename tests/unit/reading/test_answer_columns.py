"""Attendance with an answer beside each name, boxes for actions, and headings in a county's own words."""

import pytest

from plait.reading.document import Line
from plait.reading.model import DueKind, OwnerKind, Presence, Reading, Status
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import paragraphs, read_text, rows, word_document

HEAD = "Marlshire Harm Group\nMinutes of the meeting held on Tuesday 6 May 2025 at 2pm"
PEOPLE = rows(
    0,
    ("Name and role", "Agency", "There?"),
    ("Ada Thorne (AT), Head of Service – Chair", "Marlshire County Council", "Yes"),
    ("Ben Okoro (BO), Named Nurse", "Marl Community NHS Trust", "No – sent a deputy"),
    ("Bea Oakes (BOa), Nurse", "Marl Community NHS Trust", "Yes (for BO)"),
    ("Cy Dunmore (CD), Inspector", "Marl Valley Constabulary", "No – apologies"),
    ("Dot Ives (DI), Analyst", "Marl Valley Constabulary", "Item 3 only"),
    ("Post vacant", "Probation", "–"),
)


def document(*parts: str | list[Line]) -> Reading:
    """Texts, a line a paragraph, and tables, one after the other."""
    return read_document(
        word_document(*(paragraphs(*part.split("\n")) if isinstance(part, str) else part for part in parts))
    )


def test_a_column_of_answers_says_who_was_there_for_whom_and_for_what() -> None:
    found = {each.name: each for each in document(HEAD, PEOPLE, "1. Welcome\nAda opened the meeting.").attendees}
    assert {name: each.status for name, each in found.items()} == {
        "Ada Thorne": Presence.PRESENT,
        "Ben Okoro": Presence.APOLOGIES,
        "Bea Oakes": Presence.DEPUTY,
        "Cy Dunmore": Presence.APOLOGIES,
        "Dot Ives": Presence.IN_ATTENDANCE,
    }
    assert found["Bea Oakes"].deputising_for == "Ben Okoro"


def test_a_box_of_four_cells_is_an_action_with_its_owner_and_its_day() -> None:
    box = rows(
        1,
        ("ACTION 3/26", "Write to the four districts about the new form", "AT, CD", "w/c 19 May"),
        ("ACTION 4/26", "Rewrite the leaflet", "BO"),
        ("ACTION 5/26", "Ring the college", "", "Once the form is out"),
    )
    reading = document(HEAD, PEOPLE, "1. Welcome\nAda opened the meeting.\n2. Forms\nThe form was liked.", box)
    assert [(each.text, each.item) for each in reading.actions] == [
        ("Write to the four districts about the new form", "2"),
        ("Rewrite the leaflet", "2"),
        ("Ring the college", "2"),
    ]
    assert [[owner.candidates for owner in each.owners] for each in reading.actions] == [
        [("Ada Thorne",), ("Cy Dunmore",)],
        [("Ben Okoro",)],
        [],
    ]
    assert [each.due.kind for each in reading.actions] == [DueKind.WEEK_COMMENCING, DueKind.NONE, DueKind.CONDITIONAL]


def test_headings_in_other_words_still_say_what_their_columns_hold() -> None:
    log = rows(
        1,
        ("Task set on 4 March", "Accountable", "Where are we?"),
        ("Ring the college", "Thorne", "Done. They rang back."),
        ("Count the night buses", "Okoro", "Part way. Two towns to go."),
        ("Find a room", "Ives", "Carried over."),
    )
    talk = rows(
        2,
        ("Ref", "What we talked about", "Who will do what, by when"),
        ("HG1", "Buses\nThe buses were late again, and nobody could say why that was so or who might know.", ""),
        ("HG2", "Forms\nThe form was liked by all who had seen it, and disliked by those who had filled it in.",
         "Thorne to shorten the form by 30 May"),
    )  # fmt: skip
    reading = document(HEAD, PEOPLE, "1. Last time\nThe tasks stand as follows.", log, talk)
    assert [(each.text, each.status) for each in reading.actions] == [
        ("Ring the college", Status.DONE),
        ("Count the night buses", Status.IN_PROGRESS),
        ("Find a room", Status.CARRIED_FORWARD),
        ("Thorne to shorten the form by 30 May", Status.NEW),
    ]
    assert all(owner.kind is OwnerKind.PERSON and owner.candidates for each in reading.actions for owner in each.owners)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Open – under way", Status.IN_PROGRESS),
        ("Open, carried forward", Status.CARRIED_FORWARD),
        ("Open", Status.NEW),
        ("Some way to go", Status.IN_PROGRESS),
    ],
)
def test_a_column_called_status_is_believed_before_one_of_updates(words: str, status: Status) -> None:
    log = rows(1, ("Action", "Lead", "Update", "Status"), ("Ring the college", "AT", "Rang twice", words))
    assert [each.status for each in document(HEAD, PEOPLE, "1. Log\nThe log was read.", log).actions] == [status]


LISTS = """\
Marlshire Early Years Board
Minutes of the meeting on 6 May 2025
Who came: Ada Thorne (Manager, Council); Ben Okoro (Nurse, Marl Health Trust)
Standing in: Eve Marsh for Cy Dunmore
Sorry to miss it: Cy Dunmore; Dot Ives (Marl Valley Constabulary)
Taking notes: Gil Roper
Marl Valley Constabulary – Hal Quint, Inspector; Ivy Snell, Review Officer
1. Forms
Ada liked the form.
Action: Ben Okoro to shorten it by noon on Friday 16 May.
Action: find out why two minutes are missing from the record
2. Close
The board meets again on Tuesday 3 June 2025.
"""


def test_plain_words_head_lists_of_people_and_a_force_is_nobody() -> None:
    reading = read_text(LISTS)
    found = {each.name: each.status for each in reading.attendees}
    assert found == {
        "Ada Thorne": Presence.PRESENT,
        "Ben Okoro": Presence.PRESENT,
        "Eve Marsh": Presence.DEPUTY,
        "Cy Dunmore": Presence.APOLOGIES,
        "Dot Ives": Presence.APOLOGIES,
        "Gil Roper": Presence.IN_ATTENDANCE,
        "Hal Quint": Presence.IN_ATTENDANCE,
        "Ivy Snell": Presence.IN_ATTENDANCE,
    }


def test_an_hour_before_the_day_is_part_of_the_due_and_a_question_in_a_task_is_no_progress() -> None:
    first, second = read_text(LISTS).actions
    assert first.due.text == "by noon on Friday 16 May"
    assert second.status is Status.NEW
