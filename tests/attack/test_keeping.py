"""Keeping records: what those who keep them must not reach, and what nobody else may."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse

from plait.access.commands import appoint
from plait.access.models import Role
from plait.accounts.models import User
from plait.actions.commands import change
from plait.actions.models import Action
from plait.core.actor import Actor
from plait.files.commands import store
from plait.files.models import StoredFile
from plait.history.models import Entry
from plait.keeping.models import WordsRemoval
from plait.workbench.circles import record_conflict
from tests.attack.conftest import SECRET, SignIn, Unchanged
from tests.factories.foundations import UserFactory
from tests.small_partnership import BEGAN, World

pytestmark = pytest.mark.django_db
MakeAction = Callable[..., Action]


@pytest.fixture
def administrator(by: Actor, at: datetime) -> User:
    user: User = UserFactory(person__name="Noel Arkwright")
    appoint(person=user.person, role=Role.ADMINISTRATOR, starts_on=BEGAN, by=by, at=at)
    return user


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_with_a_mistaken_name_no_file_goes_that_does_not_hold_it(
    world: World, administrator: User, make_action: MakeAction, sign_in: SignIn, by: Actor, at: datetime
) -> None:
    """Keys of files that nobody offered, in a restricted circle, sent along with words that stand elsewhere."""
    make_action(world.oversight)
    kept = store(data=b"What the review found", name="review.txt", circle=world.review.circle, by=by, at=at)
    before = (kept.name, kept.sha256, kept.place)
    sent = {"words": SECRET, "why": "A mistaken name", "do": "remove", "token": "t", "original": [kept.pk]}
    assert sign_in(administrator).post(reverse("remove_words"), sent).status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.sha256, kept.place) == before
    assert WordsRemoval.objects.get().files == 0


def test_words_that_stand_nowhere_take_no_file_with_them(
    world: World, administrator: User, sign_in: SignIn, unchanged: Unchanged, by: Actor, at: datetime
) -> None:
    kept = store(data=b"What the review found", name="review.txt", circle=world.review.circle, by=by, at=at)
    sent = {"words": "Never written", "why": "A mistaken name", "do": "remove", "token": "t", "original": [kept.pk]}
    with unchanged():
        assert sign_in(administrator).post(reverse("remove_words"), sent).status_code == 409


def test_looking_for_words_does_not_tell_whether_they_stand_in_a_circle_one_is_not_in(
    world: World, make_action: MakeAction, sign_in: SignIn, unchanged: Unchanged, by: Actor, at: datetime
) -> None:
    """In a restricted record, its history, its search row, its file: the page is that of words that stand nowhere."""
    client, where = sign_in(world.business_unit), reverse("remove_words")

    def page(words: str) -> str:
        said = text(client.post(where, {"words": words, "why": "A mistake"})).replace(words, "")
        return re.sub(r'name="(csrfmiddlewaretoken|token)" value="[^"]*"', "", said)

    hidden, mine = "Sidony Plackett", "Corwen Ditch"
    make_action(world.review, world.reviewer, wording=f"Ask the nursery about {hidden}")
    store(data=f"About {hidden}".encode(), name=f"{hidden}.txt", circle=world.review.circle, by=by, at=at)
    make_action(world.oversight, wording=f"Ask the school about {mine}")
    with unchanged():
        assert page(hidden) == page("Never Written")
        assert "the words stand in" in page(mine)


def test_files_in_other_circles_are_withheld_unseen_where_that_is_ticked(
    world: World, make_action: MakeAction, sign_in: SignIn, by: Actor, at: datetime
) -> None:
    make_action(world.oversight)
    circle = world.review.circle
    kept = store(data=SECRET.encode(), name=f"{SECRET}.txt", circle=circle, by=by, at=at)
    other = store(data=b"What the review found", name="review.txt", circle=circle, by=by, at=at)
    sent = {"words": SECRET, "why": "A mistaken name", "do": "remove", "token": "t", "unseen": "yes"}
    assert sign_in(world.business_unit).post(reverse("remove_words"), sent).status_code == 302
    names = [StoredFile.objects.get(pk=each.pk).name for each in (kept, other)]
    assert names == ["withheld.txt", "review.txt"]


def test_the_history_of_a_record_is_shut_with_the_record(
    world: World, make_action: MakeAction, sign_in: SignIn, by: Actor, at: datetime
) -> None:
    action = make_action(world.oversight, world.member)
    where, client = reverse("history_of", args=["action", action.pk]), sign_in(world.member)
    assert SECRET in text(client.get(where))
    record_conflict(person=world.member.person, record=action, reason="A cousin", by=by, at=at)
    missing = client.get(reverse("history_of", args=["action", 999_999]))
    for asked in ("", "?as=xlsx", "?page=2"):
        answered = client.get(where + asked)
        assert (answered.status_code, answered.content) == (404, missing.content)


def test_what_one_did_oneself_is_told_without_words_where_one_may_not_know_any_more(
    world: World, make_action: MakeAction, sign_in: SignIn, by: Actor, at: datetime
) -> None:
    action = make_action(world.oversight, world.member)
    doer = Actor(by.way, world.member.person.name, world.member.person_id)
    change(action=action, wording=f"Visit {SECRET} twice", version=action.version, by=doer, at=at)
    where, client = reverse("history_by", args=[world.member.person_id]), sign_in(world.member)
    assert SECRET in text(client.get(where))
    record_conflict(person=world.member.person, record=action, reason="A cousin", by=by, at=at)
    page = text(client.get(where))
    assert SECRET not in page
    assert action.reference not in page


@pytest.mark.parametrize("who", ["member", "reviewer", "scrutineer", "outsider"])
def test_nobody_else_keeps_holds_or_disposes(
    world: World, make_action: MakeAction, sign_in: SignIn, unchanged: Unchanged, who: str
) -> None:
    action, client = make_action(world.oversight, world.member), sign_in(getattr(world, who))
    sent = {"because": "x", "why": "x", "words": SECRET, "do": "dispose", "record": f"action-{action.pk}-1"}
    pages = ["keeping", "set_period", "remove_words", "dispose_records"]
    where = [reverse(name) for name in pages]
    where += [reverse(name, args=["action", action.pk]) for name in ("hold_record", "lift_hold", "keep_record")]
    with unchanged():
        answers = {client.post(path, sent).status_code for path in where}
    assert answers <= {403, 405}


def test_who_keeps_records_disposes_of_nothing_that_is_not_due_or_not_theirs_to_know(
    world: World, make_action: MakeAction, sign_in: SignIn, unchanged: Unchanged
) -> None:
    mine, hidden = make_action(world.oversight, world.member), make_action(world.review, world.reviewer)
    client = sign_in(world.business_unit)
    with unchanged():
        for action in (mine, hidden):
            for mark in (1, Entry.objects.filter(kind="action", key=action.pk).latest("pk").pk):
                sent = {"record": f"action-{action.pk}-{mark}", "do": "dispose", "because": "Old"}
                answered = client.post(reverse("dispose_records"), sent)
                assert answered.status_code == 422
                assert (SECRET in text(answered)) is (action == mine)
        missing = client.post(reverse("dispose_records"), {"record": "action-999999-1", "do": "dispose"})
        other = client.post(reverse("dispose_records"), {"record": f"action-{hidden.pk}-1", "do": "dispose"})
    assert (missing.status_code, other.status_code) == (422, 422)
