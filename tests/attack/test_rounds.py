"""Rounds: what a link or a part of somebody else's must not show, and what a form must not reach."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plait.accounts.models import User
from plait.actions.commands import put_into_circle
from plait.actions.models import Action, OwnerKind, Update
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.history.queries import times_opened
from plait.notifications.commands import make_link
from plait.notifications.models import LinkToken
from plait.notifications.outgoing import Link
from plait.notifications.rules import hash_token
from plait.people.models import Person
from plait.rounds.commands.asking import PURPOSE, ROUTE
from plait.rounds.models import Answer, Asked, Request
from plait.workbench.circles import open_restricted_circle, record_conflict
from tests.attack.conftest import SECRET, SignIn, Unchanged
from tests.factories.people import PersonFactory, PostFactory
from tests.factories.rounds import ProposalFactory, ReplyFactory, RequestFactory, RoundFactory
from tests.small_partnership import World

pytestmark = pytest.mark.django_db
MakeAction = Callable[..., Action]


def part_of(person: Person, action: Action) -> Request:
    """A part of a round in which somebody is asked about one action."""
    request: Request = RequestFactory(round=RoundFactory(group=action.group), person=person)
    held = action.responsibilities.get(ended_at__isnull=True)
    Asked.objects.create(request=request, action=action, responsibility=held)
    return request


def link_to(request: Request, token: str, by: Actor, at: datetime, *, person: Person | None = None) -> str:
    about = Ref("round_request", request.pk)
    link = Link(PURPOSE, ROUTE, timedelta(days=4000), about)
    assert request.person is not None
    made = make_link(person=person or request.person, link=link, by=by, at=at)
    LinkToken.objects.create(link=made, hash=hash_token(token), made_at=at)
    return reverse(ROUTE, args=[token])


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_the_business_unit_writes_for_others_only_where_it_may_know(
    world: World, make_action: MakeAction, sign_in: SignIn, unchanged: Unchanged, by: Actor, at: datetime
) -> None:
    """A colleague with a conflict of interest in the action, and one who is not in the circle of the matter."""
    action = make_action(world.oversight, world.member)
    part, unit = part_of(world.member.person, action), sign_in(world.business_unit)
    where = reverse("answer_for", args=[part.pk])
    asked = part.asked.get()
    assert SECRET in text(unit.get(where))
    record_conflict(person=world.business_unit.person, record=action, reason="A cousin", by=by, at=at)
    page = text(unit.get(where))
    assert SECRET not in page
    assert action.reference not in page
    with unchanged():
        unit.post(where, {f"a{asked.pk}-words": "I know better", f"a{asked.pk}-stands": "done"})
    action.refresh_from_db()
    matter = open_restricted_circle(group=world.oversight, name="Matter 3", reason="A family", by=by, at=at)
    put_into_circle(actions=[action], circle=matter, by=by, at=at)
    assert action.reference not in text(unit.get(where))


def test_a_link_shows_a_post_s_action_only_while_its_owner_holds_the_post(
    world: World, make_action: MakeAction, unchanged: Unchanged, by: Actor, at: datetime
) -> None:
    person = PersonFactory(name="Nia Frome")
    post = PostFactory(holder=person)
    action = make_action(world.oversight)
    held = action.responsibilities.get()
    held.kind, held.post, held.words = OwnerKind.POST, post, ""
    held.save()
    part = part_of(person, action)
    link = link_to(part, "of-nia", by, at)
    assert SECRET in text(Client().get(link))
    post.ends_on = post.starts_on + timedelta(days=1)
    post.save()
    assert SECRET not in text(Client().get(link))
    asked = part.asked.get()
    Client().get(link)
    before = Answer.objects.count(), Update.objects.count()
    Client().post(link, {f"a{asked.pk}-words": "Still me", f"a{asked.pk}-stands": "done"})
    assert (Answer.objects.count(), Update.objects.count()) == before


def test_a_link_reaches_no_action_of_anothers_part(
    world: World, make_action: MakeAction, by: Actor, at: datetime
) -> None:
    mine = part_of(world.member.person, make_action(world.oversight, world.member, wording="Send the list"))
    action = make_action(world.review, world.reviewer)
    theirs = part_of(world.reviewer.person, action)
    link = link_to(mine, "of-the-member", by, at)
    asked = theirs.asked.get()
    assert SECRET not in text(Client().get(link))
    Client().post(link, {f"a{asked.pk}-words": "Not mine", f"a{asked.pk}-stands": "done", "request": theirs.pk})
    assert not Answer.objects.filter(asked=asked).exists()
    assert Action.objects.get(pk=action.pk).is_open


def test_a_link_made_for_another_opens_nothing_even_with_a_key_of_theirs(
    world: World, make_action: MakeAction, by: Actor, at: datetime
) -> None:
    part = part_of(world.member.person, make_action(world.oversight, world.member))
    link = link_to(part, "of-a-stranger", by, at, person=world.reviewer.person)
    answered, never = Client().get(link), Client().get(reverse(ROUTE, args=["was-never-sent"]))
    assert (answered.status_code, answered.content) == (410, never.content)


@pytest.mark.parametrize("cut", [lambda t: t[:-1], lambda t: t + "x", lambda t: t.swapcase(), lambda t: t + "%00"])
def test_a_link_that_was_cut_or_changed_opens_nothing(
    world: World, make_action: MakeAction, by: Actor, at: datetime, cut: Callable[[str], str]
) -> None:
    part = part_of(world.member.person, make_action(world.oversight, world.member))
    link_to(part, "OfTheMember", by, at)
    answered = Client().get("/rounds/answer/" + cut("OfTheMember"))
    assert answered.status_code in (404, 410)
    assert SECRET not in text(answered)


def test_a_link_gives_no_session_and_opens_no_other_page(
    world: World, make_action: MakeAction, by: Actor, at: datetime
) -> None:
    action = make_action(world.oversight, world.member)
    client, link = Client(), link_to(part_of(world.member.person, action), "of-the-member", by, at)
    assert client.get(link).status_code == 200
    for name, args in (("action", [action.reference]), ("today", []), ("answer_mine", []), ("rounds", [])):
        assert client.get(reverse(name, args=args)).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_restricted_action_goes_by_its_safe_title_through_a_forwarded_link(
    world: World, make_action: MakeAction, by: Actor, at: datetime
) -> None:
    part = part_of(world.reviewer.person, make_action(world.review, world.reviewer))
    page = text(Client().get(link_to(part, "forwarded", by, at)))
    assert SECRET not in page
    assert "ACT-0001" in page


def test_what_owners_said_of_restricted_actions_is_read_by_nobody_without_a_trace(
    world: World, runs_review: User, make_action: MakeAction, sign_in: SignIn
) -> None:
    action = make_action(world.review, world.reviewer)
    part = part_of(world.reviewer.person, action)
    ProposalFactory(answer__asked=part.asked.get(), answer__words=f"{SECRET} has moved", answer__not_mine="A school’s")
    ReplyFactory(request=part, words=f"{SECRET} is well")
    for where, ref in (
        (reverse("round_proposals"), Ref("action", action.pk)),
        (reverse("round", args=[part.round_id]), Ref("round", part.round_id)),
        (reverse("answer_for", args=[part.pk]), Ref("action", action.pk)),
    ):
        before = times_opened(ref)
        assert sign_in(runs_review).get(where).status_code == 200
        assert times_opened(ref) == before + 1, where
    page = text(sign_in(world.business_unit).get(reverse("round_proposals")))
    assert SECRET not in page


def test_a_member_opens_no_page_of_rounds_with_anybodys_keys(
    world: World, make_action: MakeAction, sign_in: SignIn, unchanged: Unchanged
) -> None:
    part = part_of(world.member.person, make_action(world.oversight, world.member))
    with unchanged():
        for user in (world.member, world.reviewer, world.scrutineer):
            client = sign_in(user)
            for name in ("answer_for", "remind_owner", "lead_note"):
                where = reverse(name, args=[part.pk])
                assert {client.get(where).status_code, client.post(where, {"do": "send"}).status_code} <= {403, 405}
            where = reverse("round", args=[part.round_id])
            assert client.get(where).status_code == 403
