"""Layouts of other partnerships: trackers with merged cells, headings inside headings, people told in passing."""

import datetime

import pytest

from plait.reading.model import Presence, Status
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import bullets, heading, paragraphs, read_text, rows, word_document

HEAD = paragraphs("Marlshire Data Group", "Notes, 10 June 2026", "Present: Ann Bee (AB), Cy Dew (CD)")
TRACKER = rows(
    1,
    ("Ref", "Raised", "What needs to happen", "Lead", "By", "Where we are now", "RAG"),
    ("1", "April", "Cover the weekends", "AB", "31/05/26", "Two of three are covered.", "A"),
    ("2", "", "Write the guide", "CD or AB", "Was 31 May, now 30 June", "Guide printed.", "B"),
    ("3", "June", "Ring the schools", "AB with Cy Dew", "by Friday", "New today", ""),
)


def test_a_merged_month_and_a_colour_say_which_actions_are_old_and_how_far_they_are() -> None:
    found = read_document(word_document(HEAD, TRACKER))
    assert [(a.status, a.due.date) for a in found.actions] == [
        (Status.IN_PROGRESS, datetime.date(2026, 5, 31)),
        (Status.DONE, datetime.date(2026, 6, 30)),
        (Status.NEW, datetime.date(2026, 6, 12)),
    ]


def test_one_of_two_is_asked_and_a_counterpart_is_no_owner() -> None:
    found = read_document(word_document(HEAD, TRACKER))
    assert [a.owners[0].candidates for a in found.actions] == [("Ann Bee",), ("Cy Dew", "Ann Bee"), ("Ann Bee",)]
    assert [question.about for question in found.questions] == ["actions[1].owners[0]"]


def test_items_stand_inside_a_heading_that_only_says_topics() -> None:
    talk = paragraphs("Ann Bee said that the numbers had been late for the third time.")
    found = read_document(
        word_document(
            HEAD, heading("Topics"), heading("Counting", 3), talk, heading("Maps", 3), talk, heading("Actions"),
            bullets("AB: ask for a folder (due 11 September; from May, still open)"), heading("Parked"), talk,
        )
    )  # fmt: skip
    assert [item.title for item in found.items] == ["Counting", "Maps"]
    assert [(a.text, a.status) for a in found.actions] == [("ask for a folder", Status.CARRIED_FORWARD)]


def test_a_closing_list_by_people_holds_names_and_no_items() -> None:
    talk = paragraphs("The centre told the forum about its rooms and what closes in the autumn.")
    names = [paragraphs(name) for name in ("Ann Bee", "Zadie", "All settings")]
    found = read_document(
        word_document(HEAD, heading("Rooms"), talk, heading("Who's doing what"), names[0], bullets("Cut the form"),
                      names[1], bullets("Ask the nurses"), names[2], bullets("Count your staff"))
    )  # fmt: skip
    assert [(a.text, a.owners[0].text) for a in found.actions] == [
        ("Cut the form", "Ann Bee"), ("Ask the nurses", "Zadie"), ("Count your staff", "All settings"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "deputy"),
    [
        (
            "Apologies were received from Greta Lomax, Head of Probation, for whom Niall Fenner attended.",
            "Niall Fenner",
        ),
        ("Apologies: Greta Lomax (Niall Fenner attending)", "Niall Fenner"),
    ],
)
def test_who_came_in_the_place_of_somebody_is_told_in_passing(line: str, deputy: str) -> None:
    found = read_text(
        f"Marlshire Board\nMinutes, 6 March 2026\n\nPresent: Ann Bee (AB)\n{line}\n\n1. Data\nAction: AB to ring.\n"
    )
    status = {person.name: (person.status, person.deputising_for) for person in found.attendees}
    assert status["Greta Lomax"] == (Presence.APOLOGIES, None)
    assert status[deputy] == (Presence.DEPUTY, "Greta Lomax")


