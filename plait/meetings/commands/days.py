"""Days that the minutes name and that cannot be: what a person says of them stands on the action."""

from collections.abc import Collection
from datetime import date
from typing import Final

from plait.actions.models import DueKind
from plait.meetings.commands.held import Held
from plait.meetings.models import Finding, Question, QuestionKind, QuestionState

DAY_SETTLED: Final = "Settled by changing the date"


class DueDays:
    """The days by which the actions of one document are due, in one checking of it."""

    def __init__(self, held: Held) -> None:
        self.held = held

    def give(self, found: Finding, day: date) -> None:
        """The action is due on `day`; it is hard where the minutes call the day so. The caller saves it."""
        found.due_kind, found.due_on, found.due_hard = DueKind.DATE, day, bool(_read(found).get("hard"))

    def put_back(self, found: Finding) -> None:
        """The date stands as it was written. The caller saves it."""
        read = _read(found)
        found.due_on = date.fromisoformat(str(read["date"])) if read.get("date") else None
        found.due_hard = bool(read.get("hard") and found.due_on)

    def settle(self, found: Finding) -> None:
        """Somebody changed the date in the action itself, so nothing is left to ask or to take back."""
        asked = Question.objects.filter(finding=found, kind=QuestionKind.DUE)
        asked.update(state=QuestionState.ANSWERED, answer=DAY_SETTLED, answered_with=None, **self._by())

    def leave(self, confirmed: Collection[Finding]) -> None:
        """What went into the register without an answer was left as written."""
        asked = Question.objects.filter(finding__in=confirmed, kind=QuestionKind.DUE, state=QuestionState.OPEN)
        asked.update(state=QuestionState.LEFT, **self._by())

    def _by(self) -> dict[str, object]:
        return {"answered_at": self.held.at, "answered_by": self.held.by.person_id}


def _read(found: Finding) -> dict[str, object]:
    due: dict[str, object] = (found.read or {}).get("due") or {}
    return due
