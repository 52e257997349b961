"""What was read and confirmed, told on the command line."""

from collections.abc import Iterable, Sequence

from plait.actions.naming import as_the_document_has_it, unsettled
from plait.core.dates import say
from plait.meetings.models import (
    Finding,
    FindingKind,
    FindingState,
    MinutesImport,
    Question,
    QuestionKind,
    QuestionState,
    ReadOwner,
)
from plait.meetings.presenters.amounts import many


def read_lines(minutes: MinutesImport, actions: Sequence[Finding], decisions: Sequence[Finding]) -> list[str]:
    """The meeting, then each finding with its label."""
    day = say(minutes.held_on) if minutes.held_on else "day not known"
    head = f"{minutes.group.name}, {day}: {many(len(actions), 'action')}, {many(len(decisions), 'decision')}"
    return [head, *(_action(found) for found in actions), *(f"  {f.label}  {f.wording}" for f in decisions)]


def _action(found: Finding) -> str:
    owners: list[ReadOwner] = list(found.owners_now)  # type: ignore[attr-defined]
    named = ", ".join(_owner(owner) for owner in owners) or "no owner"
    due = say(found.due_on) if found.due_on else found.due_words or "no date"
    notes = []
    if found.same_as is not None:
        notes.append(f"the register has it as {found.same_as}")
    if found.status == "done":
        notes.append("reported as done")
    return f"  {found.label}  {found.wording} [{named}; {due}{'; ' if notes else ''}{'; '.join(notes)}]"


def _owner(owner: ReadOwner) -> str:
    named = owner.person or owner.post or owner.agency or owner.group
    if owner.kind == "as_written":
        return unsettled(as_the_document_has_it(owner.words, owner.names))
    return str(named or owner.words)


def asked_lines(questions: Iterable[Question]) -> list[str]:
    """Questions that only a person answers, with whom they may mean."""
    open_ = [question for question in questions if question.state == QuestionState.OPEN]
    if not open_:
        return []
    return ["", f"{many(len(open_), 'question')} that only a person can answer:", *(_asked(q) for q in open_)]


def _asked(question: Question) -> str:
    names = sorted([*(person.name for person in question.candidates.all()), *question.names])
    about = f"{question.finding.label}: " if question.finding and question.kind != QuestionKind.DUE else ""
    who = f" ({', '.join(names)})" if names else ""
    return f"  {question.label}  {about}{question.text}{who}"


def confirmed_lines(minutes: MinutesImport) -> list[str]:
    """What stands in the register, and what was left for a person."""
    found = Finding.objects.filter(minutes_import=minutes)
    actions = found.filter(kind=FindingKind.ACTION, state=FindingState.CONFIRMED).select_related("action")
    references = [f.action.reference for f in actions.order_by("number") if f.action]
    decisions = found.filter(kind=FindingKind.DECISION, state=FindingState.CONFIRMED).count()
    left = found.filter(state__in=(FindingState.TICKED, FindingState.UNTICKED)).count()
    span = f": {references[0]} to {references[-1]}" if len(references) > 1 else f": {' '.join(references)}"
    said = f"{many(len(references), 'action')}{span if references else ''}"
    lines = ["", f"In the register: {said}; {many(decisions, 'decision')}."]
    return [*lines, f"Left for a person: {many(left, 'finding')}."] if left else lines
