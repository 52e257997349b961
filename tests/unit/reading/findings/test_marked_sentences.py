"""Tasks told by a mark in brackets behind the sentence, by a reference before it, or in a list of names and dashes."""

import datetime

from plait.reading.model import Status
from tests.unit.reading.marlshire import read_text

HEAD = (
    "Marlshire Profile Panel\nMinutes, 5 November 2026\n\nPresent: Ann Bee (AB), Cy Dew (CD), Bill Oak, Bill Sim\n\n"
    "1. Profile\n"
)


def test_a_mark_behind_a_sentence_makes_it_an_action_with_its_owner_and_day() -> None:
    found = read_text(
        f"{HEAD}AB showed the list. CD to compare it with the clinics, with care [AP5 – CD/AB, 13/11]. Bill asked.\n"
        "AB will write to the chain. (Action: AB by 20 November) Nothing else was said.\n"
    )
    assert [(a.text, [o.text for o in a.owners], a.due.date) for a in found.actions] == [
        ("CD to compare it with the clinics, with care", ["CD", "AB"], datetime.date(2026, 11, 13)),
        ("AB will write to the chain.", ["AB"], datetime.date(2026, 11, 20)),
    ]


def test_a_bracket_that_only_mentions_an_action_marks_nothing() -> None:
    found = read_text(
        f"{HEAD}AB spoke of the plan (Action plan 2024) and (see Action 4). CD agreed.\n\nAction: AB to ring.\n"
    )
    assert [a.text for a in found.actions] == ["AB to ring."]


def test_numbered_points_of_the_last_meeting_say_how_far_they_are() -> None:
    found = read_text(
        f"{HEAD}\n2. Action points from 1 October\nAP1 AB to add taxis. Complete.\nAP2 CD to ask the clinics. Ongoing, "
        "three of seven answered.\nAP3 AB to send numbers. c/f AB away.\n"
    )
    assert [(a.text, a.status) for a in found.actions] == [
        ("AB to add taxis.", Status.DONE),
        ("CD to ask the clinics.", Status.IN_PROGRESS),
        ("AB to send numbers.", Status.CARRIED_FORWARD),
    ]


def test_jobs_with_arrows_and_a_list_of_name_task_and_day() -> None:
    found = read_text(
        f"{HEAD.partition('1. Profile')[0]}Last time's jobs\n * Bill S to send figures -> still waiting for them\n"
        " * Ann to book the room -> done\n\n1) Tool\nTalk was long.\n\nWho's doing what\n"
        "- Ann - tell the teams to stop - straight away\n- Bill - bring numbers - next huddle\n"
        "- Cy - ring round - 12/11\n\n"
        "Next huddle: Thurs 10 Dec, 9.15\n"
    )
    assert [(a.owners[0].candidates, a.due.date, a.status) for a in found.actions] == [
        (("Bill Sim",), None, Status.IN_PROGRESS),
        (("Ann Bee",), None, Status.DONE),
        (("Ann Bee",), None, Status.NEW),
        (("Bill Oak", "Bill Sim"), datetime.date(2026, 12, 10), Status.NEW),
        (("Cy Dew",), datetime.date(2026, 11, 12), Status.NEW),
    ]
