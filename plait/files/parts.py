"""A part of a file, as a browser asks for it when a download stopped half way."""

import re
from dataclasses import dataclass

_PART = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a file: `length` of them (at least one) from `start` on."""

    start: int
    length: int


class OutsideTheFile(Exception):
    """A part was asked for that the file does not have."""


def asked_part(header: str, size: int) -> Part | None:
    """What a Range header asks for (RFC 9110, 14.1.2): one part, or None where the whole file is to be sent.

    Several parts at once are answered with the whole file, as the standard allows.
    """
    asked = _PART.fullmatch(header.strip())
    if asked is None or asked[0] == "bytes=-":
        return None
    first, last = asked[1], asked[2]
    if not first:
        start, end = max(size - int(last), 0), size - 1
        if not int(last):
            raise OutsideTheFile
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    if start >= size:
        raise OutsideTheFile
    return Part(start, end - start + 1)
