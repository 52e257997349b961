from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.workbench.backups.archive import check
from plait.workbench.backups.manifest import Manifest
from plait.workbench.backups.restoring import Restored, restore


class Command(BaseCommand):
    help = (
        "Put a back-up in the place of what is there. Every checksum is compared before anything is touched, and "
        "it happens whole or not at all. A back-up of SQLite can be restored into PostgreSQL, and the other way round."
    )

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="an archive written by plait backup")
        parser.add_argument("--yes", action="store_true", help="replace what the database holds now")
        parser.add_argument("--check", action="store_true", help="only compare the checksums and say what it holds")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                self._say(check(options["file"]))
                return
            done = restore(options["file"], replace=options["yes"], by=Actor.command_line(), at=timezone.now())
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self._say(done.manifest)
        self._tell_what_is_wrong(done)
        self.stdout.write("Restored. The history's chain holds and every file is what was stored. Sign in again.")
        self.stdout.write(
            f"The outbox is paused, so that nothing is sent twice: {done.waiting:,} letters wait in it. "
            "Look at Letters, below Operations, and let them go out or set them aside; or run: plait letters resume"
        )

    def _say(self, manifest: Manifest) -> None:
        self.stdout.write(
            f"A back-up of {manifest.made_at}, by Plait {manifest.plait} on {manifest.database}: "
            f"{manifest.rows:,} rows, {len(manifest.files):,} files. Every checksum is right."
        )
        if manifest.lost:
            self.stdout.write(f"{len(manifest.lost)} files were missing or damaged when it was made.")

    def _tell_what_is_wrong(self, done: Restored) -> None:
        wrong = [f"The history: {done.verdict.broken}"] if done.verdict.broken else []
        wrong += [f"Without its bytes: {name}." for name in done.lost]
        if wrong:
            raise CommandError("Restored as it was backed up, and it was not whole then:\n" + "\n".join(wrong))
