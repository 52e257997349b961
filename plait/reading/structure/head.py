"""The head of the minutes: partnership, group, title, day, times, place."""

import datetime
import re

from plait.core.dates import ParsedDay, find_days, say
from plait.reading.attendance.sections import section_of, section_with_people
from plait.reading.draft import Draft, Role
from plait.reading.due.unlike_days import impossible_day
from plait.reading.layout.item_numbers import item_number
from plait.reading.layout.passages import Passage
from plait.reading.layout.tables import Table
from plait.reading.model import Question
from plait.reading.structure.times import find_times
from plait.reading.structure.worded_days import in_figures
from plait.reading.wording import squash

_KEYS = {
    "title": r"meeting|title|name of meeting|meeting title|meeting name",
    "group": r"group|committee|board|panel|name of group",
    "date": r"date|meeting date|date of meeting|date held|held on|when|date and time|date/time|date & time",
    "time": r"time|times|start time|timing|meeting time",
    "end": r"end time|finish|finish time|meeting closed",
    "venue": r"venue|place|location|where|held at|held via|room|platform|via",
    "mail": r"from|sent|to|cc|bcc|subject|attachments?|importance",
    "next": r"(?:date of )?next meeting(?: date)?|date of next meeting",
}
_KEY = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _KEYS.items()}
_ABOUT_MEETING = re.compile(r"\b(?:minutes|notes?|record|note)\b", re.IGNORECASE)
_NOT_A_DAY_OF_MEETING = re.compile(r"\b(?:posted|approved|published|sent|printed|version|next meeting|circulated|last "
                                   r"meeting|updated|created|modified|previous)\b", re.IGNORECASE)  # fmt: skip
_GROUP = re.compile(
    r"\b(?:group|subgroup|sub-group|board|panel|committee|network|forum|partners|team|executive|council|hub)\b",
    re.IGNORECASE,
)
_PARTNERSHIP = re.compile(r"\b(?:partnership|safeguarding (?:children|community|adults?))\b", re.IGNORECASE)
_WORDS_OF_MINUTES = re.compile(
    r"(?:^|(?<=[\s–:,-]))(?:draft|final|approved|confirmed|unconfirmed|rough|brief|quick|highlight"
    r"|official(?:-sensitive)?)?\s*"
    r"(?:the )?(?:minutes|notes?|records?|note)(?: of(?: the| a)?)?(?: (?:meeting"
    r"|held))*(?: of(?: the)?)?(?: \d{1,3})?(?=\s|$|[–:,-])",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"^\s*(?:draft|final|approved|unconfirmed)\b[\s:–-]*", re.IGNORECASE)
_VENUE_INLINE = re.compile(
    r"(?:via|at|in|by|on)\s+(?:Microsoft |MS )?(?:Teams|Zoom|[A-Z][\w' ]{3,60})|(?:Microsoft"
    r"|MS) Teams|Teams|Zoom|Online|Virtual(?:ly)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b([01]\d|2[0-3])([0-5]\d)\b")  # "0930-1115" behind "Time:"
_SECOND_PAIR = re.compile(r"\s(?P<key>Where|Venue|Place|Location|Time|Group):\s+(?P<value>\S.*)$")  # in one line
_HEAD_LINES = 40
_TABBED = 1_000_000  # numbers of tables made of lines with tabs begin here


def find_head(draft: Draft) -> None:
    """Fills title, group, day, times and venue from the first lines and from label and value pairs."""
    places = _head_places(draft)
    for place in places:
        _take_pair(draft, place)
    for place in places:
        _take_day_line(draft, place)
    _take_names(draft, [p for p in places if draft.roles[p] is Role.BODY])


def _head_places(draft: Draft) -> list[int]:
    found = []
    for place, passage in enumerate(draft.passages[:_HEAD_LINES]):
        text = passage.text
        if passage.cell is not None and not _is_pair(draft, place):
            table = draft.tables[passage.cell.table]
            if not _is_form(table):
                break
            if len(table.rows) == 1 and passage.cell.table >= _TABBED and passage.cell.column == min(table.columns):
                found.append(place)
            continue
        if re.match(r"(?:1|01)[.)]?\s+[A-Z]", text) or re.fullmatch(
            r"(?:present|attendees|attendance|apologies|those present|in attendance):?", text.strip(), re.IGNORECASE
        ):
            break
        if _begins_meeting(text):
            break
        found.append(place)
    return found


_NAMES_NOTHING = re.compile(r"(?:(?:agenda|minutes|notes?|and|of|the|meeting|draft|papers?)\W*)+", re.IGNORECASE)
_LIST_OF_PEOPLE = re.compile(
    r"(?:notes:|minutes:|present|apolog|apols|attend|in attendance|member|those|governors|who was"
    r"|who came|there\b|here\b|sorry|regrets|absent|not present|on the call|round the table|could ?n.?t|panel members)",
    re.IGNORECASE,
)


