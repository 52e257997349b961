"""Who was there: walks the document and takes every table and list of people."""

import re
from dataclasses import replace

from plait.reading.attendance.by_column import people_by_column, section_columns
from plait.reading.attendance.columns import Columns, columns_of, columns_without_header
from plait.reading.attendance.entries import is_crowd, read_people
from plait.reading.attendance.prose import told_in_sentences
from plait.reading.attendance.rows import Found, finished, people_of, read_legend
from plait.reading.attendance.sections import apologies_sentence, section_of, section_with_people
from plait.reading.attendance.settling import settled, with_representatives
from plait.reading.document import LineKind
from plait.reading.draft import Draft, Role
from plait.reading.layout.item_numbers import item_number, lettered_number
from plait.reading.layout.passages import Passage
from plait.reading.layout.tables import Table
from plait.reading.model import Presence
from plait.reading.people.names import NAME, begins_with_person, post_and_organisation
from plait.reading.people.owner_words import is_agency
from plait.reading.wording import INITIALS


def find_attendance(draft: Draft) -> None:
    """Fills `draft.attendees`; the passages they stand in are taken."""
    walk = _Walk(draft)
    place = 0
    while place < len(draft.passages):
        place = walk.step(place)
    draft.attendees = settled(walk.found)


_DECLARES = re.compile(rf"{NAME} \({INITIALS}\)(?!.*[.!?] )")
_BODY = re.compile(r"\b(?:Group|Board|Panel|Committee|Forum|Partnership|Network|Meeting)$")  # names a body, nobody
_BLOCK = re.compile(r"(?P<head>[A-Z][^:;.]{1,70}?)\s?(?::|\s[–—-])\s+(?=\S)")
_PROSE = 25  # passages from the start in which sentences may say who was there
_LEADERS = re.compile(r"(?P<head>[A-Z][^.:;]{1,40}?)\s*(?:\.\s?){2,}\s*(?=[A-Z])")  # "Health . . . . Dr Bee"
_HEAD = 120  # passages from the start in which people may be listed without a heading


