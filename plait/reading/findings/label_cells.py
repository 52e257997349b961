"""A cell that says "Action" or "ACTION 3/26", its text in the next, and who and by when in those after it."""

import itertools
import re

from plait.reading.draft import Draft, FoundAction, Role
from plait.reading.due.wording import find_due
from plait.reading.findings.cards import fill_in_step, part_named
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
    form = _Form(draft, table)
    for row in sorted(table.rows):
        if form.takes(row):
            continue
        columns = sorted(table.rows[row])
        for nth, (column, following) in enumerate(itertools.pairwise(columns)):
            places = table.cell(row, column)
            label = _label_alone(draft.passages[places[0]])
            if label is None or len(places) > 1:
                continue
            beside = columns[nth + 2 :]
            for place in table.cell(row, following):
                if _NOTHING.fullmatch(draft.passages[place].text.strip()):
                    continue
                _add(draft, place, label)
                if label is Label.ACTION:
                    _complete(draft, table, row, beside, roll)
            draft.take(places, Role.ACTION)
            break


_NOTHING = re.compile(
    r"none(?: (?:at present|agreed|needed|required))?\.?|n/?a|nil|no (?:actions?|decisions?)\.?|[–—-]", re.I
)


class _Form:
    """Rows "Owner | AB" and "Timescale | 3 May" below a row "Action | ...": parts of the actions of that row."""

    def __init__(self, draft: Draft, table: Table) -> None:
        self._draft, self._table = draft, table
        self._row = -1  # of the actions that the next rows complete

    def takes(self, row: int) -> bool:
        """Is the row a part of the actions above it? Then it is added to them."""
        cells = self._table.rows[row]
        part = part_named(self._table.text(row, min(cells))) if len(cells) == 2 else None
        actions = [action for action in self._draft.actions[-12:] if self._stands_in(action.place, self._row)]
        if part is None or not actions:
            self._row = row
            return False
        lines = [self._draft.passages[place].text for place in self._table.cell(row, max(cells))]
        fill_in_step(actions, part, [line for line in lines if line.strip()])
        self._draft.take(self._table.row_places(row), Role.ACTION)
        return True

    def _stands_in(self, place: int, row: int) -> bool:
        cell = self._draft.passages[place].cell
        return cell is not None and cell.row == row and self._draft.tables.get(cell.table) is self._table


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
