from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plait.core.refusals import Refusal
from plait.workbench.backups.taking import take


class Command(BaseCommand):
    help = (
        "Write the database and the files into one checked archive, while people go on working. "
        "It holds personal data: keep it where only those may read it who may read everything."
    )

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a new .zip file, or a folder for one named after the time")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            taken = take(options["file"], at=timezone.localtime())
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        manifest = taken.manifest
        self.stdout.write(
            f"Backed up {manifest.rows:,} rows of {len(manifest.tables)} tables and {len(manifest.files):,} files "
            f"to {taken.path} ({taken.size / 1_048_576:.1f} MB). Every checksum was read back."
        )
        if manifest.lost:
            raise CommandError(
                f"{len(manifest.lost)} stored files are missing or damaged and are not in the back-up: "
                f"{', '.join(sha256[:12] for sha256 in manifest.lost[:5])}. Look for them in an older back-up."
            )