def test_points_for_the_next_agenda_and_for_the_board_stand_in_closing_lines() -> None:
    found = read_text(
        "Marlshire Board\nMinutes, 6 March 2026\n\nPresent: Ann Bee (AB)\n\n1. Data\nAction: AB to ring.\n\n"
        "For the Executive: The delay and what it means.\n"
        "Next meeting: 8 May 2026. Agenda so far: supervision; refuge staff.\n"
    )
    assert [point.text for point in found.escalations] == ["The delay and what it means."]
    assert [point.text for point in found.next_agenda] == ["supervision", "refuge staff"]


def test_a_resolution_with_its_owner_below_it_is_one_action() -> None:
    found = read_text(
        "Marlshire Committee\nMinutes, 6 March 2026\n\nPresent: Ann Bee (Head of Care), Cy Dew (Clerk)\n\n1. Homes\n"
        "RESOLVED: That the Clerk write to the carers by 1 April.\n\nACTION: Clerk\n"
    )
    assert [(a.owners[0].text, a.due.date) for a in found.actions] == [("the Clerk", datetime.date(2026, 4, 1))]


ANSWERS = rows(
    1,
    ("Agenda item", "Key points", "Agreed actions (who, when)"),
    (
        "1. Waiting times",
        "Forty-one children are waiting, the longest for ten months, and nobody had an answer to that.",
        "Write one page for schools\nOwner: Ann Bee with Cy Dew\nBy 17 July 2026\nPrint the leaflet\nOwner: CD\nDone",
    ),
)


def test_owner_day_and_status_stand_below_the_task_in_one_cell_of_an_item_table() -> None:
    found = read_document(word_document(HEAD, ANSWERS))
    assert [(a.text, a.owners[0].candidates, a.due.date, a.status) for a in found.actions] == [
        ("Write one page for schools", ("Ann Bee",), datetime.date(2026, 7, 17), Status.NEW),
        ("Print the leaflet", ("Cy Dew",), None, Status.DONE),
    ]


def test_a_column_of_boxes_and_owners_behind_an_at_sign() -> None:
    table = rows(
        1,
        ("", "Task", "Assigned to", "Due date"),
        ("☐", "Ring the bus company", "@Ann Bee @Cy Dew", "Tomorrow"),
        ("☑", "Share the slides", "@Cy Dew", "Q3"),
    )
    found = read_document(word_document(HEAD, heading("Follow-up tasks"), table))
    assert [([o.candidates for o in a.owners], a.due.date, a.status) for a in found.actions] == [
        ([("Ann Bee",), ("Cy Dew",)], datetime.date(2026, 6, 11), Status.NEW),
        ([("Cy Dew",)], None, Status.DONE),
    ]


def test_people_in_a_form_whose_labels_nobody_knows_and_follow_ups_by_theme() -> None:
    form = rows(
        1,
        ("Date", "19/11/2026"),
        ("Time", "0930-1115"),
        ("Answering", "Ann Bee (Director); Cy Dew (Head of Service)"),
        ("Absent with apologies", "Eve Fry (Health)"),
    )
    talk = paragraphs("Theme 1. Caseloads", "Q. How many?", "Follow-up: Cy Dew to count, within four weeks.",
                      "Theme 2. Nights", "Q. Who?", "Follow-up: None. The board was encouraged.")  # fmt: skip
    found = read_document(word_document(paragraphs("Marlshire Improvement Board", "Record of answers"), form, talk))
    assert [(p.name, p.status) for p in found.attendees] == [
        ("Ann Bee", Presence.PRESENT), ("Cy Dew", Presence.PRESENT), ("Eve Fry", Presence.APOLOGIES)]  # fmt: skip
    assert [(item.number, item.title) for item in found.items] == [("1", "Caseloads"), ("2", "Nights")]
    assert [(a.item, a.due.date) for a in found.actions] == [("1", datetime.date(2026, 12, 17))]
    assert (found.start, found.end) == ("09:30", "11:15")
