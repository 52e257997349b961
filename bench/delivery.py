"""Delivery against bare smtplib, both over one connection to the same sink.

Run on the database that DATABASE_URL names, or on a SQLite of its own; prints one JSON object with letters a second.
"""

import json
import smtplib
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.letters import set_up, sink, write

LETTERS, ROUNDS = 1000, 3
BODY = "Dear Person,\n\nA passkey was added to your account.\n\n" + "If it was you, there is nothing to do.\n" * 6


def bare(port: int) -> float:
    """Letters a second of smtplib alone, with bytes made before."""
    mails = [
        f"From: plait@bench.example\r\nTo: p@bench.example\r\nSubject: A letter\r\nMessage-ID: <{n}@bare>\r\n\r\n{BODY}"
        for n in range(LETTERS)
    ]
    with smtplib.SMTP("127.0.0.1", port) as line:
        began = time.perf_counter()
        for mail in mails:
            line.sendmail("plait@bench.example", ["p@bench.example"], mail)
        return LETTERS / (time.perf_counter() - began)


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
            rounds["bare"].append(bare(port))
            write(LETTERS)
            rounds["ours"].append(ours(LETTERS))
    json.dump({name: statistics.median(each) for name, each in rounds.items()} | {"letters": LETTERS}, sys.stdout)


if __name__ == "__main__":
    main()
