"""One spoilt document read, and everything that must hold of the answer."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from plait.reading import Kind, Reading, read
from tests.fuzz.mutations import Spoilt, documents

LONGEST = 20.0  # seconds of processor time that a document of a few pages may take


class Held(BaseException):
    """Reading went on and on."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises `Held` when the processor has worked that long."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Held

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def read_whole(data: bytes, name: str) -> Reading:
    """The reading, after all that is promised of it has been checked."""
    with time_limit(LONGEST):
        reading = read(data, name)
    assert reading.kind in (Kind.MINUTES, Kind.NOT_MINUTES, Kind.UNREADABLE)
    assert (reading.reason is None) == (reading.kind is Kind.MINUTES)
    sources = [e.source for e in (*reading.actions, *reading.items, *reading.attendees, *reading.decisions)]
    assert all(1 <= s.first_line <= s.last_line <= len(reading.lines) for s in sources)
    told: dict[str, Any] = reading.to_json(with_layout=True)
    assert Reading.from_json(told) == reading
    assert [line.number for line in reading.lines] == list(range(1, len(reading.lines) + 1))
    for line in reading.lines:
        line.text.encode("utf-8")
        assert "\n" not in line.text
        assert 0 <= line.bold_to <= len(line.text)
    return reading


def read_many(form: str, count: int, number: int) -> dict[str, int]:
    """Reads `count` spoilt documents of one format; how many came out as what. Raises what the reader raised."""
    kinds: dict[str, int] = {}

    @seed(number)
    @settings(
        max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink), verbosity=Verbosity.normal,
    )  # fmt: skip
    @given(documents(form))
    def one(document: Spoilt) -> None:
        kind = read_whole(document.data, document.name).kind.value
        kinds[kind] = kinds.get(kind, 0) + 1

    one()
    return kinds
