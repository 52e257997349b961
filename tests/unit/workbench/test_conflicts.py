"""A conflict of interest in one meeting or action, and what it shuts: the chair's too, and who answers for it."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.access.models import Circle
from plait.accounts.models import User
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import add_evidence, assign, hand_over
from plait.actions.models import Action, ActionKind, OwnerKind
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.files.commands import store
from plait.groups.commands import add_seat, seat_person
from plait.groups.models import SeatRole
from plait.history.models import Reading
from plait.meetings.commands import confirm, put_meeting_into_circle
from plait.meetings.models import Meeting
from plait.search.models import SearchRow
from plait.workbench.circles import open_restricted_circle, put_into_circle, record_conflict
from tests.factories.foundations import UserFactory
from tests.factories.meetings import MeetingFactory, MinutesImportFactory, MinutesTextFactory, MinutesVersionFactory
from tests.small_partnership import BEGAN, World, small_partnership
from tests.unit.workbench.test_circles import signed_in, text

pytestmark = pytest.mark.django_db
WHY = "Their sister runs the service"


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def chair(world: World, by: Actor, at: datetime) -> User:
    user: User = UserFactory(person__name="Ada Thorne")
    seat = add_seat(group=world.oversight, title="Chair", agency=None, role=SeatRole.CHAIR, by=by, at=at)
    seat_person(seat=seat, person=user.person, starts_on=BEGAN, by=by, at=at)
    return user


@pytest.fixture
def meeting(world: World) -> Meeting:
    held: Meeting = MeetingFactory(group=world.oversight, circle=world.oversight.circle, held_on=date(2026, 6, 3))
    return held


@pytest.fixture
def action(world: World, chair: User, meeting: Meeting, by: Actor, at: datetime) -> Action:
    """The chair answers for it by name."""
    made = assign(
        group=world.oversight,
        wording="Visit the quartzite service",
        kind=ActionKind.HOUSEKEEPING,
        owners=[OwnerChoice(OwnerKind.PERSON, person=chair.person)],
        due=DueChoice(),
        origin=Ref("meeting", meeting.pk),
        circle=world.oversight.circle,
        minuted_on=meeting.held_on,
        by=by,
        at=at,
    )
    add_evidence(action=made, data=b"Seen", name="visit.txt", words="", by=by, at=at)
    return made


def opens(client: Client, name: str, *args: object) -> int:
    return client.get(reverse(name, args=args)).status_code


def test_a_conflicted_chair_cannot_open_the_action_its_file_or_its_hit(
    world: World, chair: User, action: Action, by: Actor, at: datetime
) -> None:
    client, file = signed_in(chair), action.evidence.get().file_id
    assert (opens(client, "action", action.reference), opens(client, "file", file)) == (200, 200)
    record_conflict(person=chair.person, record=action, reason=WHY, by=by, at=at)
    assert (opens(client, "action", action.reference), opens(client, "file", file)) == (404, 404)
    assert opens(client, "update_action", action.reference) == 404
    assert "quartzite" not in text(client.get(reverse("actions")))
    assert "quartzite service" not in text(client.get(reverse("search"), {"q": "visit"}))
    assert "quartzite" not in text(client.get(reverse("today")))
    assert "quartzite" not in text(client.get(reverse("person", args=[chair.person_id])))
    assert opens(signed_in(world.member), "action", action.reference) == 200


def test_a_conflict_in_a_meeting_shuts_everything_that_came_of_it(
    world: World, chair: User, meeting: Meeting, action: Action, by: Actor, at: datetime
) -> None:
    file = store(data=b"Minutes", name="minutes.txt", circle=world.oversight.circle, by=by, at=at)
    words = MinutesTextFactory(circle=world.oversight.circle)
    version = MinutesVersionFactory(meeting=meeting, file=file, text=words, source="imported")
    client = signed_in(chair)
    assert opens(client, "minutes_lines", meeting.pk, version.number) == 200
    record_conflict(person=chair.person, record=meeting, reason=WHY, by=by, at=at)
    shut = [
        opens(client, "meeting", meeting.pk),
        opens(client, "minutes_lines", meeting.pk, version.number),
        opens(client, "file", file.pk),
        opens(client, "action", action.reference),
    ]
    assert shut == [404, 404, 404, 404]
    assert opens(signed_in(world.member), "meeting", meeting.pk) == 200


def test_a_chair_declares_it_on_the_page_and_the_business_unit_withdraws_it(
    world: World, chair: User, action: Action
) -> None:
    client = signed_in(chair)
    page = text(client.get(reverse("record_circle", args=["action", action.reference])))
    assert "Record a conflict of interest in this one" in page
    sent = {"person": chair.person_id, "reason": WHY}
    done = client.post(reverse("record_conflict", args=["action", action.reference]), sent, follow=True)
    assert "Ada Thorne can no longer open" in text(done)
    assert opens(client, "action", action.reference) == 404
    own = Action.objects.get(pk=action.pk).circle
    office = signed_in(world.business_unit)
    office.post(reverse("withdraw_conflict", args=[own.exclusions.get().pk]), {"reason": "She left the service"})
    assert opens(client, "action", action.reference) == 200


def test_a_conflict_twice_is_one(action: Action, chair: User, by: Actor, at: datetime) -> None:
    for _ in range(2):
        record_conflict(person=chair.person, record=action, reason=WHY, by=by, at=at)
        action.refresh_from_db()
    assert Circle.objects.filter(follows__isnull=False).count() == 1


def test_a_conflict_goes_along_when_the_action_is_handed_over(
    world: World, chair: User, action: Action, by: Actor, at: datetime
) -> None:
    record_conflict(person=chair.person, record=action, reason=WHY, by=by, at=at)
    action.refresh_from_db()
    hand_over(actions=[action], to=world.review, by=by, at=at)
    assert opens(signed_in(chair), "action", action.reference) == 404
    assert opens(signed_in(world.reviewer), "action", action.reference) == 200


def test_an_action_put_into_a_restricted_circle_shows_its_safe_title_and_its_openings_are_recorded(
    world: World, chair: User, action: Action, by: Actor, at: datetime
) -> None:
    circle = open_restricted_circle(group=world.oversight, name="Matter 3", reason="One family", by=by, at=at)
    where = reverse("put_into_circle", args=["action", action.reference])
    done = signed_in(world.business_unit).post(where, {"circle": circle.pk, "reason": "One family"}, follow=True)
    assert f"{action.reference} belongs to" in text(done)
    assert opens(signed_in(world.business_unit), "action", action.reference) == 404
    action.refresh_from_db()
    assert action.safe_title == f"Action {action.reference} of the Practice oversight group"
    assert set(SearchRow.objects.filter(kind__in=("action", "file")).values_list("circle", flat=True)) == {circle.pk}
    assert opens(signed_in(chair), "action", action.reference) == 200  # they answer for it
    assert Reading.objects.filter(kind="action", key=action.pk, person_id=chair.person_id).count() == 1


def test_a_conflict_goes_along_into_a_restricted_circle_and_back(
    world: World, chair: User, action: Action, by: Actor, at: datetime
) -> None:
    record_conflict(person=chair.person, record=action, reason=WHY, by=by, at=at)
    restricted = open_restricted_circle(group=world.oversight, name="Matter 3", reason="One family", by=by, at=at)
    for to in (restricted, world.oversight.circle):
        action = Action.objects.select_related("circle", "group").get(pk=action.pk)
        put_into_circle(record=action, circle=to, because="Asked by the chair", by=by, at=at)
        assert opens(signed_in(chair), "action", action.reference) == 404
    assert Action.objects.get(pk=action.pk).safe_title == ""
    assert opens(signed_in(world.member), "action", action.reference) == 200


def test_putting_a_meeting_where_it_is_changes_nothing(meeting: Meeting, by: Actor, at: datetime) -> None:
    assert put_meeting_into_circle(meeting=meeting, circle=meeting.circle, by=by, at=at) == meeting


@pytest.mark.parametrize(("kind", "key"), [("meeting", "0"), ("meeting", "x1"), ("action", "ACT-9999"), ("seat", "1")])
def test_who_may_know_what_is_not_there_is_not_found(world: World, kind: str, key: str) -> None:
    assert opens(signed_in(world.member), "record_circle", kind, key) == 404


def test_an_owner_from_outside_does_not_learn_who_else_may_know(
    world: World, chair: User, action: Action, by: Actor, at: datetime
) -> None:
    restricted = open_restricted_circle(group=world.oversight, name="Matter 3", reason="One family", by=by, at=at)
    put_into_circle(record=action, circle=restricted, because="One family", by=by, at=at)
    assert opens(signed_in(chair), "action", action.reference) == 200
    assert opens(signed_in(chair), "record_circle", "action", action.reference) == 404


def test_another_paper_of_a_meeting_follows_into_its_circle(
    world: World, chair: User, meeting: Meeting, by: Actor, at: datetime
) -> None:
    record_conflict(person=chair.person, record=meeting, reason=WHY, by=by, at=at)
    paper = store(data=b"Once more", name="again.txt", circle=world.oversight.circle, by=by, at=at)
    minutes = MinutesImportFactory(group=world.oversight, file=paper, held_on=meeting.held_on)
    assert opens(signed_in(chair), "file", paper.pk) == 200
    confirm(minutes=minutes, by=by, at=at)
    assert opens(signed_in(chair), "file", paper.pk) == 404
    assert opens(signed_in(chair), "minutes_import", minutes.pk) == 404
    assert opens(signed_in(world.member), "file", paper.pk) == 200
