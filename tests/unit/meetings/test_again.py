"""The same meeting a second time: a draft and then the final minutes, or the same in another format."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from plait.actions.commands import close, write_update
from plait.actions.models import Action, Responsibility, State
from plait.core.refusals import Refusal
from plait.history.models import Entry
from plait.meetings import commands
from plait.meetings.choices import Facts, Who
from plait.meetings.models import (
    AgainChoice,
    AgainWay,
    Decision,
    Finding,
    ImportState,
    MinutesImport,
    MinutesVersion,
    Question,
)
from plait.meetings.queries import again
from plait.meetings.queries.again import Matched
from tests.unit.meetings.conftest import Import, Room, action, due, finding, owner, told

LIST = "KO to circulate the mailing list for learning briefings."
Change = Callable[..., MinutesImport]


def actions(**changed: dict[str, Any]) -> list[dict[str, Any]]:
    """The actions of the sample with some of their parts replaced: actions(A2={"due": …})."""
    found: list[dict[str, Any]] = told()["actions"]
    return [{**each, **changed.get(f"A{n}", {})} for n, each in enumerate(found, 1)]


@pytest.fixture
def draft(imported: Import, room: Room, at: datetime) -> MinutesImport:
    """The draft is confirmed: KO's list and HL's front door stand, the two of SC wait."""
    return commands.confirm(minutes=imported(), by=room.by, at=at)


@pytest.fixture
def final(draft: MinutesImport, imported: Import) -> Change:
    def make(**changed: Any) -> MinutesImport:
        return imported(data=b"the final minutes", **changed)

    return make


def compared(minutes: MinutesImport) -> dict[str, Matched]:
    stood = again.stood_before(minutes)
    return {each.finding.label: each for each in again.matched(minutes, stood)}


def the(start: str) -> Action:
    found: Action = Action.objects.get(wording__startswith=start)
    return found


def test_what_the_final_minutes_repeat_is_the_same_and_is_settled_with_them(
    final: Change, room: Room, at: datetime
) -> None:
    second = final()
    assert {label: each.same for label, each in compared(second).items()} == {"A1": True, "A2": True, "D1": True}
    done = commands.confirm(minutes=second, by=room.by, at=at)
    assert finding(second, "A1").stands_as == the("KO")
    assert done.state == ImportState.READY  # the two of SC wait, as in the draft
    assert Action.objects.count() == 2
    assert [the("KO").version, the("HL").version] == [1, 1]


def test_a_new_date_is_a_difference_and_moves_the_date_in_the_register(
    draft: MinutesImport, imported: Import, room: Room, at: datetime
) -> None:
    commands.confirm(
        minutes=imported(data=b"2", actions=actions(A1={"due": due("by 20 October", "date", "2026-10-20")})),
        by=room.by,
        at=at,
    )
    assert the("KO").due_on == date(2026, 10, 20)
    third = imported(data=b"3", actions=actions(A1={"due": due("by 22 October", "date", "2026-10-22")}))
    (difference,) = compared(third)["A1"].differences
    assert (difference.what, difference.before, difference.now) == ("due", "20 October 2026", "22 October 2026")
    commands.confirm(minutes=third, by=room.by, at=at)
    assert the("KO").due_on == date(2026, 10, 22)
    assert Action.objects.count() == 2
    assert MinutesVersion.objects.count() == 3


def test_changed_words_and_owners_update_the_same_action(final: Change, room: Room, at: datetime) -> None:
    words = "HL to circulate the new mailing list for learning briefings."
    both = owner("HL", "person", "Hester Lockyer")
    second = final(actions=actions(A1={"text": words, "owners": [both]}))
    assert [each.what for each in compared(second)["A1"].differences] == ["wording", "owners"]
    commands.confirm(minutes=second, by=room.by, at=at)
    changed = the("HL to circulate")
    assert changed.number == 1
    assert Responsibility.objects.get(action=changed, ended_at__isnull=True).person == room.hester


def test_an_action_that_somebody_updated_is_never_changed_without_asking(
    final: Change, room: Room, at: datetime
) -> None:
    write_update(action=the("KO"), words="Half is sent", state=State.ON_THE_WAY, by=room.by, at=at)
    second = final(actions=actions(A1={"text": "KO to circulate the long mailing list for learning briefings."}))
    assert compared(second)["A1"].needs_asking
    commands.confirm(minutes=second, by=room.by, at=at)
    assert the("KO").wording == LIST
    assert finding(second, "A1").state == "unticked"


def test_a_person_takes_the_new_words_although_the_register_moved_on(final: Change, room: Room, at: datetime) -> None:
    write_update(action=the("KO"), words="Half is sent", state=State.ON_THE_WAY, by=room.by, at=at)
    second = final(actions=actions(A1={"text": "KO to circulate the long mailing list for learning briefings."}))
    commands.choose_again(minutes=second, action=the("KO").pk, way=AgainWay.TAKE, by=room.by, at=at)
    commands.confirm(minutes=second, by=room.by, at=at)
    assert "long" in the("KO").wording
    assert the("KO").state == State.ON_THE_WAY


def test_a_choice_does_not_hold_once_somebody_changed_the_action_after_it(
    final: Change, room: Room, at: datetime
) -> None:
    second = final(actions=actions(A1={"text": "KO to circulate the long mailing list for learning briefings."}))
    commands.choose_again(minutes=second, action=the("KO").pk, way=AgainWay.TAKE, by=room.by, at=at)
    write_update(action=the("KO"), words="Half is sent", state=State.ON_THE_WAY, by=room.by, at=at)
    commands.confirm(minutes=second, by=room.by, at=at)
    assert the("KO").wording == LIST
    assert compared(second)["A1"].needs_asking


def test_the_register_is_left_as_it_is_and_the_next_file_does_not_ask_again(
    final: Change, imported: Import, room: Room, at: datetime
) -> None:
    write_update(action=the("KO"), words="Half is sent", state=State.ON_THE_WAY, by=room.by, at=at)
    changed = actions(A1={"text": "KO to circulate the long mailing list for learning briefings."})
    second = final(actions=changed)
    commands.choose_again(minutes=second, action=the("KO").pk, way=AgainWay.KEEP, by=room.by, at=at)
    commands.confirm(minutes=second, by=room.by, at=at)
    assert the("KO").wording == LIST
    assert compared(imported(data=b"3", actions=changed))["A1"].same


def test_a_closed_action_stays_closed_and_may_become_another_one(final: Change, room: Room, at: datetime) -> None:
    close(action=the("KO"), by=room.by, at=at)
    second = final(actions=actions(A1={"text": "KO to circulate the long mailing list for learning briefings."}))
    with pytest.raises(Refusal, match="is closed"):
        commands.choose_again(minutes=second, action=the("KO").pk, way=AgainWay.TAKE, by=room.by, at=at)
    commands.choose_again(minutes=second, action=the("KO").pk, way=AgainWay.NEW, by=room.by, at=at)
    commands.confirm(minutes=second, by=room.by, at=at)
    assert Action.objects.filter(wording__startswith="KO").count() == 2
    assert Action.objects.get(number=1).state == State.DONE


def test_a_hard_date_never_moves_without_asking(final: Change, room: Room, at: datetime) -> None:
    second = final(actions=actions(A2={"due": due("by 6 November", "date", "2026-11-06", True)}))
    assert compared(second)["A2"].needs_asking
    commands.confirm(minutes=second, by=room.by, at=at)
    assert the("HL").due_on == date(2026, 10, 30)


def test_what_is_gone_stays_unless_a_person_closes_it(final: Change, room: Room, at: datetime) -> None:
    second = final(actions=actions()[1:], questions=[])
    (gone,) = again.gone(second, again.stood_before(second))
    assert gone.record == the("KO")
    commands.choose_again(minutes=second, action=the("KO").pk, way=AgainWay.CLOSE, by=room.by, at=at)
    assert the("KO").is_open
    commands.confirm(minutes=second, by=room.by, at=at)
    assert the("KO").state == State.NOT_DONE


def test_gone_and_nobody_chose_leaves_the_register_alone(final: Change, room: Room, at: datetime) -> None:
    commands.confirm(minutes=final(actions=actions()[1:], questions=[]), by=room.by, at=at)
    assert the("KO").is_open


def test_a_new_action_goes_in_beside_those_that_stand(final: Change, room: Room, at: datetime) -> None:
    more = action("HL to write a classroom version of the briefing.", 5, owner("HL", "person", "Hester Lockyer"))
    commands.confirm(minutes=final(actions=[*actions(), more]), by=room.by, at=at)
    assert Action.objects.count() == 3


def test_a_decision_is_reworded_and_keeps_its_number(final: Change, room: Room, at: datetime) -> None:
    words = "The first audit will look at very large sibling groups."
    second = final(decisions=[{**told()["decisions"][0], "text": words}])
    commands.confirm(minutes=second, by=room.by, at=at)
    decision = Decision.objects.get()
    assert (decision.wording, decision.version.number) == (words, 2)
    assert Entry.objects.filter(kind="decision", verb="reworded").count() == 1


def test_what_was_answered_for_the_draft_is_not_asked_again(imported: Import, room: Room, at: datetime) -> None:
    first = imported()
    asked = Question.objects.filter(minutes_import=first).order_by("number")[0]
    commands.answer(question=asked, who=[Who.of_person(room.stephen, "SC")], also=True, by=room.by, at=at)
    commands.confirm(minutes=first, by=room.by, at=at)
    second = imported(data=b"the final minutes")
    assert not Question.objects.filter(minutes_import=second, state="open").exists()
    done = commands.confirm(minutes=second, by=room.by, at=at)
    assert done.state == ImportState.CONFIRMED
    assert Action.objects.count() == 4


def test_a_file_read_before_the_other_was_confirmed_is_compared_when_that_is_confirmed(
    imported: Import, room: Room, at: datetime
) -> None:
    first, second = imported(), imported(data=b"the final minutes")
    assert compared(second) == {}
    seen = second.version
    commands.confirm(minutes=first, by=room.by, at=at)
    assert set(compared(second)) == {"A1", "A2", "D1"}
    with pytest.raises(Refusal, match="confirmed another file of this meeting"):
        commands.confirm(minutes=second, version=seen, by=room.by, at=at)


def test_two_files_of_one_meeting_confirmed_at_the_same_moment_double_nothing(
    transactional_db: None, imported: Import, room: Room, at: datetime
) -> None:
    files = [imported(), imported(data=b"the final minutes")]

    def confirm(minutes: MinutesImport) -> str:
        try:
            commands.confirm(minutes=minutes, by=room.by, at=at)
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as people:
        assert list(people.map(confirm, files)) == ["done", "done"]
    assert Action.objects.count() == 2
    assert Decision.objects.count() == 1
    assert MinutesVersion.objects.count() == 2


def test_the_page_shows_what_differs_and_takes_what_is_chosen(
    final: Change, room: Room, client: Client, at: datetime
) -> None:
    write_update(action=the("KO"), words="Half is sent", state=State.ON_THE_WAY, by=room.by, at=at)
    words = "KO to circulate the long mailing list for learning briefings."
    second = final(actions=[*actions(A1={"text": words})[:1], *actions()[2:]])
    client.force_login(room.user)
    address = reverse("minutes_import", args=[second.pk])
    page = client.get(address).content.decode()
    assert "These minutes came before" in page
    assert "Somebody worked on it since." in page
    assert "No longer in these minutes" in page
    ways = {f"again-{the('KO').pk}": "keep", f"again-{the('HL').pk}": "close"}
    client.post(reverse("confirm_minutes", args=[second.pk]), {"do": "keep", **ways})
    assert {choice.way for choice in AgainChoice.objects.all()} == {"keep", "close"}
    second.refresh_from_db()
    client.post(reverse("confirm_minutes", args=[second.pk]), {"version": second.version, **ways})
    assert (the("KO").wording, the("HL").state) == (LIST, State.NOT_DONE)


def test_the_day_corrected_to_that_of_a_meeting_that_stands_compares_it(
    draft: MinutesImport, imported: Import, room: Room, at: datetime
) -> None:
    other = imported(data=b"2", date="2026-10-06")
    assert compared(other) == {}
    commands.change_facts(minutes=other, facts=Facts(date(2026, 10, 7)), version=other.version, by=room.by, at=at)
    other.refresh_from_db()
    assert set(compared(other)) == {"A1", "A2", "D1"}
    assert Finding.objects.filter(minutes_import=other, again_action__isnull=False).count() == 2
