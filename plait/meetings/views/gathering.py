"""Gathering what the page of an import shows, in a constant number of queries."""

import re
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from plait.accounts.models import User
from plait.meetings import rules
from plait.meetings.models import FindingKind, MinutesImport, Question, QuestionKind, QuestionState
from plait.meetings.presenters import check
from plait.meetings.presenters.amounts import many
from plait.meetings.presenters.document import DocumentPane, Mark, finding_mark, shown_lines
from plait.meetings.presenters.findings import shown_action, shown_decision, shown_people
from plait.meetings.presenters.questions import asked
from plait.meetings.presenters.savebar import bar
from plait.meetings.queries import imports
from plait.meetings.queries.matching import names_to_offer
from plait.meetings.queries.succession import group_at_work
from plait.meetings.queries.texts import Span, TextLine, lines_of, spans_around
from plait.people.queries import post_of

_SPAN = re.compile(r"^(\d{1,7})(?:-(\d{1,7}))?$")
HOLDING = (QuestionKind.OWNER, QuestionKind.NO_OWNER, QuestionKind.DATE)
FIRST = (*HOLDING, QuestionKind.DUE)


def asked_span(words: str) -> list[Span]:
    """ "200-400" as a span of at most 400 lines; anything else is none."""
    match = _SPAN.match(words)
    if match is None:
        return []
    first, last = int(match[1]), int(match[2] or match[1])
    return [(first, min(last, first + 399))] if 1 <= first <= last else []


def check_page(user: User, minutes: MinutesImport, *, start: int, lines: str, now: datetime) -> check.CheckPage:
    """`start` is the number of the first action shown, `lines` a span that was asked for."""
    today = timezone.localtime(now).date()
    can = rules.can_change(minutes)
    actions = imports.actions_found(minutes, start=start)
    decisions = imports.decisions_found(minutes)
    questions = imports.questions_of(minutes)
    tallies = (imports.tally(minutes, FindingKind.ACTION), imports.tally(minutes, FindingKind.DECISION))
    marks = _marks(minutes, questions)
    near = {f.label for f in (*actions, *decisions)}
    passages = [(m.first, min(m.last, m.first + 30)) for m in marks if m.tag.words in near or m.kind == "question"]
    total = minutes.text.lines if minutes.text else 0
    spans = spans_around(passages, total, asked=asked_span(lines))
    found = lines_of(minutes.text, spans) if minutes.text else {}
    posts = post_of({p.pk for q in questions for p in q.candidates.all()}, on=minutes.held_on or today)
    told = asked(questions, posts, found, today)
    open_ = {q.number for q in questions if q.state == QuestionState.OPEN}
    people = shown_people(imports.attendees_of(minutes))
    rows = [shown_action(each, found, today, can_change=can) for each in actions]
    first = [each for each in told if each.number in open_ and each.kind in FIRST]
    holding = sum(1 for each in first if each.kind in HOLDING)
    return check.CheckPage(
        key=minutes.pk,
        version=minutes.version,
        title=check.title_of(minutes, today),
        lead=check.lead(minutes, len(first), *tallies, len(people)),
        group=str(minutes.group),
        meeting_url=reverse("meeting", args=[minutes.meeting_id]) if minutes.meeting_id else "",
        restricted=minutes.circle.restricted,
        can_change=can,
        document=_pane(minutes, spans, found, marks, start, can_add=can),
        questions=first if can else [],
        speakers=[each for each in told if each.number in open_ and each.kind not in FIRST] if can else [],
        answered=[each for each in told if each.number not in open_],
        facts=check.facts(minutes, today),
        notes=check.notes(minutes),
        first_told=check.first_told(minutes, group_at_work(minutes.group, on=today)) if can else [],
        people=people,
        people_said=check.people_said(people),
        decisions=[shown_decision(each, found, can_change=can) for each in decisions],
        actions=rows,
        pages=check.pages(minutes, start, len(actions), tallies[0].total - imports.told_apart(minutes)),
        known=names_to_offer(minutes.group, on=minutes.held_on or today) if can else [],
        bar=bar(minutes, *tallies, holding, now, can=can, here=rows),
    )


def _marks(minutes: MinutesImport, questions: list[Question]) -> list[Mark]:
    """What was found in which lines, open questions among it."""
    waiting = [q for q in questions if q.line and q.state == QuestionState.OPEN]
    asked_in = [finding_mark("question", q.number, q.line or 0, q.line or 0) for q in waiting]
    return asked_in + [finding_mark(*found) for found in imports.marks(minutes)]


def _pane(
    minutes: MinutesImport,
    spans: list[Span],
    found: dict[int, TextLine],
    marks: list[Mark],
    start: int,
    *,
    can_add: bool,
) -> DocumentPane:
    total = minutes.text.lines if minutes.text else 0
    page = f"from={start}&" if start > 1 else ""
    url = f"{reverse('minutes_import', args=[minutes.pk])}?{page}lines="
    shown, after = shown_lines(found, spans, total, marks, url)
    return DocumentPane(
        name=minutes.file.name,
        original=reverse("file", args=[minutes.file_id]),
        said=many(total, "line"),
        lines=shown,
        after=after,
        can_add=can_add,
    )
