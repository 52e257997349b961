"""Gathering what is held about a person: whatever table it stands in."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db.models import Model

from plait.access.models import Circle, Level
from plait.access.queries import circles_of
from plait.core.registry import Ref, Viewer
from plait.meetings.models import MinutesImport, MinutesVersion
from plait.people.models import Person
from plait.people.pointing import many_to_many_of, rows_naming
from plait.search.models import SearchRow
from plait.workbench.subject.accounts import of_account
from plait.workbench.subject.held import Entry, Held, Hidden, Section
from plait.workbench.subject.histories import of_history, of_readings
from plait.workbench.subject.spellings import Spellings
from plait.workbench.subject.tables import (
    circle_path,
    record_of,
    ref_of,
    rows_with,
    silent_name,
    tables_with_text,
    words_in,
)
from plait.workbench.subject.unread import unread_files
from plait.workbench.subject.wording import column_words, role_words, told

_AT_ONCE = 500
_MINUTES = "meetings.MinutesText"


def everything_about(person: Person | None, spellings: Spellings, viewer: Viewer) -> Held:
    """What names the person, or holds one of the spellings. Restricted records of circles that `viewer` is not in are
    told by their reference alone, so that somebody who may see them can look.
    """
    gathering = _Gathering(viewer)
    people = _with_aliases(person) if person else []
    for each in people:
        gathering.add_person(each)
    if spellings.words:
        gathering.add_text(spellings)
        gathering.add_files(spellings)
    keys = [each.pk for each in people]
    gathering.add_histories(keys, spellings, viewer)
    gathering.entries += of_readings(keys)
    return gathering.held()


def _with_aliases(person: Person) -> list[Person]:
    return [person, *Person.objects.filter(merged_into=person).order_by("pk")]


class _Gathering:
    def __init__(self, viewer: Viewer) -> None:
        self.knows = set(circles_of(viewer).order_by("pk").values_list("pk", flat=True))
        self.closed = Circle.objects.filter(level=Level.RESTRICTED).in_bulk()
        self.entries: list[Entry] = []
        self.hidden: Counter[tuple[int, str]] = Counter()
        self.restricted: dict[tuple[Circle, Ref], None] = {}

    def put(self, section: Section, row: Model, what: str, words: Iterable[tuple[int, str]]) -> None:
        """Entries of one row, or one hidden entry where its circle is not the viewer's."""
        path = circle_path(type(row))
        circle = _along(row, path) if path else 0
        record = record_of(row)
        for line, said in words:
            if circle and circle not in self.knows:
                self.hidden[circle, silent_name(record)] += 1
                continue
            ref = self._ref(record)
            self.entries.append(Entry(section, ref, what, said, line, circle=circle))
            if circle in self.closed:
                self.restricted[self.closed[circle], ref] = None

    def _ref(self, record: Model) -> Ref:
        """Lines of minutes lead to their meeting, or to the import that waits."""
        if record._meta.label != _MINUTES:
            return ref_of(record)
        meeting = MinutesVersion.objects.filter(text=record.pk).values_list("meeting", flat=True).first()
        if meeting is not None:
            return Ref("meeting", meeting)
        waiting = MinutesImport.objects.filter(text=record.pk).values_list("pk", flat=True).first()
        return Ref("minutes_import", waiting) if waiting is not None else ref_of(record)

    def add_person(self, person: Person) -> None:
        ref = Ref("person", person.pk)
        for what, words in (
            ("Name", person.name),
            ("Initials", person.initials),
            ("E-mail address", person.email),
            ("Telephone", person.telephone),
        ):
            if words:
                self.entries.append(Entry(Section.RECORD, ref, what, words))
        self.entries += of_account(person)
        for model, field, keys in rows_naming(person.pk):
            behind = many_to_many_of(model)
            for row in _rows(model, keys):
                named = getattr(row, behind.model._meta.model_name or "") if behind else row
                words = role_words(behind.model if behind else model, behind.name if behind else field.name)
                self.put(Section.NAMED, named, words, [(0, told(named))])

    def add_text(self, spellings: Spellings) -> None:
        for model, fields in tables_with_text():
            for row in rows_with(model, fields, spellings).iterator(chunk_size=_AT_ONCE):
                for field in fields:
                    first = getattr(row, "first_line", None) if model._meta.label == "meetings.TextPart" else None
                    for text in words_in(getattr(row, field.attname)):
                        lines = [(n + first - 1 if first else 0, words) for n, words in spellings.lines_in(text)]
                        self.put(Section.TEXT, row, column_words(model, field.name), lines)

    def add_files(self, spellings: Spellings) -> None:
        """The text of stored files as the search keeps it; minutes and trackers are text of their own."""
        passages = SearchRow.objects.filter(kind="file").exclude(part=0)
        words = tuple(field for field in SearchRow._meta.concrete_fields if field.name == "text")
        for row in rows_with(SearchRow, words, spellings).filter(pk__in=passages.order_by("pk").values("pk")):
            assert isinstance(row, SearchRow)
            lines = [(n + (row.line or 1) - 1, found) for n, found in spellings.lines_in(row.text)]
            if row.circle_id not in self.knows:
                self.hidden[row.circle_id, f"File {row.key}"] += len(lines)
                continue
            for line, found in lines:
                self.entries.append(
                    Entry(Section.FILES, Ref("file", row.key), row.title, found, line, circle=row.circle_id)
                )
                if row.circle_id in self.closed:
                    self.restricted[self.closed[row.circle_id], Ref("file", row.key)] = None

    def add_histories(self, keys: list[int], spellings: Spellings, viewer: Viewer) -> None:
        shown, hidden = of_history(keys, spellings, viewer)
        self.entries += shown
        for record, entries in hidden.items():
            path = circle_path(type(record))
            self.hidden[_along(record, path) if path else 0, f"History of {silent_name(record)}"] += entries

    def held(self) -> Held:
        order = {section: n for n, section in enumerate(Section)}
        names = dict(Circle.objects.order_by("pk").values_list("pk", "name"))
        hidden = (Hidden(names.get(circle, ""), ref, n) for (circle, ref), n in sorted(self.hidden.items()))
        entries = tuple(sorted(self.entries, key=lambda entry: order[entry.section]))
        return Held(entries, tuple(hidden), unread_files(self.knows), tuple(self.restricted))


def _rows(model: type[Model], keys: list[int]) -> Iterator[Model]:
    for start in range(0, len(keys), _AT_ONCE):
        yield from model._default_manager.filter(pk__in=keys[start : start + _AT_ONCE]).order_by("pk")


def _along(row: Model, path: str) -> int:
    """The key at the end of a way such as "action__circle_id"."""
    at: object = row
    for step in path.split("__"):
        at = getattr(at, step)
    return int(str(at))
