"""The same log a month later: unchanged, changed, changed in Plait since, and known from elsewhere."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connections

from plait.actions.commands import write_update
from plait.actions.models import Action, State
from plait.groups.models import Group
from plait.risks.models import Risk
from plait.trackers import commands
from plait.trackers.models import TrackerImport, TrackerRow, TrackerState
from tests.factories.actions import ActionFactory
from tests.spreadsheets import log_rows, risk_register, workbook
from tests.unit.trackers.conftest import Bring, Room, leave_all, question, row


@pytest.fixture
def first(bring: Bring, room: Room, at: datetime) -> TrackerImport:
    """The log as it came in, left as written and confirmed."""
    tracker = bring(workbook(log_rows()))
    leave_all(tracker, room, at)
    return commands.confirm(tracker=tracker, by=room.by, at=at)


def _against(tracker: TrackerImport) -> list[tuple[str, str]]:
    return list(TrackerRow.objects.filter(tracker=tracker).order_by("number").values_list("against", "state"))


def test_an_unchanged_log_asks_nothing_and_does_nothing(first: TrackerImport, bring: Bring) -> None:
    again = bring(workbook(log_rows(), title="Another sheet"))
    assert _against(again) == [("same", "nothing")] * 3
    assert not again.questions.exists()


def test_what_the_log_says_otherwise_is_shown_before_and_now_and_brings_the_action_up_to_date(
    first: TrackerImport, bring: Bring, room: Room, at: datetime
) -> None:
    again = bring(workbook(log_rows(rag="Closed", due="1 May 2026")))
    assert _against(again) == [("changed", "ticked"), ("same", "nothing"), ("same", "nothing")]
    assert row(again, 1).differs == {"due": ["ASAP", "1 May 2026"], "status_words": ["A", "Closed"]}
    commands.confirm(tracker=again, by=room.by, at=at)
    action = Action.objects.get(wording__startswith="Circulate")
    assert (action.state, str(action.due_on)) == (State.DONE, "2026-05-01")
    assert Action.objects.count() == 3


def test_an_action_that_somebody_updated_since_is_never_changed_without_asking(
    first: TrackerImport, bring: Bring, room: Room, at: datetime
) -> None:
    action = Action.objects.get(wording__startswith="Circulate")
    write_update(action=action, words="Sent to half of them", state=State.ON_THE_WAY, by=room.by, at=at)
    again = bring(workbook(log_rows(rag="Closed")))
    assert _against(again)[0] == ("touched", "unticked")
    commands.confirm(tracker=again, by=room.by, at=at)
    action.refresh_from_db()
    assert action.state == State.ON_THE_WAY
    commands.set_ticks(
        tracker=again, shown=[row(again, 1).pk], ticked=[row(again, 1).pk], by=room.by, at=at + timedelta(hours=1)
    )
    commands.confirm(tracker=again, by=room.by, at=at + timedelta(hours=1))
    action.refresh_from_db()
    assert action.state == State.DONE


def test_a_row_added_to_the_log_is_new_and_whom_the_words_meant_before_is_offered(
    bring: Bring, room: Room, at: datetime
) -> None:
    tracker = bring(workbook(log_rows()))
    from plait.meetings.choices import Who

    commands.answer(question=question(tracker, "SC"), who=Who.of_person(room.hester, "SC"), by=room.by, at=at)
    leave_all(tracker, room, at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    rows = [*log_rows(), ["M4", "Ask the colleges about their lists", "SC", "", "Open", ""]]
    again = bring(workbook(rows))
    assert _against(again) == [("same", "nothing")] * 3 + [("new", "unticked")]
    assert room.hester in question(again, "SC").candidates.all()


def test_an_action_that_minutes_brought_in_is_not_entered_again(bring: Bring, room: Room, at: datetime) -> None:
    known = ActionFactory(group=room.group, circle=room.group.circle, wording=log_rows()[1][1], number=7)
    tracker = bring(workbook(log_rows()))
    found = row(tracker, 1)
    assert (found.against, found.state, found.action) == ("known", "unticked", known)
    commands.set_ticks(tracker=tracker, shown=[found.pk], ticked=[found.pk], by=room.by, at=at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    known.refresh_from_db()
    assert known.state == State.ON_THE_WAY, "the log has it amber"
    assert Action.objects.filter(wording=known.wording).count() == 1


def test_a_person_says_that_it_only_looks_like_a_known_one(bring: Bring, room: Room, at: datetime) -> None:
    ActionFactory(group=room.group, circle=room.group.circle, wording=log_rows()[1][1], number=7)
    tracker = bring(workbook(log_rows()))
    commands.enter_as_new(row=row(tracker, 1), by=room.by, at=at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    assert Action.objects.filter(wording=log_rows()[1][1]).count() == 2


def test_a_closed_action_that_the_log_opens_again_is_opened_when_confirmed(
    first: TrackerImport, bring: Bring, room: Room, at: datetime
) -> None:
    rows = log_rows()
    rows[3][4], rows[3][5] = "Open", "It came back"
    again = bring(workbook(rows))
    assert _against(again)[2] == ("changed", "ticked")
    commands.confirm(tracker=again, by=room.by, at=at)
    assert Action.objects.get(wording__startswith="Open the single").state == State.ON_THE_WAY


def test_a_hard_date_stays_where_it_is(first: TrackerImport, bring: Bring, room: Room, at: datetime) -> None:
    action = Action.objects.get(wording__startswith="Find out")
    Action.objects.filter(pk=action.pk).update(due_hard=True)
    rows = log_rows()
    rows[2][3] = "30 November 2026"
    again = bring(workbook(rows))
    commands.confirm(tracker=again, by=room.by, at=at)
    action.refresh_from_db()
    assert str(action.due_on) == "2026-10-30"


def test_a_risk_register_again_changes_scores_and_makes_no_second_risk(bring: Bring, room: Room, at: datetime) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    tracker = bring(risk_register(), "risks.xlsx")
    leave_all(tracker, room, at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    book = load_workbook(BytesIO(risk_register()))
    book.worksheets[0]["G5"] = 2
    out = BytesIO()
    book.save(out)
    again = bring(out.getvalue(), "risks v8.xlsx")
    assert [against for against, _ in _against(again)] == ["changed", "same", "same"]
    commands.confirm(tracker=again, by=room.by, at=at)
    assert Risk.objects.count() == 3
    assert Risk.objects.get(number=1).likelihood_after == "2"


def test_two_copies_of_one_log_on_their_way_at_once_enter_once(bring: Bring, room: Room, at: datetime) -> None:
    one, other = bring(workbook(log_rows())), bring(workbook(log_rows(), title="Copy"))
    for tracker in (one, other):
        leave_all(tracker, room, at)
    commands.confirm(tracker=one, by=room.by, at=at)
    left = commands.confirm(tracker=other, by=room.by, at=at)
    assert Action.objects.count() == 3
    assert left.state == TrackerState.CONFIRMED
    assert [state for _, state in _against(other)] == ["nothing"] * 3


@pytest.mark.django_db(transaction=True)
def test_two_people_who_confirm_at_the_same_moment_double_nothing(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(workbook(log_rows()))
    leave_all(tracker, room, at)
    tracker.refresh_from_db()

    def press(_: int) -> str:
        try:
            return commands.confirm(tracker=tracker, by=room.by, at=at).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(press, range(2))) == [TrackerState.CONFIRMED] * 2
    assert Action.objects.count() == 3


def test_a_log_of_a_group_that_ended_goes_to_the_one_that_took_over(bring: Bring, room: Room, at: datetime) -> None:
    from tests.factories.groups import GroupFactory

    after = GroupFactory(name="Neglect network", slug="network")
    Group.objects.filter(pk=room.group.pk).update(ended_on=at.date(), taken_over_by=after)
    tracker = bring(workbook(log_rows()))
    commands.confirm(tracker=tracker, by=room.by, at=at)
    assert Action.objects.get().group == after
