"""People, agencies and posts are added and changed; somebody who leaves leaves nothing behind unseen."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.access.queries import people_in, roles_held
from plait.accounts.models import User
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import Action, ActionKind, OwnerKind, Responsibility
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.models import Group, SeatHolding
from plait.people.commands import add_person, change_person, end_post
from plait.people.models import Agency, Person, Post
from plait.workbench.commands import record_leaving
from tests.factories.people import PersonFactory, PostFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def given(group: Group, owners: list[Person], by: Actor, at: datetime) -> Action:
    return assign(
        group=group,
        wording="Write to the schools",
        kind=ActionKind.HOUSEKEEPING,
        owners=[OwnerChoice(OwnerKind.PERSON, person) for person in owners],
        due=DueChoice(),
        origin=None,
        circle=group.circle,
        minuted_on=date(2026, 5, 1),
        by=by,
        at=at,
    )


def owners_now(action: Action) -> set[str]:
    running = Responsibility.objects.filter(action=action, ended_at__isnull=True, person__isnull=False)
    return set(running.values_list("person__name", flat=True))


def test_one_address_is_one_person(by: Actor, at: datetime) -> None:
    add_person(name="Amara Quell", email="amara@trust.example", by=by, at=at)
    with pytest.raises(Refusal, match=r"Amara Quell has the e-mail address amara@trust.example already"):
        add_person(name="A Quell", email="Amara@Trust.example", by=by, at=at)
    other = PersonFactory()
    with pytest.raises(Refusal, match="Give another one"):
        change_person(person=other, name="B", initials="B", email="AMARA@trust.example", telephone="", by=by, at=at)


def test_a_person_a_post_and_an_agency_are_added_in_the_browser(world: World) -> None:
    client = signed_in(world.business_unit)
    client.post(reverse("add_agency"), {"name": "Marlshire Fire and Rescue", "short_name": "Fire"})
    agency = Agency.objects.get(slug="marlshire-fire-and-rescue")
    client.post(reverse("add_person"), {"name": "Nia Frome", "email": "nia@fire.example"})
    person = Person.objects.get(name="Nia Frome")
    assert person.initials == "NF"
    said = {"title": "Prevention lead", "agency": agency.pk, "starts_on": "4 May 2026"}
    client.post(reverse("add_post", args=[person.pk]), said)
    page = client.get(reverse("person", args=[person.pk])).content.decode()
    assert "Prevention lead" in page
    again = client.post(reverse("add_agency"), {"name": "marlshire fire and rescue"})
    assert again.status_code == 422
    assert "already" in again.content.decode()


def test_a_change_keeps_what_was(by: Actor, at: datetime, world: World) -> None:
    client, person = signed_in(world.business_unit), PersonFactory(name="Nia Frome")
    said = {"name": "Nia Frome-Hart", "initials": "NFH", "email": person.email, "telephone": ""}
    client.post(reverse("change_person", args=[person.pk]), said)
    person.refresh_from_db()
    assert (person.name, person.initials) == ("Nia Frome-Hart", "NFH")


def test_a_post_is_not_left_before_it_was_taken(by: Actor, at: datetime) -> None:
    post = PostFactory(starts_on=date(2026, 5, 4))
    with pytest.raises(Refusal, match="was taken on 4 May 2026"):
        end_post(post=post, ends_on=date(2026, 5, 1), by=by, at=at)
    end_post(post=post, ends_on=date(2026, 6, 1), by=by, at=at)
    with pytest.raises(Refusal, match="left on 1 June 2026 already"):
        end_post(post=post, ends_on=date(2026, 7, 1), by=by, at=at)


def test_who_leaves_leaves_nothing_behind(world: World, by: Actor, at: datetime) -> None:
    leaver, to = world.member.person, PersonFactory(name="Nia Frome")
    post = PostFactory(holder=leaver)
    alone, shared = given(world.oversight, [leaver], by, at), given(world.oversight, [leaver, to], by, at)
    went = record_leaving(person=leaver, on=at.date(), to=to, actions_seen=[alone, shared], by=by, at=at)
    assert went == 2
    assert owners_now(alone) == owners_now(shared) == {"Nia Frome"}
    assert not SeatHolding.objects.filter(person=leaver, ends_on__isnull=True).exists()
    assert Post.objects.get(pk=post.pk).ends_on == at.date()
    assert roles_held(leaver.pk, on=at.date()) == []
    assert leaver.pk not in people_in(world.oversight.circle_id, on=at.date())
    assert not User.objects.get(person=leaver).is_active


def test_leaving_is_not_recorded_ahead_and_not_to_oneself(world: World, by: Actor, at: datetime) -> None:
    leaver = world.member.person
    action = given(world.oversight, [leaver], by, at)
    with pytest.raises(Refusal, match="on the day they leave"):
        record_leaving(person=leaver, on=date(2099, 1, 1), to=None, actions_seen=[], by=by, at=at)
    with pytest.raises(Refusal, match="Choose somebody else"):
        record_leaving(person=leaver, on=at.date(), to=leaver, actions_seen=[action], by=by, at=at)
    assert User.objects.get(person=leaver).is_active


def test_the_leavers_page_names_what_one_may_not_see_only_by_number(world: World, by: Actor, at: datetime) -> None:
    secret = given(world.review, [world.reviewer.person], by, at)
    page = signed_in(world.business_unit).get(reverse("person_leaves", args=[world.reviewer.person_id]))
    text = page.content.decode()
    assert "One open action that you may not see" in text
    assert secret.reference not in text


def test_two_records_become_one_in_the_browser(world: World) -> None:
    keep, other = PersonFactory(name="Nia Frome"), PersonFactory(name="N Frome")
    client = signed_in(world.business_unit)
    looked = client.post(reverse("merge_people", args=[keep.pk]), {"other": other.pk})
    assert "They are one person: merge" in looked.content.decode()
    assert client.get(reverse("person", args=[other.pk])).status_code == 200
    client.post(reverse("merge_people", args=[keep.pk]), {"other": other.pk, "sure": "on"})
    assert client.get(reverse("person", args=[other.pk])).headers["Location"] == reverse("person", args=[keep.pk])
    assert client.post(reverse("merge_people", args=[keep.pk]), {"other": other.pk}).status_code == 422
