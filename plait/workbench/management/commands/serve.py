import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from plait.core.refusals import Refusal
from plait.workbench.serving import processes
from plait.workbench.serving.address import listen, parse
from plait.workbench.serving.checks import check_can_serve

_THREADS = 4


class Command(BaseCommand):
    help = (
        "Serve the pages. Checks first that the database is up to date and the history protected. "
        "With --with-worker the jobs run beside it; Ctrl+C stops both."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="host and port to listen on (127.0.0.1:8000)")
        parser.add_argument("--with-worker", action="store_true", help="run `plait work` beside it")
        parser.add_argument(
            "--workers", type=int, default=_workers(), help="web processes (one for each processor, at least 2)"
        )
        parser.add_argument("--threads", type=int, default=_THREADS, help=f"threads in each ({_THREADS})")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            wanted = parse(options["bind"])
            check_can_serve()
            listening, address = listen(wanted)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        connections.close_all()
        self.stdout.write(f"Plait is at {address.url()}  (Ctrl+C stops it)")
        self.stdout.flush()
        web = processes.web_command(
            listening=listening.fileno(), workers=max(1, options["workers"]), threads=max(1, options["threads"])
        )
        if not options["with_worker"]:
            processes.become(web, listening=listening.fileno())
        side_by_side = processes.SideBySide(web, processes.worker_command(), listening=listening.fileno())
        listening.close()
        sys.exit(side_by_side.run())


def _workers() -> int:
    """WEB_CONCURRENCY where it is set, as on many hosts; otherwise one for each processor, from 2 to 8."""
    asked = os.environ.get("WEB_CONCURRENCY", "")
    return int(asked) if asked.isdigit() and int(asked) > 0 else min(max(os.cpu_count() or 1, 2), 8)
