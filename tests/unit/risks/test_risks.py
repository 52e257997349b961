"""Risks: raised with their scores as printed, brought up to date, closed with a reason, seen by the circle only."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from plait.actions.choices import OwnerChoice
from plait.actions.models import OwnerKind
from plait.core import registry
from plait.core.actor import Actor
from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref, describe
from plait.groups.models import Group
from plait.history.models import Entry, Reading
from plait.people.models import Person
from plait.risks.choices import Scores
from plait.risks.commands import bring_up_to_date, close_risk, raise_risk
from plait.risks.models import Risk, RiskState
from plait.risks.queries import risks_from, risks_of_group
from plait.risks.rules import can_close
from plait.search.queries import search
from tests.factories.meetings import MeetingFactory
from tests.factories.people import PersonFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db
WORDS = "Paediatric assessments are delayed, so that children wait"
SCORES = Scores("4", "IV", "20", "3", "4", direction="→")


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


def _raised(group: Group, by: Actor, at: datetime, *people: Person, origin: Ref | None = None) -> Risk:
    owners = [OwnerChoice(OwnerKind.PERSON, person=person, words=person.name) for person in people]
    return raise_risk(
        group=group, wording=WORDS, owners=owners, scores=SCORES, controls="Extra clinics", origin=origin,
        circle=group.circle, raised_on=date(2026, 9, 2), printed_reference="R3", by=by, at=at,
    )  # fmt: skip


def test_a_risk_has_a_reference_and_its_scores_stand_as_printed(
    world: World, by: Actor, at: datetime, client: Client
) -> None:
    risk = _raised(world.oversight, by, at, world.member.person)
    assert risk.reference == "RISK-0001"
    client.force_login(world.member)
    page = client.get(reverse("risks", args=["oversight"])).content.decode()
    assert "likelihood 4, impact IV, score 20" in page
    assert "likelihood 3, impact 4, direction →" in page
    assert "printed as R3" in page
    assert WORDS in client.get(reverse("group", args=["oversight"])).content.decode()


def test_a_risk_knows_the_record_it_came_from(world: World, by: Actor, at: datetime) -> None:
    origin = Ref("meeting", MeetingFactory(group=world.oversight).pk)
    risk = _raised(world.oversight, by, at, origin=origin)
    ref = Ref("risk", risk.pk)
    assert registry.came_from([ref])[ref] == [origin]
    assert list(risks_from([origin])) == [risk]
    assert describe([ref], world.member)[ref].url == "/risks/oversight#RISK-0001"


def test_what_changed_is_told_and_the_same_again_changes_nothing(world: World, by: Actor, at: datetime) -> None:
    risk = _raised(world.oversight, by, at)
    same = {"wording": WORDS, "controls": "Extra clinics", "by": by, "at": at}
    assert bring_up_to_date(risk=risk, scores=SCORES, **same).version == 1
    changed = bring_up_to_date(risk=risk, scores=Scores("4", "IV", "20", "2", "4"), version=1, **same)
    assert (changed.version, changed.likelihood_after, changed.direction) == (2, "2", "")
    assert list(Entry.objects.filter(kind="risk").order_by("pk").values_list("verb", flat=True)) == [
        "raised",
        "brought_up_to_date",
    ]
    with pytest.raises(Stale):
        bring_up_to_date(risk=risk, scores=SCORES, version=1, **same)


def test_a_closed_risk_says_why_and_since_when(world: World, by: Actor, at: datetime) -> None:
    risk = _raised(world.oversight, by, at)
    with pytest.raises(Refusal, match="why"):
        close_risk(risk=risk, because=" ", by=by, at=at)
    then = datetime(2025, 2, 28, 12, tzinfo=UTC)
    closed = close_risk(risk=risk, because="The office moved", on=then, by=by, at=at)
    assert (closed.state, closed.closed_at) == (RiskState.CLOSED, then)
    assert not can_close(closed)
    with pytest.raises(Refusal, match="closed"):
        bring_up_to_date(risk=risk, wording="Other words", scores=SCORES, controls="", by=by, at=at)


def test_open_risks_come_first(world: World, by: Actor, at: datetime) -> None:
    first, second = _raised(world.oversight, by, at), _raised(world.oversight, by, at)
    close_risk(risk=first, because="Over", by=by, at=at)
    assert list(risks_of_group(world.oversight, world.member)) == [second, first]


def test_a_restricted_risk_is_listed_by_its_reference_alone_and_its_opening_is_recorded(
    world: World, by: Actor, at: datetime, client: Client
) -> None:
    risk = _raised(world.review, by, at)
    ref = Ref("risk", risk.pk)
    assert describe([ref], world.member)[ref].title == "A restricted record"
    assert WORDS not in describe([ref], world.reviewer)[ref].title
    client.force_login(world.reviewer)
    assert WORDS not in client.get(reverse("group", args=["review"])).content.decode()
    assert not Reading.objects.filter(kind="risk").exists()
    assert WORDS in client.get(reverse("risks", args=["review"])).content.decode()
    assert Reading.objects.filter(kind="risk", key=risk.pk).exists()
    client.force_login(world.member)
    assert client.get(reverse("risks", args=["review"])).status_code == 404


def test_a_risk_is_found_by_its_words(world: World, by: Actor, at: datetime) -> None:
    risk = _raised(world.oversight, by, at)
    assert ("risk", risk.pk) in [(hit.kind, hit.key) for hit in search("paediatric", world.member)]
    assert not search("paediatric", world.reviewer)


def test_when_two_people_are_merged_the_risk_has_one_owner(world: World, by: Actor, at: datetime) -> None:
    old, new = PersonFactory(), PersonFactory()
    both, one = _raised(world.oversight, by, at, old, new), _raised(world.oversight, by, at, old)
    assert Ref("risk", one.pk) in [held.ref for held in registry.holdings(Ref("person", old.pk))]
    registry.repoint(Ref("person", old.pk), Ref("person", new.pk), by=by, at=at)
    assert [owner.person for owner in both.owners.all()] == [new]
    assert [owner.person for owner in one.owners.all()] == [new]


def test_an_export_of_risks_gives_away_no_restricted_words(world: World, by: Actor, at: datetime) -> None:
    _raised(world.oversight, by, at)
    _raised(world.review, by, at)
    export = registry.kind("risk").export
    assert export is not None
    assert [row["wording"] for row in export(world.member)] == [WORDS]
    assert [row["wording"] for row in export(world.reviewer)] == ["Risk RISK-0002 of the Case review group"]
