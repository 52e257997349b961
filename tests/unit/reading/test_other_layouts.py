"""Layouts of other counties, each in a small text: committees with resolutions, school governors, notes among "
"friends."""

from plait.reading.formats import extract
from plait.reading.model import OwnerKind, Presence, Status
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import read_text

COMMITTEE = """\
MINUTES of a meeting of the MARLSHIRE SAFEGUARDING BOARD held at Marl House on Friday 31 January 2025 at 9.00 a.m.

Present:-
Councillor R Abbott (in the Chair)
Councillors P Bell and S Cross
V Farr, Head of Legal Services

Apologies:-
W Gunn, Chief Executive

MSB.1 MINUTES
The Minutes of 25 October 2024 were confirmed.

MSB.2 SELF-ASSESSMENT
RESOLVED – (1) That the report be received; and
(2) that the Head of Legal Services write to the three services concerned.

MSB.3 WORK PROGRAMME
RESOLVED – That the work programme be approved.
"""

GOVERNORS = """\
Marl Academy Trust
Safeguarding Committee
Minutes of a meeting held on 12th March 2025 at 4.30pm

Governors present: Mr J Abel (Chair), Mrs S Bond, Ms T Coe
In attendance: Ms R Earl (Headteacher), Mr P Finn (DSL), Mrs L Gray (Clerk)

1. Apologies
Apologies were accepted from Mr K Hood.

2. Report
The DSL presented his report.
Action: DSL to provide a case study for next meeting.
Action: Headteacher to see that all staff finish the course before Easter.

3. Next meeting
18th June 2025 at 4.30pm

Signed ........................ (Chair)

Action summary
2 Case study for next meeting DSL June
"""

FRIENDS = """\
Marlshire Early Years Network
Monday 10 June 2024, 9.30-11.00, The Old Library

Who was there
Jo Ames, Kit Bray, Mo Dell and Nat Egg

Sorry they couldn't come
Oli Ford, Pam Gale

Safer sleep
Jo told us about the new campaign and that packs are waiting at the hub.
Kit to order packs for every setting.

Ratios
We agreed Nat would write to the council about the numbers over the holidays.

Next time
Monday 8 July, same place
"""


def test_a_committee_that_numbers_by_reference_and_resolves() -> None:
    found = read_text(COMMITTEE)
    assert found.group == "MARLSHIRE SAFEGUARDING BOARD"
    assert [(i.number, i.title) for i in found.items] == [
        ("MSB.1", "MINUTES"),
        ("MSB.2", "SELF-ASSESSMENT"),
        ("MSB.3", "WORK PROGRAMME"),
    ]
    assert [d.item for d in found.decisions if d.labelled] == ["MSB.2", "MSB.3"]
    assert [(a.item, a.owners[0].kind, a.owners[0].candidates) for a in found.actions] == [
        ("MSB.2", OwnerKind.POST, ("V Farr",))
    ]


def test_governors_with_posts_for_owners_and_a_summary_after_the_signature() -> None:
    found = read_text(GOVERNORS)
    assert [a.name for a in found.attendees if a.status is Presence.PRESENT] == ["Mr J Abel", "Mrs S Bond", "Ms T Coe"]
    assert [i.title for i in found.items] == ["Apologies", "Report", "Next meeting"]
    assert [a.owners[0].candidates for a in found.actions] == [("Mr P Finn",), ("Ms R Earl",)]
    assert found.next_agenda == ()


def test_notes_among_friends_without_numbers_or_labels() -> None:
    found = read_text(FRIENDS)
    assert [a.name for a in found.attendees if a.status is Presence.APOLOGIES] == ["Oli Ford", "Pam Gale"]
    assert [i.title for i in found.items] == ["Safer sleep", "Ratios", "Next time"]
    assert [a.owners[0].candidates for a in found.actions] == [("Kit Bray",), ("Nat Egg",)]
    assert not any(w.code == "text_ends_early" for w in found.warnings)


def test_a_table_of_old_actions_in_markdown() -> None:
    text = (
        "# Marlshire Steering Group\n\n**Date:** 3 October 2024\n**Present:** Abi Hull (AH), Bev Iles (BI)\n\n"
        "## 1. Minutes and actions from last meeting\n\n| Action | Owner | Status |\n|---|---|---|\n"
        "| Update the protocol | BI | Done |\n| Find a second coordinator | AH | Interviews on 10 Oct |\n\n"
        "## 2. Data\nBI presented the data.\n\n- **Action:** BI to split the data by district – **by 31 October**\n"
    )
    found = read_document(extract(text.encode(), "notes.md"))
    assert [(a.owners[0].text, a.status) for a in found.actions] == [
        ("BI", Status.DONE),
        ("AH", Status.IN_PROGRESS),
        ("BI", Status.NEW),
    ]


def test_initials_repeated_in_the_margin_are_no_words_of_the_action() -> None:
    found = read_text(FRIENDS.replace("Kit to order packs for every setting.", "ACTION: Kit to order packs. Kit"))
    assert [a.text for a in found.actions] == ["Kit to order packs."]
