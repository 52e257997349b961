"""`plait demo`: load the sample partnership, once."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from plait.core.refusals import Refusal
from plait.keeping.sample import keep_some
from plait.workbench.sample.cast import PASSWORD, SIGN_IN
from plait.workbench.sample.loading import is_loaded, load, minutes_to_try


class Command(BaseCommand):
    help = (
        "Load the sample partnership of Marlshire, an invented county: its people, groups, two years of meetings and "
        "their actions. It is loaded once, into an empty database, and never in production."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on",
            type=_day,
            default=None,
            metavar="YYYY-MM-DD",
            help="the day from which the sample's days are counted (today, unless said otherwise)",
        )

    def handle(self, *args: Any, on: date | None, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The sample partnership is not loaded in production: everybody knows its password. "
                "Set PLAIT_MODE=demo and another PLAIT_DATA to try Plait.",
                returncode=2,
            )
        if _migrations_wait():
            call_command("migrate", verbosity=0, interactive=False)
        if is_loaded():
            self.stdout.write(
                f"The sample partnership is loaded already. Sign in as {SIGN_IN[0].email}, password {PASSWORD}"
            )
            return
        self.stdout.write("Loading the sample partnership of Marlshire…")
        day = on or timezone.localdate()
        try:
            with transaction.atomic():
                counted = load(on=day)
                keep_some(on=day)
        except Refusal as refusal:
            raise CommandError(refusal.sentence, returncode=2) from refusal
        self.stdout.write(f"Ready: {counted.say()}.\n\nSign in with the password {PASSWORD} as\n")
        for person in SIGN_IN:
            self.stdout.write(f"  {person.email}\n    {person.signs_in}")
        self.stdout.write("\nMinutes to try, under Meetings, Add minutes:\n")
        for path in minutes_to_try():
            self.stdout.write(f"  {_short(path)}")


def _migrations_wait() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is not a day. Write it as 2026-10-14.", returncode=2) from None


def _short(path: Path) -> str:
    """From where one stands, if the path lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
