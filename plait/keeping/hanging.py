"""What hangs on a record: found from the models themselves, so that no table is forgotten.

A row that cannot stand without the record goes with it, and so do its files and texts where nothing else needs them.
A row that only mentions it stays, and loses the mention.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, TypeAlias

from django.apps import apps
from django.db.models import ForeignKey, Model

from plait.actions.models import Action
from plait.core.registry import Ref
from plait.files.models import StoredFile
from plait.groups.models import Group
from plait.meetings.models import Batch, Matter, Meeting, MinutesImport, MinutesText
from plait.notifications.models import Message, SignedLink
from plait.people.models import Merging, Person, Post, SubjectSearch
from plait.risks.models import Risk
from plait.rounds.models import Request, Round
from plait.trackers.models import TrackerImport
from plait.workbench.subject.tables import KINDS

Key: TypeAlias = "ForeignKey[Any, Any]"
# Records of their own: nothing takes them along.
_STANDING: Final = frozenset({Action, Meeting, Risk, Group, Person, MinutesImport, TrackerImport, Matter, Round, Batch})
# Rows that could stand without what they point at, and would then only keep its words.
_GO_TOO: Final = frozenset(
    {
        ("meetings.MinutesImport", "meeting"),
        ("meetings.MinutesImport", "minutes"),
        ("meetings.BatchFile", "minutes_import"),
        ("meetings.Finding", "action"),
        ("meetings.Finding", "again_action"),
        ("meetings.Finding", "decision"),
        ("meetings.Finding", "again_decision"),
        ("meetings.Question", "finding"),
        ("meetings.Question", "owner"),
        ("trackers.TrackerRow", "action"),
        ("trackers.TrackerRow", "risk"),
        ("people.Post", "holder"),
        ("people.Person", "merged_into"),
        ("rounds.Pause", "person"),
    }
)
# What a person leaves that is no record of the partnership's work. Anything else that names them keeps their card.
_OF_A_PERSON: Final = frozenset({"accounts", "access", "notifications", "account", "mfa", "usersessions"})
_LETTERS: Final[tuple[type[Model], ...]] = (Message, SignedLink)
_AT_ONCE: Final = 500
_OWNED: Final[tuple[type[Model], ...]] = (MinutesText, StoredFile)
_SLUGS: Final = {
    **KINDS,
    Message._meta.label: "message",
    SignedLink._meta.label: "link",
    Round._meta.label: "round",
} | {Request._meta.label: "round_request"}


@dataclass(slots=True)
class Hanging:
    """`rows`: what goes, table by table. `needing`: what cannot do without the record; as far as it stays, the
    record has to stay (`needed`: how many of what)."""

    rows: dict[type[Model], set[Any]] = field(default_factory=dict)
    needing: dict[type[Model], set[Any]] = field(default_factory=dict)

    @property
    def needed(self) -> dict[type[Model], int]:
        left = {model: keys - self.rows.get(model, set()) for model, keys in self.needing.items()}
        return {model: len(keys) for model, keys in left.items() if keys}

    @property
    def refs(self) -> set[Ref]:
        """Every record among the rows that the history and the search know by a name."""
        slugs = ((_SLUGS.get(model._meta.label), keys) for model, keys in self.rows.items())
        return {Ref(slug, key) for slug, keys in slugs if slug for key in keys}

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each table of ours, the record itself among them."""
        return {model._meta.label: len(keys) for model, keys in sorted(self.rows.items(), key=_label) if keys}


def _label(row: tuple[type[Model], set[Any]]) -> str:
    return row[0]._meta.label


def hanging_on(record: Model) -> Hanging:
    found = Hanging()
    _follow(found, type(record), {record.pk})
    for owned in _OWNED:
        _follow(found, owned, _owned_alone(found, owned))
    return found


def _follow(found: Hanging, model: type[Model], keys: set[Any]) -> None:
    """Take rows in, and whatever cannot stand without them."""
    waiting = [(model, keys)]
    while waiting:
        model, keys = waiting.pop()
        new = keys - found.rows.setdefault(model, set())
        if not new:
            continue
        found.rows[model] |= new
        for key in pointing_at(model):
            other, there = key.model, rows_at(key, new)
            if not _goes(key):
                if there and _needs(key):
                    found.needing.setdefault(other, set()).update(there)
            elif there:
                waiting.append((other, there))
        waiting += list(_about(model, new))


def _goes(key: Key) -> bool:
    label = key.model._meta.label
    if (label, key.name) in _GO_TOO:
        return True
    if key.related_model is Person:
        own = key.model._meta.app_label in _OF_A_PERSON and (key.name == "person" or not key.null)
        return own or key.model is Merging or _between(key.model)
    return key.model not in _STANDING and not key.null


def _needs(key: Key) -> bool:
    """Whether a row that stays cannot do without what it points at: who did something is never cut out of it."""
    if key.related_model in (Person, Post, Group):
        return key.model not in (key.related_model, SubjectSearch)
    return not key.null


def _between(model: type[Model]) -> bool:
    """A table between many and many."""
    return bool(model._meta.auto_created)


def _about(model: type[Model], keys: set[Any]) -> Iterator[tuple[type[Model], set[Any]]]:
    """Letters and links about these records."""
    slug = _SLUGS.get(model._meta.label)
    if slug and model not in _LETTERS:
        for letters in _LETTERS:
            for some in parted(keys):
                rows = letters._default_manager.filter(kind=slug, key__in=some).order_by()
                yield letters, set(rows.values_list("pk", flat=True))


def _owned_alone(found: Hanging, owned: type[Model]) -> set[Any]:
    """Files or texts of these rows that no other row has."""
    theirs: set[Any] = set()
    for model, keys in found.rows.items():
        for key in keys_of(model, owned):
            for some in parted(keys):
                theirs |= set(model._default_manager.filter(pk__in=some).order_by().values_list(key.attname, flat=True))
    theirs.discard(None)
    for key in pointing_at(owned):
        if not _is_part(key):
            going = found.rows.get(key.model, set())
            theirs -= {at for pk, at in list(_rows_at(key, theirs)) if pk not in going}
    return theirs


def _is_part(key: Key) -> bool:
    """A passage of a text belongs to it; a version of minutes only has it."""
    path = getattr(key.model, "keeping", None)
    return path is not None and str(path.circle).split("__")[0] == key.name


@cache
def pointing_at(model: type[Model]) -> tuple[Key, ...]:
    """Every foreign key to a table, those of tables between many and many included."""
    return tuple(key for other in apps.get_models(include_auto_created=True) for key in keys_of(other, model))


def keys_of(model: type[Model], to: type[Model]) -> list[Key]:
    fields = model._meta.local_fields
    return [key for key in fields if isinstance(key, ForeignKey) and key.related_model is to]


def rows_at(key: Key, keys: set[Any]) -> set[Any]:
    """The keys of the rows that point at these through a foreign key."""
    return {pk for pk, _ in _rows_at(key, keys)}


def _rows_at(key: Key, keys: set[Any]) -> Iterator[tuple[Any, Any]]:
    for some in parted(keys):
        rows = key.model._default_manager.filter(**{f"{key.name}__in": some}).order_by()
        yield from rows.values_list("pk", key.attname)


def parted(keys: set[Any]) -> Iterator[list[Any]]:
    """In parts that every database takes in one question."""
    listed = sorted(keys)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]
