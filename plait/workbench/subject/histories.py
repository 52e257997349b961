"""The history of a person: of their record, of what they did, and where it holds their name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.apps import apps
from django.db.models import Model, Q

from plait.core import registry
from plait.core.registry import Ref, Viewer
from plait.history.models import Detail, Reading
from plait.history.models import Entry as HistoryEntry
from plait.workbench.subject.held import Entry, Section
from plait.workbench.subject.spellings import Spellings
from plait.workbench.subject.tables import KINDS, rows_with, words_in

_AT_ONCE: Final = 1000
_MODELS: Final = {slug: label for label, slug in KINDS.items()}
_UNSEEN: Final = "A restricted record"


def of_history(keys: Sequence[int], spellings: Spellings, viewer: Viewer) -> tuple[list[Entry], "Counter[Model]"]:
    """Entries that the viewer may see, each once; and how many there are of records they may not see."""
    about = Q(kind="person", key__in=keys)
    did = Q(person_id__in=keys) | Q(on_behalf_of_id__in=keys)
    shown: list[Entry] = []
    hidden: Counter[Model] = Counter()
    seen: set[int] = set()
    for section, entries in (
        (Section.ABOUT, HistoryEntry.objects.filter(about) if keys else None),
        (Section.DID, HistoryEntry.objects.filter(did) if keys else None),
        (Section.SAID, HistoryEntry.objects.filter(pk__in=_that_say(spellings)) if spellings.words else None),
    ):
        if entries is None:
            continue
        for some in _in_parts(entries.exclude(pk__in=seen).order_by("-at", "-pk").select_related("detail")):
            seen |= {entry.pk for entry in some}
            _sort(section, some, viewer, shown, hidden)
    return shown, hidden


def _that_say(spellings: Spellings) -> list[int]:
    said = tuple(field for field in Detail._meta.concrete_fields if field.name == "said")
    return [
        row.pk
        for row in rows_with(Detail, said, spellings)
        if isinstance(row, Detail) and any(True for text in words_in(row.said) for _ in spellings.lines_in(text))
    ]


def _in_parts(entries: Iterable[HistoryEntry]) -> Iterator[list[HistoryEntry]]:
    some: list[HistoryEntry] = []
    for entry in entries:
        some.append(entry)
        if len(some) == _AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _sort(
    section: Section, some: list[HistoryEntry], viewer: Viewer, shown: list[Entry], hidden: "Counter[Model]"
) -> None:
    refs = {entry.pk: Ref(entry.kind, entry.key) for entry in some}
    described = registry.describe(refs.values(), viewer)
    for entry in some:
        ref = refs[entry.pk]
        record = _record(ref) if described[ref].title == _UNSEEN else None
        if record is not None:
            hidden[record] += 1
        else:
            shown.append(Entry(section, ref, "History", _told(entry), at=entry.at))


def _record(ref: Ref) -> Model | None:
    """The record of a restricted entry; None where there is none any more, so that nothing of it can be restricted."""
    label = _MODELS.get(ref.kind)
    return apps.get_model(label)._default_manager.filter(pk=ref.key).first() if label else None


def _told(entry: HistoryEntry) -> str:
    detail = getattr(entry, "detail", None)
    if detail is None:
        return f"{entry.verb.replace('_', ' ')} (what was said has been removed)"
    kinds = {kind.slug: kind for kind in registry.kinds()}
    tell = kinds[entry.kind].tell if entry.kind in kinds else None
    words = tell(entry.verb, detail.said) if tell else entry.verb.replace("_", " ")
    return f"{detail.said.get('by', '')} {words}".strip()


def of_readings(keys: Sequence[int]) -> list[Entry]:
    """What restricted material they opened. The record is told by whoever may see it."""
    return [
        Entry(Section.OPENED, Ref(reading.kind, reading.key), "Opened", reading.how, at=reading.at)
        for reading in Reading.objects.filter(person_id__in=keys).order_by("-at", "-pk")
    ]
