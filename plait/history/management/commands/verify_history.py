from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plait.history.queries import verify
from plait.history.triggers import missing


class Command(BaseCommand):
    help = "Check that the history is as it was written. Names the first broken link; exit code 1 if there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        gone = missing()
        self.stdout.write(
            f"{verdict.sealed} entries are sealed and {verdict.unsealed} wait for the sealer. "
            f"{verdict.removed} had their words removed."
        )
        self.stdout.write(f"Head of the chain: {verdict.head}")
        if gone:
            self.stdout.write(f"Not protected: the database lacks {', '.join(sorted(gone))}.")
        if verdict.broken:
            raise CommandError(f"{verdict.broken} Everything before it holds.")
        if gone:
            raise CommandError("Run: plait manage migrate")
        self.stdout.write("Every link holds.")
