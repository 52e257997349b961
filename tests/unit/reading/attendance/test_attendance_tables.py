"""Attendance in tables: matrices, marks, stand-ins, headings between rows."""

import pytest

from plait.reading.model import Attendee, Presence
from plait.reading.pipeline import read_document
from tests.unit.reading.marlshire import heading, paragraphs, rows, word_document

HEAD = paragraphs("Marlshire Training Subgroup", "Minutes", "Date: 6 February 2025")
TALK = [*heading("1. Welcome"), *paragraphs("Everybody was welcomed."), *heading("2. Close"), *paragraphs("None.")]


def listed(*cells: tuple[str, ...]) -> dict[str, Attendee]:
    return {a.name: a for a in read_document(word_document(HEAD, rows(0, *cells), TALK)).attendees}


@pytest.mark.parametrize("days", [("Nov 24", "Feb 25"), ("7/11", "6/2"), ("Nov", "Feb"), ("07.11.24", "06.02.25")])
def test_only_the_column_of_this_meeting_counts(days: tuple[str, str]) -> None:
    found = listed(("Agency", "Name", *days), ("Council", "Jo Hale", "A", "✓"), ("Police", "Ned Low", "✓", "x"))
    assert [(a.name, a.status) for a in found.values()] == [("Jo Hale", Presence.PRESENT), ("Ned Low", Presence.ABSENT)]


def test_an_agency_told_once_for_several_rows_holds_for_each() -> None:
    found = listed(("Agency", "Name"), ("Council", "Jo Hale"), ("", "Ken Ide"), ("Police", "Ned Low"))
    assert [a.organisation for a in found.values()] == ["Council", "Council", "Police"]


def test_a_name_beside_the_mark_is_the_deputy() -> None:
    found = listed(("Agency", "Name", "6 Feb 2025"), ("Council", "Jo Hale", "P"), ("Police", "Lee Jay", "D – Moe Kay"))
    assert found["Lee Jay"].status is Presence.APOLOGIES
    assert (found["Moe Kay"].status, found["Moe Kay"].deputising_for) == (Presence.DEPUTY, "Lee Jay")


def test_headings_between_the_rows_and_a_title_above_the_columns() -> None:
    found = listed(
        ("Attendees", ""),
        ("Name", "Organisation / role"),
        ("Rob Sty (RS)", "Head of Probation"),
        ("Val Wye", "Council"),
        ("Apologies", ""),
        ("Xena York", "HMP Marl"),
        ("Deputies", ""),
        ("Abe Cole for Xena York", "HMP Marl"),
    )
    assert [a.status for a in found.values()] == [
        Presence.PRESENT,
        Presence.PRESENT,
        Presence.APOLOGIES,
        Presence.DEPUTY,
    ]


def test_a_status_column_may_say_who_came_instead() -> None:
    found = listed(
        ("Name", "Title", "Organisation", "Attendance"),
        ("Bea Cook", "Director", "Council", "Present"),
        ("Hal Ince", "Manager", "CAMHS", "Apologies – rep by Jan Kerr"),
        ("Jan Kerr", "Team Lead", "CAMHS", "Present"),
        ("Lil Moss", "Headteacher", "Marl Primary", "Not present"),
    )
    assert found["Hal Ince"].status is Presence.APOLOGIES
    assert found["Jan Kerr"].status is Presence.DEPUTY
    assert found["Lil Moss"].status is Presence.ABSENT


def test_the_partnerships_own_team_is_told_by_its_posts() -> None:
    found = listed(
        ("Name", "Job title", "Agency"),
        ("Jo Hale", "Partnership Manager", "Marlshire Safeguarding Children Partnership"),
        ("Ned Low", "Independent Scrutineer", "Marlshire Safeguarding Children Partnership"),
    )
    assert [a.status for a in found.values()] == [Presence.BUSINESS_UNIT, Presence.PRESENT]
