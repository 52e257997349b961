from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from plait.history.triggers import require_triggers
from plait.jobs.beats import LEASE
from plait.jobs.worker import run_forever, run_once


class Command(BaseCommand):
    help = (
        "Run the queue and the timetable. Start as many as you like on one database. Ctrl+C finishes the job in hand; "
        "pressed twice, it puts it back into the queue."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds to rest when nothing waits (1)")
        parser.add_argument(
            "--lease", type=float, default=LEASE,
            help=f"seconds without a sign of life after which another worker's jobs are taken up ({LEASE:.0f}); "
            "the same for all workers",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        require_triggers()
        if options["once"]:
            run_once()
        else:
            run_forever(options["interval"], options["lease"])
