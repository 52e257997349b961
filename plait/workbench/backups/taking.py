"""Taking a back-up while people go on working: one moment of the database, and the files it names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from plait.files.models import StoredFile
from plait.files.queries import is_whole, read
from plait.history.models import Seal
from plait.workbench.backups import tables
from plait.workbench.backups.archive import Writer, writing
from plait.workbench.backups.manifest import FilePart, Manifest

_MOMENT = "backup"


@dataclass(frozen=True, slots=True)
class Taken:
    path: Path
    manifest: Manifest
    size: int


def take(target: Path, *, at: datetime) -> Taken:
    """Write the back-up to `target`, or into it under the time of day where it is a folder."""
    path = target / f"plait-{at:%Y-%m-%d-%H%M%S}.zip" if target.is_dir() else target
    with writing(path) as writer, _one_moment() as using:
        manifest = _write(writer, using, at)
        writer.close(manifest)
    return Taken(path, manifest, path.stat().st_size)


@contextmanager
def _one_moment() -> Iterator[str]:
    """The name of a second connection that sees the database as it is now, whatever others write meanwhile.

    On SQLite it begins DEFERRED: it only reads, and nobody waits for it.
    """
    other = connection.copy(alias=_MOMENT)
    if other.vendor == "sqlite":
        other.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections[_MOMENT] = other
    try:
        with transaction.atomic(using=_MOMENT):
            with other.cursor() as cursor:
                if other.vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SELECT 1 FROM django_migrations")
            yield _MOMENT
    finally:
        other.close()
        del connections[_MOMENT]


def _write(writer: Writer, using: str, at: datetime) -> Manifest:
    parts = [
        writer.table(model._meta.db_table, tables.column_names(model), tables.dump(model, using))
        for model in tables.kept_models()
    ]
    files, lost = _write_files(writer, using)
    last = Seal.objects.using(using).order_by("-position").first()
    return Manifest(
        plait=version("plait"),
        made_at=at.isoformat(timespec="seconds"),
        database=connection.vendor,
        head=last.hash if last else "",
        migrations=migrations_of(connections[using]),
        tables=parts,
        files=files,
        lost=lost,
    )


def _write_files(writer: Writer, using: str) -> tuple[list[FilePart], list[str]]:
    """The parts, and the checksums of files that are missing or are not what was stored."""
    kept: list[FilePart] = []
    lost: list[str] = []
    stored = StoredFile.objects.using(using)
    for sha256 in stored.order_by("sha256").values_list("sha256", flat=True).distinct().iterator():
        whole = next((each for each in stored.filter(sha256=sha256).order_by("pk") if is_whole(each)), None)
        if whole is None:
            lost.append(sha256)
        else:
            kept.append(writer.file(read(whole)))
    return kept, lost


def migrations_of(on: BaseDatabaseWrapper) -> list[str]:
    """Applied migrations of the apps whose tables are kept, as "app.name"."""
    ours = tables.apps_kept()
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(on).applied_migrations() if app in ours)
