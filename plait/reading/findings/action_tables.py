"""Actions and decisions in tables: a column of actions, or a cell that says "Action" beside its text."""

import re
from dataclasses import replace

from plait.core.dates import MONTHS
from plait.reading.draft import Draft, FoundAction, Role
from plait.reading.due.wording import column_due, find_due
from plait.reading.findings.assigning import gives_task
from plait.reading.findings.cards import fill, part_of_line
from plait.reading.findings.label_cells import read_label_cells
from plait.reading.findings.status import ends_as_status, status_of_words
from plait.reading.layout.tables import Table
from plait.reading.model import OwnerKind, Source
from plait.reading.people.owner_words import one_name, recognised
from plait.reading.people.roll import Roll
from plait.reading.structure.action_columns import (
    ActionColumns,
    action_columns,
    is_action_heading,
    margin_columns,
)
from plait.reading.structure.labels import Label, label_of
from plait.reading.structure.sections import lists_earlier_actions
from plait.reading.wording import sentence_spans, squash

_BODIES = (OwnerKind.AGENCY, OwnerKind.GROUP, OwnerKind.POST)
_TICKED, _EMPTY = frozenset("☑☒✓✔✅"), frozenset("☐□")  # a column of boxes
_LONGEST_DUE = 60  # characters of a line that only says by when


def find_in_tables(draft: Draft) -> None:
    """Adds the actions and decisions of every table that has a column or a label for them."""
    roll = Roll(draft.attendees)
    before: tuple[Table, ActionColumns] | None = None
    for table in draft.tables.values():
        columns = action_columns(table)
        if columns is None and before is not None and _goes_on(draft, *before, table):
            columns = replace(before[1], rows_above=0)
        if columns is None and draft.roles[table.first] is Role.BODY:
            columns = margin_columns(table, lambda text: _marks_action(text, roll))
        if columns is not None:
            _Reader(draft, table, columns, roll).read()
            before = (table, columns)
        else:
            read_label_cells(draft, table, roll)


def _goes_on(draft: Draft, before: Table, columns: ActionColumns, table: Table) -> bool:
    """Is this table, without headings of its own, the rest of the one before, over a page break?"""
    last = max(before.places(), default=0)
    between = [place for place in range(last + 1, table.first) if draft.roles[place] is not Role.HEAD]
    same = table.columns == before.columns and len(table.columns) > 1
    return same and not between and not columns.talk


def _marks_action(text: str, roll: Roll) -> bool:
    return text.lower().startswith("action") or bool(recognised(text, roll))


