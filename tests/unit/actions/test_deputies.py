"""A deputy acts for the holder of a seat: what they may do, in whose name, and that the history says so."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plait.access.commands import exclude
from plait.accounts.models import User
from plait.actions.choices import OwnerChoice
from plait.actions.models import Action, OwnerKind, Update
from plait.groups.commands import leave_seat, seat_person
from plait.groups.models import HoldingAs, SeatHolding
from plait.history.models import Entry
from tests.factories.foundations import UserFactory
from tests.factories.people import PostFactory
from tests.unit.actions.places import SINCE, Place, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def deputy(place: Place) -> User:
    """Dora Finch deputises for Mary Oke, a member of the oversight group."""
    user: User = UserFactory(person__name="Dora Finch")
    seat = place.oversight.seats.get(title="Seat of Mary Oke")
    seat_person(seat=seat, person=user.person, starts_on=SINCE, as_what=HoldingAs.DEPUTY, by=place.by, at=place.at)
    return user


@pytest.fixture
def action(place: Place) -> Action:
    return place.assign("Ask the schools about lockers", owners=[place.owner(place.member.person)])


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def write(user: User, action: Action, words: str = "Asked twelve schools") -> int:
    sent = {"words": words, "state": "on_the_way", "waits_for": "", "version": action.version}
    return signed_in(user).post(reverse("update_action", args=[action.reference]), sent).status_code


def test_a_deputy_is_told_for_whom_they_act_before_and_after(deputy: User, action: Action) -> None:
    page = reverse("action", args=[action.reference])
    told = "You deputise for Mary Oke in this group. What you write is recorded as yours, on behalf of Mary Oke."
    assert told in text(signed_in(deputy).get(page))
    assert told in text(signed_in(deputy).get(reverse("update_action", args=[action.reference])))
    assert write(deputy, action) == 302
    assert "Dora Finch, on behalf of Mary Oke,</strong> “Asked twelve schools”" in text(signed_in(deputy).get(page))


def test_the_history_keeps_both(deputy: User, action: Action, place: Place) -> None:
    assert write(deputy, action) == 302
    entry = Entry.objects.get(kind="action", key=action.pk, verb="updated")
    assert (entry.person_id, entry.on_behalf_of_id) == (deputy.person_id, place.member.person_id)
    said = Update.objects.get()
    assert (said.by_id, said.on_behalf_of_id) == (deputy.person_id, place.member.person_id)


def test_a_deputys_file_is_added_on_the_holders_behalf(deputy: User, action: Action, place: Place) -> None:
    sent = {"file": SimpleUploadedFile("list.txt", b"Twelve schools"), "words": ""}
    answer = signed_in(deputy).post(reverse("add_evidence", args=[action.reference]), sent)
    assert answer.status_code == 302
    entry = Entry.objects.get(kind="action", key=action.pk, verb="evidence_added")
    assert (entry.person_id, entry.on_behalf_of_id) == (deputy.person_id, place.member.person_id)


def test_a_deputy_acts_for_a_holder_who_answers_by_a_post(deputy: User, place: Place) -> None:
    post = PostFactory(holder=place.member.person)
    action = place.assign(owners=[OwnerChoice(OwnerKind.POST, post=post)])
    assert write(deputy, action) == 302


def test_a_deputy_does_no_more_than_the_holder(deputy: User, action: Action) -> None:
    for name in ("change_action", "close_action", "close_action_not_done", "hand_on_action"):
        where = reverse(name, args=[action.reference])
        assert (signed_in(deputy).get(where).status_code, signed_in(deputy).post(where, {}).status_code) == (403, 403)
    assert Action.objects.get().version == action.version


def test_what_others_answer_for_is_not_the_deputys(deputy: User, place: Place) -> None:
    action = place.assign(owners=[place.owner(place.runner.person)])
    assert write(deputy, action) == 403
    assert "You deputise" not in text(signed_in(deputy).get(reverse("action", args=[action.reference])))
    assert not Update.objects.exists()


def test_what_the_holder_answers_for_in_another_group_stays_unseen(deputy: User, place: Place) -> None:
    action = place.assign(group=place.review, owners=[place.owner(place.member.person)])
    assert write(deputy, action) == 404


def test_one_who_answers_too_acts_in_their_own_name(deputy: User, place: Place) -> None:
    owners = [place.owner(place.member.person), place.owner(deputy.person)]
    action = place.assign(owners=owners)
    assert write(deputy, action) == 302
    assert Update.objects.get().on_behalf_of is None


def test_with_the_seat_the_acting_ends(deputy: User, action: Action, place: Place) -> None:
    holding = SeatHolding.objects.get(person=deputy.person)
    leave_seat(holding=holding, ends_on=place.at.date() - timedelta(days=1), by=place.by, at=place.at)
    assert write(deputy, action) == 404


def test_when_the_holder_leaves_the_deputy_acts_for_nobody(deputy: User, action: Action, place: Place) -> None:
    holding = SeatHolding.objects.get(person=place.member.person)
    leave_seat(holding=holding, ends_on=place.at.date() - timedelta(days=1), by=place.by, at=place.at)
    assert write(deputy, action) == 403


def test_a_deputy_with_a_conflict_of_interest_sees_nothing_to_act_on(
    deputy: User, action: Action, place: Place
) -> None:
    exclude(circle=place.oversight.circle, person=deputy.person, reason="Knows them", by=place.by, at=place.at)
    assert write(deputy, action) == 404
