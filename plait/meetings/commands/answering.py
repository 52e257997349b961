"""Answering what only a person can answer: who is meant, and which day."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.dates import say
from plait.core.refusals import Refusal, Stale
from plait.meetings.choices import Who
from plait.meetings.commands.again import AS_BEFORE
from plait.meetings.commands.days import DAY_SETTLED, DueDays
from plait.meetings.commands.held import Held
from plait.meetings.commands.owners import SETTLED, Owners
from plait.meetings.models import FindingState, Question, QuestionKind, QuestionState


@command
def answer(*, question: Question, who: Sequence[Who], also: bool = False, by: Actor, at: datetime) -> Question:
    """Say who is meant. `also`: the same words in the other open questions of these minutes mean the same.

    An action that only waited for this answer is ticked. The answer of somebody else is never overwritten.
    """
    held = Held.of(question.minutes_import, by, at)
    asked = _locked(held, question)
    if not who:
        raise Refusal("Choose who is meant, or leave it as written.")
    if asked.kind == QuestionKind.DATE:
        raise Refusal("Give the day of the meeting under “The meeting”.")
    if asked.kind == QuestionKind.DUE:
        raise Refusal("Give the day on which the action is due, or leave it as written.")
    said = " and ".join(each.said for each in who)[:300]
    if asked.state == QuestionState.ANSWERED:
        if asked.answer == said:
            return nothing_changed(asked)
        raise Stale(_already(asked))
    answered = [asked, *(_same(held, asked) if also else ())]
    for each in answered:
        each.answered_with = None if each is asked else asked
        _keep(held, each, who, said)
    told = {
        "question": asked.label,
        "words": asked.words,
        "answer": said,
        "labels": [q.finding.label for q in answered if q.finding],
    }
    held.changed(f"answered {asked.label}", "answered", told)
    return asked


@command
def answer_day(*, question: Question, day: date, by: Actor, at: datetime) -> Question:
    """Say when an action is due whose day in the minutes cannot be. The minutes' words stay with it.

    The answer of somebody else is never overwritten; an action in the register is refused.
    """
    held = Held.of(question.minutes_import, by, at)
    asked = _locked(held, question)
    if asked.kind != QuestionKind.DUE or asked.finding is None:
        raise Refusal("This question asks who is meant. Choose somebody, or leave it as written.")
    said = say(day)
    if asked.state == QuestionState.ANSWERED:
        if asked.answer == said:
            return nothing_changed(asked)
        raise Stale(_already(asked))
    found = held.finding(asked.finding)
    asked.state, asked.answer = QuestionState.ANSWERED, said
    asked.answered_at, asked.answered_by_id = at, by.person_id
    asked.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    DueDays(held).give(found, day)
    held.save(found)
    told = {"question": asked.label, "words": asked.words, "answer": said, "labels": [found.label]}
    held.changed(f"answered {asked.label}", "answered", told)
    return asked


@command
def leave_as_written(*, question: Question, also: bool = False, by: Actor, at: datetime) -> Question:
    """Nobody is sure. The words stand as written, are not chased, and can be answered later."""
    held = Held.of(question.minutes_import, by, at)
    asked = _locked(held, question)
    if asked.kind == QuestionKind.DATE:
        raise Refusal("A meeting needs its day. Give it under “The meeting”.")
    if asked.state == QuestionState.ANSWERED:
        raise Stale(_already(asked))
    if asked.state == QuestionState.LEFT:
        return nothing_changed(asked)
    left = [asked, *(_same(held, asked) if also else ())]
    for each in left:
        _leave(held, each, None if each is asked else asked)
    told = {"question": asked.label, "words": asked.words}
    held.changed(f"left {asked.label} as written", "left", told)
    return asked


def _locked(held: Held, question: Question) -> Question:
    return Question.objects.select_related("finding", "owner", "answered_by").get(
        pk=question.pk, minutes_import=held.minutes
    )


def _same(held: Held, asked: Question) -> Iterable[Question]:
    """Other questions without an answer about the same words, where these could be the same people."""
    if asked.kind == QuestionKind.DUE:
        return []
    offered = set(asked.candidates.values_list("pk", flat=True))
    others = Question.objects.filter(minutes_import=held.minutes, words=asked.words).exclude(pk=asked.pk)
    others = others.exclude(state=QuestionState.ANSWERED).exclude(words="").exclude(kind=QuestionKind.DUE)
    return [
        other
        for other in others.select_related("finding", "owner").prefetch_related("candidates")
        if {person.pk for person in other.candidates.all()} == offered and set(other.names) == set(asked.names)
    ]


def _keep(held: Held, asked: Question, who: Sequence[Who], said: str) -> None:
    """One question has its answer: its owner is known, and the action may be ticked."""
    asked.state, asked.answer = QuestionState.ANSWERED, said
    asked.person = who[0].person if len(who) == 1 else None
    asked.answered_at, asked.answered_by_id = held.at, held.by.person_id
    owner, finding = asked.owner, asked.finding
    asked.save(update_fields=["state", "answer", "person", "answered_at", "answered_by", "answered_with"])
    if finding is None or finding.action_id is not None:
        return
    finding.minutes_import = held.minutes
    owners = Owners(finding, held.by, held.at)
    if owner is not None:
        owners.replace(owner, who, asked)
    else:
        owners.give([*(owners.as_who()), *who], asked)
    owners.tick_when_settled(waited=True)
    held.save(finding)


def _leave(held: Held, asked: Question, with_: Question | None) -> None:
    asked.state, asked.answered_with = QuestionState.LEFT, with_
    asked.answered_at, asked.answered_by_id = held.at, held.by.person_id
    asked.save(update_fields=["state", "answered_at", "answered_by", "answered_with"])


@command
def take_back(*, question: Question, also: bool = False, by: Actor, at: datetime) -> int:
    """Take an answer back, here: the question is open again and the words stand as written. How many were taken back.

    `also`: what was answered with it in these minutes too. What is in the register already stays.
    """
    held = Held.of(question.minutes_import, by, at)
    asked = _locked(held, question)
    together = [asked]
    if also:
        with_it = Question.objects.filter(minutes_import=held.minutes, answered_with=asked)
        together += with_it.select_related("finding", "owner", "answered_by")
    together = [each for each in together if each.state != QuestionState.OPEN]
    if not together:
        return nothing_changed(0)
    kept = [each for each in together if each.finding and each.finding.state == FindingState.CONFIRMED]
    if kept == together:
        found = asked.finding
        raise Refusal(f"{found.label if found else 'It'} is in the register already. Change the action there.")
    if asked.kind == QuestionKind.DATE or asked.answer in (SETTLED, DAY_SETTLED, AS_BEFORE):
        raise Refusal("This was settled elsewhere, so there is no answer to take back. Change it where it stands.")
    back = [each for each in together if each not in kept]
    for each in back:
        _reopen(held, each)
    labels = [each.finding.label for each in back if each.finding]
    told = {"question": asked.label, "words": asked.words, "labels": labels}
    held.changed(f"took back the answer to {asked.label}", "taken_back", told)
    return len(back)


def _reopen(held: Held, asked: Question) -> None:
    found = asked.finding
    answered, day = asked.state == QuestionState.ANSWERED, asked.kind == QuestionKind.DUE
    if found is not None and answered:
        found.minutes_import = held.minutes
        if day:
            DueDays(held).put_back(found)
        else:
            asked.owner = Owners(found, held.by, held.at).put_back(asked)
    asked.state, asked.answer, asked.person, asked.answered_with = QuestionState.OPEN, "", None, None
    asked.answered_at, asked.answered_by_id = None, None
    asked.save()
    if found is not None:
        if found.state == FindingState.TICKED and not day:
            found.state = FindingState.UNTICKED
        held.save(found)


def _already(asked: Question) -> str:
    who = asked.answered_by.name if asked.answered_by else "Somebody"
    what = "date" if asked.kind == QuestionKind.DUE else "owners"
    return f"{who} answered {asked.label} already: {asked.answer}. To choose otherwise, change the action’s {what}."
