"""What every format does to its characters: strip what no page shows, see a checkbox at the start."""

import re
from typing import Final

_DROPPED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
_BOX: Final = re.compile(r"(\[[ xX]\]|[☐☑☒🗹□\uf0a8\uf06f\uf0fe\uf052])(?:\s+|$)")
_TICKED: Final = frozenset("xX☑☒🗹\uf0fe\uf052")


def clean(text: str) -> str:
    """Without control characters, invisible marks and halves of characters; tabs stay."""
    return _DROPPED.sub("", text) if _DROPPED.search(text) else text


def tick(text: str) -> tuple[bool | None, int]:
    """Whether `text` starts with a checkbox (ticked or not; None without one) and how long that mark is."""
    match = _BOX.match(text)
    if match is None:
        return None, 0
    return any(mark in _TICKED for mark in match[1]), match.end()
