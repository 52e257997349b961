"""The items of the meeting: numbered or plain headings, rows of an item table, standing headings."""

import re
from dataclasses import dataclass

from plait.reading.attendance.sections import section_of
from plait.reading.document import LineKind
from plait.reading.draft import Draft, Heading, Role, Section
from plait.reading.layout.item_numbers import is_series, item_number, lettered_number, number_of_cell, without_paper
from plait.reading.layout.passages import Passage
from plait.reading.layout.tables import Table
from plait.reading.people.owner_words import recognised
from plait.reading.people.roll import Roll
from plait.reading.structure.action_columns import action_columns
from plait.reading.structure.forms import heads_item_form
from plait.reading.structure.labels import label_of
from plait.reading.structure.sections import section_of_title, speaks_of_earlier_actions
from plait.reading.wording import INITIALS, content_words, first_sentence_start, squash

_STANDING = re.compile(
    r"(?:any other business|aob|donm|next (?:meeting|time)(?: agenda items?)?"
    r"|date (?:and time )?of (?:the )?next meeting|next agenda"
    r"|agenda items for (?:the )?next meeting|close(?: of meeting)?|matters arising"
    r"|welcome and (?:apologies|introductions))"
    r"[:.]?",
    re.IGNORECASE,
)
_INNER_STANDING = re.compile(r"(?:any other business|aob|next (?:meeting )?agenda.*)[:.]?", re.IGNORECASE)
_ITEM_HEADER = re.compile(r"(?:agenda )?items?(?: no\.?| number)?|no\.?|ref|agenda item|#")
_TALK_HEADER = re.compile(
    r"(?:discussion|minutes?|notes?|summary|details?|key points|agenda item|title|subject|topic|item).*"
)
_PAPER = re.compile(r"(?:Agenda )?(?:Item|Paper|Appendix|Enclosure) ?\d", re.IGNORECASE)  # the name of an embedded file
_SUMMARY = re.compile(r"\b(?:summary|log|list|table|register|arising|from (?:this|the|today))\b", re.IGNORECASE)
_BY_PERSON = re.compile(r"who(?:['’]s| is| will be)? (?:doing|does|to do) what(?: by when| next| now)?", re.IGNORECASE)
_TO_DO = re.compile(r"^actions?\b|\b(?:jobs|tasks|to[- ]dos)$", re.IGNORECASE)
_NAMES = re.compile(r"[A-Z][a-z]+(?:(?: | and | & |, )[A-Z][a-z]+){0,3}")  # in a list set out by people
_TASK = re.compile(
    rf"(?:{INITIALS}|[A-Z]{{2,3}}|All|Chair|Clerk)(?:(?:, ?|/| ?[&+] ?| and )(?:{INITIALS}"
    rf"|[A-Z]{{2,3}}))* (?:to|will|[–-]) [a-z]"
)  # a numbered task, not the title of an item
_CONTAINER = re.compile(r"(?:agenda )?(?:items?|topics?|discussions?|minutes|notes|business|agenda)", re.IGNORECASE)
_LONGEST_TITLE = 130


@dataclass(frozen=True)
class _Candidate:
    place: int
    number: str | None
    passage: Passage  # of the title alone
    style: str  # which layout told it: heading, line, cell, plain
    level: int = 0


def find_items(draft: Draft) -> None:
    """Fills `draft.headings` and tells every passage under which heading it stands."""
    candidates = _after_the_people(draft, _candidates(draft))
    chosen = _without_owners(_chosen(candidates), Roll(draft.attendees))
    known: dict[str, int] = {}
    for candidate in chosen:
        _add(draft, candidate, known)
    _spread(draft)


def _after_the_people(draft: Draft, candidates: list[_Candidate]) -> list[_Candidate]:
    """What stands above the list of people is the name of the body or of the meeting, unless it has a number."""
    people = [place for place, role in enumerate(draft.roles) if role is Role.ATTENDANCE]
    first = people[0] if people else 0
    return [c for c in candidates if c.number is not None or c.place > first]


