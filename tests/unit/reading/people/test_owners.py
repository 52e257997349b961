import pytest

from plait.reading.model import Attendee, OwnerKind, Presence, Source
from plait.reading.people.owner_sentences import read_owners
from plait.reading.people.owner_words import owners_of
from plait.reading.people.roll import Roll


def person(name: str, initials: str | None, organisation: str = "Marlshire County Council") -> Attendee:
    return Attendee(name, initials, organisation, "Officer", Presence.PRESENT, None, Source(1, 1))


ROLL = Roll(
    [
        person("Olwen Hartree", "OH"),
        person("Ivo Teal", "IT"),
        person("Sorrel Hatch", "SHa"),
        person("Seth Howe", "SHo"),
        person("Ottilie Dray", None),
        person("Ottilie Pole", None, "Marl Valley Police"),
    ]
)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("OH to link with SHa about it", ["OH"]),
        ("OH, IT and SHo to discuss it", ["OH", "IT", "SHo"]),
        ("OH/SHa to do it", ["OH", "SHa"]),
        ("OH + IT Check the sample", ["OH", "IT"]),
        ("Marl Valley Police to name somebody", ["Marl Valley Police"]),
        ("The Business Unit to publish it", ["The Business Unit"]),
        ("The Chair to write to schools", ["The Chair"]),
        ("Members to post the keys to Ottilie Dray", ["Members"]),
        ("We need to borrow a van", ["We"]),
        ("Write to the council", []),
        ("Send the form to OH", []),
    ],
)
def test_owners_are_those_who_must_act(text: str, owners: list[str]) -> None:
    assert [o.text for o in read_owners(text, ROLL, prefix=True).owners] == owners


def test_declared_initials_come_before_an_abbreviation() -> None:
    assert owners_of("IT", ROLL)[0].candidates == ("Ivo Teal",)


def test_a_first_name_that_two_bear_fits_both() -> None:
    assert owners_of("Ottilie", ROLL)[0].candidates == ("Ottilie Dray", "Ottilie Pole")


def test_initials_are_made_from_names_only_where_none_are_declared() -> None:
    assert owners_of("OD", ROLL)[0].candidates == ("Ottilie Dray",)
    assert owners_of("SH", ROLL)[0].candidates == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("All partners", OwnerKind.ALL),
        ("Each nursery", OwnerKind.ALL),
        ("Clerk", OwnerKind.POST),
        ("Task and Finish Group", OwnerKind.GROUP),
        ("Children's Services", OwnerKind.AGENCY),
        ("QX", OwnerKind.UNKNOWN),
        ("Greta Fenn", OwnerKind.PERSON),
    ],
)
def test_kinds_of_owner(text: str, kind: OwnerKind) -> None:
    assert [o.kind for o in owners_of(text, ROLL)] == [kind]
