"""Attendance as it is told outside tables: behind headings, by agency, in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.reading.attendance.entries import read_people
from plait.reading.model import Presence, Reading
from tests.unit.reading.marlshire import read_text

HEAD = "Marlshire Oversight Group\nMinutes of the meeting held on 4 March 2025\n\n"
TALK = "\n\n1. Welcome\nThe Chair welcomed everybody.\n\n2. Any other business\nNone.\n"


def people(attendance: str) -> dict[str, Presence]:
    return {each.name: each.status for each in reading(attendance).attendees}


def reading(attendance: str) -> Reading:
    return read_text(HEAD + attendance + TALK)


def test_people_with_posts_in_brackets_are_told_apart_at_the_commas_outside() -> None:
    found = reading(
        "Present: Olwen Hartree (Chair, Director of Education), Piers Lockyer (Marl Valley Police), "
        "Dr Petra Lindell for Colin Oake (Marlshire ICB), Amadou Keene (Housing); Sue Fallow (Public Health)"
    ).attendees
    assert [(a.name, a.status) for a in found] == [
        ("Olwen Hartree", Presence.PRESENT),
        ("Piers Lockyer", Presence.PRESENT),
        ("Dr Petra Lindell", Presence.DEPUTY),
        ("Amadou Keene", Presence.PRESENT),
        ("Sue Fallow", Presence.PRESENT),
        ("Colin Oake", Presence.APOLOGIES),
    ]
    assert (found[0].post, found[1].organisation) == ("Chair, Director of Education", "Marl Valley Police")


def test_one_person_with_a_post_and_an_agency_stays_one() -> None:
    found = reading("Present:\nOlwen Hartree, Head of Quality and Audit, Marlshire County Council").attendees
    assert [(a.name, a.post, a.organisation) for a in found] == [
        ("Olwen Hartree", "Head of Quality and Audit", "Marlshire County Council")
    ]


def test_councillors_behind_one_title_are_each_a_person() -> None:
    found = people("Members present: Councillors A Baker (Chair), C Dyer, E Fox and G Hill.")
    assert list(found) == ["A Baker", "C Dyer", "E Fox", "G Hill"]


def test_ranks_are_no_part_of_a_name() -> None:
    found = reading("Present:\nDCI Tania Cole, Marl Valley Police\nChief Inspector Umar Dean").attendees
    assert [(a.name, a.post) for a in found] == [("Tania Cole", "DCI"), ("Umar Dean", "Chief Inspector")]


def test_blocks_by_agency_give_everybody_the_agency() -> None:
    found = reading(
        "Present\nCouncil: Ruth Adler (Chair), Simon Bray\nPolice: Tania Cole, Umar Dean\nHealth: Will Fenn (apologies)"
    ).attendees
    assert [(a.name, a.organisation) for a in found][:4] == [
        ("Ruth Adler", "Council"),
        ("Simon Bray", "Council"),
        ("Tania Cole", "Police"),
        ("Umar Dean", "Police"),
    ]
    assert (found[4].name, found[4].status) == ("Will Fenn", Presence.APOLOGIES)


def test_the_public_and_vacant_seats_are_nobody_and_end_no_list() -> None:
    found = people("Present:\nRuth Adler\n3 members of the public\nVacant – Probation\nSimon Bray\nYoung people x 2")
    assert list(found) == ["Ruth Adler", "Simon Bray"]


@pytest.mark.parametrize(
    "line",
    [
        "Colin Green (represented by Anita Brown)",
        "Colin Green (Anita Brown attending)",
        "Colin Green, represented by Anita Brown",
        "Colin Green - deputy Anita Brown",
    ],
)
def test_who_came_in_somebodys_place_is_a_deputy(line: str) -> None:
    found = reading(f"Present:\nRuth Adler\nSimon Bray\nApologies:\n{line}").attendees
    by_name = {a.name: a for a in found}
    assert by_name["Colin Green"].status is Presence.APOLOGIES
    assert (by_name["Anita Brown"].status, by_name["Anita Brown"].deputising_for) == (Presence.DEPUTY, "Colin Green")


def test_apologies_in_a_sentence_of_the_first_item_are_read() -> None:
    found = read_text(
        HEAD
        + "Present: Ruth Adler and Simon Bray\n\n1. Apologies\nApologies were received from Mr Stone and Vera Eccles."
    ).attendees
    assert [a.name for a in found if a.status is Presence.APOLOGIES] == ["Mr Stone", "Vera Eccles"]


def test_somebody_told_again_by_the_surname_alone_is_the_same_person() -> None:
    found = people(
        "Present: Cllr A Baker, Cllr C Dyer\nApologies: Cllr K Lamb\n\n1. Apologies\nApologies from Cllr Lamb."
    )
    assert list(found) == ["Cllr A Baker", "Cllr C Dyer", "Cllr K Lamb"]


@pytest.mark.parametrize(
    "talk", ["The panel heard that visits had risen.", "RESOLVED that the plan be noted.", "1,204"]
)
def test_talk_is_nobody(talk: str) -> None:
    assert read_people(talk) == []


@given(st.text(alphabet=st.sampled_from("ABCdef ,;()–-&.'\n1:") | st.characters(), max_size=300))
def test_no_text_breaks_the_reading_of_people(text: str) -> None:
    assert all(entry.name.strip() for entry in read_people(text, run=True))
