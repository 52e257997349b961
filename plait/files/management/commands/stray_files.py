from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plait.files.leftovers import strays, take_away

OLD = timedelta(days=1)


class Command(BaseCommand):
    help = (
        "Count the bytes in the file storage that no record has, left by what was begun and did not end; "
        "with --delete, take them away. Nothing younger than a day is looked at."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete", action="store_true", help="take them away for good")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = list(strays(before=timezone.now() - OLD))
        except FileNotFoundError:
            found = []  # nothing was ever kept here
        except OSError as fault:
            raise CommandError("The file storage does not answer. Nothing was changed.") from fault
        self.stdout.write(f"{len(found)} files in the storage belong to no record.")
        if options["delete"]:
            self.stdout.write(f"{take_away(found)} of them were taken away.")
