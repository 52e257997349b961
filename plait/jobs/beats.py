"""Which workers live. Each raises a number in the database; whoever sees one stand still for a lease lets go of it.

Nobody compares clocks: the time that passes is measured by the one who looks, on a clock that cannot be set back.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import DatabaseError, connection
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string

from plait.jobs.models import Worker
from plait.jobs.queue import take_up_again

LEASE = 60.0  # seconds
log = logging.getLogger("plait.jobs")


def sign_on() -> str:
    """Name this process among the workers. Returns its name, which no other process ever has."""
    host = socket.gethostname()[:80]
    name = f"{os.getpid()}-{get_random_string(20)}"
    Worker.objects.create(name=name, host=host, began_at=timezone.now())
    return name


def sign_off(name: str) -> None:
    Worker.objects.filter(name=name).delete()


def beat(name: str) -> None:
    """A sign of life. One that was taken for dead meanwhile signs on again; what it had is another's by then."""
    if not Worker.objects.filter(name=name).update(beats=F("beats") + 1):
        Worker.objects.get_or_create(
            name=name, defaults={"host": socket.gethostname()[:80], "began_at": timezone.now()}
        )


class Heart:
    """Beats in a thread of its own, with a connection of its own, while the process does long jobs."""

    def __init__(self, name: str, lease: float = LEASE) -> None:
        self._name, self._every = name, lease / 6
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heart", daemon=True)

    def __enter__(self) -> "Heart":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                beat(self._name)
            except DatabaseError:
                log.warning("the database did not take a sign of life")
                connection.close()
        connection.close()


@dataclass(slots=True)
class Watch:
    """What one process has seen of the others."""

    lease: float = LEASE
    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[int, float]] = field(default_factory=dict)
    _looked: float = float("-inf")

    def look(self, *, but: str = "") -> int:
        """Let go of workers that stood still for a lease; their jobs wait again. `but` is the one who looks.

        Returns how many jobs were taken up. Looks again after a quarter of a lease at the earliest.
        """
        now = self.clock()
        if now - self._looked < self.lease / 4:
            return 0
        self._looked = now
        beats = dict(Worker.objects.order_by("pk").values_list("name", "beats"))
        kept = self._seen
        self._seen = {n: kept[n] if n in kept and kept[n][0] == b else (b, now) for n, b in beats.items()}
        dead = {n for n, (_, since) in self._seen.items() if n != but and now - since >= self.lease}
        for name in dead:
            Worker.objects.filter(name=name, beats=beats[name]).delete()
        return take_up_again(but)
