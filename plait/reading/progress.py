"""How far a reading has come, told to whoever listens; silent where nobody does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, dict[str, int]], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def tell(step: str, **numbers: int) -> None:
    """Say that `step` has been reached, e.g. `tell("page", done=3, of=12)`."""
    if (listener := _listener.get()) is not None:
        listener(step, numbers)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """While the block runs, every `tell` in it reaches `listener`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
