"""What a database keeps of words that were removed: freed pages, the write-ahead log, old rows. Sweeping ends it."""

from django.db import connection


def before_removal() -> None:
    """SQLite: what is freed from now on is written over. PostgreSQL needs nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def settle_search() -> None:
    """SQLite's index of words keeps a removed word beside a note that it is gone, until its parts are made one."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")


def sweep() -> None:
    """Write the database anew without anything it no longer holds. Others wait meanwhile; outside a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")