def _begins_meeting(text: str) -> bool:
    """The list of people, or a numbered item: the head is over."""
    if _LIST_OF_PEOPLE.match(text) and (section_of(text) is not None or section_with_people(text) is not None):
        return True
    number = item_number(text)
    return number is not None and not number.number.isdigit() and len(text) < 130


def _is_form(table: Table) -> bool:
    """A small table, or one whose rows pair a label of the head with its value."""
    keys = sum(_key_of(table.text(row, min(table.rows[row]))) is not None for row in list(table.rows)[:12])
    return len(table.rows) <= 2 or keys >= 2


def _is_pair(draft: Draft, place: int) -> bool:
    passage = draft.passages[place]
    if passage.cell is None:
        return False
    table, row = draft.tables[passage.cell.table], passage.cell.row
    first = table.text(row, min(table.rows[row]))
    return len(table.rows[row]) == 2 and _key_of(first) is not None


def _key_of(text: str) -> str | None:
    text = text.strip(" :*")
    return next((name for name, pattern in _KEY.items() if pattern.fullmatch(text)), None)


def _take_pair(draft: Draft, place: int) -> None:
    """ "Venue: Town Hall", as a line or as two cells of a row."""
    passage = draft.passages[place]
    if passage.cell is not None:
        table, row = draft.tables[passage.cell.table], passage.cell.row
        first = min(table.rows[row])
        if passage.cell.column != first:
            return
        key, value = _key_of(passage.text), table.text(row, max(table.rows[row]))
        places = table.row_places(row)
    else:
        if (second := _SECOND_PAIR.search(passage.text)) and _key_of(passage.text.partition(":")[0]) is not None:
            _use_pair(draft, _key_of(second["key"]) or "", second["value"].strip())
            passage = passage.part(0, second.start())
        head, colon, value = passage.text.partition(":")
        key, places = (_key_of(head) if colon and value.strip() else None), [place]
    if key is None or len(value) > 300:
        return
    _use_pair(draft, key, value.strip())
    draft.take(places, Role.HEAD)


def _use_pair(draft: Draft, key: str, value: str) -> None:
    if key == "title":
        draft.title = draft.title or value
    elif key == "group":
        draft.group = draft.group or value
    elif key == "venue":
        draft.venue = draft.venue or value.strip("\U0001f4cd ")
    elif key == "next":
        draft.next_meeting = next((d.day for d in find_days(value, reference=draft.reference)), None)
    elif key == "end":
        times = find_times(value)
        draft.end = times[0].text if times else draft.end
    else:
        if key == "date":
            _use_day(draft, value)
        _use_times(draft, _CLOCK.sub(r"\1:\2", value) if key == "time" else value)


def _use_day(draft: Draft, text: str) -> ParsedDay | None:
    found = _first_day(draft, text)
    if found is None and draft.date is None and (words := impossible_day(text)) is not None:
        draft.questions.append(Question("date", f"There is no day “{words}”. When was the meeting held?"))
    if found is None or draft.date is not None:
        return found
    draft.date = found.day
    draft.date_inferred = found.inferred
    if found.inferred:
        draft.warn("year_missing", f"The date has no year. It was read as {say(found.day)}.")
    if found.misspelt:
        draft.warn("date_misspelt", f"The month is misspelt. The date was read as {say(found.day)}.")
    return found


def _first_day(draft: Draft, text: str) -> ParsedDay | None:
    for found in find_days(text, reference=_year_hint(draft)):
        return found
    return None


def _year_hint(draft: Draft) -> datetime.date:
    """A day in the year the document most often names, for a date without a year."""
    years = re.findall(r"\b(20\d\d)\b", " ".join(p.text[:400] for p in draft.passages[:200]))
    year = max(set(years), key=years.count) if years else "2000"
    return datetime.date(int(year), 1, 1)


def _use_times(draft: Draft, text: str) -> None:
    times = find_times(text)
    if len(times) >= 2:
        draft.start, draft.end = times[0].text, _after(times[0].text, times[1].text)
    elif times and draft.start is None:
        draft.start = times[0].text


def _venue_of(rest: str, end_of_times: int) -> str | None:
    """The words behind the day and the times of a line; those before the times where only a remark follows."""
    before = re.split(r"\s*\(?\b\d", rest, maxsplit=1)[0].strip(" ,;.–—-|(") if end_of_times else ""
    behind = re.sub(r"^(?:hours|hrs)\b[\s,]*", "", rest[end_of_times:].strip(" ,;.–—-|"))
    venue = before if behind.startswith("(") and len(before) > 3 else behind.strip("(").strip(" ,;.")
    venue = venue if "(" in venue else venue.strip(")")
    return re.sub(r"^(?:in (?=the [A-Z])|[^\w\s(\"'“‘]+\s+)", "", venue) or None


