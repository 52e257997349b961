"""Attendance told in sentences, in columns headed by what they say, and names with dots."""

from hypothesis import given
from hypothesis import strategies as st

from plait.reading.attendance.prose import told_in_sentences
from plait.reading.layout.item_numbers import is_series
from plait.reading.model import Presence
from plait.reading.people.names import read_entry
from tests.unit.reading.marlshire import read_text

HEAD = "Wendmouth Schools Cluster\nNotes of our meeting on 4 March 2025\n\n"


def told(text: str) -> dict[str, Presence]:
    return {person.name: each.presence for each in told_in_sentences(text) for person in each.people}


def test_sentences_say_who_was_there_who_sent_apologies_and_who_did_not_come() -> None:
    assert told(
        "Mrs Olwen Hartree (Headteacher, Low Wend) took the chair. Round the table were Piers Lockyer (Deputy Head) "
        "and Ms Sue Fallow (Governor). Sgt Amadou Keene (Police) joined us for the second half. "
        "Colin Oake (Cold Wend) and the Revd Miles Tarrant had sent their apologies. "
        "Jo Birling (Hollow Infants) was expected but did not come."
    ) == {
        "Mrs Olwen Hartree": Presence.PRESENT,
        "Piers Lockyer": Presence.PRESENT,
        "Ms Sue Fallow": Presence.PRESENT,
        "Amadou Keene": Presence.IN_ATTENDANCE,
        "Colin Oake": Presence.APOLOGIES,
        "Revd Miles Tarrant": Presence.APOLOGIES,
        "Jo Birling": Presence.ABSENT,
    }


def test_who_came_in_anothers_place_is_a_deputy() -> None:
    reading = read_text(
        HEAD + "Olwen Hartree chaired. With her were Sue Fallow and Piers Lockyer. Jo Birling came in place of Colin "
        "Oake.\n\n1. Welcome\nNothing was said.\n\n2. Close\nNone.\n"
    )
    statuses = {each.name: each.status for each in reading.attendees}
    assert statuses["Jo Birling"] is Presence.DEPUTY
    assert statuses["Colin Oake"] is Presence.APOLOGIES


def test_talk_in_an_item_makes_nobody_attend() -> None:
    reading = read_text(
        HEAD + "Present: Olwen Hartree, Sue Fallow\n\n1. Visits\nMarcus Vane attended the panel in June and Ann Dee "
        "chaired it. Both attended again in July.\n\n2. Close\nNone.\n"
    )
    assert {each.name for each in reading.attendees} == {"Olwen Hartree", "Sue Fallow"}


def test_names_begin_with_letters_and_dots() -> None:
    for text, name in (
        ("Mr. H. Lockyer, Corporate Director", "Mr. H. Lockyer"),
        ("R. P. Fallow", "R. P. Fallow"),
        ("T. Oyelowo-Keene (substitute for Councillor L. Oake)", "T. Oyelowo-Keene"),
    ):
        entry = read_entry(text)
        assert entry is not None
        assert entry.name == name


def test_roman_numbers_that_run_on_through_the_year_are_a_series() -> None:
    assert is_series(["XXIV", "XXV", "XXVI", "XXVII"])
    assert is_series(["i", "ii", "iii"])
    assert not is_series(["XXIV", "IX", "XL"])
    assert not is_series(["C", "L", "X"])


@given(st.text(alphabet="ABCde .,;()-'’\n", max_size=200))
def test_wild_text_is_told_or_left(text: str) -> None:
    told_in_sentences(text)


def test_columns_headed_by_what_they_say_hold_the_people_of_each_agency() -> None:
    reading = read_text(
        HEAD + "Agency\tPresent\tApologies\n"
        "Marlshire Council\tOlwen Hartree (OH), Director\tSue Fallow (SF), Head of Service\n"
        "Marlshire Police\tPiers Lockyer (PL), Superintendent\t\n"
        "Partnership Office\tJo Birling (JB), Officer\t\n\n"
        "1. Welcome\nNothing was said.\n\n2. Close\nNone.\n"
    )
    assert {each.name: each.status for each in reading.attendees} == {
        "Olwen Hartree": Presence.PRESENT,
        "Sue Fallow": Presence.APOLOGIES,
        "Piers Lockyer": Presence.PRESENT,
        "Jo Birling": Presence.BUSINESS_UNIT,
    }
