"""From a spreadsheet to the register: columns, questions, and what is confirmed."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from plait.actions.models import Action, DueKind, OwnerKind, Responsibility, State
from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref, came_from, led_to
from plait.files.queries import read as bytes_of
from plait.meetings.choices import Who
from plait.reading.trackers.book import Book
from plait.reading.trackers.headings import Part
from plait.reading.trackers.layout import Layout, chosen
from plait.risks.models import Risk, RiskState
from plait.trackers import commands
from plait.trackers.choices import RowWords
from plait.trackers.models import RowStatus, TrackerImport, TrackerRow, TrackerState
from tests.spreadsheets import action_log, csv_file, log_rows, risk_register, workbook
from tests.unit.trackers.conftest import Bring, Room, leave_all, question, row


def test_the_file_stays_as_it_is_and_nothing_is_in_the_register_before_somebody_confirms(
    bring: Bring, room: Room
) -> None:
    tracker = bring(action_log())
    assert bytes_of(tracker.file) == action_log()
    assert tracker.checksum == tracker.file.sha256
    assert tracker.state == TrackerState.ROWS
    assert Action.objects.count() == 0


def test_the_same_file_is_not_added_twice(bring: Bring, room: Room, at: datetime) -> None:
    first = bring(action_log())
    again = commands.add_tracker(group=room.group, data=action_log(), name="copy.xlsx", by=room.by, at=at)
    assert again == first


def test_a_file_that_cannot_be_read_says_why_and_can_be_read_again(room: Room, at: datetime) -> None:
    data = b"%PDF-1.7"
    tracker = commands.add_tracker(group=room.group, data=data, name="x.pdf", queue=False, by=room.by, at=at)
    commands.begin_reading(key=tracker.pk, by=room.by, at=at)
    book = Book(refusal="It is a document.", code="document")
    refused = commands.keep_book(key=tracker.pk, book=book, by=room.by, at=at)
    assert (refused.state, refused.refusal) == (TrackerState.REFUSED, "It is a document.")
    assert commands.read_again(tracker=tracker, queue=False, by=room.by, at=at).state == TrackerState.WAITING


def test_initials_are_asked_once_for_all_their_rows_and_never_taken(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(action_log())
    asked = question(tracker, "KO")
    assert list(asked.candidates.all()) == [room.kemi]
    assert {p.name for p in question(tracker, "SC").candidates.all()} == {"Stephen Corrie", "Sunita Chandel"}
    assert row(tracker, 1).state == "unticked"
    commands.answer(question=asked, who=Who.of_person(room.kemi, "KO"), by=room.by, at=at)
    assert row(tracker, 1).state == "ticked"
    assert {o.person for o in row(tracker, 1).owners.all()} == {room.kemi}
    assert row(tracker, 4).state == "unticked", "HL in the same cell is still asked"
    commands.answer(question=question(tracker, "HL"), who=Who.of_person(room.hester, "HL"), by=room.by, at=at)
    assert row(tracker, 4).state == "ticked"


def test_an_answer_is_never_overwritten_by_somebody_else(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(action_log())
    commands.answer(question=question(tracker, "KO"), who=Who.of_person(room.kemi, "KO"), by=room.by, at=at)
    with pytest.raises(Stale, match="Bronwen Pask answered"):
        commands.answer(question=question(tracker, "KO"), who=Who.of_person(room.hester, "KO"), by=room.by, at=at)
    with pytest.raises(Stale):
        commands.leave_as_written(question=question(tracker, "KO"), by=room.by, at=at)


def test_what_is_left_as_written_stands_so_in_the_register_and_may_be_settled_there(
    bring: Bring, room: Room, at: datetime
) -> None:
    tracker = bring(action_log())
    leave_all(tracker, room, at)
    done = commands.confirm(tracker=tracker, by=room.by, at=at)
    assert done.state == TrackerState.CONFIRMED
    owner = Responsibility.objects.get(action__wording="KO to circulate the list.")
    assert (owner.kind, owner.words, list(owner.candidates.all())) == (OwnerKind.AS_WRITTEN, "KO", [room.kemi])


def test_rows_enter_with_their_day_their_due_and_where_they_came_from(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(action_log())
    leave_all(tracker, room, at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    action = Action.objects.get(wording="HL and KO to rebuild the list.")
    assert (action.minuted_on, action.due_kind, action.due_on) == (date(2025, 3, 12), DueKind.DATE, date(2025, 3, 28))
    ref = Ref("action", action.pk)
    assert came_from([ref])[ref] == [Ref("tracker", tracker.pk)]
    assert ref in led_to([Ref("tracker", tracker.pk)])[Ref("tracker", tracker.pk)]
    soon = Action.objects.get(wording="KO to circulate the list.")
    assert (soon.due_kind, soon.due_on, soon.due_words) == (DueKind.CONDITIONAL, None, "ASAP")
    assert Action.objects.get(wording__startswith="The Business Unit").state == State.ON_THE_WAY


def test_closed_rows_enter_as_done_with_the_day_the_log_prints(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(action_log())
    leave_all(tracker, room, at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    action = Action.objects.get(wording="Partners to send their position.")
    assert action.state == State.DONE
    assert action.closed_at is not None
    assert timezone.localdate(action.closed_at) == date(2025, 5, 28)
    assert "28/05/25 complete (HL)" in action.updates.get().words


def test_risks_enter_with_their_scores_and_the_closed_one_closed(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(risk_register(), "risks.xlsx")
    leave_all(tracker, room, at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    first, second, third = Risk.objects.order_by("number")
    assert (first.printed_reference, first.likelihood, first.impact, first.impact_after) == ("R1", "4", "IV", "3")
    assert [owner.person for owner in first.owners.all()] == [room.hester]
    assert [owner.words for owner in second.owners.all()] == ["KO", "SC"]
    assert third.state == RiskState.CLOSED
    assert third.closed_at is not None
    assert timezone.localdate(third.closed_at) == date(2025, 2, 28)


def test_only_what_is_ticked_enters_and_the_rest_is_kept(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(workbook(log_rows()))
    commands.confirm(tracker=tracker, by=room.by, at=at)
    assert Action.objects.get().wording == "Open the single front door"
    tracker.refresh_from_db()
    assert tracker.state == TrackerState.ROWS
    finished = commands.finish(tracker=tracker, by=room.by, at=at)
    assert finished.state == TrackerState.CONFIRMED
    assert TrackerRow.objects.filter(state="dropped").count() == 2


def test_confirming_twice_doubles_nothing(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(workbook(log_rows()))
    leave_all(tracker, room, at)
    tracker.refresh_from_db()
    commands.confirm(tracker=tracker, version=tracker.version, by=room.by, at=at)
    commands.confirm(tracker=tracker, version=tracker.version, by=room.by, at=at)
    assert Action.objects.count() == 3


def test_what_somebody_else_changed_meanwhile_is_looked_at_first(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(workbook(log_rows()))
    seen = TrackerImport.objects.get(pk=tracker.pk).version
    commands.drop_row(row=row(tracker, 2), by=room.by, at=at)
    with pytest.raises(Stale, match="left R2 out"):
        commands.confirm(tracker=tracker, version=seen, by=room.by, at=at)
    assert Action.objects.count() == 0


def test_columns_can_be_said_anew_until_something_is_confirmed_and_answers_stay(
    bring: Bring, room: Room, at: datetime
) -> None:
    tracker = bring(workbook(log_rows()))
    commands.answer(question=question(tracker, "KO"), who=Who.of_person(room.kemi, "KO"), by=room.by, at=at)
    layout = Layout.from_json(tracker.layouts[0])
    parts = [Part.OTHER if column.part is Part.DUE else column.part for column in layout.columns]
    commands.choose_columns(tracker=tracker, layouts=[chosen(layout, kind=layout.kind, parts=parts)], by=room.by, at=at)
    assert row(tracker, 1).due_words == ""
    assert row(tracker, 1).owners.get().person == room.kemi
    assert row(tracker, 1).state == "ticked"
    commands.confirm(tracker=tracker, by=room.by, at=at)
    with pytest.raises(Refusal, match="in the register already"):
        commands.choose_columns(tracker=tracker, layouts=[layout], by=room.by, at=at)


def test_two_columns_cannot_both_be_the_due_day(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(workbook(log_rows()))
    layout = Layout.from_json(tracker.layouts[0])
    parts = [Part.DUE if column.part is Part.REFERENCE else column.part for column in layout.columns]
    with pytest.raises(Refusal, match="columns A and D cannot both be “Due”"):
        commands.choose_columns(
            tracker=tracker, layouts=[chosen(layout, kind=layout.kind, parts=parts)], by=room.by, at=at
        )


def test_a_row_is_changed_before_it_enters(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(workbook(log_rows()))
    found = row(tracker, 2)
    words = RowWords("Ask whether schools have seen it", [Who.of_person(room.hester)], due_of(found), RowStatus.OPEN)
    commands.change_row(row=found, to=words, version=found.version, by=room.by, at=at)
    with pytest.raises(Stale):
        commands.change_row(row=found, to=words, version=found.version, by=room.by, at=at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    action = Action.objects.get(wording="Ask whether schools have seen it")
    assert action.responsibilities.get().person == room.hester


def due_of(found: TrackerRow):  # type: ignore[no-untyped-def]
    from plait.actions.choices import DueChoice

    return DueChoice(DueKind(found.due_kind), found.due_on, found.due_words)


def test_a_row_that_is_left_out_can_be_taken_back_in(bring: Bring, room: Room, at: datetime) -> None:
    tracker = bring(workbook(log_rows()))
    commands.drop_row(row=row(tracker, 3), by=room.by, at=at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    assert Action.objects.count() == 0
    commands.restore_row(row=row(tracker, 3), by=room.by, at=at)
    assert row(tracker, 3).state == "ticked"
    commands.restore_row(row=row(tracker, 3), by=room.by, at=at)


def test_the_same_row_in_two_sheets_waits_for_a_person(bring: Bring, room: Room) -> None:
    rows = log_rows()
    tracker = bring(csv_file([*rows, rows[3]]), "x.csv")
    assert (row(tracker, 3).state, row(tracker, 4).state) == ("ticked", "unticked")
    assert row(tracker, 4).notes[-1] == "The same words stand in R3 already."


def test_many_rows_go_in_one_batch_after_another_and_nothing_twice(
    bring: Bring, room: Room, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plait.trackers.commands import confirming

    monkeypatch.setattr(confirming, "AT_ONCE", 2)
    tracker = bring(action_log())
    leave_all(tracker, room, at)
    commands.confirm_in_turn(tracker=tracker, by=room.by, at=at)
    assert Action.objects.count() == 0, "the queue has them"
    for _ in range(2):
        confirming.confirm_ticked.func(tracker.pk, room.by.name, room.by.person_id)
    assert Action.objects.count() == 7
    tracker.refresh_from_db()
    assert tracker.state == TrackerState.CONFIRMED


def test_a_colour_alone_is_no_news_and_an_update_is(bring: Bring, room: Room, at: datetime) -> None:
    rows = log_rows(rag="R")
    rows[2][5] = "Two schools have answered"
    tracker = bring(workbook(rows))
    leave_all(tracker, room, at)
    commands.confirm(tracker=tracker, by=room.by, at=at)
    assert Action.objects.get(wording__startswith="Circulate").last_heard_on is None
    heard = Action.objects.get(wording__startswith="Find out").updates.get()
    assert heard.words.startswith("Two schools have answered")
