"""The page on which an owner answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.actions.models import Action, State
from plait.core.dates import say, say_near
from plait.rounds.clock import day_of
from plait.rounds.forms import PartForm
from plait.rounds.models import Answer, Asked, Request
from plait.rounds.queries.reading import is_open, latest


@dataclass(frozen=True, slots=True)
class Part:
    """One action. `form` is empty for one that is closed; `told` is what was answered last."""

    reference: str
    title: str
    due: str
    past: bool
    state: str
    told: str
    form: PartForm | None


@dataclass(frozen=True, slots=True)
class AnswerPage:
    owner: str
    group: str
    until: str
    over: bool
    closed: str
    parts: list[Part]
    open: int
    errors: list[tuple[str, str]]


def answer_page(
    request: Request, asked: Sequence[Asked], forms: Iterable[PartForm], due: date | None, today: date
) -> AnswerPage:
    """Only what is this owner's; of a restricted action its safe title."""
    by_key = {form.asked.pk: form for form in forms}
    parts = [_part(each, by_key.get(each.pk), today) for each in asked]
    held = request.round
    return AnswerPage(
        owner=request.words,
        group=str(held.group),
        until=say_near(due, today) if due else "",
        over=due is not None and due < today,
        closed=say_near(day_of(held.closed_at), today) if held.closed_at else "",
        parts=parts,
        open=sum(part.form is not None for part in parts),
        errors=[
            (form[name].first_id if name in form.fields else "", f"{form.asked.action.reference}: {error}")  # type: ignore[attr-defined]
            for form in by_key.values()
            if form.is_bound
            for name, errors in form.errors.items()
            for error in errors
        ],
    )


def kept_words(many: int) -> str:
    if not many:
        return "There was nothing new in it. What you sent before is kept."
    return "Thank you. Your answer is kept." if many == 1 else f"Thank you. Your {many} answers are kept."


def _part(asked: Asked, form: PartForm | None, today: date) -> Part:
    action = asked.action
    last = latest(asked.answers.all())
    return Part(
        reference=action.reference,
        title=_title(action),
        due=f"Due {say_near(action.due_on, today)}"
        if action.due_on
        else action.due_words and f"Due: {action.due_words}",
        past=action.due_on is not None and action.due_on < today,
        state=State(action.state).label,
        told=_told(last, today) if last else "",
        form=form if is_open(asked) else None,
    )


def _title(action: Action) -> str:
    """A safe title says the reference, which stands before it on this page: it is not said twice."""
    return action.safe_title.replace(f"Action {action.reference} of", "An action of") or action.wording


def _told(last: Answer, today: date) -> str:
    said = [
        last.words,
        "Done" if last.done else "Blocked" if last.blocked else "On the way" if last.moving else "",
        f"Asked for {say(last.new_day)}" if last.new_day else "",
        f"Said to be “{last.not_mine}”" if last.not_mine else "",
        "With a file" if last.evidence_id else "",
    ]
    late = ", after the last day" if last.late else ""
    return f"Answered {say_near(day_of(last.at), today)}{late}: {'. '.join(each for each in said if each)}"
