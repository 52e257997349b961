"""Two records of one person become one; the old one stays as an alias, and nothing is left behind."""

from datetime import date, datetime

import pytest

from plait.access.models import Exclusion, Grant, Role, RoleHolding
from plait.accounts.commands import close_account
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.groups.models import SeatHolding
from plait.people.commands import add_person, merge_people
from plait.people.models import Post
from plait.people.queries import people, post_of
from tests.factories.access import CircleFactory, ExclusionFactory, GrantFactory, RoleHoldingFactory
from tests.factories.accounts import InvitationFactory
from tests.factories.foundations import UserFactory
from tests.factories.groups import SeatHoldingFactory
from tests.factories.people import PersonFactory, PostFactory

pytestmark = pytest.mark.django_db


def test_initials_are_taken_from_the_name(by: Actor, at: datetime) -> None:
    assert add_person(name="Grace Adeyemi-Holt", by=by, at=at).initials == "GAH"
    assert add_person(name="Owen Tasker", initials="OTa", by=by, at=at).initials == "OTa"


def test_an_address_is_kept_in_small_letters(by: Actor, at: datetime) -> None:
    assert (
        add_person(name="Owen Tasker", email=" Owen@Marlshire.Example ", by=by, at=at).email == "owen@marlshire.example"
    )


def test_posts_seats_roles_and_the_account_move_to_the_record_that_is_kept(by: Actor, at: datetime) -> None:
    keep, merge = PersonFactory(), PersonFactory()
    PostFactory(holder=merge)
    SeatHoldingFactory(person=merge)
    GrantFactory(person=merge)
    RoleHoldingFactory(person=merge)
    UserFactory(person=merge)
    kept = merge_people(keep=keep, merge=merge, by=by, at=at)
    for rows in (Post.objects.filter(holder=kept), User.objects.filter(person=kept, is_active=True)):
        assert rows.count() == 1
    for model in (SeatHolding, Grant, RoleHolding):
        assert model.objects.filter(person=kept).count() == 1
        assert not model.objects.filter(person=merge).exists()
    assert merge.pk not in people().values_list("pk", flat=True)


def test_an_exclusion_of_either_record_shuts_out_the_one(by: Actor, at: datetime) -> None:
    keep, merge, circle = PersonFactory(), PersonFactory(), CircleFactory()
    for person in (keep, merge):
        ExclusionFactory(circle=circle, person=person)
    merge_people(keep=keep, merge=merge, by=by, at=at)
    assert Exclusion.objects.filter(circle=circle, person=keep, lifted=False).count() == 1


def test_a_role_held_by_both_is_held_once(by: Actor, at: datetime) -> None:
    keep, merge = PersonFactory(), PersonFactory()
    for person in (keep, merge):
        RoleHoldingFactory(person=person, role=Role.MEMBER)
    merge_people(keep=keep, merge=merge, by=by, at=at)
    assert RoleHolding.objects.filter(person=keep, role=Role.MEMBER, ends_on__isnull=True).count() == 1


def test_two_who_both_sign_in_are_not_merged_before_one_account_is_closed(by: Actor, at: datetime) -> None:
    keep, merge = UserFactory().person, UserFactory().person
    with pytest.raises(Refusal, match="Both records can sign in"):
        merge_people(keep=keep, merge=merge, by=by, at=at)
    close_account(person=merge, by=by, at=at)
    merge_people(keep=keep, merge=merge, by=by, at=at)
    assert [user.person for user in User.objects.filter(is_active=True)] == [keep]


def test_the_record_that_signs_in_is_kept_where_the_other_one_has_a_closed_account(by: Actor, at: datetime) -> None:
    keep, merge = UserFactory(is_active=False).person, UserFactory().person
    with pytest.raises(Refusal, match="merge this one into it instead"):
        merge_people(keep=keep, merge=merge, by=by, at=at)
    merge_people(keep=merge, merge=keep, by=by, at=at)
    assert [user.person for user in User.objects.filter(is_active=True)] == [merge]


def test_the_invitation_of_a_record_that_goes_is_dead(by: Actor, at: datetime) -> None:
    keep = UserFactory().person
    invitation = InvitationFactory(user=UserFactory(is_active=False))
    merge_people(keep=keep, merge=invitation.user.person, by=by, at=at)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at == at


def test_a_person_is_not_merged_into_itself_or_twice(by: Actor, at: datetime) -> None:
    keep, merge = PersonFactory(), PersonFactory()
    with pytest.raises(Refusal, match="two different people"):
        merge_people(keep=keep, merge=keep, by=by, at=at)
    merge_people(keep=keep, merge=merge, by=by, at=at)
    with pytest.raises(Refusal, match="merged already"):
        merge_people(keep=keep, merge=merge, by=by, at=at)


def test_the_post_of_a_person_is_the_latest_they_hold_that_day() -> None:
    person = PersonFactory()
    PostFactory(holder=person, starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1), title="Deputy head")
    head = PostFactory(holder=person, starts_on=date(2026, 1, 1), title="Head")
    assert post_of([person.pk], on=date(2026, 5, 1)) == {person.pk: head}
    assert post_of([person.pk], on=date(2024, 5, 1)) == {}