def _candidates(draft: Draft) -> list[_Candidate]:
    found: list[_Candidate] = []
    in_item_table = {number: _title_columns(table) for number, table in draft.tables.items()}
    for place, passage in enumerate(draft.passages):
        if draft.roles[place] is not Role.BODY:
            continue
        if passage.cell is not None:
            columns = in_item_table[passage.cell.table]
            if columns is not None:
                candidate = _from_cell(draft, place, columns)
            else:
                candidate = _from_form(draft, place, passage.cell.table)
        else:
            candidate = _from_line(draft, place)
        if candidate is not None:
            found.append(candidate)
    return found


def _from_line(draft: Draft, place: int) -> _Candidate | None:
    passage = draft.passages[place]
    text = passage.text
    heading = passage.kind is LineKind.HEADING
    if label_of(passage) is not None:
        return None
    if not heading and (passage.bullet or len(text) > _LONGEST_TITLE):
        return None
    found = item_number(text) or lettered_number(text)
    if found is not None:
        title = passage.part(found.end)
        if _PAPER.match(title.text):
            return None
        if _is_title(title.text) or (heading and not found.lettered):
            style = "heading" if heading else "lettered" if found.lettered else "line"
            return _Candidate(place, found.number, title, style, passage.level)
    if heading:
        return _Candidate(place, None, passage, "heading", passage.level)
    if _STANDING.fullmatch(text.strip()) or _closing_list(text):
        return _Candidate(place, None, passage, "standing")
    if _plain_heading(draft, place):
        return _Candidate(place, None, passage, "plain")
    return None


def _closing_list(text: str) -> bool:
    """The heading of a list of actions, which is no item of the meeting."""
    if len(text) > 60 or text.endswith("."):
        return False
    summary = section_of_title(text) is Section.ACTIONS and _SUMMARY.search(text) is not None
    return (
        summary
        or _BY_PERSON.fullmatch(text.strip(" :?")) is not None
        or (_TO_DO.search(text) is not None and speaks_of_earlier_actions(text))
    )


def _is_title(text: str) -> bool:
    """A title is short, begins with a capital and is no sentence."""
    if not text or len(text) > _LONGEST_TITLE or text.endswith((".", ";", ",")) or not text[0].isupper():
        return bool(text) and text[0] in "\"“‘'(" and len(text) <= _LONGEST_TITLE
    return ". " not in text and _TASK.match(text) is None and not (first_sentence_start(text) and len(text.split()) > 9)


def _plain_heading(draft: Draft, place: int) -> bool:
    """A short line by itself above a longer text, where nothing else marks headings."""
    passage = draft.passages[place]
    text = passage.text
    if len(text) > 60 or not _is_title(text) or text.endswith(":") or place + 1 >= len(draft.passages):
        return False
    bold = passage.bold_to >= len(text)
    following = draft.passages[place + 1]
    longer = following.cell is None and not following.bullet and len(following.text) > max(40, len(text))
    return bold or (longer and len(text.split()) <= 7)


def _title_columns(table: Table) -> tuple[int | None, int] | None:
    """The column of the item's number and that of its title, for a table of items; None for another table."""
    header = table.header()
    columns = sorted(header)
    by_header = [c for c in columns if _ITEM_HEADER.fullmatch(header[c])]
    rows = sorted(table.rows)
    actions = action_columns(table)
    if actions is not None and not actions.talk:
        return None
    if by_header:
        number = by_header[0]
        rest = [row for row in rows[1:] if table.text(row, number)]
        bare = sum(number_of_cell(table.text(row, number)) is not None for row in rest)
        talk = actions.discussion if actions is not None else None
        later = [c for c in columns if c > number and (_TALK_HEADER.fullmatch(header[c]) or not header[c] or c == talk)]
        if any(re.match(r"actions?\b", header[c]) for c in columns) and not later:
            return None
        if rest and bare >= 0.6 * len(rest):
            return (number, later[0]) if later else None
        return (None, number) if later or len(columns) == 1 else None
    numbers = [row for row in rows if number_of_cell(table.text(row, 0))]
    if numbers and len(numbers) >= 0.3 * len(rows) and len(table.columns) >= 2:
        return 0, min(c for c in table.columns if c > 0)
    first = [row for row in rows if (m := item_number(table.text(row, 0))) and m.dot]
    return (None, 0) if len(first) >= max(2, 0.5 * len(rows)) else None


