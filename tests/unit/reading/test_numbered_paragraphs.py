"""Items by letter whose paragraphs are numbered through, and actions that only their sentences give."""

import pytest

from plait.reading import read
from plait.reading.model import Kind, OwnerKind, Presence, Reading
from tests.unit.reading.marlshire import read_text

PANEL = """\
Marlshire and Dunnet

SAFER SLEEP PANEL

Minutes of the meeting held on Wednesday 12 March 2025 at 2 p.m.

Members

Dr Ada Thorne         Designated Doctor for Sleep (Chair)
                      NHS Marlshire Integrated Care
                      Board
Mr Ben Okoro          Detective Inspector, Marl Constabulary
Ms Bea Okoro          Team Manager, Marlshire County Council
Mr Cy Dunmore         Panel Coordinator (minutes)

Apologies for absence were received from Dr Dot Ives, named GP, and Mr Gil
Roper, Coroner's Office. Dr Ives was represented by Dr Hal Quint.

A. PRELIMINARY

1. The Chair welcomed those present and thanked them for coming on so wet an
afternoon. Nobody declared an interest.

2. Mr Ben Okoro had asked the control room about the number that officers use
at night, which had been wrong since the summer and is right again.

B. NOTIFICATIONS

3. It was agreed that Mr Dunmore and Dr Quint will redraw the chart of deaths
by month, within three weeks.

4. It was agreed that the Integrated Care Board will confirm the arrangements
for the autumn no later than 30 June. Members discussed the wording.

5. It was agreed that the Panel Coordinator will send the list to the printer by
31 March 2025, and it was noted that this date is fixed by statute.

6. Members will each name a deputy in writing within ten working days. Members
will recall that this was said before.

C. DATE OF NEXT MEETING

7. Wednesday 14 May 2025 at 2 p.m., in the same place. The meeting ended at
3.50 p.m.
"""


def panel() -> Reading:
    return read(PANEL.encode(), "minutes.txt")


def test_letters_number_the_items_where_numbers_count_the_paragraphs() -> None:
    assert [(item.number, item.title) for item in panel().items] == [
        ("A", "PRELIMINARY"),
        ("B", "NOTIFICATIONS"),
        ("C", "DATE OF NEXT MEETING"),
    ]


def test_an_agreement_gives_a_body_its_task_and_each_member_theirs() -> None:
    found = panel().actions
    assert [[(owner.kind, owner.candidates) for owner in each.owners] for each in found] == [
        [(OwnerKind.PERSON, ("Mr Cy Dunmore",)), (OwnerKind.PERSON, ("Dr Hal Quint",))],
        [(OwnerKind.GROUP, ())],
        [(OwnerKind.POST, ("Mr Cy Dunmore",))],
        [(OwnerKind.ALL, ())],
    ]
    assert [each.due.date.isoformat() if each.due.date else None for each in found] == [
        "2025-04-02",
        "2025-06-30",
        "2025-03-31",
        "2025-03-26",
    ]
    assert [each.due.hard for each in found] == [False, False, True, False]


def test_what_was_agreed_as_a_task_is_not_told_again_as_a_decision() -> None:
    reading = panel()
    assert not {each.text for each in reading.decisions} & {each.text for each in reading.actions}


def test_somebody_represented_is_told_behind_the_apologies() -> None:
    found = {each.name: each for each in panel().attendees}
    assert found["Dr Hal Quint"].status is Presence.DEPUTY
    assert found["Dr Hal Quint"].deputising_for == "Dr Dot Ives"
    assert found["Dr Dot Ives"].status is Presence.APOLOGIES


def test_a_post_and_the_agency_below_it_are_told_apart() -> None:
    found = {each.name: (each.post, each.organisation) for each in panel().attendees}
    assert found["Dr Ada Thorne"] == ("Designated Doctor for Sleep (Chair)", "NHS Marlshire Integrated Care Board")
    assert found["Mr Ben Okoro"] == ("Detective Inspector", "Marl Constabulary")


AGENDA = """\
Marlshire Schools Forum
{title}
Thursday 12 June 2025 at 8.15am, Marl House
Please send apologies to Cy Dunmore.
Invited
Ada Thorne (Head, Marl School); Ben Okoro (Adviser, Marlshire County Council)
Actions outstanding
Action: Ada Thorne to send the list of governors by 30 April
Action: Ben Okoro to find a speaker
Paper 3
On 29 May there were 163 children on the register, compared with 148 a year before. Just over half had been on it for
less than four weeks, and of the others most were waiting for a place at a school of their parents' choice.
"""


@pytest.mark.parametrize("title", ["AGENDA AND PAPERS", "Agenda", "Draft agenda with reports"])
def test_an_agenda_with_its_papers_is_no_minutes_though_it_lists_what_is_still_to_be_done(title: str) -> None:
    reading = read_text(AGENDA.format(title=title))
    assert reading.kind is Kind.NOT_MINUTES
    assert reading.reason is not None
    assert "agenda" in reading.reason
