"""The web server and the worker side by side: begun together, stopped together, and no process left behind."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

log = logging.getLogger("plait.serving")

_LOOK_EVERY = 0.2  # seconds
_REST_BEFORE_RESTART = 1.0  # seconds; doubled each time the worker dies within a minute
_LONGEST_REST = 60.0
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def web_command(*, listening: int, workers: int, threads: int) -> list[str]:
    """gunicorn on a socket that is open already."""
    return [
        sys.executable, "-m", "gunicorn", "-c", "python:plait.workbench.serving.web",
        "--bind", f"fd://{listening}", "--workers", str(workers), "--threads", str(threads),
        "config.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    return [sys.executable, "-m", "plait.cli.main", "work"]


def become(command: Sequence[str], *, listening: int) -> None:
    """Turn this process into the web server: signals then reach it directly."""
    os.set_inheritable(listening, True)
    os.execv(command[0], list(command))  # noqa: S606


class SideBySide:
    """Runs the web server and a worker until told to stop, or until the web server ends.

    The worker finishes the job it has in hand; `patience` is how many seconds it is given. A second signal,
    or the end of patience, ends both at once.
    """

    def __init__(self, web: Sequence[str], worker: Sequence[str], *, listening: int, patience: float = 60.0) -> None:
        self._worker_command = worker
        self._patience = patience
        self._told = 0
        self._rest = _REST_BEFORE_RESTART
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._tell)
        self._web = _start(web, keep_open=(listening,))
        self._worker = _start(worker)
        self._worker_began = time.monotonic()
        self._restart_at: float | None = None

    def run(self) -> int:
        """The web server's exit code; 0 when it was told to stop."""
        while not self._told and self._web.poll() is None:
            self._look_after_worker()
            time.sleep(_LOOK_EVERY)
        self._stop()
        return 0 if self._told else (self._web.returncode or 0)

    def _tell(self, number: int, frame: FrameType | None) -> None:
        self._told += 1

    def _look_after_worker(self) -> None:
        now = time.monotonic()
        if self._restart_at is not None:
            if now >= self._restart_at:
                self._worker, self._worker_began, self._restart_at = _start(self._worker_command), now, None
        elif self._worker.poll() is not None:
            lived = now - self._worker_began
            self._rest = min(self._rest * 2, _LONGEST_REST) if lived < 60 else _REST_BEFORE_RESTART
            self._restart_at = now + self._rest
            log.error(
                "the worker ended and is started again",
                extra={"exit_code": self._worker.returncode, "in_seconds": self._rest},
            )

    def _stop(self) -> None:
        running = [process for process in (self._web, self._worker) if process.poll() is None]
        for process in running:
            process.terminate()
        enough = self._told + 1
        until = time.monotonic() + self._patience
        while any(process.poll() is None for process in running):
            if time.monotonic() > until or self._told >= enough:
                for process in running:
                    process.kill()
            time.sleep(_LOOK_EVERY / 4)


def _start(command: Sequence[str], *, keep_open: tuple[int, ...] = ()) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl+C reaches this process alone, which then stops the others in order."""
    return subprocess.Popen(  # noqa: S603  (our own two commands)
        command, pass_fds=keep_open, start_new_session=True, preexec_fn=_die_with(os.getpid())
    )


def _die_with(parent: int) -> Callable[[], None] | None:
    """On Linux the system ends a child whose parent was killed; elsewhere nothing more is done."""
    if not sys.platform.startswith("linux"):
        return None
    system = ctypes.CDLL(None, use_errno=True)

    def ask() -> None:
        system.prctl(_DIE_WITH_PARENT, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask
