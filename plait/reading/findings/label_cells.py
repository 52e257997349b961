"""A cell that says "Action" or "ACTION 3/26", its text in the next, and who and by when in those after it."""

import itertools
import re

from plait.reading.draft import Draft, FoundAction, Role
from plait.reading.due.wording import find_due
from plait.reading.layout.passages import Passage
from plait.reading.layout.tables import Table
from plait.reading.model import Decision
from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.structure.labels import Label, label_of
from plait.reading.wording import squash

_REFERENCE = r"\s?(?:no\.?|number|ref\.?|#)?\s?[A-Z]{0,6}[ /-]?\d{1,4}(?:[/.-]\d{1,4}){0,2}[a-z]?\s?:?"
_NUMBERED = (
    (Label.ACTION, re.compile(rf"(?:ACTION|Action)(?: [Pp]oint| POINT)?{_REFERENCE}|AP{_REFERENCE}")),
    (Label.DECISION, re.compile(rf"(?:DECISION|Decision){_REFERENCE}")),
)


def read_label_cells(draft: Draft, table: Table, roll: Roll) -> None:
    """Adds what stands beside each cell of the table that is nothing but a label."""
    for row in sorted(table.rows):
        columns = sorted(table.rows[row])
        for nth, (column, following) in enumerate(itertools.pairwise(columns)):
            places = table.cell(row, column)
            label = _label_alone(draft.passages[places[0]])
            if label is None or len(places) > 1:
                continue
            beside = columns[nth + 2 :]
            for place in table.cell(row, following):
                _add(draft, place, label)
                if label is Label.ACTION:
                    _complete(draft, table, row, beside, roll)
            draft.take(places, Role.ACTION)
            break


def _label_alone(passage: Passage) -> Label | None:
    labelled = label_of(passage)
    if labelled is not None:
        return labelled.label if labelled.alone else None
    return next((label for label, pattern in _NUMBERED if pattern.fullmatch(passage.text.strip())), None)


def _add(draft: Draft, place: int, label: Label) -> None:
    passage, heading = draft.passages[place], draft.heading_at(place)
    item = heading.number if heading is not None and heading.counts else None
    if label is Label.ACTION:
        draft.actions.append(
            FoundAction(squash(passage.text), passage.source(), place, "cell", item=item, ticked=passage.ticked)
        )
        draft.take([place], Role.ACTION)
    else:
        draft.decisions.append(Decision(squash(passage.text), item, True, passage.source()))
        draft.take([place], Role.DECISION)


def _complete(draft: Draft, table: Table, row: int, columns: list[int], roll: Roll) -> None:
    """Who and by when, told by what the further cells of the row hold."""
    action = draft.actions[-1]
    for column in columns:
        words = table.text(row, column)
        due = find_due(words, meeting=draft.date, next_meeting=draft.next_meeting, column=True)
        if action.owner_words is None and due is None and recognised(words, roll):
            action.owner_words = words
        elif action.due_words is None and due is not None:
            action.due_words = words
        else:
            continue
        draft.take(table.cell(row, column), Role.ACTION)
