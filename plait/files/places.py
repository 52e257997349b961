"""Names in the storage."""

import re
import secrets

_PLACE = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")


def new_place() -> str:
    """A name in the storage that nobody can guess and that tells nothing of what lies there."""
    name = secrets.token_hex(32)
    return f"{name[:2]}/{name}"


def is_place(name: str) -> bool:
    return _PLACE.fullmatch(name) is not None
