"""Actions and decisions in tables: a column of actions, or a cell that says "Action" beside its text."""

import itertools
import re
from dataclasses import dataclass

from plait.reading.draft import Draft, FoundAction, Role
from plait.reading.findings.status import status_of_words
from plait.reading.layout.tables import Table
from plait.reading.model import Decision, Source
from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.structure.labels import Label, label_of
from plait.reading.structure.sections import speaks_of_earlier_actions
from plait.reading.wording import squash

_ACTION = re.compile(
    r"(?:new |agreed |key )?actions?(?: points?| required| agreed| needed| to be taken| / owner"
    r"|/owner)?(?: from .*)?|task|what"
)
_OWNER = re.compile(r"owners?|who|lead(?: officer| agency| person)?|by whom|responsible.*"
r"|responsibility|assigned to|name|person responsible|action by|actioned by|initials|action owner")  # fmt: skip
_DUE = re.compile(
    r"(?:by )?when|due(?: date| by)?|deadline|timescales?|target(?: date)?|completion date"
    r"|date(?: due)?|complete by|timeframe|by"
)
_STATUS = re.compile(
    r"status|position|progress|update(?:/outcome)?|outcome|rag(?: rating| status)?|complete\??"
    r"|comments?|current position|done\??"
)
_ITEM = re.compile(r"(?:agenda )?items?(?: no\.?| number)?|minute(?: no\.?| ref)?|ref|agenda ref")
_NUMBER = re.compile(r"no\.?|number|#|action no\.?|action ref|ref\.? no\.?")
_DISCUSSION = re.compile(r"(?:discussion|minutes?|notes?|summary|details?|key points|decision).*")
_OLD_WORD = re.compile(r"\b(?:last|previous|earlier|outstanding|from)\b")


@dataclass
class _Columns:
    action: int
    owner: int | None = None
    due: int | None = None
    status: int | None = None
    item: int | None = None
    talk: bool = False
    old: bool = False


def find_in_tables(draft: Draft) -> None:
    """Adds the actions and decisions of every table that has a column or a label for them."""
    roll = Roll(draft.attendees)
    for table in draft.tables.values():
        columns = _columns_of(table)
        if columns is not None:
            _Reader(draft, table, columns, roll).read()
        else:
            _read_label_cells(draft, table)


def _columns_of(table: Table) -> _Columns | None:
    header = table.header()
    action = next((c for c, words in sorted(header.items()) if _ACTION.fullmatch(words)), None)
    if action is None or len(header) < 2 or len(table.rows) < 2:
        return None
    found = _Columns(action, old=bool(_OLD_WORD.search(header[action])))
    for column, words in sorted(header.items()):
        if column == action:
            continue
        if _DISCUSSION.fullmatch(words):
            found.talk = True
        elif found.owner is None and _OWNER.fullmatch(words):
            found.owner = column
        elif found.due is None and _DUE.fullmatch(words):
            found.due = column
        elif found.status is None and _STATUS.fullmatch(words):
            found.status = column
        elif found.item is None and _ITEM.fullmatch(words):
            found.item = column
    if not (found.talk or found.owner is not None or found.due is not None or found.status is not None):
        if found.item is None:
            return None
        found.talk = True
    return found


class _Reader:
    def __init__(self, draft: Draft, table: Table, columns: _Columns, roll: Roll) -> None:
        self.draft, self.table, self.columns, self.roll = draft, table, columns, roll

    def read(self) -> None:
        rows = sorted(self.table.rows)
        for row in rows[1:]:
            places = self.table.cell(row, self.columns.action)
            places = [place for place in places if self.draft.passages[place].text.strip(" -–.")]
            if self.columns.talk:
                for place in places:
                    self._add_from_cell(row, place)
            elif places:
                self._add_row(row, places)
        if not self.columns.talk:
            self.draft.take(self.table.row_places(rows[0]), Role.ACTION)

    def _add_from_cell(self, row: int, place: int) -> None:
        """One paragraph of the action cell of an item table."""
        passage = self.draft.passages[place]
        labelled = label_of(passage)
        if labelled is not None and labelled.label is Label.DECISION:
            return
        part = passage.part(labelled.start if labelled else 0)
        if not part.text or self._only_owners(part.text) or self._is_nothing(part.text):
            return
        if self._is_status(place, part.text):
            self.draft.actions[-1].status_words = part.text
            self.draft.take([place], Role.ACTION)
            return
        self._add(row, squash(part.text), part.source(), place, "cell", part.ticked)
        if labelled is not None and labelled.owner:
            self.draft.actions[-1].owner_words = labelled.owner

    def _is_status(self, place: int, text: str) -> bool:
        """A bullet below an action of the same cell that says how far it is."""
        last = self.draft.actions[-1] if self.draft.actions else None
        bullet = self.draft.passages[place].bullet and len(text) < 160
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

    def _add(self, row: int, text: str, source: Source, place: int, channel: str, ticked: bool | None) -> None:
        heading = self.draft.heading_at(place)
        cols = self.columns
        item = heading.number if heading is not None and heading.counts else None
        if cols.item is not None and (words := self.table.text(row, cols.item)) and channel == "table":
            item = words
        old = cols.old or (heading is not None and speaks_of_earlier_actions(heading.title))
        self.draft.actions.append(
            FoundAction(
                text=text,
                source=source,
                place=place,
                channel=channel,
                owner_words=self._column(row, cols.owner),
                due_words=self._column(row, cols.due),
                status_words=self._column(row, cols.status),
                item=item,
                ticked=ticked,
                old=old,
            )
        )
        self.draft.take([place], Role.ACTION)

    def _column(self, row: int, column: int | None) -> str | None:
        return None if column is None else self.table.text(row, column)

    def _only_owners(self, text: str) -> bool:
        """A cell of initials beside a discussion only marks who was given a task in it."""
        return self.columns.owner is None and bool(recognised(text, self.roll))

    @staticmethod
    def _is_nothing(text: str) -> bool:
        return bool(
            re.fullmatch(
                r"(?:no(?:ne|thing)?(?: actions?)?|n/?a|nil|to note|noted|for (?:noting|information))\.?", text, re.I
            )
        )


def _read_label_cells(draft: Draft, table: Table) -> None:
    """ "Action" in one cell and its text in the next of the row."""
    for row in sorted(table.rows):
        columns = sorted(table.rows[row])
        for column, following in itertools.pairwise(columns):
            places = table.cell(row, column)
            labelled = label_of(draft.passages[places[0]])
            if labelled is None or not labelled.alone or len(places) > 1:
                continue
            for place in table.cell(row, following):
                _add_labelled(draft, place, labelled.label)
            draft.take(places, Role.ACTION)
            break


def _add_labelled(draft: Draft, place: int, label: Label) -> None:
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
