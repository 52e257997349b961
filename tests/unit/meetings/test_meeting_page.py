"""The page of a meeting: each item leads to what came of it, and who confirmed it stands below."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.actions.models import Action
from plait.meetings import commands
from plait.meetings.models import Meeting
from tests.unit.meetings.conftest import Import, Room


@pytest.fixture
def shown(imported: Import, room: Room, at: datetime) -> str:
    heads = ((4, "1", "Mailing list"), (6, "2", "Early help"), (9, "3", "Audits"))
    items = [
        {"number": number, "title": title, "source": {"first_line": line, "last_line": line}}
        for line, number, title in heads
    ]
    commands.confirm(minutes=imported(items=items), by=room.by, at=at)
    client = Client()
    client.force_login(room.user)
    said = client.get(reverse("meeting", args=[Meeting.objects.get().pk])).content.decode()
    return said[said.index('id="items"') : said.index("</aside>")]


def test_each_item_leads_to_the_actions_and_decisions_of_its_lines(shown: str) -> None:
    mailing, early, audits = shown.split("Mailing list")[1], shown.split("Early help")[1], shown.split("Audits")[1]
    first, second = Action.objects.order_by("number")
    assert f'href="{reverse("action", args=[first.reference])}"' in mailing.split("Early help")[0]
    assert second.reference in early.split("Audits")[0]
    assert first.reference not in early
    assert 'href="#DEC-0001"' in audits


def test_the_history_says_who_confirmed_the_minutes(shown: str) -> None:
    assert "<strong>Bronwen Pask</strong> confirmed version 1 of the minutes" in shown
