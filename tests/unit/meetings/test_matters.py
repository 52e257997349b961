"""Matters for the next agenda: raised once, dropped with a trace, seen by the circle only."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.core.registry import Ref, came_from, describe, led_to
from plait.groups.models import Group
from plait.history.models import Entry, Reading
from plait.meetings.commands import drop_matter, raise_matter
from plait.meetings.models import Matter, MatterState
from plait.meetings.queries.matters import waiting_matters
from tests.factories.meetings import MeetingFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db
WORDS = "Whether schools hear of notifications"


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def _raised(group: Group, by: Actor, at: datetime, origin: Ref | None = None, wording: str = WORDS) -> Matter:
    return raise_matter(
        group=group, wording=wording, origin=origin, circle=group.circle, raised_on=date(2026, 10, 1), by=by, at=at
    )


def test_a_matter_waits_for_the_groups_next_agenda_and_knows_its_meeting(world: World, by: Actor, at: datetime) -> None:
    meeting = MeetingFactory(group=world.oversight)
    matter = _raised(world.oversight, by, at, Ref("meeting", meeting.pk))
    assert list(waiting_matters(world.oversight, world.member)) == [matter]
    ref = Ref("matter", matter.pk)
    assert came_from([ref])[ref] == [Ref("meeting", meeting.pk)]
    assert ref in led_to([Ref("meeting", meeting.pk)])[Ref("meeting", meeting.pk)]
    assert describe([ref], world.member)[ref].title == WORDS


def test_the_same_matter_waits_once(world: World, by: Actor, at: datetime) -> None:
    assert _raised(world.oversight, by, at) == _raised(world.oversight, by, at, wording=f"  {WORDS} ")
    assert Matter.objects.count() == 1


def test_a_dropped_matter_leaves_the_list_and_not_the_history(world: World, by: Actor, at: datetime) -> None:
    matter = _raised(world.oversight, by, at)
    drop_matter(matter=matter, because="Answered by e-mail", by=by, at=at)
    drop_matter(matter=matter, by=by, at=at)
    assert not waiting_matters(world.oversight, world.member).exists()
    verbs = Entry.objects.filter(kind="matter").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["raised", "dropped_matter"]


def test_what_is_on_an_agenda_is_not_dropped(world: World, by: Actor, at: datetime) -> None:
    matter = _raised(world.oversight, by, at)
    Matter.objects.filter(pk=matter.pk).update(state=MatterState.TAKEN, settled_at=at)
    with pytest.raises(Refusal, match="agenda already"):
        drop_matter(matter=matter, by=by, at=at)


def test_a_matter_without_words_is_refused(world: World, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="Write the words"):
        _raised(world.oversight, by, at, wording=" \x00 ")


def test_the_page_of_a_restricted_group_records_the_opening_and_the_groups_page_shows_no_words(
    world: World, by: Actor, at: datetime, client: Client
) -> None:
    matter = _raised(world.review, by, at)
    client.force_login(world.reviewer)
    assert WORDS in client.get(reverse("matters", args=["review"])).content.decode()
    assert Reading.objects.filter(kind="matter", key=matter.pk).exists()
    assert WORDS not in client.get(reverse("group", args=["review"])).content.decode()
    client.force_login(world.member)
    assert client.get(reverse("matters", args=["review"])).status_code == 404
    assert describe([Ref("matter", matter.pk)], world.member)[Ref("matter", matter.pk)].restricted


def test_the_groups_page_lists_what_waits_and_the_business_unit_drops_it(
    world: World, by: Actor, at: datetime, client: Client
) -> None:
    matter = _raised(world.oversight, by, at)
    client.force_login(world.business_unit)
    assert WORDS in client.get(reverse("group", args=["oversight"])).content.decode()
    client.post(reverse("drop_matter", args=["oversight", matter.pk]))
    assert WORDS not in client.get(reverse("matters", args=["oversight"])).content.decode()
