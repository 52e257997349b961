"""The loop of `plait work`: look after the others, claim what the timetable says, do what is in the queue, rest."""

import logging
import signal
import threading
import time
from types import FrameType

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from plait.jobs.beats import LEASE, Heart, Watch, sign_off, sign_on
from plait.jobs.queue import ToldToStop, do, take_next
from plait.jobs.timetable import Standing, claim_due

AWAY = 5.0  # seconds of rest while the database does not answer
log = logging.getLogger("plait.jobs")


class Loop:
    """One worker. `interval`: seconds of rest when nothing waits; `lease`: after how long others count as killed."""

    def __init__(self, *, interval: float = 1.0, lease: float = LEASE) -> None:
        self._interval, self._lease = interval, lease
        self._watch, self._standing = Watch(lease), Standing()
        self._stop = threading.Event()
        self._name = ""
        self._claimed = float("-inf")

    def listen(self) -> None:
        """The first signal lets the job in hand end; a second one puts it back into the queue."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._tell)

    def _tell(self, number: int, frame: FrameType | None) -> None:
        if self._stop.is_set():
            raise ToldToStop
        self._stop.set()

    def until_idle(self) -> None:
        """Everything that is due now, then return."""
        self._name = sign_on()
        try:
            with Heart(self._name, self._lease):
                while self._step():
                    pass
        finally:
            sign_off(self._name)

    def until_told(self) -> None:
        """Until a signal. A database that does not answer is waited for."""
        while not self._stop.is_set():
            try:
                self._name = sign_on()
                with Heart(self._name, self._lease):
                    self._work()
                sign_off(self._name)
            except DatabaseError as fault:
                log.warning("the database does not answer", extra={"fault": type(fault).__name__})
                connection.close()
                self._stop.wait(AWAY)
            except ToldToStop:
                sign_off(self._name)
                return

    def _work(self) -> None:
        while not self._stop.is_set():
            close_old_connections()
            if not self._step():
                self._stop.wait(self._interval)

    def _step(self) -> bool:
        """One job at most. False when nothing waits."""
        self._watch.look(but=self._name)
        if time.monotonic() - self._claimed >= self._interval:
            claim_due(timezone.now(), self._standing)
            self._claimed = time.monotonic()
        job = take_next(self._name)
        if job is not None:
            do(job)
        return job is not None


def run_once() -> None:
    """Everything that is due now, then return."""
    Loop().until_idle()


def run_forever(interval: float, lease: float = LEASE) -> None:
    """Until told to stop: a running job is finished first."""
    loop = Loop(interval=interval, lease=lease)
    loop.listen()
    loop.until_told()
