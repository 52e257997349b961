"""The marker of a command: the only kind of function that writes.

A command takes keyword arguments only, among them `by` (an Actor) and `at` (an aware datetime). It runs in one
transaction and must leave history, or say that nothing changed. A success that left no history is a fault.
"""

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import ParamSpec, TypeVar

from django.db import transaction

from plait.core.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")


class SilentSuccess(AssertionError):
    """A command succeeded and left neither history nor the word that nothing changed."""


@dataclass(slots=True)
class _Run:
    written: int = 0
    unchanged: bool = False


_current: ContextVar[_Run | None] = ContextVar("current command", default=None)


def note_written(rows: int = 1) -> None:
    """Told by the history when it has written; refuses history outside a command."""
    run = _current.get()
    if run is None:
        raise AssertionError("History is written by commands only.")
    run.written += rows


def nothing_changed(result: R) -> R:
    """`return nothing_changed(x)`: the command looked and left everything as it was."""
    run = _current.get()
    if run is not None:
        run.unchanged = True
    return result


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Mark `function` as a command. Refuses, when it is defined, what is not keyword-only or lacks `by` or `at`."""
    parameters = inspect.signature(function).parameters
    if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{function.__qualname__}: a command takes keyword arguments only")
    if not {"by", "at"} <= set(parameters):
        raise TypeError(f"{function.__qualname__}: a command is told by= and at=")

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        _check_told(function.__qualname__, kwargs.get("by"), kwargs.get("at"))
        outer = _current.get()
        here = _Run()
        token = _current.set(here)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                if not here.written and not here.unchanged:
                    raise SilentSuccess(f"{function.__qualname__} left no history")
        finally:
            _current.reset(token)
        if outer is not None:
            outer.written += here.written
        return result

    run.is_command = True  # type: ignore[attr-defined]
    return run


def _check_told(name: str, by: object, at: object) -> None:
    if not isinstance(by, Actor):
        raise TypeError(f"{name}: by= is an Actor")
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise TypeError(f"{name}: at= is a datetime with a time zone")
