"""A small dump left by each finished piece of work still migrates, on both databases."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from plait.actions.models import Action
from plait.history import triggers
from plait.history.queries import verify
from plait.workbench.backups import archive, tables

UNCHANGED = {"contenttypes", "auth", "sessions"}  # Django's own, which no back-up carries
DUMPS = sorted((Path(__file__).parent / "dumps").glob("*.zip"))


def test_there_is_a_dump() -> None:
    assert DUMPS


def empty(names: set[str]) -> None:
    """These and what no dump carries: PostgreSQL empties no table to which another still points."""
    names |= set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), sorted(names)):
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_an_older_dump_still_migrates(dump: Path) -> None:
    """Back to the tables the dump was made from, its rows loaded, then forward to today's tables."""
    manifest = archive.check(dump)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("plait.")}
    applied = sorted(each.partition(".")[::2] for each in manifest.migrations)
    targets = list({app: (app, name) for app, name in applied if app in ours}.values())
    executor = MigrationExecutor(connection)
    new = executor.loader.migrated_apps - {app for app, _ in applied} - UNCHANGED
    executor.migrate([*targets, *((app, None) for app in sorted(new))])
    then = executor.loader.project_state(targets).apps
    models = {model._meta.db_table: model for model in then.get_models(include_auto_created=True)}
    parts = [part for part in manifest.tables if part.name in models]
    triggers.drop()
    with connection.constraint_checks_disabled(), transaction.atomic(), archive.reading(dump) as held:
        empty({part.name for part in parts})
        for part in parts:
            tables.load(models[part.name], part.columns, archive.lines(held, part))
        tables.count_on_from_here(models[part.name] for part in parts)
    call_command("migrate", verbosity=0)
    assert Action.objects.count() == next(part.rows for part in parts if part.name == "actions_action")
    assert verify().broken is None
