"""Resolutions that give a task, tasks in talk, and old actions with what became of them."""

import pytest

from plait.reading.findings.assigning import given
from plait.reading.findings.resolved import task_of
from plait.reading.model import Attendee, OwnerKind, Presence, Reading, Source, Status
from plait.reading.people.roll import Roll
from tests.unit.reading.marlshire import read_text

ROLL = Roll(
    [
        Attendee("Mr P Oakes", None, None, None, Presence.PRESENT, None, Source(1, 1)),
        Attendee("Ivy Jones", "IJ", "Marl Valley Police", "Clerk", Presence.PRESENT, None, Source(2, 2)),
    ]
)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("that Mr Oakes contact the youth worker", "Mr Oakes"),
        ("that the Clerk write to the council by May", "the Clerk"),
        ("(b) that the Head of Probation be asked to attend", "the Head of Probation"),
        ("IJ to obtain three quotes", "IJ"),
        ("that the report be noted", None),
        ("that the policy be adopted", None),
        ("that members note the plan", None),
        ("that all agencies support the plan", None),
        ("to approve the budget", None),
        ("that the Police were thanked", None),
    ],
)
def test_a_resolution_gives_a_task_or_decides(text: str, who: str | None) -> None:
    assert task_of(text, ROLL) == who


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("IJ will speak to schools about it.", "IJ"),
        ("IJ asked all partners to send their returns.", "all partners"),
        ("It was agreed that Mr Oakes would bring the figures.", "Mr Oakes"),
        ("The Clerk to reply to the letter.", "The Clerk"),
        ("The Designated Nurse undertook to provide the figures.", "The Designated Nurse"),
        ("IJ took the group through two reviews.", None),
        ("The hub will open in May.", None),
        ("IJ asked whether the rise was real.", None),
        ("IJ had asked for the figures.", None),
    ],
)
def test_talk_gives_a_task_only_unmistakably(sentence: str, who: str | None) -> None:
    found = given(sentence, ROLL)
    assert (found.who if found else None) == who


HEAD = "Marl Town Council\nMinutes of the meeting on 21 January 2025\nPresent: Olwen Hartree (OH), Piers Lock (PL)\n\n"


def read_minutes(talk: str) -> Reading:
    return read_text(
        f"{HEAD}1. Welcome\nOH opened the meeting.\n\n2. Policy\n{talk}\n\n3. Close\nThe meeting closed.\n"
    )


def test_resolved_in_mid_paragraph_is_a_label() -> None:
    found = read_minutes("The quotation was considered. It was RESOLVED that Piers Lock write to the contractor.")
    assert [(a.text, a.owners[0].candidates, a.labelled) for a in found.actions] == [
        ("that Piers Lock write to the contractor.", ("Piers Lock",), True)
    ]


def test_a_list_below_agreed_gives_tasks_only_where_no_action_is_labelled() -> None:
    talk = "Agreed –\n(a) that the report be noted;\n(b) that Piers Lock write to all schools by May."
    alone = read_minutes(talk)
    assert ([d.text for d in alone.decisions], len(alone.actions)) == (["that the report be noted;"], 1)
    beside = read_minutes(talk + "\nAction: OH to ring the school.")
    assert (len(beside.decisions), len(beside.actions)) == (2, 1)


def test_an_owner_alone_behind_the_label_means_the_sentence_before() -> None:
    found = read_minutes("Sales fell. The leaflet needs to be reprinted before the summer.\nACTION: OH/PL")
    assert [(a.text, len(a.owners)) for a in found.actions] == [
        ("The leaflet needs to be reprinted before the summer.", 2)
    ]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("OH to share the guide – DONE", Status.DONE),
        ("OH to send the list – Update: OH has sent it to PL.", Status.DONE),
        ("OH to ask about waiting times – c/f", Status.CARRIED_FORWARD),
        ("OH to confirm the numbers. Ongoing - OH to report in March.", Status.IN_PROGRESS),
        ("OH to draw up the list.", Status.CARRIED_FORWARD),
        ("OH to draw up the list. Complete.", Status.DONE),
    ],
)
def test_points_below_earlier_actions_are_old_with_what_became_of_them(line: str, status: Status) -> None:
    found = read_text(
        f"{HEAD}1. Welcome\nHello.\n\n2. Actions from the previous meeting\n- {line}\n\n3. Close\nNone.\n"
    )
    assert [(a.status, a.owners[0].text) for a in found.actions] == [(status, "OH")]


def test_posts_of_an_agency_are_posts() -> None:
    found = read_minutes("Action: Head of Probation to name a deputy.")
    assert [o.kind for o in found.actions[0].owners] == [OwnerKind.POST]
