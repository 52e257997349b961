"""The index behind `search_searchrow`: FTS5 on SQLite, a generated tsvector on PostgreSQL. Laid after each migrate.

Beside the words the index holds marks: the row's circle (c), group (g), year (y) and record (r). A search names the
circles that hold the reader inside the index, and so never collects what the reader may not see. Triggers (SQLite)
and a generated column (PostgreSQL) make words and marks from the row itself: they cannot disagree with it.
"""

import unicodedata
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from plait.core.actor import Actor
from plait.search.places import record_mark

TABLE = "search_searchrow"
_MARKS = (
    "'c' || {r}circle_id || ' g' || coalesce({r}\"group\", 0) || "
    "' y' || coalesce(substr({r}\"on\", 1, 4), 0) || ' r' || {m}"
)


def _columns(row: str) -> str:
    """SQLite: the place, the words and the marks of a row."""
    marks = _MARKS.format(r=row, m=record_mark(f"{row}place"))
    return f"{row}place, {row}title, {row}text, {row}inside, {marks}"


# nothing in these statements was typed by anybody
_INTO = "INSERT INTO search_words(rowid, title, text, inside, marks)"
_OUT_OF = "INSERT INTO search_words(search_words, rowid, title, text, inside, marks)"
_ADD = f"{_INTO} VALUES ({_columns('new.')})"
_TAKE = f"{_OUT_OF} VALUES ('delete', {_columns('old.')})"
_LAID = (
    "CREATE VIRTUAL TABLE search_words USING fts5(title, text, inside, marks, content='', "
    "tokenize='porter unicode61 remove_diacritics 2')"
)
_TRIGGERS = (
    f"CREATE TRIGGER search_words_in AFTER INSERT ON {TABLE} BEGIN {_ADD}; END",
    f"CREATE TRIGGER search_words_out AFTER DELETE ON {TABLE} BEGIN {_TAKE}; END",
    f"CREATE TRIGGER search_words_change AFTER UPDATE ON {TABLE} BEGIN {_TAKE}; {_ADD}; END",
)
_FILL = (
    "INSERT INTO search_words(search_words) VALUES ('delete-all')",
    f"{_INTO} SELECT {_columns('')} FROM {TABLE} ORDER BY place",  # noqa: S608
)


def _folded() -> tuple[str, str]:
    """For PostgreSQL's translate: accented Latin letters to plain ones, and signs to blanks.

    FTS5 does both by itself. Without the blanks PostgreSQL would take "and/or" for the name of a file.
    """
    plain: dict[str, str] = {}
    for code in range(0xC0, 0x250):
        apart = unicodedata.normalize("NFKD", chr(code))
        letter = apart[0]
        if letter.isascii() and letter.isalpha() and all(unicodedata.combining(accent) for accent in apart[1:]):
            plain[chr(code)] = letter.lower()
    signs = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0xC0), *range(0x2010, 0x2060))]
    plain.update((sign, " ") for sign in signs if not sign.isalnum())
    return "".join(plain), "".join(plain.values())


def _vector(column: str, weight: str) -> str:
    these, those = (words.replace("'", "''") for words in _folded())
    return f"setweight(to_tsvector('plait', translate({column}, '{these}', '{those}')), '{weight}')"


_POSTGRESQL_MARKS = (
    "array_to_tsvector(ARRAY[':c' || circle_id::text, ':g' || coalesce(\"group\", 0)::text, "
    f"':y' || coalesce(extract(year from \"on\"), 0)::int::text, ':r' || {record_mark('place')}::text])"
)
_STEMS = (
    "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'plait' "
    "AND pg_ts_config_is_visible(oid)) THEN "
    "CREATE TEXT SEARCH DICTIONARY plait_stem (TEMPLATE = snowball, LANGUAGE = english); "
    "CREATE TEXT SEARCH CONFIGURATION plait (COPY = pg_catalog.english); "
    "ALTER TEXT SEARCH CONFIGURATION plait ALTER MAPPING REPLACE pg_catalog.english_stem WITH plait_stem; "
    "END IF; END $$"
)
_INDEX = "search_words_2"  # the number is raised when the columns or the marks change
_POSTGRESQL = (
    _STEMS,
    f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS words",
    f"ALTER TABLE {TABLE} ADD COLUMN words tsvector GENERATED ALWAYS AS "
    f"({_vector('title', 'A')} || {_vector('text', 'B')} || {_vector('inside', 'C')} || {_POSTGRESQL_MARKS}) STORED",
    f"CREATE INDEX {_INDEX} ON {TABLE} USING gin (words)",
)


def install(on: BaseDatabaseWrapper = connection) -> None:
    """Lay the index where it is missing or of an older shape; on SQLite fill it again from the rows."""
    with on.cursor() as cursor:
        if on.vendor == "sqlite":
            _install_sqlite(cursor)
            return
        cursor.execute(f"SELECT to_regclass('{_INDEX}')")
        if cursor.fetchone()[0] is None:
            _run(cursor, _POSTGRESQL)


def _install_sqlite(cursor: Any) -> None:
    cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'search_words'")
    laid = cursor.fetchone()
    _run(cursor, [f"DROP TRIGGER IF EXISTS search_words_{when}" for when in ("in", "out", "change")])
    if laid is None or laid[0] != _LAID:
        _run(cursor, ("DROP TABLE IF EXISTS search_words", _LAID))
    _run(cursor, (*_TRIGGERS, *_FILL))


def _run(cursor: Any, statements: Any) -> None:
    for statement in statements:
        cursor.execute(statement)


def _is_migrated(on: BaseDatabaseWrapper) -> bool:
    """Whether the table is there in the shape of today (one may migrate to an earlier day)."""
    with on.cursor() as cursor:
        if TABLE not in on.introspection.table_names(cursor):
            return False
        return "inside" in {column.name for column in on.introspection.get_table_description(cursor, TABLE)}


def install_after_migrate(**_: Any) -> None:
    """An index without a single row is filled from the records, once every room's tables are those of today."""
    from plait.search.commands import fill
    from plait.search.models import SearchRow

    if _is_migrated(connection):
        install()
        if not SearchRow.objects.exists() and not _waits(connection):
            fill(by=Actor.job("The migration"), at=timezone.now())


def _waits(on: BaseDatabaseWrapper) -> bool:
    """Whether some room's tables still wait for a migration."""
    executor = MigrationExecutor(on)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
