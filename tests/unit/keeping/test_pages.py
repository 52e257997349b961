"""History, removal and keeping as pages."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.access.models import Role
from plait.core.actor import Actor, Way
from plait.core.registry import Ref
from plait.history.commands import record
from plait.keeping.commands import hold
from plait.keeping.models import Hold, Period, WordsRemoval
from tests.factories.access import GrantFactory, RoleHoldingFactory
from tests.factories.actions import ActionFactory
from tests.factories.foundations import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(client: Client) -> Client:
    user = UserFactory()
    RoleHoldingFactory(person=user.person, role=Role.BUSINESS_UNIT)
    client.force_login(user)
    return client


def test_the_places_are_shown_first_and_nothing_is_removed_before_it_is_said(unit: Client) -> None:
    action = ActionFactory(wording="Write to the school of Zebedee Quillfeather")
    GrantFactory(circle=action.circle, person=None, role=Role.BUSINESS_UNIT)
    said = {"words": "Zebedee Quillfeather", "why": "A wrong name"}
    shown = unit.post(reverse("remove_words"), said)
    assert "In your circles the words stand in 1 place" in shown.content.decode()
    action.refresh_from_db()
    assert "Quillfeather" in action.wording
    for _ in range(2):
        done = unit.post(reverse("remove_words"), {**said, "do": "remove", "token": "one"})
        assert done.status_code == 302
    action.refresh_from_db()
    assert (action.wording, WordsRemoval.objects.count()) == ("Write to the school of [removed]", 1)
    assert "A wrong name" in unit.get(reverse("keeping")).content.decode()


def test_too_short_a_word_is_refused(unit: Client) -> None:
    answer = unit.post(reverse("remove_words"), {"words": "Jo", "why": "A wrong name"})
    assert (answer.status_code, "at least 4 letters" in answer.content.decode()) == (422, True)


def test_what_somebody_did_is_told_without_what_is_not_the_viewers_to_see(client: Client, at: datetime) -> None:
    user = UserFactory()
    client.force_login(user)
    by = Actor(Way.SIGNED_IN, user.person.name, user.person_id)
    hidden = ActionFactory(wording="Of another circle")
    record(ref=Ref("action", hidden.pk), verb="updated", said={"words": "A secret word"}, by=by, at=at)
    page = client.get(reverse("history_by", args=[user.person_id])).content.decode()
    assert "A restricted record" in page
    assert "secret" not in page
    assert client.get(reverse("history_of", args=["action", hidden.pk])).status_code == 404


def test_the_history_of_others_is_for_those_who_keep_the_list(client: Client) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse("history_by", args=[UserFactory().person_id])).status_code == 403


def test_the_history_can_be_taken_out_as_a_spreadsheet(unit: Client, by: Actor, at: datetime) -> None:
    action = ActionFactory()
    GrantFactory(circle=action.circle, person=None, role=Role.BUSINESS_UNIT)
    record(ref=Ref("action", action.pk), verb="updated", said={"words": "Asked twice"}, by=by, at=at)
    assert "Asked twice" in unit.get(reverse("history_of", args=["action", action.pk])).content.decode()
    answer = unit.get(reverse("history_of", args=["action", action.pk]), {"as": "xlsx"})
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')


def test_nothing_falls_due_without_a_period_and_a_period_can_be_taken_away(unit: Client) -> None:
    assert "Nothing is due" in unit.get(reverse("keeping")).content.decode()
    unit.post(reverse("set_period"), {"retention": "action", "months": "72", "version": "0"})
    assert Period.objects.get().months == 72
    unit.post(reverse("set_period"), {"retention": "action", "months": "", "version": "1"})
    assert not Period.objects.exists()


def test_a_hold_is_placed_with_a_reason_and_lifted_with_one(unit: Client, by: Actor, at: datetime) -> None:
    action = ActionFactory()
    held = reverse("hold_record", args=["action", action.pk])
    assert unit.post(held, {}).status_code == 422
    assert unit.post(held, {"because": "An inquest is open"}).status_code == 302
    hold(ref=Ref("action", action.pk), because="Again", by=by, at=at)
    unit.post(reverse("lift_hold", args=["action", action.pk]), {"because": "It is over"})
    assert [(h.because, h.lifted_because) for h in Hold.objects.order_by("pk")] == [
        ("An inquest is open", "It is over")
    ]
