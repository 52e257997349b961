"""The day that cannot be, in the one list of questions over many files."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from plait.meetings.models import Batch, Question
from plait.meetings.queries import batches
from tests.unit.meetings.conftest import Room
from tests.unit.meetings.test_batches import fill, minutes_of

__all__ = ["fill"]
IMPOSSIBLE = "\nAction: KO to print the form by 31 June 2026.\n"


@pytest.fixture
def batch(fill: Callable[..., Batch]) -> Batch:
    return fill({f"{month}.txt": minutes_of(month, IMPOSSIBLE) for month in ("April", "May")})


@pytest.fixture
def client(room: Room) -> Client:
    client = Client()
    client.force_login(room.user)
    return client


def days() -> list[Question]:
    return list(Question.objects.filter(kind="due").select_related("finding").order_by("pk"))


def test_each_day_is_a_question_of_its_own_and_comes_after_what_holds_up(batch: Batch) -> None:
    kinds = [entry.lead.kind for entry in batches.worklist(batch)]
    assert kinds == ["owner", "due", "due"]


def test_a_day_is_given_and_another_left_from_the_list_of_all(client: Client, batch: Batch) -> None:
    shown = client.get(reverse("batch", args=[batch.pk])).content.decode()
    assert "and there is no such day." in shown
    assert "Leave as written</button>" in shown
    given, left = days()
    url = reverse("answer_batch", args=[batch.pk])
    assert client.post(url, {"lead": given.pk, "day": "30 June"}).status_code == 302
    client.post(url, {"lead": left.pk, "document": left.minutes_import_id, "day": "31 June", "choice": "left"})
    assert [each.state for each in days()] == ["answered", "left"]
    first = days()[0].finding
    assert first is not None
    assert first.due_on == date(2026, 6, 30)


def test_no_day_is_refused_in_a_sentence(client: Client, batch: Batch) -> None:
    url = reverse("answer_batch", args=[batch.pk])
    said = client.post(url, {"lead": days()[0].pk, "day": ""}, follow=True).content.decode()
    assert "or leave it as written." in said
    assert [each.state for each in days()] == ["open", "open"]
