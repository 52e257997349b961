"""Saying what the columns hold: the rows are read anew, and answers that were given stay."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.refusals import Refusal
from plait.meetings.queries.matching import Known
from plait.reading.trackers.book import Book, Sheet
from plait.reading.trackers.headings import Kind
from plait.reading.trackers.layout import Layout, check_choice
from plait.reading.trackers.rows import Rows, rows_of
from plait.trackers import rules
from plait.trackers.choices import as_who
from plait.trackers.commands.held import Held
from plait.trackers.commands.owners import Answering
from plait.trackers.models import OwnerQuestion, QuestionState, RowOwner, TrackerImport, TrackerRow, TrackerState
from plait.trackers.queries.imports import confirmed_rows
from plait.trackers.understanding import Understood, understand

BATCH = 200


@command
def choose_columns(
    *, tracker: TrackerImport, layouts: Sequence[Layout], version: int | None = None, by: Actor, at: datetime
) -> TrackerImport:
    """Read the rows by these layouts, one for each sheet. Rows that were read before are read anew, as long as none
    is in the register; answers to questions stay, ticks do not."""
    held = Held.of(tracker, by, at)
    rules.check_can_choose_columns(held.tracker, confirmed_rows(held.tracker))
    held.check_seen(version)
    for layout in layouts:
        if why_not := check_choice(layout):
            raise Refusal(why_not)
    if all(layout.kind is Kind.LEFT for layout in layouts):
        raise Refusal("Every sheet is left out. Say of one sheet at least whether it is an action log or risks.")
    told = TrackerImport.objects.values_list("book", flat=True).get(pk=held.tracker.pk)
    read = _read(Book.from_json(told or {}).sheets, layouts)
    _read_anew(held, read)
    held.tracker.layouts = [layout.to_json() for layout in layouts]
    held.tracker.unread = [[u.sheet, u.row, u.words, u.because] for u in read.unread]
    held.tracker.state = TrackerState.ROWS
    held.tracker.save(update_fields=["layouts", "unread", "state"])
    said = {"rows": len(read.entries), "unread": len(read.unread)}
    held.changed("checked the columns", "columns", said)
    return held.tracker


def _read(sheets: Sequence[Sheet], layouts: Sequence[Layout]) -> Rows:
    found = Rows()
    by_name = {layout.sheet: layout for layout in layouts}
    for sheet in sheets:
        if layout := by_name.get(sheet.name):
            rows = rows_of(sheet, layout)
            found.entries += rows.entries
            found.unread += rows.unread
    return found


def _read_anew(held: Held, read: Rows) -> None:
    tracker = held.tracker
    asked = OwnerQuestion.objects.filter(tracker=tracker)
    answered = list(asked.exclude(state=QuestionState.OPEN).select_related("person", "post", "agency", "group"))
    OwnerQuestion.candidates.through.objects.filter(ownerquestion__tracker=tracker).delete()
    asked.delete()
    RowOwner.objects.filter(row__tracker=tracker).delete()
    TrackerRow.objects.filter(tracker=tracker).delete()
    known = Known.on(tracker.group, timezone.localdate(held.at))
    _keep(understand(tracker, read.entries, known))
    for before in answered:
        if (question := asked.filter(words=before.words).first()) is not None:
            who = as_who(before) if before.state == QuestionState.ANSWERED else None
            Answering(question, before.answered_by_id, before.answered_at or held.at).settle(who)


def _keep(found: Understood) -> None:
    """Everything in as many statements as there are tables."""
    TrackerRow.objects.bulk_create(found.rows, batch_size=BATCH)
    RowOwner.objects.bulk_create(found.owners, batch_size=BATCH)
    OwnerQuestion.objects.bulk_create(found.questions, batch_size=BATCH)
    offers = OwnerQuestion.candidates.through
    pairs = [(q.pk, person.pk) for q in found.questions for person in found.may_be.get(q.words, ())]
    offers.objects.bulk_create(
        [offers(ownerquestion_id=question, person_id=person) for question, person in dict.fromkeys(pairs)],
        batch_size=BATCH,
    )
