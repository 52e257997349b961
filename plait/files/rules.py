"""What a file may be called, and what it is said to be."""

import re
import unicodedata

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

# How these begin. A web page that calls itself a picture is none, whatever its name says.
BEGINS = {
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
    "rtf": b"{\\rtf",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
}
UNKNOWN = "application/octet-stream"


def safe_name(name: str) -> str:
    """The last part of a path, without control characters, at most 150 characters; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[:140] or 'file'}.{ending}"
    return kept[:150] or "file"


def content_type(name: str, data: bytes) -> str:
    """By the ending, from a short list, where the bytes begin as such a file does; everything else is opened by
    nothing."""
    ending = name.rpartition(".")[2].lower()
    return TYPES.get(ending, UNKNOWN) if data.startswith(BEGINS.get(ending, b"")) else UNKNOWN


def check_size(size: int, limit: int) -> None:
    if size == 0:
        raise Refusal("The file is empty. Choose the file again.")
    if size > limit:
        raise Refusal(
            f"The file has {size / 1_048_576:.0f} MB and the limit is {limit // 1_048_576} MB. "
            "Save it without pictures, or split it, and add it again."
        )
