"""The work behind the check page grows with what was found, not with its square. Steps are counted, never time."""

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest

from plait.meetings.models import Finding, FindingKind, Question, QuestionKind, QuestionState
from plait.meetings.presenters.document import finding_mark, shown_lines
from plait.meetings.presenters.questions import asked
from plait.meetings.queries.texts import TextLine, spans_around
from plait.people.models import Person

TODAY = date(2026, 10, 14)


def steps(work: Callable[[], object]) -> int:
    """How many instructions of this room a piece of work runs through."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        if "plait/meetings" not in frame.f_code.co_filename:
            return None
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def question(number: int, words: str = "SC", *, finding: bool = True) -> Question:
    made = Question(
        pk=number,
        minutes_import_id=1,
        number=number,
        kind=QuestionKind.OWNER if finding else QuestionKind.SPEAKER,
        words=words,
        line=number,
        names=["Stephen Corrie", "Sunita Chandel"],
        state=QuestionState.OPEN,
        finding=Finding(pk=number, kind=FindingKind.ACTION, number=number) if finding else None,
    )
    made._prefetched_objects_cache = {"candidates": Person.objects.none()}
    return made


def questions(count: int) -> list[Question]:
    return [question(n, finding=n % 2 == 0) for n in range(1, count + 1)]


def ask(count: int) -> object:
    return asked(questions(count), {}, {}, TODAY)


def show_document(count: int) -> object:
    lines = {n: TextLine(n, "Action: SC to bring it.", {}) for n in range(1, count + 1)}
    marks = [finding_mark("action", n, n, n) for n in range(1, count + 1)]
    spans = spans_around([(m.first, m.last) for m in marks], count)
    return shown_lines(lines, spans, count, marks, "/meetings/imports/1?lines=")


@pytest.mark.parametrize("work", [ask, show_document])
def test_twice_as_much_takes_twice_the_steps(work: Callable[[int], object]) -> None:
    few, many = steps(lambda: work(500)), steps(lambda: work(2000))
    assert few > 500
    assert many < 4.4 * few


def test_the_box_names_three_places_and_counts_the_rest() -> None:
    told = asked(questions(2000), {}, {}, TODAY)
    assert told[1].holds == "Holds up 1,000 actions."
    assert told[1].also == "also for “SC” in A4, A6, A8 and 1,996 more"
    assert told[3].also == "also for “SC” in A2, A6, A8 and 1,996 more"