def _from_cell(draft: Draft, place: int, columns: tuple[int | None, int]) -> _Candidate | None:
    passage = draft.passages[place]
    cell = passage.cell
    if cell is None:
        return None
    table = draft.tables[cell.table]
    number_column, title_column = columns
    if cell.column != title_column:
        return None
    actions = action_columns(table)
    told = table.header().get(title_column, "")
    header = cell.row == table.first_row and (_ITEM_HEADER.fullmatch(told) or (actions and actions.rows_above))
    numbered = number_column is not None and number_of_cell(table.text(cell.row, number_column)) is not None
    if not numbered and (header or (cell.row == table.first_row and _TALK_HEADER.fullmatch(passage.text.lower()))):
        return None
    if place != table.cell(cell.row, cell.column)[0]:
        standing = _INNER_STANDING.fullmatch(passage.text)
        return _Candidate(place, None, passage, "cell") if standing else None
    number = None
    if number_column is not None:
        number = number_of_cell(table.text(cell.row, number_column))
        if number is None and not (_STANDING.fullmatch(passage.text) or passage.bold_to >= len(passage.text)):
            return None
        return _Candidate(place, number, passage, "cell")
    found = item_number(passage.text)
    title = passage.part(found.end) if found else passage
    if len(title.text) > _LONGEST_TITLE:
        return None
    return _Candidate(place, found.number if found else None, title, "cell")


def _from_form(draft: Draft, place: int, number: int) -> _Candidate | None:
    """The title over the form of an item."""
    table, passage = draft.tables[number], draft.passages[place]
    if place != table.first or len(passage.text) > _LONGEST_TITLE or not heads_item_form(table):
        return None
    found = item_number(passage.text)
    return _Candidate(place, found.number if found else None, passage.part(found.end if found else 0), "cell")


def _chosen(candidates: list[_Candidate]) -> list[_Candidate]:
    """The candidates of the layout this document uses: numbers first, then headings, then plain lines."""
    lettered = [c for c in candidates if c.style == "lettered"]
    candidates = [c for c in candidates if c.style != "lettered"]
    plain_numbers = sum(c.number is not None for c in candidates)
    if plain_numbers < 2 and is_series([c.number or "" for c in lettered]):
        standing = [c for c in candidates if c.style in ("heading", "standing")]
        return sorted([*lettered, *standing], key=lambda candidate: candidate.place)
    candidates = _without_summary_rows(candidates)
    numbered = [c for c in candidates if c.number is not None]
    headings = [c for c in candidates if c.style == "heading"]
    cells = [c for c in candidates if c.style == "cell"]
    if len(numbered) >= 2 or cells:
        numbered_headings = [c for c in numbered if c.style == "heading"]
        if len(numbered_headings) >= 2:
            level = min(c.level for c in numbered_headings)
            return [
                c
                for c in candidates
                if c.style == "cell"
                or (c.style == "heading" and c.level <= level)
                or (c.style == "standing" and c.number is None)
            ]
        return [c for c in candidates if c.number is not None or c.style in ("heading", "standing", "cell")]
    if len(headings) >= 2:
        if inner := _inside_container(candidates):
            return inner
        levels = [c.level for c in headings]
        level = min(set(levels), key=lambda each: (-min(levels.count(each), 2), each))
        return [c for c in candidates if (c.style == "heading" and c.level <= level) or c.style == "standing"]
    return candidates


def _inside_container(candidates: list[_Candidate]) -> list[_Candidate]:
    """Below a heading "Topics" or "Minutes" with headings of a deeper level these are the items, and no other."""
    for n, candidate in enumerate(candidates):
        if candidate.style != "heading" or not _CONTAINER.fullmatch(candidate.passage.text.strip(" :")):
            continue
        level = candidate.level
        after = candidates[n + 1 :]
        end = next((k for k, c in enumerate(after) if c.style == "heading" and c.level <= level), len(after))
        inner = [c for c in after[:end] if c.style == "heading"]
        if len(inner) >= 2:
            level = min(c.level for c in inner)
            rest = [c for c in after[end:] if c.style == "heading" and _is_section(c)]
            return [*(c for c in inner if c.level == level), *rest]
    return []


