from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from plait.core.actor import Actor
from plait.notifications.commands import pause, resume, set_aside_waiting
from plait.notifications.presenters import outbox_words
from plait.notifications.queries import counts, outbox, waiting_before


class Command(BaseCommand):
    help = (
        "Say what waits in the outbox and whether letters go out. `pause` stops all but codes to sign in with; "
        "`resume` lets them go out; `set-aside` does that too, but not for those written before the pause."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deed", nargs="?", choices=("state", "pause", "resume", "set-aside"), default="state")

    def handle(self, *args: Any, **options: Any) -> None:
        now, by, deed = timezone.now(), Actor.command_line(), options["deed"]
        since = outbox().paused_at
        if deed == "pause":
            pause(because="It was paused on the command line.", by=by, at=now)
        if deed == "set-aside" and since is not None:
            self.stdout.write(f"Set aside: {set_aside_waiting(before=since, by=by, at=now):,}.")
        if deed in ("resume", "set-aside"):
            resume(by=by, at=now)
        held = outbox()
        told = outbox_words(held, counts(now), waiting_before(held.paused_at) if held.paused_at else 0)
        for line in (*(told.stopped or ["Letters go out."]), *told.lines):
            self.stdout.write(line)
