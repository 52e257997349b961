"""Hostile files are read in a child process with limits; whatever happens there, a sentence comes back."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from plait.reading.due.terms import SETTING as TERM_DATES
from plait.reading.model import Reading, unreadable
from plait.reading.refusals import SENTENCES
from plait.reading.sandbox.child import TOO_LARGE
from plait.reading.sandbox.limits import DEFAULT, Limits
from plait.reading.sandbox.talk import Talk

__all__ = ["DEFAULT", "Limits", "Progress", "ask_child", "bytes_from_child", "read_in_child"]

Progress = Callable[[str, dict[str, Any]], None]

_CHILD: Final = "plait.reading.sandbox.child"
_ROOT: Final = Path(__file__).resolve().parents[3]


def read_in_child(
    data: bytes, filename: str, *, limits: Limits = DEFAULT, progress: Progress | None = None, module: str = _CHILD
) -> Reading:
    """The reading of `data`, or one of kind "unreadable" with a plain reason. It never raises for a file.

    `progress` hears of steps such as ("page", {"done": 3, "of": 12}) from another thread.
    `module` is the program of the child.
    """
    told, code = ask_child(data, filename, limits=limits, progress=progress, module=module)
    try:
        return _refused(code) if code else Reading.from_json(told)
    except (ValueError, KeyError, TypeError, RecursionError):
        return _refused("crashed")


def ask_child(
    data: bytes, filename: str, *, limits: Limits = DEFAULT, progress: Progress | None = None, module: str
) -> tuple[Any, str]:
    """What the child `module` answers, as JSON, and ""; or None and why not: empty, too_large, too_slow, crashed."""
    told, code = bytes_from_child(data, filename, limits=limits, progress=progress, module=module)
    if code:
        return None, code
    try:
        return json.loads(told), ""
    except (ValueError, RecursionError):
        return None, "crashed"


def bytes_from_child(
    data: bytes, filename: str, *, limits: Limits = DEFAULT, progress: Progress | None = None, module: str
) -> tuple[bytes, str]:
    """The bytes that the child `module` wrote, and ""; or b"" and why not: empty, too_large, too_slow, crashed."""
    if not data:
        return b"", "empty"
    if len(data) > limits.file:
        return b"", "too_large"
    child = _started(module)
    talk = Talk(child, _question(data, filename, limits), limits.answer, progress)
    in_time = False
    try:
        in_time = talk.finish(limits.wall)
    finally:
        if not in_time:
            _end(child)
        talk.close()
    return _understood(talk, child.returncode) if in_time else (b"", "too_slow")


def _started(module: str) -> subprocess.Popen[bytes]:
    """The child: no secrets of ours in its surroundings, its own process group, nothing of the disk but code
    and the file of term dates."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH", TERM_DATES) if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module, no words of the file
        [sys.executable, "-B", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**kept, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"},
        cwd=_ROOT,
        start_new_session=True,
        close_fds=True,
    )


def _question(data: bytes, filename: str, limits: Limits) -> bytes:
    name = filename.replace("\\", "/").rpartition("/")[2][-255:]
    told = {
        "filename": name.encode("utf-8", "replace").decode(),
        "limits": {"file": limits.file, "processor": limits.processor, "memory": limits.memory},
    }
    return json.dumps(told).encode() + b"\n" + data


def _end(child: subprocess.Popen[bytes]) -> None:
    """The child and whatever it started are killed, so that nothing outlives its reading."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError, AttributeError):
        child.kill()
    child.wait()


def _understood(talk: Talk, code: int) -> tuple[bytes, str]:
    if talk.answer_too_long or code == TOO_LARGE:
        return b"", "too_large"
    if code == -signal.SIGXCPU:
        return b"", "too_slow"
    if code != 0:
        return b"", "crashed"
    return talk.answer, ""


def _refused(code: str) -> Reading:
    return unreadable(SENTENCES[code], code)
