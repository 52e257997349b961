"""What happened in Marlshire, in the order in which it happened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from plait.workbench.sample.days import office_time

Deed = Callable[[datetime], object]


@dataclass(slots=True)
class Diary:
    """Deeds with their moments. `play` does them in order; on one moment, in the order in which they were written."""

    entries: list[tuple[datetime, int, Deed]] = field(default_factory=list)

    def write(self, day: date, deed: Deed) -> None:
        turn = len(self.entries)
        self.entries.append((office_time(day, turn), turn, deed))

    def play(self) -> int:
        """How many deeds were done."""
        for at, _, deed in sorted(self.entries, key=lambda entry: entry[:2]):
            deed(at)
        return len(self.entries)
