"""Who was there: walks the document and takes every table and list of people."""

import re
from dataclasses import replace

from plait.reading.attendance.columns import columns_of, columns_without_header
from plait.reading.attendance.entries import read_people
from plait.reading.attendance.rows import finished, people_of, read_legend
from plait.reading.attendance.sections import apologies_sentence, section_of, section_with_people
from plait.reading.document import LineKind
from plait.reading.draft import Draft, Role
from plait.reading.layout.passages import Passage
from plait.reading.layout.tables import Table
from plait.reading.model import Attendee, Presence
from plait.reading.people.names import NAME, post_and_organisation
from plait.reading.wording import INITIALS, plain


def find_attendance(draft: Draft) -> None:
    """Fills `draft.attendees`; the passages they stand in are taken."""
    walk = _Walk(draft)
    place = 0
    while place < len(draft.passages):
        place = walk.step(place)
    draft.attendees = _settled(walk.found)


_DECLARES = re.compile(rf"{NAME} \({INITIALS}\)(?!.*[.!?] )")
_HEAD = 120  # passages from the start in which people may be listed without a heading


class _Walk:
    """Keeps the heading under which the reader is: its presence, and its words."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.found: list[Attendee] = []
        self._presence: Presence | None = None
        self._heading = ""
        self._heading_place = -1
        self._tables_done: set[int] = set()
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
        columns = columns_of(table, draft.reference) if self._labels == 0 or self._presence else None
        if columns is None and self._presence is not None:
            columns = columns_without_header(table)
        if columns is None:
            return False
        presence = columns.section or self._presence or Presence.PRESENT
        unit = self._heading if presence is Presence.BUSINESS_UNIT else None
        after = max(table.places(), default=0) + 1
        near = [p.text for p in draft.passages[max(0, table.first - 2) : table.first]]
        near += [p.text for p in draft.passages[after : after + 3]]
        legend = next((found for text in near if (found := read_legend(text))), {})
        people = people_of(table, columns, presence, unit=unit, day=draft.date, legend=legend)
        if not people:
            return False
        self.found.extend(people)
        draft.take(table.places(), Role.ATTENDANCE)
        self._take_heading()
        return True

    def _take_text(self, place: int, passage: Passage) -> None:
        text = passage.text
        if (presence := section_of(text)) is not None:
            self._presence, self._heading, self._heading_place = presence, text.strip(" :"), place
            return
        if inline := section_with_people(text):
            self._presence, self._heading, start = inline
            self._heading_place = place
            if self._take_people(place, passage, text[start:], start):
                return
        start_of_people = apologies_sentence(text)
        if start_of_people is not None:
            self._take_people(place, passage, text[start_of_people:], start_of_people, Presence.APOLOGIES)
            return
        if self._presence is None:
            if self._labels == 0 and place < _HEAD and _DECLARES.match(text):
                self._take_people(place, passage, text, 0, Presence.PRESENT)
            return
        if passage.kind is LineKind.HEADING or not self._take_people(place, passage, text, 0):
            self._presence = None

    def _take_people(
        self, place: int, passage: Passage, text: str, start: int, presence: Presence | None = None
    ) -> bool:
        presence = presence or self._presence or Presence.PRESENT
        people = read_people(text)
        for entry in people:
            post, organisation = post_and_organisation(entry.details)
            if presence is Presence.BUSINESS_UNIT:
                post, organisation = entry.details or None, self._heading
            at = passage.text.find(entry.name, start)
            source = passage.source() if at < 0 else passage.source_of(at, at + len(entry.name))
            status = (section_of(entry.remark) if entry.remark else None) or presence
            self.found.append(finished(entry, entry.initials, organisation, post, status, source))
        if people:
            self.draft.take([place], Role.ATTENDANCE)
            self._take_heading()
        return bool(people)

    def _take_heading(self) -> None:
        if self._heading_place >= 0 and self.draft.roles[self._heading_place] is Role.BODY:
            heading = self.draft.passages[self._heading_place]
            if not heading.text[:1].isdigit():
                self.draft.take([self._heading_place], Role.ATTENDANCE)


def _settled(found: list[Attendee]) -> list[Attendee]:
    """Everybody once, and "in attendance" read as present where nobody else is."""
    by_name: dict[str, Attendee] = {}
    for attendee in found:
        key = plain(attendee.name)
        known = by_name.get(key)
        if known is None:
            by_name[key] = attendee
        elif known.initials is None and attendee.initials and known.status is attendee.status:
            by_name[key] = replace(known, initials=attendee.initials)
    people = list(by_name.values())
    replaced = {plain(p.deputising_for) for p in people if p.deputising_for}
    people = [
        replace(p, status=Presence.APOLOGIES) if p.status is Presence.ABSENT and plain(p.name) in replaced else p
        for p in people
    ]
    if all(p.status is not Presence.PRESENT for p in people):
        people = [replace(p, status=Presence.PRESENT) if p.status is Presence.IN_ATTENDANCE else p for p in people]
    return people
