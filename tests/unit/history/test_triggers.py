"""The database itself keeps the history, on SQLite and on PostgreSQL."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from plait.history import triggers
from plait.history.models import Detail, Entry, Reading, Seal
from plait.workbench.readiness import protected
from tests.factories.foundations import DetailFactory, ReadingFactory, SealFactory

pytestmark = pytest.mark.django_db
KEPT = [(Entry, "verb"), (Seal, "hash"), (Reading, "how")]


@pytest.fixture(autouse=True)
def _one_row_in_each() -> None:
    DetailFactory()
    SealFactory()
    ReadingFactory()
    connection.check_constraints()  # PostgreSQL empties no table while a check of it is put off


@pytest.mark.parametrize(("model", "column"), [*KEPT, (Detail, "salt")])
def test_no_row_can_be_changed(model: type[models.Model], column: str) -> None:
    with pytest.raises(DatabaseError, match="history cannot be changed"), transaction.atomic():
        model._base_manager.update(**{column: "x"})


@pytest.mark.parametrize("model", [model for model, _ in KEPT])
def test_no_row_can_be_deleted(model: type[models.Model]) -> None:
    with pytest.raises(DatabaseError, match="history cannot be changed"), transaction.atomic():
        model._base_manager.all()._raw_delete("default")
    assert model._base_manager.count() == 1


@pytest.mark.parametrize("table", sorted(triggers.FORBIDDEN))
def test_no_table_can_be_emptied_at_a_stroke(table: str) -> None:
    """TRUNCATE is PostgreSQL's; SQLite knows only DELETE, which a detail alone allows: that is what details are for."""
    allowed = connection.vendor == "sqlite" and table == "history_detail"
    statement = f"DELETE FROM {table}" if connection.vendor == "sqlite" else f"TRUNCATE {table} CASCADE"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        refused = False
    except DatabaseError as error:
        refused = "history cannot be changed" in str(error)
    assert refused is not allowed


def test_nothing_is_missing_after_migrating() -> None:
    assert triggers.missing() == set()
    triggers.require_triggers()


def test_start_up_is_refused_while_one_is_missing_and_says_which() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER keep_history_entry_delete" + ("" if connection.vendor == "sqlite" else " ON history_entry")
        )
    with pytest.raises(ImproperlyConfigured, match=r"1 database triggers are missing \(keep_history_entry_delete\)"):
        triggers.require_triggers()
    assert protected() == "1 trigger that protects the history is missing. Run: plait manage migrate"


@pytest.mark.parametrize("words", [("work", "--once"), ("serve", "--bind", "127.0.0.1:0")])
def test_neither_pages_nor_jobs_start_without_them(words: tuple[str, ...]) -> None:
    triggers.drop()
    with pytest.raises((ImproperlyConfigured, CommandError), match="triggers are missing"):
        call_command(*words)


def test_the_check_of_the_history_tells_of_missing_triggers() -> None:
    triggers.drop()
    with pytest.raises(CommandError):
        call_command("verify_history", stdout=(out := StringIO()))
    assert "Not protected: the database lacks keep_history_detail_" in out.getvalue()


def test_a_trigger_that_is_switched_off_counts_as_missing() -> None:
    """PostgreSQL only: SQLite has no switch, there the trigger is either there or not."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE history_entry DISABLE TRIGGER keep_history_entry_update")
        else:
            cursor.execute("DROP TRIGGER keep_history_entry_update")
    assert triggers.missing() == {"keep_history_entry_update"}
