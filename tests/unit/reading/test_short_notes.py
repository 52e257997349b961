"""Short notes and lists by item; and what is no minutes."""

import pytest

from plait.reading.model import Kind, Status
from tests.unit.reading.marlshire import read_text

NOTES = """\
Marlshire Policy Group: note of meeting 15/05/2024

Present – Amy Low, Ben Moss, Cat Nye (chair), Eve Pym
Apologies – Fin Quay, Gia Ray

Actions from last time
AL – circulate the bruising policy: done
BM – find out about translation costs: ongoing

Thresholds
Discussed changes. CN happy with the new wording. EP to add examples. AL to send to all agencies by end June.

DONM 10/07/2024
"""


def test_notes_with_dashes_for_colons() -> None:
    found = read_text(NOTES)
    assert len(found.attendees) == 6
    assert [(a.owners[0].candidates, a.status, a.labelled) for a in found.actions] == [
        (("Amy Low",), Status.DONE, True),
        (("Ben Moss",), Status.IN_PROGRESS, True),
        (("Eve Pym",), Status.NEW, False),
        (("Amy Low",), Status.NEW, False),
    ]


def test_a_list_of_action_points_below_each_item_belongs_to_it() -> None:
    found = read_text(
        "Marlshire Hidden Harm Group\nMinutes of the meeting held 7 May 2025\n\nPresent: Al Bow (AB), Cy Dew (CD)\n\n"
        "1. Data\nCD talked through the return.\n\nAction Points:\n1. CD to add ages\n2. AB to check the "
        "numbers – by June"
        " meeting\n\n2. Training\nAB suggested a course.\n\nAction Points:\n1. All to nominate somebody by 30th "
        "May.\n\n"
        "3. Any other business\nNothing.\n\nAction Points: None\n"
    )
    assert [i.title for i in found.items] == ["Data", "Training", "Any other business"]
    assert [(a.item, a.text) for a in found.actions] == [
        ("1", "CD to add ages"),
        ("1", "AB to check the numbers"),
        ("2", "All to nominate somebody by 30th May."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Marlshire Partnership\nAnnual Report 2023-24\n\n1. Introduction\nThe partnership met four times.\n\n2. "
        "Actions for"
        " next year\nAction: Partnership to publish the strategy.\nAction: Police to train staff.\n",
        "Marlshire Group\nAGENDA\nThursday 16 January 2025, 10am, Teams\n\n1. Welcome\n2. Minutes of last "
        "meeting\n3. AOB\n",
        "Marlshire Council\n14 November 2024\n\nDear Colleague,\n\nPlease return the audit by 6 December 2024.\n\n"
        "Yours sincerely,\nOlwen Hartree\n",
        "Marlshire Review Group\nTerms of Reference\n\n1. Purpose\nThe group reviews practice.\n\n2. "
        "Membership\nChair: Head of"
        " Safeguarding\nPolice: Inspector\n\n3. Meetings\nMembers to send deputies where they cannot attend.\n",
    ],
)
def test_reports_agendas_letters_and_terms_are_no_minutes(text: str) -> None:
    assert read_text(text).kind is Kind.NOT_MINUTES
