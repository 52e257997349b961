"""Whether this installation can do its work now: asked by whatever watches it, and before traffic is sent to it."""

import logging
import uuid
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from plait.history import triggers

FINE = "ok"
log = logging.getLogger("plait.readiness")


def answers() -> str:
    """Whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return FINE


def migrated() -> str:
    """Whether every migration is applied."""
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    many = "1 migration is" if waiting == 1 else f"{waiting} migrations are"
    return f"{many} not applied. Run: plait manage migrate" if waiting else FINE


def protected() -> str:
    """Whether the history's triggers stand."""
    gone = len(triggers.missing())
    many = "1 trigger that protects the history is" if gone == 1 else f"{gone} triggers that protect the history are"
    return f"{many} missing. Run: plait manage migrate" if gone else FINE


def writable() -> str:
    """Whether a file can be kept and taken away again."""
    name = default_storage.save(f"ready/{uuid.uuid4().hex}", ContentFile(b"ready"))
    default_storage.delete(name)
    return FINE


CHECKS: dict[str, tuple[Callable[[], str], str]] = {
    "database": (answers, "The database does not answer."),
    "migrations": (migrated, "Whether the migrations are applied could not be found out."),
    "history": (protected, "Whether the history is protected could not be found out."),
    "files": (writable, "The file storage cannot be written to."),
}


def readiness() -> dict[str, str]:
    """Check -> "ok" or one sentence that says what is wrong. It names no path, address or person."""
    return {name: _ask(check, sentence) for name, (check, sentence) in CHECKS.items()}


def _ask(check: Callable[[], str], sentence: str) -> str:
    """Whatever a check raises is an answer: storages and databases have errors of their own."""
    try:
        return check()
    except Exception:
        log.exception("not ready")
        return sentence
