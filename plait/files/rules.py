"""What a file may be called, and what it is said to be."""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from plait.core.refusals import Refusal

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "md": "text/plain",
    "csv": "text/csv",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}


_PLACE = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")
_PART = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def new_place() -> str:
    """A name in the storage that nobody can guess and that tells nothing of what lies there."""
    name = secrets.token_hex(32)
    return f"{name[:2]}/{name}"


def is_place(name: str) -> bool:
    return _PLACE.fullmatch(name) is not None


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


def safe_name(name: str) -> str:
    """The last part of a path, without control characters, at most 150 characters; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[:140] or 'file'}.{ending}"
    return kept[:150] or "file"


def content_type(name: str) -> str:
    """By the ending alone, from a short list; everything else is opened by nothing."""
    return TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def check_size(size: int, limit: int) -> None:
    if size == 0:
        raise Refusal("The file is empty. Choose the file again.")
    if size > limit:
        raise Refusal(
            f"The file has {size / 1_048_576:.0f} MB and the limit is {limit // 1_048_576} MB. "
            "Save it without pictures, or split it, and add it again."
        )
