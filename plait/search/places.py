"""Where a text stands in the index: one number out of a record's kind and key and the part of its text.

The number is the row of the full-text table, so that a match says whose it is without looking anywhere else, and
one kind is one stretch of numbers: `kind | key | part`, 10, 38 and 14 bits.
"""

import zlib

_KEY, _PART = 38, 14
MOST_PARTS = 1 << _PART
KEY_OF = f"(rowid >> {_PART}) & {(1 << _KEY) - 1}"  # SQL of the full-text table: the record's key


def code_of(kind: str) -> int:
    """A number from 0 to 1023 for a kind of record, always the same. No two kinds in use share theirs (a test)."""
    return zlib.crc32(kind.encode()) & 1023


def place_of(kind: str, key: int, part: int = 0) -> int:
    if not (0 <= key < 1 << _KEY and 0 <= part < MOST_PARTS):
        raise ValueError(f"There is no place for part {part} of {kind} {key}.")
    return (code_of(kind) << _KEY | key) << _PART | part


def stretch_of(kind: str) -> tuple[int, int]:
    """The first and the last place of a kind."""
    return place_of(kind, 0), place_of(kind, (1 << _KEY) - 1, MOST_PARTS - 1)


def record_mark(place: str) -> str:
    """SQL: the number that all parts of one record share."""
    return f"({place} >> {_PART})"


def number_of(kind: str, key: int) -> int:
    """The same, in Python."""
    return place_of(kind, key) >> _PART
