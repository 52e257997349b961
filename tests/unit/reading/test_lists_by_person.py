"""Actions set out by person, behind a reference and a name, or in schedules without the word action."""

import pytest

from plait.reading.findings.status import split_status
from plait.reading.model import Reading, Status
from tests.unit.reading.marlshire import read_text

HEAD = (
    "Wendmouth Safeguarding Panel\nMinutes of the meeting held on 4 March 2025\n\n"
    "Present: Olwen Hartree (OH), Piers Lockyer (PL), Sue Fallow (Service Manager, Fostering)\n\n1. Welcome\n"
    "Everybody was welcomed.\n\n"
)


def read(text: str) -> Reading:
    return read_text(HEAD + text)


def told(reading: Reading) -> list[tuple[str, list[str]]]:
    return [(action.text, [owner.text for owner in action.owners]) for action in reading.actions]


def test_a_list_by_person_gives_each_point_to_the_name_above_it() -> None:
    found = read(
        "2. Close\nNothing else.\n\nWho is doing what\n\nOlwen Hartree\n- Write to the bus company\n- Book the hall\n\n"
        "Piers Lockyer\n- Share the leaflet\n\nNo name yet\n- Keep the list up to date\n"
    )
    assert told(found) == [
        ("Write to the bus company", ["Olwen Hartree"]),
        ("Book the hall", ["Olwen Hartree"]),
        ("Share the leaflet", ["Piers Lockyer"]),
        ("Keep the list up to date", []),
    ]


def test_a_reference_and_a_name_in_brackets_make_an_action() -> None:
    found = read(
        "2. The path\nIt is dark.\n\nWP12/1 [PL] Write to Highways about the lamp.\n\n"
        "WP12/2 [??] Find a dry place for the bicycles.\n\n3. Close\nNone.\n"
    )
    assert told(found) == [
        ("Write to Highways about the lamp.", ["PL"]),
        ("Find a dry place for the bicycles.", []),
    ]


def test_a_schedule_of_matters_and_officers_holds_actions_with_how_far_they_are() -> None:
    found = read(
        "2. Outstanding\nMatter\tOfficer\tPosition\nSupply the figures on taxis\tOlwen Hartree\tDischarged\n"
        "Settle the housing offer\tPiers Lockyer\tIn hand, terms with counsel\n"
        "Print the pledge\tSue Fallow\tHeld over to the summer\n\n3. Close\nNone.\n"
    )
    assert [action.status for action in found.actions] == [Status.DONE, Status.IN_PROGRESS, Status.CARRIED_FORWARD]


def test_a_post_with_a_comma_is_one_owner() -> None:
    found = read("2. Fostering\nAction: The Service Manager, Fostering to supply the figures.\n\n3. Close\nNone.\n")
    assert told(found)[0][1] == ["The Service Manager, Fostering"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("collect the forms from all schools ✔ done", "done"),
        (
            "draft one form for concerns – half done, one school still to comment",
            "half done, one school still to comment",
        ),
        ("put the poster up in both halls. DONE", "DONE"),
        ("share the map. PART DONE - two villages out of five.", "PART DONE - two villages out of five."),
        ("find a speaker on young carers – not begun, held over", "not begun, held over"),
    ],
)
def test_how_far_an_action_is_stands_at_its_end(text: str, words: str) -> None:
    assert split_status(text)[1] == words


def test_lines_set_out_in_columns_are_not_run_together() -> None:
    found = read_text(
        "WENDMOUTH JOINT SAFEGUARDING AND COMMUNITY PANEL               41st meeting\n"
        "Held    Thurs 23 April '26, 7 till 8.50pm, Low Wend Village Hall\n\nWHO WAS THERE\n"
        "  Parishes . . . . . Cllr Olwen Hartree (Low Wend, in the chair)\n"
        "  Health . . . . . . Dr Petra Lindell, Wend Surgery\nNO WORD FROM: Barney Vane (Youth Bus)\n\n"
        "1) THE PATH\nNothing was done about it since the last time that the panel met in the village hall.\n"
    )
    assert found.date is not None
    assert {person.name: person.status.value for person in found.attendees} == {
        "Cllr Olwen Hartree": "present",
        "Dr Petra Lindell": "present",
        "Barney Vane": "absent",
    }


@pytest.mark.parametrize("written", ["Supt Lockyer", "PC Lockyer", "Det Insp Lockyer", "Sgt Lockyer", "PCSO Lockyer"])
def test_a_rank_and_a_surname_are_one_person(written: str) -> None:
    found = read(f"2. Patrols\nAction: {written} to send the plan.\n\n3. Close\nNone.\n")
    assert [owner.candidates for owner in found.actions[0].owners] == [("Piers Lockyer",)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PL to find out how many went without, 1 June.", "1 June"),
        ("PL to buy the handset. Friday 9th May without fail", "Friday 9th May"),
        ("PL to put the card up when the new print arrives.", "when the new print arrives"),
    ],
)
def test_a_day_that_stands_last_is_when_it_is_due(text: str, words: str) -> None:
    found = read(f"2. Supper\nAction: {text}\n\n3. Close\nNone.\n")
    assert (found.actions[0].due.text or "").rstrip(".") == words


def test_a_day_in_the_middle_of_a_task_is_not_when_it_is_due() -> None:
    found = read(
        "2. Supper\nAction: PL to compare the figures of June, 1 June and 1 July, with ours.\n\n3. Close\nNone.\n"
    )
    assert found.actions[0].due.text is None
