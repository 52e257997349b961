"""How much a reading may use. Sizes in bytes, times in seconds."""

from dataclasses import dataclass
from typing import Final

_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory` is the address space of the child; `answer` bounds what it may print."""

    file: int = 25 * _MEGABYTE
    wall: float = 60.0
    processor: int = 30
    memory: int = 1024 * _MEGABYTE
    answer: int = 128 * _MEGABYTE


DEFAULT: Final = Limits()
