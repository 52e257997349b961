"""Whoever opens restricted material leaves a line, on every route that serves it; a new one is asked here too."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.core.actor import Actor
from plait.history.models import Reading
from tests.guards.test_routes import LINES
from tests.guards.test_routes_by_role import lookers_and_keys
from tests.small_partnership import small_partnership

# Pages with a key that show nothing out of a restricted circle: names, seats and who is in, which every seat may
# know or which the circle's page is for; and forms that only ask.
NO_MATERIAL = {
    "group",
    "membership",
    "membership_docx",
    "membership_xlsx",
    "seat",
    "person",
    "circle",
    "let_in",
    "circle_conflict",
    "end_place",
    "withdraw_conflict",
    "record_circle",
    "record_conflict",
    "plan_dates",
    "import_progress",
    "batch_progress",
    "tracker_progress",
}
LISTS = ("actions_csv", "actions_xlsx", "actions_json", "actions_print")


@pytest.mark.django_db
def test_every_route_that_serves_restricted_material_records_who_opened_it(by: Actor, at: datetime) -> None:
    lookers, keys = lookers_and_keys(small_partnership(by=by, at=at), by, at)
    chair = lookers["restricted"][0]
    client = Client()
    client.force_login(chair)
    silent, opened = [], set()
    for name in sorted({line[0].split(":")[0] for line in LINES if line[1] == "GET"}):
        if name in NO_MATERIAL or (name not in keys["restricted"] and name not in LISTS):
            continue
        before = Reading.objects.filter(person_id=chair.person_id).count()
        if client.get(reverse(name, args=keys["restricted"].get(name, []))).status_code != 200:
            continue
        opened.add(name)
        if Reading.objects.filter(person_id=chair.person_id).count() == before:
            silent.append(name)
    assert silent == []
    assert {"action", "meeting", "minutes_lines", "file", "risks", "matters", "tracker", *LISTS} <= opened


@pytest.mark.django_db
def test_a_restricted_download_says_so_in_its_name(by: Actor, at: datetime) -> None:
    lookers, keys = lookers_and_keys(small_partnership(by=by, at=at), by, at)
    client = Client()
    for place, named in (("", "actions-"), ("restricted", "restricted actions-")):
        client.force_login(lookers[place][0])
        listed = client.get(reverse("actions_csv")).headers["Content-Disposition"]
        assert f"OFFICIAL-SENSITIVE {named}" in listed
    paper = client.get(reverse("file", args=keys["restricted"]["file"]))
    assert 'filename="OFFICIAL-SENSITIVE restricted paper.txt"' in paper.headers["Content-Disposition"]
    page = client.get(reverse("action", args=keys["restricted"]["action"])).content.decode()
    assert "OFFICIAL-SENSITIVE, restricted" in page
