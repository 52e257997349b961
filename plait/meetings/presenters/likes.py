"""Answers that answered their like too: where, and how each is taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from plait.meetings.models import Question, QuestionState


@dataclass(frozen=True, slots=True)
class Place:
    """One place that was answered along, with the address that takes its answer back."""

    said: str
    anchor: str
    back_url: str


@dataclass(frozen=True, slots=True)
class Like:
    """One answer and the places it holds for besides its own. `back_url` takes all of those here back at once."""

    said: str
    places: Sequence[Place]
    back_url: str


def also_answered(questions: Sequence[Question]) -> str:
    """ "Also answered in 2 other places: A4 and line 12." Empty where it answered nothing else."""
    if not questions:
        return ""
    where = "1 other place" if len(questions) == 1 else f"{len(questions)} other places"
    return f"Also answered in {where}: {_listed([place_of(q) for q in questions])}. It can be taken back below."


def likes_of(questions: Iterable[Question]) -> list[Like]:
    """By the question that was answered first."""
    found: dict[int, list[Question]] = {}
    for question in questions:
        found.setdefault(question.answered_with_id or 0, []).append(question)
    return [_like(together) for together in found.values()]


def _like(together: Sequence[Question]) -> Like:
    first = together[0]
    lead = first.answered_with
    assert lead is not None
    here = lead.minutes_import_id == first.minutes_import_id
    what = "left as written" if first.state == QuestionState.LEFT else first.answer
    words = f"“{first.words}”" if first.words else "The owner"
    source = f"in {place_of(lead)}" if here else f"with {lead.label} of {lead.minutes_import.file.name}"
    who = f" by {first.answered_by.name}" if first.answered_by else ""
    back = reverse("take_back_answer", args=[lead.minutes_import_id, lead.number]) if here else ""
    return Like(f"{words}: {what}. Answered {source}{who}, and so here too:", [_place(q) for q in together], back)


def _place(question: Question) -> Place:
    label = question.finding.label if question.finding else ""
    anchor = f"#{label}" if label else f"#line-{question.line}"
    return Place(
        place_of(question), anchor, reverse("take_back_answer", args=[question.minutes_import_id, question.number])
    )


def place_of(question: Question) -> str:
    """A4, or line 12 where somebody spoke."""
    if question.finding is not None:
        return question.finding.label
    return f"line {question.line}" if question.line else question.label


def _listed(words: Sequence[str]) -> str:
    if len(words) > 6:
        return f"{', '.join(words[:5])} and {len(words) - 5} more"
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
