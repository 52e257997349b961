"""The index behind `search_searchrow`: FTS5 on SQLite, a generated tsvector on PostgreSQL. Laid after each migrate."""

from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(title, text, content='search_searchrow', "
    "content_rowid='id', tokenize='porter unicode61')",
    "DROP TRIGGER IF EXISTS search_words_in",
    "DROP TRIGGER IF EXISTS search_words_out",
    "DROP TRIGGER IF EXISTS search_words_change",
    "CREATE TRIGGER search_words_in AFTER INSERT ON search_searchrow BEGIN "
    "INSERT INTO search_words(rowid, title, text) VALUES (new.id, new.title, new.text); END",
    "CREATE TRIGGER search_words_out AFTER DELETE ON search_searchrow BEGIN "
    "INSERT INTO search_words(search_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END",
    "CREATE TRIGGER search_words_change AFTER UPDATE ON search_searchrow BEGIN "
    "INSERT INTO search_words(search_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); "
    "INSERT INTO search_words(rowid, title, text) VALUES (new.id, new.title, new.text); END",
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
)
_POSTGRESQL = (
    "ALTER TABLE search_searchrow ADD COLUMN IF NOT EXISTS words tsvector GENERATED ALWAYS AS "
    "(setweight(to_tsvector('english', title), 'A') || to_tsvector('english', text)) STORED",
    "CREATE INDEX IF NOT EXISTS search_words ON search_searchrow USING gin (words)",
)


def install(on: BaseDatabaseWrapper = connection) -> None:
    with on.cursor() as cursor:
        for statement in _SQLITE if on.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def install_after_migrate(**_: Any) -> None:
    install()
