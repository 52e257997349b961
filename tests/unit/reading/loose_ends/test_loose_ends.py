"""Promises, questions and risks that were said and left lying, and the talk that is none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.reading.loose_ends.step import loose_end_of
from plait.reading.model import Attendee, Presence, Source
from plait.reading.people.roll import Roll
from tests.unit.reading.marlshire import read_text

ROLL = Roll(
    [
        Attendee("Olwen Hartree", "OH", "Public Health", None, Presence.PRESENT, None, Source(1, 1)),
        Attendee("Amadou Keene", "AK", "Larkrise Homes", None, Presence.PRESENT, None, Source(2, 2)),
    ]
)


@pytest.mark.parametrize(
    ("sentence", "following", "kind", "who"),
    [
        ("OH confirmed that Public Health could support the leaflet.", "", "promise", "Public Health"),
        ("AK offered to share the list of empty flats.", "", "promise", "AK"),
        ("AK said that he would find out who owns the building.", "", "promise", "AK"),
        ("OH was happy to speak to the schools about it.", "", "promise", "OH"),
        ("OH asked how many families had no cot.", "AK thanked the caterers.", "question", "OH"),
        ("AK asked who pays for the vans.", "Nobody knew.", "question", "AK"),
        ("It was not known how many children were affected.", "", "question", None),
        ("OH was concerned that the clinic may close.", "", "risk", "OH"),
        ("AK said that funding ends in March and no cover is in place.", "", "risk", "AK"),
    ],
)
def test_what_is_left_lying(sentence: str, following: str, kind: str, who: str | None) -> None:
    found = loose_end_of(sentence, following, ROLL)
    assert found is not None
    assert found[:2] == (kind, who)
    assert found[2].endswith(".")


@pytest.mark.parametrize(
    ("sentence", "following"),
    [
        ("OH asked how many families had no cot.", "AK said that there were twelve."),
        ("OH asked whether forms were lost and was told that none were.", ""),
        ("AK had offered to share the list last year.", ""),
        ("AK said that the hub would open in May as planned.", ""),
        ("OH presented the risk register to the group.", ""),
        ("OH and AK did not know of each other until then.", ""),
        ("Members thanked OH for a clear and useful report.", ""),
        ("Somebody unheard of offered to help with the vans.", ""),
    ],
)
def test_what_is_settled_or_mere_talk_is_not_offered(sentence: str, following: str) -> None:
    assert loose_end_of(sentence, following, ROLL) is None


def test_what_an_action_takes_up_is_no_loose_end_and_each_has_its_place() -> None:
    found = read_text(
        "Marlshire Group\nMinutes, 4 March 2025\nPresent: Olwen Hartree (OH), Amadou Keene (AK)\n\n1. "
        "Welcome\nHello.\n\n"
        "2. Flats\nAK offered to share the list of empty flats. OH offered to ring the builder about damp.\n"
        "Action: AK to share the list of empty flats.\n\n3. Close\nNone.\n"
    )
    assert [(e.kind, e.who, e.text) for e in found.loose_ends] == [
        ("promise", "OH", "OH offered to ring the builder about damp.")
    ]
    assert "damp" in found.lines[found.loose_ends[0].source.first_line - 1].text


@given(st.text(max_size=200), st.text(max_size=100))
def test_any_talk_leaves_something_or_nothing(sentence: str, following: str) -> None:
    found = loose_end_of(sentence, following, ROLL)
    assert found is None or found[0] in ("promise", "question", "risk")
