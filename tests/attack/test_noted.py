"""Nobody reads restricted material without leaving that they did, whichever page or part they ask for."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from plait.accounts.models import User
from plait.core.registry import Ref
from plait.history.queries import times_opened
from tests.attack.conftest import SignIn
from tests.factories.again import BatchFileFactory
from tests.factories.matters import MatterFactory
from tests.factories.meetings import (
    FindingFactory,
    MinutesImportFactory,
    MinutesVersionFactory,
    ReadAttendeeFactory,
    TextPartFactory,
)
from tests.factories.risks import RiskFactory
from tests.factories.trackers import TrackerImportFactory, TrackerRowFactory
from tests.small_partnership import World

PARTS = ({}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Boosted": "true"})


@dataclass
class Kept:
    """Page -> its keys, and what it shows."""

    pages: dict[str, tuple[list[object], Ref]]


@pytest.fixture
def kept(world: World, runs_review: User) -> Kept:
    version = MinutesVersionFactory(meeting__group=world.review)
    minutes = MinutesImportFactory(group=world.review)
    for text in (version.text, minutes.text):
        TextPartFactory(text=text)
    FindingFactory(minutes_import=minutes, number=1)
    ReadAttendeeFactory(minutes_import=minutes, number=1)
    batch = BatchFileFactory(batch__group=world.review, minutes_import=minutes).batch
    tracker = TrackerImportFactory(group=world.review)
    TrackerRowFactory(tracker=tracker, number=1)
    matter, risk = MatterFactory(group=world.review), RiskFactory(group=world.review)
    of_import, of_tracker = Ref("minutes_import", minutes.pk), Ref("tracker", tracker.pk)
    of_meeting = Ref("meeting", version.meeting_id)
    return Kept(
        {
            "minutes_import": ([minutes.pk], of_import),
            "change_facts": ([minutes.pk], of_import),
            "change_attendee": ([minutes.pk, 1], of_import),
            "change_finding": ([minutes.pk, "A1"], of_import),
            "add_finding": ([minutes.pk], of_import),
            "batch": ([batch.pk], Ref("batch", batch.pk)),
            "tracker": ([tracker.pk], of_tracker),
            "tracker_columns": ([tracker.pk], of_tracker),
            "change_tracker_row": ([tracker.pk, 1], of_tracker),
            "meeting": ([version.meeting_id], of_meeting),
            "minutes_lines": ([version.meeting_id, version.number], of_meeting),
            "matters": ([world.review.slug], Ref("matter", matter.pk)),
            "risks": ([world.review.slug], Ref("risk", risk.pk)),
        }
    )


@pytest.mark.parametrize("headers", PARTS)
def test_every_page_of_a_restricted_record_notes_who_opened_it(
    kept: Kept, runs_review: User, sign_in: SignIn, headers: dict[str, str]
) -> None:
    client, silent = sign_in(runs_review), []
    for name, (keys, ref) in kept.pages.items():
        before = times_opened(ref)
        assert client.get(reverse(name, args=keys), headers=headers).status_code == 200, name
        if times_opened(ref) == before:
            silent.append(name)
    assert silent == []


def test_the_page_of_a_restricted_group_tells_no_words_of_its_risks_and_matters(
    world: World, runs_review: User, sign_in: SignIn
) -> None:
    """It is a list: who wants the words opens the page that notes it."""
    matter, risk = MatterFactory(group=world.review), RiskFactory(group=world.review)
    page = sign_in(runs_review).get(reverse("group", args=[world.review.slug])).content.decode()
    assert matter.wording not in page
    assert risk.wording not in page


def test_another_method_reads_nothing_unnoted(kept: Kept, runs_review: User, sign_in: SignIn) -> None:
    client = sign_in(runs_review)
    for name, (keys, _) in kept.pages.items():
        answer = client.head(reverse(name, args=keys))
        assert (answer.content, answer.status_code in (200, 405)) == (b"", True), name