def _beside(draft: Draft, place: int) -> list[str]:
    """The further cells of a row."""
    cell = draft.passages[place].cell
    if cell is None:
        return []
    row = draft.tables[cell.table].row_places(cell.row)
    return [f", {draft.passages[each].text}" for each in row if each > place]


def _after(start: str, end: str) -> str:
    """ "12.45 – 2.15": an end before the start is in the afternoon."""
    hour, minute = int(end[:2]), end[3:]
    return f"{hour + 12}:{minute}" if end < start and hour < 12 and f"{hour + 12}:{minute}" > start else end


def _take_day_line(draft: Draft, place: int) -> None:
    """ "Wednesday 12 March 2025, 2pm to 4pm, Town Hall"."""
    passage = draft.passages[place]
    text = in_figures(passage.text)
    if draft.roles[place] is not Role.BODY or len(text) > 240 or draft.date is not None:
        return
    if passage.cell is not None:
        text = " ".join([text, *_beside(draft, place)])  # a line set out with tabs
    if _NOT_A_DAY_OF_MEETING.search(text) and not _ABOUT_MEETING.search(text):
        return
    found = _use_day(draft, text)
    if found is None:
        return
    rest = text[found.end :]
    times = find_times(rest)
    if draft.start is None:
        _use_times(draft, rest)
    end_of_times = max((t.end for t in times[:2]), default=0)
    if draft.venue is None:
        draft.venue = _venue_of(rest, end_of_times)
    if found.start <= 12:
        draft.take([place], Role.HEAD)


def _take_names(draft: Draft, places: list[int]) -> None:
    """The title is the first line that speaks of minutes or names a group; the partnership stands by itself."""
    lines = [(place, draft.passages[place]) for place in places]
    lines = [(place, p) for place, p in lines if _is_name_line(p)]
    titles = [
        (place, p) for place, p in lines if _ABOUT_MEETING.search(p.text) and not _NAMES_NOTHING.fullmatch(p.text)
    ]
    groups = [(place, p) for place, p in lines if _GROUP.search(p.text) and not _only_partnership(p.text)]
    day_line = next((place for place, p in titles if _tells_day_alone(draft, p.text)), None)
    plainer = [(place, p) for place, p in titles if place != day_line]
    chosen = (plainer or groups or titles or lines)[:1]
    if draft.title is None and chosen:
        draft.title = squash(chosen[0][1].text)
    for place, passage in lines:
        if _only_partnership(passage.text) and draft.partnership is None:
            draft.partnership = squash(passage.text)
            draft.take([place], Role.HEAD)
    if draft.group is None and draft.title is not None:
        name = group_of_title(draft.title)
        if not _GROUP.search(name) and groups:
            name = group_of_title(groups[0][1].text)
        draft.group = name or None
    draft.take([place for place, _ in chosen], Role.HEAD)
    draft.take([place for place, passage in lines if _NAMES_NOTHING.fullmatch(passage.text)], Role.HEAD)


def _tells_day_alone(draft: Draft, text: str) -> bool:
    """ "Notes from the forum: 19 May 2026, ...": the line of the day, which names nothing."""
    day = next(find_days(text, reference=draft.reference), None)
    return day is not None and day.start < len(text) * 0.6 and len(text) > day.end + 12


def _is_name_line(passage: Passage) -> bool:
    text = passage.text
    return (
        3 < len(text) <= 140
        and passage.cell is None
        and (not text.endswith((".", ",")) or text.endswith(".m."))
        and text[:1].isupper()
        and not _LIST_OF_PEOPLE.match(text)
    )


def _only_partnership(text: str) -> bool:
    plain_name = not re.search(r"[(),@]|\bbusiness unit\b", text, re.IGNORECASE)
    return (
        plain_name and bool(_PARTNERSHIP.search(text)) and not _GROUP.search(text) and not _ABOUT_MEETING.search(text)
    )


def group_of_title(title: str) -> str:
    """ "Minutes of the Practice Oversight Group" and "Audit Panel: note of the meeting" without the rest."""
    name = _DRAFT.sub("", squash(title))
    for day in find_days(name, reference=datetime.date(2000, 1, 1)):
        name = name[: day.start]
        break
    name = _WORDS_OF_MINUTES.sub(" ", name)
    name = re.sub(r"\b(?:meeting )?held (?:on|at)\b.*", "", name)
    head, colon, rest = name.partition(":")
    if colon and _GROUP.search(head) and not _GROUP.search(rest):  # "Audit Group: and tracker"
        name = head
    return squash(name).strip(" -–—:,").removeprefix("the ")


def printed_group(draft: Draft) -> str | None:
    """ "Partnership - Group" where both are printed."""
    if draft.partnership and draft.group and draft.partnership.lower() not in draft.group.lower():
        return f"{draft.partnership} - {draft.group}"
    return draft.group or draft.partnership
