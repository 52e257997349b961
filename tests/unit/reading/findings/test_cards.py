"""An action as a card: its owner, its day and how far it is stand on lines or in rows of their own."""

import datetime

from plait.reading.model import Status
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import paragraphs, read_text, rows, word_document

HEAD = "Marlshire Training Group\nMinutes, 24 February 2026\n\nPresent: Ann Bee (AB), Cy Dew (CD)\n\n1. Courses\n"


def test_lead_deadline_and_progress_on_their_own_lines_belong_to_the_action_above() -> None:
    found = read_text(
        f"{HEAD}The list was read.\n\nAction: Rewrite the page on sleep\nLead: Ann Bee and CD\nDeadline: 17/03/26\n\n"
        "Action: Find a trainer\nLead: CD\nTimescale: Fri 13 March\nProgress: Under way, two have been asked\n"
    )
    assert [(a.text, [o.candidates for o in a.owners], a.due.date, a.status) for a in found.actions] == [
        ("Rewrite the page on sleep", [("Ann Bee",), ("Cy Dew",)], datetime.date(2026, 3, 17), Status.NEW),
        ("Find a trainer", [("Cy Dew",)], datetime.date(2026, 3, 13), Status.IN_PROGRESS),
    ]


def test_a_line_of_talk_below_an_action_is_no_part_of_it() -> None:
    found = read_text(f"{HEAD}Action: AB to ring the trainer.\nWho: that is what nobody knew.\n\n2. Next\nNothing.\n")
    assert [(a.text, a.owners[0].candidates) for a in found.actions] == [("AB to ring the trainer.", ("Ann Bee",))]


FORM = [
    ["Item 1 New notification"],
    ["Discussion", "Ann told what had happened."],
    ["Decision", "The criteria are met."],
    ["Action", "1. Send the requests\n2. Ring the school"],
    ["Owner", "1. AB\n2. AB and CD"],
    ["Timescale", "1. 3 March\n2. 10 March"],
    ["Action", "Answer the mother"],
    ["Owner", "CD"],
]
NOTHING = [["Item 2 Themes"], ["Discussion", "Read."], ["Decision", "None"], ["Action", "None"], ["Owner", ""]]


def test_a_form_for_every_item_gives_its_title_and_its_actions_in_step() -> None:
    head = paragraphs(*(line for line in HEAD.partition("1. Courses")[0].split("\n") if line))
    forms = [rows(n, *(tuple(row) for row in form)) for n, form in enumerate((FORM, NOTHING), 1)]
    found = read_document(word_document(head, *forms))
    assert [(i.number, i.title) for i in found.items] == [("1", "New notification"), ("2", "Themes")]
    assert [(a.item, a.text, [o.text for o in a.owners], a.due.date) for a in found.actions] == [
        ("1", "Send the requests", ["AB"], datetime.date(2026, 3, 3)),
        ("1", "Ring the school", ["AB", "CD"], datetime.date(2026, 3, 10)),
        ("1", "Answer the mother", ["CD"], None),
    ]
    assert [d.text for d in found.decisions] == ["The criteria are met."]
