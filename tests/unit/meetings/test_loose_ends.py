"""Loose ends: offered with why, nothing chosen by default, kept half done, entered on confirming and once."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plait.actions.models import Action, ActionKind, Responsibility
from plait.core.refusals import Refusal
from plait.core.registry import Ref, led_to
from plait.meetings import commands
from plait.meetings.models import ImportState, LooseEnd, Matter, MinutesImport
from plait.risks.models import Risk
from tests.unit.meetings.conftest import Import, Room


def loose(words: str, line: int, who: str | None = None, kind: str = "promise") -> dict[str, Any]:
    source = {"first_line": line, "last_line": line}
    return {"text": words, "kind": kind, "why": "Somebody says that they would do it.", "who": who, "source": source}


ENDS = [
    loose("KO said that she could bring the survey to the group.", 5, "KO"),
    loose("SC would find out who keeps the list.", 10, "SC"),
    loose("The group asked whether the police see the dataset.", 10, None, "question"),
    loose("HL feared that the trainers will not last the year.", 8, "HL", "risk"),
    loose("KO thanked the hosts and would write to them.", 5, "KO"),
]


@pytest.fixture
def minutes(imported: Import) -> MinutesImport:
    return imported(loose_ends=ENDS, questions=[])


def ways(**chosen: str) -> dict[int, str]:
    return {int(label[1:]): way for label, way in chosen.items()}


def test_each_loose_end_is_offered_with_its_lines_and_nothing_is_chosen(minutes: MinutesImport) -> None:
    ends = LooseEnd.objects.filter(minutes_import=minutes)
    assert [(end.label, end.way) for end in ends] == [(f"L{n}", "") for n in range(1, 6)]
    assert (ends[1].first_line, ends[1].who) == (10, "SC")


def test_what_is_chosen_is_kept_and_enters_nothing_before_confirming(
    minutes: MinutesImport, room: Room, at: datetime
) -> None:
    commands.choose_loose_ends(minutes=minutes, ways=ways(L3="matter"), by=room.by, at=at)
    assert LooseEnd.objects.get(number=3).way == "matter"
    assert not Matter.objects.exists()


def test_confirming_enters_each_as_what_was_chosen_and_only_once(
    minutes: MinutesImport, room: Room, at: datetime
) -> None:
    chosen = ways(L1="action", L2="enquiry", L3="matter", L4="risk", L5="nothing")
    commands.choose_loose_ends(minutes=minutes, ways=chosen, by=room.by, at=at)
    done = commands.confirm(minutes=minutes, by=room.by, at=at)
    action = Action.objects.get(wording=ENDS[0]["text"])
    enquiry = Action.objects.get(wording=ENDS[1]["text"])
    assert enquiry.kind == ActionKind.ENQUIRY
    assert Responsibility.objects.get(action=action).person == room.kemi
    assert Responsibility.objects.get(action=enquiry).person is None  # two people are SC
    assert (Matter.objects.get().first_line, Matter.objects.get().group) == (10, room.group)
    assert Risk.objects.get().wording == ENDS[3]["text"]
    assert not Action.objects.filter(wording=ENDS[4]["text"]).exists()
    before = Action.objects.count()
    commands.choose_loose_ends(minutes=done, ways=chosen, by=room.by, at=at)
    assert (Action.objects.count(), Risk.objects.count()) == (before, 1)


def test_what_came_of_it_leads_back_to_the_meeting(minutes: MinutesImport, room: Room, at: datetime) -> None:
    commands.choose_loose_ends(minutes=minutes, ways=ways(L1="action", L3="matter"), by=room.by, at=at)
    done = commands.confirm(minutes=minutes, by=room.by, at=at)
    meeting = Ref("meeting", done.meeting_id or 0)
    kinds = {ref.kind for ref in led_to([meeting])[meeting]}
    assert {"action", "matter"} <= kinds


def test_after_confirming_a_choice_is_entered_at_once(minutes: MinutesImport, room: Room, at: datetime) -> None:
    every = list(minutes.findings.values_list("pk", flat=True))
    done = commands.confirm(minutes=minutes, findings=every, by=room.by, at=at)
    assert done.state == ImportState.CONFIRMED
    commands.choose_loose_ends(minutes=done, ways=ways(L3="matter"), by=room.by, at=at)
    assert Matter.objects.get().wording == ENDS[2]["text"]


def test_a_way_that_is_none_is_refused_and_nothing_is_kept(minutes: MinutesImport, room: Room, at: datetime) -> None:
    with pytest.raises(Refusal, match="Choose what becomes of the loose end"):
        commands.choose_loose_ends(minutes=minutes, ways={1: "action", 2: "party"}, by=room.by, at=at)
    assert not LooseEnd.objects.exclude(way="").exists()


def test_the_page_offers_them_keeps_what_was_chosen_and_leads_back_to_those_left(
    minutes: MinutesImport, room: Room, client: Client
) -> None:
    client.force_login(room.user)
    address = reverse("minutes_import", args=[minutes.pk])
    page = client.get(address).content.decode()
    part = page[page.index('id="loose"') :]
    assert "Somebody says that they would do it. Said by SC." in part
    assert "checked" not in part[: part.index("</section>")]
    said = {"loose-3": "matter", "finding": list(minutes.findings.values_list("pk", flat=True))}
    said["shown"] = said["finding"]
    client.post(reverse("confirm_minutes", args=[minutes.pk]), {**said, "do": "keep"})
    page = client.get(address).content.decode()
    assert 'id="loose-3-matter" value="matter" checked' in page
    minutes.refresh_from_db()
    answer = client.post(reverse("confirm_minutes", args=[minutes.pk]), {**said, "version": minutes.version})
    assert answer.url.endswith("#loose")  # type: ignore[attr-defined]
    page = client.get(address).content.decode()
    assert "Enter what is chosen" in page
    client.post(reverse("choose_loose_ends", args=[minutes.pk]), {"loose-4": "risk", "loose-x": "risk"})
    assert (Matter.objects.count(), Risk.objects.count()) == (1, 1)