class _Walk:
    """Keeps the heading under which the reader is: its presence, and its words."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.found: list[Found] = []
        self._presence: Presence | None = None
        self._heading = ""
        self._heading_place = -1
        self._agency: str | None = None  # a heading inside the list that names whose people follow
        self._agency_place = -1
        self._columns: Columns | None = None  # of the table before: the next without headings is like it
        self._tables_done: set[int] = set()
        self._in_items = False  # the first item of the meeting has begun
        self._labels = 0  # actions and decisions passed: attendance tables stand before them

    def step(self, place: int) -> int:
        """Looks at one passage, or at a whole table; gives the place to go on from."""
        passage = self.draft.passages[place]
        if self.draft.roles[place] in (Role.HEAD, Role.AGENDA) and passage.cell is None:
            return place + 1
        if passage.cell is not None and passage.cell.table not in self._tables_done:
            table = self.draft.tables[passage.cell.table]
            if self._take_table(table):
                self._tables_done.add(passage.cell.table)
                return place + 1
            self._tables_done.add(passage.cell.table)
        if self.draft.roles[place] is not Role.BODY:
            return place + 1
        if passage.text[:9].lower().startswith(("action", "decision")):
            self._labels += 1
        self._take_text(place, passage)
        return place + 1

    def _take_table(self, table: Table) -> bool:
        draft = self.draft
        if self._labels == 0 and (headed := section_columns(table)) is not None:
            kept = self._keep(table, people_by_column(table, headed))
            if kept and headed.organisation is None:  # the longer column may go on below the table
                self._presence, self._agency = headed.sections[min(headed.sections)], None
            return kept
        columns = columns_of(table, draft.reference) if self._labels == 0 or self._presence else None
        if columns is None and self._presence is not None:
            columns = columns_without_header(table)
            if columns is not None and self._columns is not None and _alike(columns, self._columns, table):
                columns = replace(self._columns, rows_above=0, section=None)
        if columns is None:
            return False
        presence = columns.section or self._presence or Presence.PRESENT
        unit = self._heading if presence is Presence.BUSINESS_UNIT else None
        after = max(table.places(), default=0) + 1
        near = [p.text for p in draft.passages[max(0, table.first - 2) : table.first]]
        near += [p.text for p in draft.passages[after : after + 3]]
        legend = next((found for text in near if (found := read_legend(text))), {})
        people = people_of(table, columns, presence, unit=unit, day=draft.date, legend=legend)
        self._columns = columns if people else self._columns
        return self._keep(table, people)

    def _keep(self, table: Table, people: list[Found]) -> bool:
        if people:
            self.found.extend(people)
            self.draft.take(table.places(), Role.ATTENDANCE)
            self._take_heading()
        return bool(people)

    def _take_text(self, place: int, passage: Passage) -> None:
        text = passage.text
        if not self._in_items and len(text) < 100 and (item_number(text) or lettered_number(text)):
            self._in_items = True
        if (presence := section_of(text)) is not None:
            self._open(presence, text.strip(" :"), place)
            return
        if inline := section_with_people(text):
            self._open(inline[0], inline[1], place)
            if self._take_people(place, passage, text[inline[2] :], inline[2], run=True):
                return
        start_of_people = apologies_sentence(text)
        if start_of_people is not None:
            self._take_people(place, passage, text[start_of_people:], start_of_people, Presence.APOLOGIES, run=True)
            self.found = with_representatives(self.found, text[start_of_people:])
            return
        if self._presence is None and self._labels == 0 and place < _PROSE and self._take_prose(place, passage):
            return
        if self._presence is None and self._labels == 0 and place < _HEAD and _lists_people(self.draft, passage):
            self._take_people(place, passage, text, 0, Presence.PRESENT, run=True)
            return
        if self._presence is None:
            if self._labels == 0 and place < _HEAD and _DECLARES.match(text) and not _BODY.search(text):
                self._take_people(place, passage, text, 0, Presence.PRESENT, run=True)
            return
        if (passage.kind is LineKind.HEADING and not self._begins_agency(place, text)) or (
            not (self._take_block(place, passage) or self._take_people(place, passage, text, 0))
            and not (is_crowd(text) or self._begins_agency(place, text))
        ):
            self._presence = None

    def _open(self, presence: Presence, heading: str, place: int) -> None:
        self._presence, self._heading, self._heading_place = presence, heading, place
        self._agency = None

    def _begins_agency(self, place: int, text: str) -> bool:
        """A line of its own that names an agency, with its people on the next."""
        name = text.strip(" :")
        if len(name) > 70 or not is_agency(name) or place - self._agency_place == 1:
            return False
        following = self.draft.passages[place + 1] if place + 1 < len(self.draft.passages) else None
        if following is None or not begins_with_person(re.split(r"[,(–;]| - ", following.text)[0]):
            return False
        self._agency, self._agency_place = name, place
        return True

    def _take_block(self, place: int, passage: Passage) -> bool:
        """ "Police: Ann Bee, Cy Dee": an agency and its people in one line."""
        block = _LEADERS.match(passage.text)
        if block is None and ((block := _BLOCK.match(passage.text)) is None or not is_agency(block["head"])):
            return False
        head = block["head"].strip()
        if (duty := section_of(head)) is not None:  # "Clerk . . . . Mrs Bee"
            return self._take_people(place, passage, passage.text[block.end() :], block.end(), duty, run=True)
        self._agency = head
        found = self._take_people(place, passage, passage.text[block.end() :], block.end(), run=True)
        self._agency = None
        return found

    def _take_people(
        self,
        place: int,
        passage: Passage,
        text: str,
        start: int,
        presence: Presence | None = None,
        *,
        run: bool = False,
    ) -> bool:
        presence = presence or self._presence or Presence.PRESENT
        people = read_people(text, run=run)
        for entry in people:
            post, organisation = post_and_organisation(entry.details)
            if presence is Presence.BUSINESS_UNIT:
                post, organisation = entry.details or None, self._heading
            elif self._agency is not None:
                post, organisation = entry.details or None, self._agency
            at = passage.text.find(entry.name, start)
            source = passage.source() if at < 0 else passage.source_of(at, at + len(entry.name))
            status = (section_of(entry.remark) if entry.remark else None) or presence
            if entry.represented_by:
                status = Presence.APOLOGIES
            attendee = finished(entry, entry.initials, organisation, post, status, source)
            self.found.append(Found(attendee, entry.represented_by))
        if people:
            self.draft.take([place], Role.ATTENDANCE)
            self._take_heading()
        return bool(people)

    def _take_prose(self, place: int, passage: Passage) -> bool:
        """A paragraph near the start whose sentences say who was there. One name alone says too little."""
        told = told_in_sentences(passage.text)
        if self._in_items:  # of those who spoke nothing follows; who could not come is still told here
            told = [each for each in told if each.presence in (Presence.APOLOGIES, Presence.ABSENT)]
        if sum(len(each.people) for each in told) < (1 if self.found else 2):
            return False
        for each in told:
            for entry in each.people:
                post, organisation = post_and_organisation(entry.details)
                at = passage.text.find(entry.name, each.start)
                source = passage.source() if at < 0 else passage.source_of(at, at + len(entry.name))
                attendee = finished(entry, entry.initials, organisation, post, each.presence, source)
                self.found.append(Found(attendee, entry.represented_by))
        self.draft.take([place], Role.ATTENDANCE)
        return True

    def _take_heading(self) -> None:
        if self._heading_place >= 0 and self.draft.roles[self._heading_place] is Role.BODY:
            heading = self.draft.passages[self._heading_place]
            if not heading.text[:1].isdigit():
                self.draft.take([self._heading_place], Role.ATTENDANCE)


def _lists_people(draft: Draft, passage: Passage) -> bool:
    """The second cell of a form, with people parted by semicolons and nothing else: "Answering | A (post); B"."""
    cell, parts = passage.cell, passage.text.split(";")
    if cell is None or cell.column == 0 or len(parts) < 2 or len(draft.tables[cell.table].columns) != 2:
        return False
    return len(read_people(passage.text, run=True)) == len(parts)


def _alike(found: Columns, known: Columns, table: Table) -> bool:
    """Has this table the columns of the one before, with names in the same?"""
    used = [known.name, known.post, known.organisation, known.both, known.initials]
    return found.name == known.name and max(c for c in used if c is not None) <= max(table.columns)
