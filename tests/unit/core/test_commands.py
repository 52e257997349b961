"""What the mark of a command promises."""

from datetime import datetime

import pytest
from django.db import transaction

from plait.core.actor import Actor
from plait.core.commands import SilentSuccess, command, note_written, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record
from plait.history.models import Entry
from plait.people.models import Agency
from tests.factories.people import AgencyFactory


@command
def rename(*, agency: Agency, name: str, by: Actor, at: datetime) -> Agency:
    if agency.name == name:
        return nothing_changed(agency)
    agency.name = name
    agency.save()
    if name != "silently":
        record(ref=Ref("agency", agency.pk), verb="renamed", said={"to": name}, by=by, at=at)
    if name == "and fall over":
        raise ValueError("after the fact")
    return agency


@command
def rename_twice(*, agency: Agency, by: Actor, at: datetime) -> None:
    rename(agency=agency, name="Once", by=by, at=at)
    rename(agency=agency, name="Twice", by=by, at=at)


@pytest.mark.django_db
def test_a_command_leaves_history(by: Actor, at: datetime) -> None:
    agency = rename(agency=AgencyFactory(), name="Marlshire Police", by=by, at=at)
    entry = Entry.objects.get()
    assert (entry.kind, entry.key, entry.verb, entry.at) == ("agency", agency.pk, "renamed", at)
    assert entry.detail.said == {"to": "Marlshire Police", "by": "The command line", "on_behalf_of": ""}


@pytest.mark.django_db
def test_a_success_without_history_is_a_fault_and_is_undone(by: Actor, at: datetime) -> None:
    agency = AgencyFactory(name="Before")
    with pytest.raises(SilentSuccess), transaction.atomic():
        rename(agency=agency, name="silently", by=by, at=at)
    assert Agency.objects.get().name == "Before"


@pytest.mark.django_db
def test_a_command_that_changed_nothing_may_say_so(by: Actor, at: datetime) -> None:
    agency = AgencyFactory(name="Same")
    assert rename(agency=agency, name="Same", by=by, at=at) == agency
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_a_command_that_falls_over_leaves_neither_change_nor_history(by: Actor, at: datetime) -> None:
    agency = AgencyFactory(name="Before")
    with pytest.raises(ValueError, match="after the fact"):
        rename(agency=agency, name="and fall over", by=by, at=at)
    assert (Agency.objects.get().name, Entry.objects.count()) == ("Before", 0)


@pytest.mark.django_db
def test_what_an_inner_command_wrote_counts_for_the_outer_one(by: Actor, at: datetime) -> None:
    rename_twice(agency=AgencyFactory(), by=by, at=at)
    assert Entry.objects.count() == 2


def test_history_outside_a_command_is_refused() -> None:
    with pytest.raises(AssertionError, match="commands only"):
        note_written()


def test_a_command_is_told_by_an_actor(at: datetime) -> None:
    with pytest.raises(TypeError, match="by= is an Actor"):
        rename(agency=None, name="x", by="me", at=at)  # type: ignore[arg-type]


def test_a_command_is_told_a_time_with_its_zone(by: Actor, at: datetime) -> None:
    with pytest.raises(TypeError, match="time zone"):
        rename(agency=None, name="x", by=by, at=at.replace(tzinfo=None))  # type: ignore[arg-type]


def test_a_function_that_takes_its_arguments_by_place_cannot_be_a_command() -> None:
    with pytest.raises(TypeError, match="keyword arguments only"):

        @command
        def misplaced(agency: Agency, *, by: Actor, at: datetime) -> None: ...


@pytest.mark.parametrize("lacking", ["by", "at"])
def test_a_function_that_is_not_told_who_and_when_cannot_be_a_command(lacking: str) -> None:
    def without_at(*, by: Actor) -> None: ...

    def without_by(*, at: datetime) -> None: ...

    with pytest.raises(TypeError, match="is told by= and at="):
        command({"by": without_by, "at": without_at}[lacking])
