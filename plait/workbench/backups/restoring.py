"""Putting a back-up in the place of what is there: everything is checked first, and it happens whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, models, transaction

from plait.actions.models import Action
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.files.models import StoredFile
from plait.files.places import is_place
from plait.files.queries import damaged, is_whole
from plait.groups.models import Group
from plait.history import triggers
from plait.history.models import Entry
from plait.history.queries import Verdict, verify
from plait.meetings.models import Meeting
from plait.notifications.commands import pause
from plait.notifications.models import Message
from plait.notifications.queries import waiting_before
from plait.people.models import Person
from plait.search import index
from plait.workbench.backups import tables
from plait.workbench.backups.archive import check, lines, reading
from plait.workbench.backups.manifest import Manifest
from plait.workbench.backups.taking import migrations_of
from plait.workbench.commands import note_restored
from plait.workbench.readiness import FINE, migrated

PAUSED_BECAUSE = "A back-up was restored, and letters in it may have been sent already."
# What a person would miss. What runs by itself (slots, jobs, counters) is no reason to ask.
_MISSED: tuple[tuple[type[models.Model], str], ...] = (
    (Person, "people"),
    (Group, "groups"),
    (Meeting, "meetings"),
    (Action, "actions"),
    (StoredFile, "files"),
    (Message, "messages"),
    (Entry, "entries of history"),
)


@dataclass(frozen=True, slots=True)
class Restored:
    """`lost`: names of stored files whose bytes the back-up did not have. `waiting`: letters in the paused outbox."""

    manifest: Manifest
    verdict: Verdict
    lost: list[str]
    waiting: int


def restore(path: Path, *, replace: bool, by: Actor, at: datetime) -> Restored:
    """Check the archive, put it in place of the database and the files, and verify both. All or nothing.

    The outbox is paused: letters that wait in the back-up may have been sent after it was made.
    """
    manifest = check(path)
    check_fits(manifest)
    if not replace:
        check_is_empty(path)
    with _files_added() as added, transaction.atomic():
        _replace_rows(path, manifest)
        _put_files(path, manifest, added)
        pause(because=PAUSED_BECAUSE, by=by, at=at)
        note_restored(made_at=manifest.made_at, rows=manifest.rows, files=len(manifest.files), by=by, at=at)
    return Restored(manifest, verify(), [file.name for file in damaged()], waiting_before(at))


def check_fits(manifest: Manifest) -> None:
    """The database has the tables the back-up was made from: neither older nor newer ones."""
    waiting = migrated()
    if waiting != FINE:
        raise Refusal(f"This database is not ready: {waiting}")
    here, there = set(migrations_of(connection)), set(manifest.migrations)
    if there - here:
        raise Refusal(
            f"The back-up was made by another or newer Plait (it says {manifest.plait}): it has {len(there - here)} "
            "migrations that this one does not know. Install that version first. Nothing was changed."
        )
    if here - there:
        raise Refusal(
            f"The back-up was made by an older Plait (it says {manifest.plait}): it lacks {len(here - there)} "
            "migrations. Restore it with that version into an empty database, then bring this one and run: "
            "plait manage migrate. Nothing was changed."
        )
    ours = {m._meta.db_table: tables.column_names(m) for m in tables.kept_models()}
    if {t.name: sorted(t.columns) for t in manifest.tables} != {name: sorted(c) for name, c in ours.items()}:
        raise Refusal("The back-up's tables are not those of this database. Nothing was changed.")


def check_is_empty(path: Path) -> None:
    """Refuse while there is something to lose, and say what."""
    held = [f"{count:,} {words}" for model, words in _MISSED if (count := model._base_manager.count())]
    if held:
        raise Refusal(
            f"The database holds work that would be lost: {', '.join(held)}. Nothing was changed. "
            f"Back it up first if it matters, then run: plait restore {path} --yes"
        )


@contextmanager
def _files_added() -> Iterator[list[str]]:
    """The names put into the storage, which are taken away again when the rest fails."""
    added: list[str] = []
    try:
        yield added
    except BaseException:
        for name in added:
            with suppress(OSError):  # then it is a stray
                default_storage.delete(name)
        raise


def _put_files(path: Path, manifest: Manifest, added: list[str]) -> None:
    """The bytes of every restored record that are not whole in the storage, where the archive has them."""
    parts = {part.sha256: part.path for part in manifest.files}
    with reading(path) as held:
        for kept in StoredFile.objects.order_by("pk").iterator():
            if kept.sha256 in parts and not _is_there(kept):
                _keep(kept.place, held.read(parts[kept.sha256]))
                added.append(kept.place)


def _is_there(kept: StoredFile) -> bool:
    try:
        return is_whole(kept)
    except OSError as error:
        raise Refusal("The file storage does not answer. Nothing was changed.") from error


def _keep(place: str, data: bytes) -> None:
    """In the storage under its name, over whatever damaged bytes stand there."""
    if not is_place(place):
        raise Refusal("The back-up names a file as Plait never does. Nothing was changed. Use another back-up.")
    try:
        default_storage.delete(place)
        default_storage.save(place, ContentFile(data))
    except OSError as error:
        raise Refusal(f"A file could not be kept: {error.strerror or error}. The database was not changed.") from error


def _replace_rows(path: Path, manifest: Manifest) -> None:
    """In the caller's transaction. The history's triggers are lifted for as long as it takes."""
    kept: dict[str, type[models.Model]] = {model._meta.db_table: model for model in tables.kept_models()}
    triggers.drop()
    tables.empty(kept.values())
    with reading(path) as held:
        for part in manifest.tables:
            if tables.load(kept[part.name], part.columns, lines(held, part)) != part.rows:
                raise Refusal(f"The back-up's rows of {part.name} are not as many as it says. Nothing was changed.")
    connection.check_constraints()
    tables.count_on_from_here(kept.values())
    index.install()
    triggers.install()
