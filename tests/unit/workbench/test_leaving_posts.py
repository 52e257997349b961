"""Who leaves hands on posts, with what the posts answer for, and risks; nobody takes over from themselves."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import Action, ActionKind, OwnerKind, Responsibility
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.people.models import Post
from plait.risks.commands import raise_risk
from plait.risks.models import RiskOwner
from plait.workbench.commands import record_leaving
from tests.factories.people import PersonFactory, PostFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def of_post(world: World, post: Post, by: Actor, at: datetime) -> Action:
    return assign(
        group=world.oversight,
        wording="Write to the schools",
        kind=ActionKind.HOUSEKEEPING,
        owners=[OwnerChoice(OwnerKind.POST, post=post)],
        due=DueChoice(),
        origin=None,
        circle=world.oversight.circle,
        minuted_on=date(2026, 5, 1),
        by=by,
        at=at,
    )


def test_what_a_post_answers_for_goes_with_the_post(world: World, by: Actor, at: datetime) -> None:
    leaver, to = world.member.person, PersonFactory(name="Nia Frome")
    post = PostFactory(holder=leaver, title="Head of nursing")
    action = of_post(world, post, by, at)
    client = Client()
    client.force_login(world.business_unit)
    page = client.get(reverse("person_leaves", args=[leaver.pk])).content.decode()
    assert f"One open action by a post: {action.reference}" in page
    client.post(reverse("person_leaves", args=[leaver.pk]), {"day": "14 March 2025", "posts_to": to.pk})
    taken = Post.objects.get(holder=to)
    assert (taken.title, taken.agency, taken.starts_on) == ("Head of nursing", post.agency, date(2025, 3, 14))
    assert Responsibility.objects.get(action=action, ended_at__isnull=True).post == taken
    post.refresh_from_db()
    assert post.ends_on == date(2025, 3, 14)


def test_risks_go_to_whoever_goes_on_and_stand_there_once(world: World, by: Actor, at: datetime) -> None:
    leaver, to = world.member.person, PersonFactory(name="Nia Frome")
    both = [OwnerChoice(OwnerKind.PERSON, leaver), OwnerChoice(OwnerKind.PERSON, to)]
    risks = [
        raise_risk(
            group=world.oversight,
            wording="The trainer pool shrinks",
            owners=owners,
            origin=None,
            circle=world.oversight.circle,
            raised_on=date(2026, 5, 1),
            by=by,
            at=at,
        )
        for owners in (both[:1], both)
    ]
    record_leaving(person=leaver, on=at.date(), to=to, actions_seen=[], risks_seen=risks, by=by, at=at)
    assert list(RiskOwner.objects.order_by("risk").values_list("person__name", flat=True)) == ["Nia Frome"] * 2


def test_nobody_takes_their_own_posts(world: World, by: Actor, at: datetime) -> None:
    leaver = world.member.person
    PostFactory(holder=leaver)
    with pytest.raises(Refusal, match="Choose somebody else for the posts"):
        record_leaving(person=leaver, on=at.date(), to=None, actions_seen=[], posts_to=leaver, by=by, at=at)
    assert Post.objects.get(holder=leaver).ends_on is None
