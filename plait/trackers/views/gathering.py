"""Everything that the page of rows shows, gathered in a fixed number of queries."""

from collections import Counter
from datetime import date

from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse

from plait.actions.models import OwnerKind
from plait.meetings.queries.matching import names_to_offer
from plait.people.queries import post_of
from plait.trackers.models import Against, QuestionState, RowOwner, RowState, TrackerImport, TrackerRow
from plait.trackers.presenters import check
from plait.trackers.presenters.rows import ORDER, sections
from plait.trackers.queries.imports import UNDECIDED, questions_of, rows_of
from plait.trackers.rules import can_change, can_choose_columns

PAGE = 100


def rows_page(tracker: TrackerImport, *, number: int, today: date) -> check.RowsPage:
    """`number` is the page, 1 or more."""
    counts = _counts(tracker)
    questions = list(questions_of(tracker))
    waiting = {q.words for q in questions if q.state == QuestionState.OPEN}
    labels = _labels(tracker)
    several = sum(1 for layout in tracker.layouts if layout["kind"] != "left") > 1
    order = Case(*(When(against=a, then=Value(n)) for n, a in enumerate(ORDER)), output_field=IntegerField())
    rows = list(rows_of(tracker).order_by(order, "number")[(number - 1) * PAGE : number * PAGE + 1])
    for row in rows:
        row.tracker = tracker
    unread = check.unread_rows(tracker, several=several)
    posts = post_of({person.pk for q in questions for person in q.candidates.all()}, on=today)
    asked = [check.asked(q, labels.get(q.words, []), posts, today) for q in questions]
    at = f"{reverse('tracker', args=[tracker.pk])}?page="
    return check.RowsPage(
        key=tracker.pk,
        title="Check the rows" if can_change(tracker) else "Rows of a tracker",
        file=tracker.file.name,
        group=tracker.group.name,
        group_url=reverse("group", args=[tracker.group.slug]),
        original=reverse("file", args=[tracker.file_id]),
        restricted=tracker.circle.restricted,
        version=tracker.version,
        can_change=can_change(tracker),
        confirmed=not can_change(tracker),
        columns_url=_columns_url(tracker, counts.confirmed),
        summary=counts.said(len(unread)),
        asked=[each for each in asked if not each.answer] if can_change(tracker) else [],
        undated=check.undated(tracker, counts.undated, today),
        answered=[each for each in asked if each.answer],
        sections=sections(rows[:PAGE], waiting, several=several, today=today),
        unread=unread if number == 1 else [],
        before=f"{at}{number - 1}" if number > 1 else "",
        after=f"{at}{number + 1}" if len(rows) > PAGE else "",
        bar=check.bar(tracker, counts, today),
        known=names_to_offer(tracker.group, on=today) if any(not each.answer for each in asked) else [],
    )


def _columns_url(tracker: TrackerImport, confirmed: int) -> str:
    return reverse("tracker_columns", args=[tracker.pk]) if can_choose_columns(tracker, confirmed) else ""


def _counts(tracker: TrackerImport) -> check.Counts:
    found = TrackerRow.objects.filter(tracker=tracker).order_by("number")
    told = list(found.values_list("against", "state", "raised_on"))
    by_against, by_state = Counter(a for a, _, _ in told), Counter(s for _, s, _ in told)
    return check.Counts(
        new=by_against[Against.NEW],
        changed=by_against[Against.CHANGED],
        touched=by_against[Against.TOUCHED],
        known=by_against[Against.KNOWN],
        same=by_against[Against.SAME],
        ticked=by_state[RowState.TICKED],
        undecided=sum(by_state[state] for state in UNDECIDED),
        confirmed=by_state[RowState.CONFIRMED],
        undated=sum(1 for against, _, day in told if against == Against.NEW and day is None),
    )


def _labels(tracker: TrackerImport) -> dict[str, list[str]]:
    """The rows in which words stand that name nobody."""
    found: dict[str, list[str]] = {}
    owners = RowOwner.objects.filter(row__tracker=tracker, kind=OwnerKind.AS_WRITTEN).order_by("row__number")
    for words, number in owners.values_list("words", "row__number"):
        found.setdefault(words, []).append(f"R{number}")
    return found