class _Reader:
    def __init__(self, draft: Draft, table: Table, columns: ActionColumns, roll: Roll) -> None:
        self.draft, self.table, self.columns, self.roll = draft, table, columns, roll
        self._owners_above: str | None = None  # a line of a cell that names who has the task below it
        self._told = ""  # what the last filled cell of a merged column says
        self._newest: int | None = None  # the row of the newest action

    def read(self) -> None:
        rows = sorted(self.table.rows)
        above = self.columns.rows_above
        for row in rows[above:]:
            places = self.table.cell(row, self.columns.action)
            places = [place for place in places if self.draft.passages[place].text.strip(" -–.")]
            if not places or is_action_heading(self.table.text(row, self.columns.action)):
                continue
            if self.columns.talk:
                for n, place in enumerate(places):
                    self._add_from_cell(row, place, n, places[n + 1 :])
                self._owners_above = None
            else:
                self._add_row(row, places)
        if not self.columns.talk:
            for row in rows[:above]:
                self.draft.take(self.table.row_places(row), Role.ACTION)

    def _add_from_cell(self, row: int, place: int, n: int, following: list[int]) -> None:
        """One paragraph of the action cell of an item table: a task, or who has it, by when, how far it is."""
        passage = self.draft.passages[place]
        labelled = label_of(passage)
        if labelled is not None and labelled.label is Label.DECISION:
            return
        part = passage.part(labelled.start if labelled else 0)
        if not part.text or self._is_nothing(part.text):
            return
        told = part_of_line(part.text) if self._newest == row else None
        if told is not None and fill(self.draft.actions[-1], told):
            self.draft.take([place], Role.ACTION)
            return
        if self._only_owners(part.text):
            if following and self._is_task(following[0]):
                self._owners_above = part.text
            else:
                self._add_marked(row, part.text, labelled=labelled is not None)
            self.draft.take([place], Role.ACTION)
            return
        if self._newest == row and self._owners_above is None and self._is_due(part.text):
            self.draft.actions[-1].due_words = part.text
            self.draft.take([place], Role.ACTION)
            return
        if self._is_status(place, part.text):
            self.draft.actions[-1].status_words = part.text
            self.draft.take([place], Role.ACTION)
            return
        self._add(row, squash(part.text), part.source(), place, "cell", part.ticked, n)
        if labelled is not None and labelled.owner:
            self.draft.actions[-1].owner_words = labelled.owner
        elif self._owners_above:
            self.draft.actions[-1].owner_words = self._owners_above
        self._owners_above = None

    def _is_task(self, place: int) -> bool:
        passage = self.draft.passages[place]
        owners = self._only_owners(passage.text)
        return not owners and not self._is_due(passage.text) and label_of(passage) is None

    def _is_due(self, text: str) -> bool:
        """A line that holds a day and hardly anything else."""
        found = find_due(text, meeting=self.draft.date, next_meeting=self.draft.next_meeting, column=True)
        short = len(text) <= _LONGEST_DUE and self.columns.due is None
        return short and found is not None and found.start <= 3 and found.end >= len(text) - 12

    def _is_status(self, place: int, text: str) -> bool:
        """A bullet below an action of the same cell that says how far it is."""
        last = self.draft.actions[-1] if self.draft.actions else None
        short = self._newest is not None and len(text.split()) <= 5 and ends_as_status(text)
        bullet = (self.draft.passages[place].bullet or short) and len(text) < 160
        return (
            bullet
            and last is not None
            and last.channel == "cell"
            and last.place < place
            and status_of_words(text) is not None
        )

    def _add_row(self, row: int, places: list[int]) -> None:
        passages = [self.draft.passages[place] for place in places]
        text = squash(" ".join(p.text for p in passages))
        if self._is_nothing(text):
            return
        source = Source(passages[0].first_line, passages[-1].last_line, passages[0].page)
        self._add(row, text, source, places[0], "table", passages[0].ticked)
        self.draft.take(self.table.row_places(row), Role.ACTION)

    def _add_marked(self, row: int, owners: str, *, labelled: bool) -> None:
        """Initials in the margin: the task is the sentence beside them that gives these people something to do.

        Where the margin says that it is an action, the last sentence that names them will do, or else the last.
        """
        cell = self.table.cell(row, self.columns.discussion) if self.columns.discussion is not None else []
        told = [
            (place, passage.part(start, end))
            for place in cell
            for passage in [self.draft.passages[place]]
            for start, end in sentence_spans(passage.text)
        ]
        chosen = [(place, part) for place, part in told if gives_task(part.text, owners, self.roll)]
        if not chosen and labelled and told:
            named = [(place, part) for place, part in told if re.search(rf"\b{re.escape(owners)}\b", part.text)]
            chosen = (named or told)[-1:]
        for place, part in chosen:
            self._add(row, squash(part.text), part.source(), place, "cell", None)
            self.draft.actions[-1].owner_words = owners

    def _add(
        self, row: int, text: str, source: Source, place: int, channel: str, ticked: bool | None, n: int | None = None
    ) -> None:
        heading = self.draft.heading_at(place)
        cols = self.columns
        item = heading.number if heading is not None and heading.counts else None
        if cols.item is not None and (words := self.table.text(row, cols.item)) and channel == "table":
            item = words
        of_actions = heading is not None and (not cols.talk or "action" in heading.title.lower())
        old = cols.old or (heading is not None and of_actions and lists_earlier_actions(self.draft, heading))
        old = self._raised_before(row) if cols.raised is not None else old
        self.draft.actions.append(
            FoundAction(
                text=text,
                source=source,
                place=place,
                channel=channel,
                owner_words=self._column(row, cols.owner, n),
                due_words=self._column(row, cols.due, n),
                status_words=self._column(row, cols.status, n) or self._column(row, cols.rag, n),
                colour=self._column(row, cols.rag, n),
                item=item,
                ticked=self._ticked(row) if ticked is None and channel == "table" else ticked,
                old=old,
            )
        )
        self._newest = row
        self.draft.take([place], Role.ACTION)

    def _column(self, row: int, column: int | None, n: int | None) -> str | None:
        """The words of a column; where a cell holds as many paragraphs as the action's, those beside the action."""
        if column is None:
            return None
        beside = self.table.cell(row, column)
        if n is not None and len(beside) > 1 and len(beside) == len(self.table.cell(row, self.columns.action)):
            return self.draft.passages[beside[n]].text
        return self.table.text(row, column)

    def _ticked(self, row: int) -> bool | None:
        """Is there a box of its own in the row, and has it a tick?"""
        signs = [text for column in self.table.rows[row] if len(text := self.table.text(row, column)) == 1]
        return True if _TICKED & set(signs) else False if _EMPTY & set(signs) else None

    def _merged(self, row: int, column: int | None) -> str:
        """The words of a column; of the row above where a merged cell holds both."""
        if column is None:
            return ""
        if self.table.cell(row, column):
            self._told = self.table.text(row, column)
        return self._told

    def _raised_before(self, row: int) -> bool:
        """Was the action given at an earlier meeting, by the column that says when?"""
        words, meeting = self._merged(row, self.columns.raised), self.draft.date
        if meeting is None or not words:
            return self.columns.old
        due = column_due(words, meeting=meeting, next_meeting=None)
        if due.date is None:
            return self.columns.old
        month = due.inferred and any(name[:3].lower() in words.lower() for name in MONTHS)
        day = due.date.replace(day=1) if month else due.date
        if due.inferred and day > meeting:  # a day without a year that would lie ahead was last year's
            return True
        return (day.year, day.month) < (meeting.year, meeting.month) if month else day < meeting

    def _only_owners(self, text: str) -> bool:
        """A cell of initials beside a discussion only marks who was given a task in it."""
        found = recognised(text, self.roll) if self.columns.owner is None else ()
        short = len(text.split()) <= 3 or one_name(text)  # else "Write to the Board" would be a board
        return bool(found) and (short or all(owner.kind not in _BODIES for owner in found))

    @staticmethod
    def _is_nothing(text: str) -> bool:
        return bool(
            re.fullmatch(
                r"(?:no(?:ne|thing)?(?: actions?)?|n/?a|nil|to note|noted|for (?:noting|information))\.?", text, re.I
            )
        )
