"""Delivery against bare smtplib: the same letters over one connection to the same sink.

Run on the database that DATABASE_URL names, or on a SQLite of its own; prints one JSON object with letters a second.
"""

import json
import secrets
import smtplib
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.letters import set_up, sink, write

LETTERS, ROUNDS = 1000, 5
Mails = list[tuple[str, str, bytes]]


def written() -> Mails:
    """Sender, receiver and bytes of the letters that wait, as they are handed over."""
    from django.conf import settings
    from django.urls import reverse

    from plait.notifications.carriers.mail import Mail
    from plait.notifications.commands.links import CHOICES, CHOICES_ROUTE
    from plait.notifications.models import Message, State
    from plait.notifications.wording import letter_of

    link = settings.ADDRESS + reverse(CHOICES_ROUTE, args=[secrets.token_urlsafe(32)])
    waiting = Message.objects.filter(state=State.WAITING).select_related("to").order_by("pk")
    mails = [Mail(letter_of(message, {message.pk: {CHOICES: link}})) for message in waiting]
    return [(m.envelope_from, m.envelope_to, m.message().as_bytes(linesep="\r\n")) for m in mails]


def bare(port: int, mails: Mails) -> float:
    """Letters a second of smtplib alone."""
    with smtplib.SMTP("127.0.0.1", port) as line:
        began = time.perf_counter()
        for sender, receiver, mail in mails:
            line.sendmail(sender, [receiver], mail)
        return len(mails) / (time.perf_counter() - began)


def ours(letters: int) -> float:
    """Letters a second of one job of the outbox: links made, letters written, handed over, and history kept."""
    from plait.notifications.delivery import deliver
    from plait.notifications.models import Message, State

    began = time.perf_counter()
    while Message.objects.filter(state=State.WAITING).exists():
        deliver.call()
    took = time.perf_counter() - began
    assert not Message.objects.exclude(state=State.SENT).exists()
    return letters / took


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="plait-bench-") as folder, sink(Path(folder) / "notes") as port:
        set_up(folder, port)
        import django

        django.setup()
        write(40)  # what a process loads once, it has loaded
        ours(40)
        rounds: dict[str, list[float]] = {"bare": [], "ours": []}
        for _ in range(ROUNDS):
            write(LETTERS)
            rounds["bare"].append(bare(port, written()))
            rounds["ours"].append(ours(LETTERS))
    json.dump({name: statistics.median(each) for name, each in rounds.items()} | {"letters": LETTERS}, sys.stdout)


if __name__ == "__main__":
    main()
