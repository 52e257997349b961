"""Answering what only a person can answer: who is meant. One answer serves every row with the same words."""

from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Stale
from plait.meetings.choices import Who
from plait.trackers.commands.held import Held
from plait.trackers.commands.owners import Answering
from plait.trackers.models import OwnerQuestion, QuestionState


@command
def answer(*, question: OwnerQuestion, who: Who, by: Actor, at: datetime) -> OwnerQuestion:
    """Say who is meant, in all rows where the words stand. The answer of somebody else is never overwritten."""
    held = Held.checking(question.tracker, by, at)
    asked = _locked(held, question)
    if asked.state == QuestionState.ANSWERED:
        if asked.answer == who.said[:300]:
            return nothing_changed(asked)
        raise Stale(_already(asked))
    rows = Answering(asked, by.person_id, at).settle(who)
    told = {"words": asked.words, "answer": asked.answer, "labels": [row.label for row in rows]}
    held.changed(f"answered {asked.label}", "answered", told)
    return asked


@command
def leave_as_written(*, question: OwnerQuestion, by: Actor, at: datetime) -> OwnerQuestion:
    """Nobody is sure. The words stand as written, are not chased, and can be settled later in the register."""
    held = Held.checking(question.tracker, by, at)
    asked = _locked(held, question)
    if asked.state == QuestionState.ANSWERED:
        raise Stale(_already(asked))
    if asked.state == QuestionState.LEFT:
        return nothing_changed(asked)
    rows = Answering(asked, by.person_id, at).settle(None)
    told = {"words": asked.words, "labels": [row.label for row in rows]}
    held.changed(f"left {asked.label} as written", "left", told)
    return asked


def _locked(held: Held, question: OwnerQuestion) -> OwnerQuestion:
    found = OwnerQuestion.objects.select_related("answered_by")
    return found.get(pk=question.pk, tracker=held.tracker)


def _already(asked: OwnerQuestion) -> str:
    who = asked.answered_by.name if asked.answered_by else "Somebody"
    return f"{who} answered {asked.label} already: {asked.answer}. To choose otherwise, change the owners of the row."
