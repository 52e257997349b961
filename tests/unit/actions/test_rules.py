"""The register's rules in sentences; no database."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from plait.actions import rules
from plait.actions.choices import DueChoice
from plait.actions.models import CLOSED_STATES, OPEN_STATES, Action, ActionKind, DueKind, State
from plait.actions.rules import Standing
from plait.actions.states import TRANSITIONS, markdown, may_follow, who_may
from plait.core.refusals import Refusal, Stale

RUNS, ANSWERS, READS = Standing(True, False), Standing(False, True), Standing(False, False)


def an_action(state: State = State.NOT_STARTED, **facts: object) -> Action:
    return Action(**({"pk": 1, "number": 42, "kind": ActionKind.HOUSEKEEPING, "state": state} | facts))


def test_every_open_state_may_follow_every_other() -> None:
    assert all(may_follow(before, after) for before, after in product(OPEN_STATES, repeat=2))


def test_a_closed_action_goes_on_only_by_being_opened_again() -> None:
    assert all(TRANSITIONS[state] == {State.ON_THE_WAY} for state in CLOSED_STATES)
    assert all(who_may(state, State.ON_THE_WAY) == "the business unit" for state in CLOSED_STATES)


def test_the_page_of_states_is_up_to_date() -> None:
    page = Path(__file__).parents[3] / "docs/reference/states.md"
    assert page.read_text() == markdown(), "Run: plait manage states_page"


def test_an_enquiry_closes_with_an_answer() -> None:
    enquiry = an_action(kind=ActionKind.ENQUIRY)
    assert not rules.can_close(enquiry, answer="  ")
    assert rules.can_close(enquiry, answer="Yes, since May")


@pytest.mark.parametrize("kind", [ActionKind.HOUSEKEEPING, ActionKind.PRACTICE_CHANGE])
def test_other_actions_close_when_the_work_is_done(kind: ActionKind) -> None:
    assert rules.can_close(an_action(kind=kind), answer="")


@pytest.mark.parametrize("state", CLOSED_STATES)
def test_what_is_closed_is_neither_updated_nor_changed_nor_closed_again(state: State) -> None:
    closed = an_action(state)
    assert not rules.can_update(closed, RUNS)
    assert not rules.can_change(closed, RUNS)
    assert not rules.can_close(closed, answer="x")
    assert not rules.can_close_not_done(closed, because="x")


def test_closing_as_not_done_says_why() -> None:
    with pytest.raises(Refusal, match="Say why it is not done"):
        rules.check_can_close_not_done(an_action(), because=" ")


def test_who_answers_writes_updates_and_who_reads_does_not() -> None:
    assert rules.can_update(an_action(), ANSWERS)
    assert rules.can_update(an_action(), RUNS)
    assert not rules.can_update(an_action(), READS)


def test_only_the_business_unit_changes_what_was_agreed() -> None:
    assert [rules.can_change(an_action(), standing) for standing in (RUNS, ANSWERS, READS)] == [True, False, False]


def test_blocked_says_by_what() -> None:
    with pytest.raises(Refusal, match="Say what blocks it"):
        rules.check_update(an_action(), State.BLOCKED, words="", blocked_by=None)


def test_nothing_is_blocked_by_itself_nor_in_a_circle() -> None:
    action = an_action()
    with pytest.raises(Refusal, match="by itself"):
        rules.check_update(action, State.BLOCKED, words="", blocked_by=action)
    with pytest.raises(Refusal, match="wait for each other"):
        rules.check_can_block(action, [5, 1])


def test_an_update_never_closes() -> None:
    with pytest.raises(Refusal, match="keeps the action open"):
        rules.check_update(an_action(), State.DONE, words="Done", blocked_by=None)


def test_an_update_that_says_nothing_is_refused() -> None:
    with pytest.raises(Refusal, match="Write what happened"):
        rules.check_update(an_action(), State.NOT_STARTED, words=" ", blocked_by=None)


def test_a_hard_date_moves_only_when_decided() -> None:
    hard = an_action(due_hard=True, due_on=date(2026, 9, 1))
    assert not rules.can_move_due(hard, decided=False)
    assert rules.can_move_due(hard, decided=True)
    assert rules.can_move_due(an_action(), decided=False)


def test_a_hard_date_is_a_day() -> None:
    with pytest.raises(Refusal, match="needs a day"):
        rules.check_due(DueChoice(DueKind.DATE, None, "September", hard=True))


def test_an_older_version_is_stale_and_none_is_not_compared() -> None:
    action = an_action(version=3)
    with pytest.raises(Stale, match="Somebody changed ACT-0042"):
        rules.check_version(action, 2)
    rules.check_version(action, None)
    assert action.version == 3
