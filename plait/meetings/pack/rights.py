"""How a process gives its rights away. Imports next to nothing: it is the first thing that the pack's processes load.

`reading.sandbox.child` does the same for those who read minutes; loading the reader for it would take longer than
binding four papers.
"""

from contextlib import suppress

try:
    import resource
except ImportError:  # not on Windows; the wall clock and the size of the answer still hold there
    resource = None  # type: ignore[assignment]


def give_up(**limits: int) -> None:
    """No more than these from here on. The names are those of the system, without RLIMIT_ and in small letters."""
    if resource is None:
        return
    for name, value in {"core": 0, **limits}.items():
        with suppress(AttributeError, ValueError, OSError):
            # One second more for the hard limit: the first signal says that the time ran out, the second kills.
            hard = value + 1 if name == "cpu" else value
            resource.setrlimit(getattr(resource, f"RLIMIT_{name.upper()}"), (value, hard))
