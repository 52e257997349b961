"""The talk with the child: bytes in, a bounded answer and progress out, and never a wait without an end."""

import json
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Final

_PIECE: Final = 64 * 1024
_MOST_PROGRESS: Final = 1024 * 1024  # bytes of progress listened to


class Talk:
    """Three threads move the bytes; `finish` waits. `answer` is what the child printed."""

    def __init__(
        self,
        child: subprocess.Popen[bytes],
        question: bytes,
        longest: int,
        progress: Callable[[str, dict[str, Any]], None] | None,
    ) -> None:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        self._child = child
        self._longest = longest
        self._progress = progress
        self._pieces: list[bytes] = []
        self.answer_too_long = False
        self._threads = [
            threading.Thread(target=self._ask, args=(child.stdin, question), daemon=True),
            threading.Thread(target=self._hear, args=(child.stdout,), daemon=True),
            threading.Thread(target=self._follow, args=(child.stderr,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def answer(self) -> bytes:
        return b"".join(self._pieces)

    def finish(self, seconds: float) -> bool:
        """Wait for the child's end. False where the time ran out first."""
        end = time.monotonic() + seconds
        try:
            self._child.wait(max(end - time.monotonic(), 0.0))
        except subprocess.TimeoutExpired:
            return False
        self._threads[1].join(max(end - time.monotonic(), 0.0))
        return not self._threads[1].is_alive()

    def close(self) -> None:
        """Let go of the pipes, after the child is gone."""
        for thread in self._threads:
            thread.join(5.0)
        for pipe in (self._child.stdin, self._child.stdout, self._child.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _ask(self, pipe: IO[bytes], question: bytes) -> None:
        with suppress(OSError):
            pipe.write(question)
        with suppress(OSError):
            pipe.close()

    def _hear(self, pipe: IO[bytes]) -> None:
        heard = 0
        while piece := pipe.read(_PIECE):
            heard += len(piece)
            if heard > self._longest:
                self.answer_too_long = True
                self._pieces.clear()
                self._child.kill()
                return
            self._pieces.append(piece)

    def _follow(self, pipe: IO[bytes]) -> None:
        heard = 0
        while line := pipe.readline(4096):
            heard += len(line)
            if self._progress is None or heard > _MOST_PROGRESS:
                continue
            with suppress(ValueError, TypeError, AttributeError):
                told = json.loads(line)
                step = told.pop("step")
                self._progress(str(step), told)
