"""What every format does to its characters: strip what no page shows, see a checkbox at the start."""

import re
from typing import Final

_DROPPED: Final = "\x00-\x08\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u2060\u202a-\u202e\ufeff\ud800-\udfff\ufffe\uffff"
_BLANKS: Final = "\x0b\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_ODD: Final = re.compile(f"([{_DROPPED}])|([{_BLANKS}])|([ﬀ-ﬆ])")
_BOX: Final = re.compile(r"(\[[ xX]\]|[☐☑☒🗹□\uf0a8\uf06f\uf0fe\uf052])\s+(?=\S)")
_TICKED: Final = frozenset("xX☑☒🗹\uf0fe\uf052")


def clean(text: str) -> str:
    """Without control characters, invisible marks and halves of characters; every blank a plain one; tabs stay."""
    return _ODD.sub(_plain, text) if _ODD.search(text) else text


def _plain(match: re.Match[str]) -> str:
    if match[1]:
        return ""
    return " " if match[2] else _LIGATURES[match[3]]


def tick(text: str) -> tuple[bool | None, int]:
    """Whether `text` starts with a checkbox (ticked or not; None without one) and how long that mark is."""
    match = _BOX.match(text)
    if match is None:
        return None, 0
    return any(mark in _TICKED for mark in match[1]), match.end()
