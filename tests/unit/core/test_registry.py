"""Rooms told of each other without importing each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from plait.core import registry
from plait.core.actor import Actor
from plait.core.registry import Holding, RecordKind, Ref, Told


@dataclass
class Nobody:
    person_id: int | None = None


@pytest.fixture
def fish() -> Iterator[list[list[int]]]:
    """A kind whose even numbers anybody may know; what each call was asked for is kept."""
    asked: list[list[int]] = []

    def describe(keys, viewer):  # type: ignore[no-untyped-def]
        asked.append(list(keys))
        return {key: Told(Ref("fish", key), f"FSH-{key}", "A fish") for key in keys if key % 2 == 0}

    registry.register(
        RecordKind(
            "fish",
            "fish",
            describe,
            came_from=lambda keys: {key: [Ref("pond", key)] for key in keys},
            led_to=lambda keys: {key: [Ref("meal", 1)] for key in keys if key == 2},
            holdings=lambda of: [Holding(Ref("fish", 2), "a fish")] if of == Ref("person", 1) else [],
            repoint=lambda old, new, by, at: 3,
        )
    )
    yield asked
    registry._kinds.pop("fish")


def test_many_references_of_a_kind_are_asked_for_at_once(fish: list[list[int]]) -> None:
    registry.describe([Ref("fish", 2), Ref("fish", 4), Ref("fish", 2)], Nobody())
    assert fish == [[2, 4]]


def test_what_one_may_not_know_is_told_as_restricted_and_nothing_else(fish: list[list[int]]) -> None:
    told = registry.describe([Ref("fish", 3), Ref("fish", 4)], Nobody())
    assert (told[Ref("fish", 4)].reference, told[Ref("fish", 4)].restricted) == ("FSH-4", False)
    assert told[Ref("fish", 3)] == Told(Ref("fish", 3), "", "A restricted record", restricted=True)


def test_a_kind_nobody_registered_is_told_as_restricted() -> None:
    assert registry.describe([Ref("dragon", 1)], Nobody())[Ref("dragon", 1)].restricted


def test_strands_are_followed_both_ways(fish: list[list[int]]) -> None:
    refs = [Ref("fish", 2), Ref("fish", 3), Ref("dragon", 1)]
    assert registry.came_from(refs) == {
        refs[0]: [Ref("pond", 2)],
        refs[1]: [Ref("pond", 3)],
        refs[2]: [],
    }
    assert registry.led_to(refs) == {refs[0]: [Ref("meal", 1)], refs[1]: [], refs[2]: []}


@pytest.mark.django_db
def test_every_room_is_asked_what_somebody_holds(fish: list[list[int]]) -> None:
    assert [held.words for held in registry.holdings(Ref("person", 1))] == ["a fish"]


@pytest.mark.django_db
def test_every_room_moves_what_points_at_somebody(fish: list[list[int]], by: Actor, at: datetime) -> None:
    assert registry.repoint(Ref("person", 1), Ref("person", 2), by=by, at=at) == 3


def test_a_slug_is_given_once(fish: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="registered twice"):
        registry.register(RecordKind("fish", "another fish", lambda keys, viewer: {}))
