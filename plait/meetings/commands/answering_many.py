"""One answer for its like in several documents: each is told in its own history and taken back by itself."""

from collections.abc import Sequence
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.meetings import rules
from plait.meetings.choices import Who
from plait.meetings.commands.answering import _keep, _leave, take_back
from plait.meetings.commands.held import Held
from plait.meetings.models import MinutesImport, Question, QuestionKind, QuestionState
from plait.meetings.queries.batches import like


@command
def answer_over(
    *, lead: Question, questions: Sequence[Question], who: Sequence[Who], by: Actor, at: datetime
) -> list[Question]:
    """Answer `lead`, and with it those of `questions` that ask the same of the same people. Those that were answered.

    `who` is empty to leave them as written. What somebody else answered in the meantime stays, and so does a document
    that was confirmed in the meantime.
    """
    if lead.kind == QuestionKind.DATE:
        raise Refusal("Give the day of the meeting under “The meeting”.")
    if lead.kind == QuestionKind.DUE and who:
        raise Refusal("Give the day on which the action is due, or leave it as written.")
    same = like(lead)
    wanted = {lead.pk: lead}
    wanted |= {each.pk: each for each in questions if same is not None and like(each) == same}
    answered: list[Question] = []
    for key in sorted({each.minutes_import_id for each in wanted.values()}):
        answered += _in_one(key, wanted, lead, who, by, at)
    return answered if answered else nothing_changed([])


def _in_one(
    key: int, wanted: dict[int, Question], lead: Question, who: Sequence[Who], by: Actor, at: datetime
) -> list[Question]:
    """The answers in one document, with one line in its history."""
    minutes = MinutesImport.objects.defer("reading").get(pk=key)
    if not rules.can_change(minutes):
        return []
    held = Held.of(minutes, by, at)
    found = Question.objects.filter(pk__in=wanted, minutes_import=held.minutes, state=QuestionState.OPEN)
    asked = list(found.select_related("finding", "owner").order_by("number"))
    if not asked:
        return []
    said = " and ".join(each.said for each in who)[:300]
    for each in asked:
        each.answered_with = None if each.pk == lead.pk else lead
        if who:
            _keep(held, each, who, said)
        else:
            _leave(held, each, each.answered_with)
    labels = [each.finding.label for each in asked if each.finding]
    told = {"question": asked[0].label, "words": asked[0].words, "answer": said, "labels": labels}
    if who:
        held.changed(f"answered {asked[0].label}", "answered", told)
    else:
        held.changed(f"left {asked[0].label} as written", "left", told)
    return asked


@command
def take_back_over(*, lead: Question, minutes: MinutesImport, by: Actor, at: datetime) -> int:
    """Take back, in one document, what was answered along with `lead` of another. How many were taken back."""
    with_it = Question.objects.filter(minutes_import=minutes, answered_with=lead).exclude(state=QuestionState.OPEN)
    keys = list(with_it.order_by("number").values_list("pk", flat=True))
    count = 0
    for question in Question.objects.filter(pk__in=keys).select_related("minutes_import"):
        count += take_back(question=question, by=by, at=at)
    return count if count else nothing_changed(0)
