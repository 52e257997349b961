"""What the registry is told of trackers, and what a restricted one gives away: nothing."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.core import registry
from plait.core.actor import Actor
from plait.core.registry import Ref, describe
from plait.history.models import Reading
from plait.trackers.models import OwnerQuestion, RowOwner, TrackerImport
from tests.factories.people import PersonFactory
from tests.factories.trackers import (
    OwnerQuestionFactory,
    RowOwnerFactory,
    TrackerImportFactory,
    TrackerRowFactory,
)
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def test_a_tracker_is_told_by_its_group_and_file_and_a_restricted_one_by_its_group_alone(world: World) -> None:
    known, secret = TrackerImportFactory(group=world.oversight), TrackerImportFactory(group=world.review)
    told = describe([Ref("tracker", known.pk)], world.member)[Ref("tracker", known.pk)]
    assert told.title == f"Tracker of the Practice oversight group, {known.file.name}"
    told = describe([Ref("tracker", secret.pk)], world.reviewer)[Ref("tracker", secret.pk)]
    assert told.title == "Tracker of the Case review group"
    assert describe([Ref("tracker", secret.pk)], world.member)[Ref("tracker", secret.pk)].restricted


def test_opening_a_restricted_tracker_is_recorded(world: World, client: Client, by: Actor, at: datetime) -> None:
    from plait.access.commands import appoint
    from plait.access.models import Role

    appoint(person=world.reviewer.person, role=Role.BUSINESS_UNIT, starts_on=at.date(), by=by, at=at)
    secret = TrackerImportFactory(group=world.review)
    TrackerRowFactory(tracker=secret)
    client.force_login(world.reviewer)
    assert client.get(reverse("tracker", args=[secret.pk])).status_code == 200
    assert Reading.objects.filter(kind="tracker", key=secret.pk).exists()
    client.force_login(world.business_unit)
    assert client.get(reverse("tracker", args=[secret.pk])).status_code == 404


def test_when_two_people_are_merged_a_row_has_one_owner_and_answers_stay(world: World, by: Actor, at: datetime) -> None:
    old, new = PersonFactory(), PersonFactory()
    tracker = TrackerImportFactory(group=world.oversight, added_by=old)
    both, one = TrackerRowFactory(tracker=tracker), TrackerRowFactory(tracker=tracker)
    for position, person in enumerate((old, new)):
        RowOwnerFactory(row=both, position=position, kind="person", person=person)
    RowOwnerFactory(row=one, kind="person", person=old)
    question = OwnerQuestionFactory(tracker=tracker)
    question.candidates.add(old)
    assert Ref("tracker", tracker.pk) in [held.ref for held in registry.holdings(Ref("person", old.pk))]
    registry.repoint(Ref("person", old.pk), Ref("person", new.pk), by=by, at=at)
    assert [o.person for o in RowOwner.objects.order_by("row__number")] == [new, new]
    assert list(OwnerQuestion.objects.get().candidates.all()) == [new]
    assert TrackerImport.objects.get().added_by == new


def test_an_export_names_the_checksum_and_no_words(world: World) -> None:
    tracker = TrackerImportFactory(group=world.oversight)
    export = registry.kind("tracker").export
    assert export is not None
    assert [row["sha256"] for row in export(world.member)] == [tracker.checksum]
    assert list(export(world.reviewer)) == []