def _is_section(candidate: _Candidate) -> bool:
    return section_of_title(candidate.passage.text) is not Section.TALK


def _without_owners(candidates: list[_Candidate], roll: Roll) -> list[_Candidate]:
    """In a closing list set out by people the lines that name them are no items."""
    found: list[_Candidate] = []
    listing = False
    for candidate in candidates:
        text = candidate.passage.text.strip(" :")
        bare = listing and candidate.number is None and candidate.style != "cell"
        if bare and (recognised(text, roll) or _NAMES.fullmatch(text)):
            continue
        listing = section_of_title(text) is Section.ACTIONS
        found.append(candidate)
    return found


def _without_summary_rows(candidates: list[_Candidate]) -> list[_Candidate]:
    """Below a closing list of actions a number that was used before is that of its action's item."""
    found: list[_Candidate] = []
    numbers: set[str | None] = {None}
    listing = False
    for candidate in candidates:
        if listing and candidate.style == "line" and candidate.number in numbers:
            continue
        listing = (listing and candidate.number in numbers) or (
            candidate.number is None and section_of_title(candidate.passage.text) is Section.ACTIONS
        )
        numbers.add(candidate.number)
        found.append(candidate)
    return found


def _add(draft: Draft, candidate: _Candidate, known: dict[str, int]) -> None:
    title = without_paper(squash(candidate.passage.text)).rstrip(" :")
    key = " ".join(content_words(title))
    last = draft.headings[-1] if draft.headings else None
    if (section_of(title) is not None or _CONTAINER.fullmatch(title)) and candidate.number is None:
        return
    if known.get(key) is not None and _same(draft.headings[known[key]].number, candidate.number):
        _repeat(draft, candidate, known[key])
        return
    if last is not None and candidate.style == "cell" and candidate.number is not None:
        again = candidate.number == last.number
        if again and (title.startswith(last.title) or ((candidate.passage.cell or 0) and _is_made_up(candidate))):
            _repeat(draft, candidate, len(draft.headings) - 1)
            return
    if candidate.number is not None and any(h.number == candidate.number for h in draft.headings[-40:]):
        draft.warn("number_twice", f"The item number {candidate.number} is used twice.")
    section = section_of_title(title)
    counts = not (candidate.number is None and section in (Section.ACTIONS, Section.DECISIONS))
    known.setdefault(key, len(draft.headings))
    draft.headings.append(
        Heading(candidate.place, candidate.number, title, candidate.passage.source(), section, counts)
    )
    draft.take([candidate.place], Role.ITEM)
    draft.heading_of[candidate.place] = len(draft.headings) - 1


def _same(known: str | None, again: str | None) -> bool:
    return known == again or again is None


def _is_made_up(candidate: _Candidate) -> bool:
    """Is the cell one of tabbed lines, whose numbers page breaks print again?"""
    return candidate.passage.cell is not None and candidate.passage.cell.table >= 1_000_000


def _repeat(draft: Draft, candidate: _Candidate, index: int) -> None:
    """The heading again, printed by a page break: what follows belongs to the item as before."""
    heading = draft.headings[index]
    draft.warn("repeated_block", f"A part of “{heading.title}” is printed more than once.")
    draft.heading_of[candidate.place] = index
    if candidate.passage.text.strip(" :").lower() == heading.title.lower():
        draft.take([candidate.place], Role.REPEAT)
    elif candidate.passage.text.startswith(f"{heading.title} "):
        passage = draft.passages[candidate.place]
        at = passage.text.index(heading.title) + len(heading.title)
        draft.passages[candidate.place] = passage.part(at)


def _spread(draft: Draft) -> None:
    """Every passage stands under the last heading before it; cells under the heading of their row."""
    current: int | None = None
    for place in range(len(draft.passages)):
        if draft.heading_of[place] is not None:
            current = draft.heading_of[place]
        else:
            draft.heading_of[place] = current
