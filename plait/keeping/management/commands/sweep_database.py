from typing import Any

from django.core.management.base import BaseCommand

from plait.keeping.sweeping import sweep


class Command(BaseCommand):
    help = "Write the database anew, so that nothing removed is left in its file. Run it when nobody works."

    def handle(self, *args: Any, **options: Any) -> None:
        sweep()
        self.stdout.write("The database holds nothing of what was removed. Back-ups taken before do.")
