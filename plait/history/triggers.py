"""The database itself refuses to change or empty the history, on SQLite and on PostgreSQL."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# A detail may be deleted and written anew (that is what it is for), never altered: the chain knows of it or breaks.
FORBIDDEN = {
    "history_entry": ("UPDATE", "DELETE", "TRUNCATE"),
    "history_seal": ("UPDATE", "DELETE", "TRUNCATE"),
    "history_reading": ("UPDATE", "DELETE", "TRUNCATE"),
    "history_detail": ("UPDATE", "TRUNCATE"),
}
_SAYS = "The history cannot be changed."


def _wanted(vendor: str) -> dict[str, tuple[str, str]]:
    """Trigger name -> (table, operation). SQLite has no TRUNCATE."""
    return {
        f"keep_{table}_{operation.lower()}": (table, operation)
        for table, operations in FORBIDDEN.items()
        for operation in operations
        if not (vendor == "sqlite" and operation == "TRUNCATE")
    }


def install(on: BaseDatabaseWrapper = connection) -> None:
    """Lay every trigger anew."""
    drop(on)
    with on.cursor() as cursor:
        if on.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION plait_keep_history() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
            )
        for name, (table, operation) in _wanted(on.vendor).items():
            if on.vendor == "sqlite":
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {operation} ON {table} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
                )
            else:
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {operation} ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION plait_keep_history()"
                )


def drop(on: BaseDatabaseWrapper = connection) -> None:
    """Take the triggers away: for restoring a back-up, and for emptying a test database."""
    with on.cursor() as cursor:
        for name, (table, _) in _wanted(on.vendor).items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if on.vendor == "sqlite" else f" ON {table}"))


def missing(on: BaseDatabaseWrapper = connection) -> set[str]:
    """Names of triggers that should be there and are not (or are switched off)."""
    with on.cursor() as cursor:
        if on.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        there = {row[0] for row in cursor.fetchall()}
    return set(_wanted(on.vendor)) - there


def require_triggers() -> None:
    """Refuse to start where the history is not protected."""
    gone = missing()
    if gone:
        raise ImproperlyConfigured(
            f"The history is not protected: {len(gone)} database triggers are missing ({', '.join(sorted(gone))}). "
            "Run: plait manage migrate"
        )


def install_after_migrate(**_: Any) -> None:
    install()
