"""How many statements each page needs: as many with forty rows of everything as with four, and few."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plait.access.models import Came, Grant, Level
from plait.accounts.actors import actor_of
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import Action, ActionKind, OwnerKind
from plait.core.actor import Actor
from plait.groups.models import Seat
from plait.meetings.models import Meeting
from plait.rounds.models import Round
from tests.factories.access import CircleFactory
from tests.factories.groups import GroupFactory, SeatHoldingFactory
from tests.factories.keeping import HoldFactory
from tests.factories.matters import MatterFactory
from tests.factories.meetings import MeetingFactory, MinutesImportFactory
from tests.factories.people import PostFactory
from tests.factories.risks import RiskFactory
from tests.factories.rounds import RequestFactory, RoundFactory
from tests.factories.trackers import TrackerImportFactory
from tests.small_partnership import BEGAN, World, small_partnership

pytestmark = pytest.mark.django_db
FEW, MANY = 4, 40
# Page -> at most so many statements.
PAGES = {
    "actions": 12,
    "action": 12,
    "group": 12,
    "day_one": 14,
    "groups": 12,
    "vacancies": 12,
    "membership": 12,
    "terms": 12,
    "seat": 12,
    "meetings": 15,
    "meeting": 15,
    "matters": 12,
    "risks": 12,
    "people": 12,
    "person": 15,
    "agencies": 12,
    "asked_of_agency": 12,
    "operations": 16,
    "rounds": 15,
    "round": 15,
    "round_proposals": 15,
    "round_pauses": 12,
    "answer_mine": 15,
    "keeping": 15,
    "roles": 12,
    "circles": 12,
    "circle": 12,
    "history_of": 15,
    "history_by": 15,
    "search": 15,
    "today": 15,
    "trackers": 12,
}


def _grow(world: World, many: int, by: Actor, at: datetime) -> None:
    """So many more of everything that a page lists."""
    group, day = world.oversight, at.date()
    for _ in range(many):
        seat = SeatHoldingFactory(seat__group=group, starts_on=BEGAN).seat
        Seat.objects.create(group=group, title=f"Vacant seat {seat.pk}", agency=seat.agency)
        post = PostFactory(agency=seat.agency)
        owners = [OwnerChoice(OwnerKind.PERSON, person=who) for who in (world.member.person, post.holder)]
        owners.append(OwnerChoice(OwnerKind.AS_WRITTEN, words="SC"))
        assign(
            group=group, wording="Bring a list of schools", kind=ActionKind.HOUSEKEEPING, owners=owners,
            due=DueChoice(), origin=None, circle=group.circle, minuted_on=BEGAN, by=by, at=at,
        )  # fmt: skip
        MeetingFactory(group=group, held_on=day + timedelta(days=seat.pk % 300))
        MeetingFactory(group=group, held_on=day - timedelta(days=1 + seat.pk % 300))
        RiskFactory(group=group)
        MatterFactory(group=group)
        MinutesImportFactory(group=group)
        TrackerImportFactory(group=group)
        GroupFactory(taken_over_by=group, ended_on=day)
        shut = CircleFactory(level=Level.RESTRICTED, within=group.circle, reason="About one family")
        known = {"person": world.business_unit.person, "came": Came.NAME, "reason": "Knows the family"}
        Grant.objects.create(circle=shut, starts_on=BEGAN, **known)
        RequestFactory(round=RoundFactory(group=group, closed_at=at), person=post.holder)
        HoldFactory(kind="action", key=Action.objects.order_by("-pk").values_list("pk", flat=True)[0])


def _address(page: str, world: World) -> str:
    group, person = world.oversight, world.business_unit.person
    action = Action.objects.order_by("pk")[0]
    seat = Seat.objects.order_by("pk")[0]
    keys: dict[str, list[object]] = {
        **{page: [group.slug] for page in ("group", "membership", "terms", "matters", "risks")},
        "action": [action.reference],
        "day_one": [seat.pk],
        "seat": [seat.pk],
        "meeting": [Meeting.objects.order_by("pk").first().pk] if page == "meeting" else [],
        "round": [Round.objects.order_by("pk").first().pk] if page == "round" else [],
        "person": [person.pk],
        "asked_of_agency": [PostFactory._meta.model.objects.order_by("pk")[0].agency.slug],
        "circle": [group.circle_id],
        "history_of": ["group", group.pk],
        "history_by": [person.pk],
    }
    asked = "?q=schools" if page == "search" else ""
    return reverse(page, args=keys.get(page, [])) + asked


def _statements(client: Client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return [each["sql"] for each in asked]


def test_a_page_needs_as_few_statements_for_many_rows_as_for_few(by: Actor, at: datetime) -> None:
    world = small_partnership(by=by, at=at)
    client = Client()
    client.force_login(world.business_unit)
    _grow(world, FEW, actor_of(world.business_unit), at)
    few = {page: len(_statements(client, _address(page, world))) for page in PAGES}
    _grow(world, MANY - FEW, actor_of(world.business_unit), at)
    many = {page: len(_statements(client, _address(page, world))) for page in PAGES}
    told = {page: (few[page], many[page], most) for page, most in PAGES.items()}
    over = {page: each for page, each in told.items() if not each[0] == each[1] <= each[2]}
    assert not over, f"Statements with few rows, with many, and at most: {over}"
