"""Letters in an installation of the bench's own, and the process that takes them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PEOPLE = 200


@contextmanager
def sink(notes: Path, thinks: float = 0.0) -> Iterator[int]:
    """A mail server that writes into `notes`; its port."""
    command = [sys.executable, "-m", "bench.sink", str(notes), str(thinks)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def set_up(folder: str, port: int) -> dict[str, str]:
    """The settings of an installation that sends to that port, for this process and those it starts."""
    os.environ.update(
        PLAIT_MODE="test",
        PLAIT_DATA=folder,
        DJANGO_SETTINGS_MODULE="config.settings",
        PLAIT_SMTP_HOST="127.0.0.1",
        PLAIT_SMTP_PORT=str(port),
        PLAIT_SMTP_TLS="0",
        PLAIT_MAIL_FROM="plait@bench.example",
    )
    return dict(os.environ)


def write(many: int) -> None:
    """So many letters, each with a signed link, to two hundred people."""
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    from plait.core.actor import Actor
    from plait.notifications.commands import put_all_in_outbox
    from plait.notifications.delivery import deliver
    from plait.notifications.outgoing import Outgoing
    from plait.people.models import Person

    call_command("migrate", verbosity=0)
    if not Person.objects.exists():
        Person.objects.bulk_create(Person(name=f"Person {n}", email=f"p{n}@bench.example") for n in range(PEOPLE))
    people = list(Person.objects.order_by("pk"))
    now = timezone.now()
    news = {"change": "passkey_added", "when": now.isoformat()}
    for start in range(0, many, 1000):
        letters = [
            Outgoing(to=people[n % PEOPLE], template="accounts/letters/change", context=news, topic="receipt",
                     send_by=now + timedelta(hours=2))
            for n in range(start, min(start + 1000, many))
        ]  # fmt: skip
        put_all_in_outbox(letters=letters, by=Actor.command_line(), at=now)
    deliver.enqueue()
