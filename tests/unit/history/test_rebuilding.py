"""SQLite alters a table by building it anew, which drops its triggers; migrating lays them again."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, migrations, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from plait.history import triggers
from plait.history.models import Entry
from tests.factories.foundations import EntryFactory

pytestmark = pytest.mark.django_db(transaction=True)


def _widen(length: int) -> None:
    """What a migration of the entries would do."""
    before: ProjectState = MigrationLoader(connection).project_state()
    after = before.clone()
    alter = migrations.AlterField("entry", "verb", models.CharField(max_length=length))
    alter.state_forwards("history", after)
    with connection.schema_editor() as editor:
        alter.database_forwards("history", editor, before, after)


def test_a_rebuilt_table_is_protected_again_after_migrate() -> None:
    EntryFactory()
    _widen(41)
    lost = triggers.missing()
    assert lost == (
        {"keep_history_entry_update", "keep_history_entry_delete"} if connection.vendor == "sqlite" else set()
    )
    call_command("migrate", verbosity=0, skip_checks=True)
    assert triggers.missing() == set()
    with pytest.raises(DatabaseError, match="history cannot be changed"), transaction.atomic():
        Entry.objects.update(verb="changed")
    _widen(40)
    call_command("migrate", verbosity=0, skip_checks=True)
