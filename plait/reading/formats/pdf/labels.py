"""Bullets and numbers that stand before a paragraph."""

import re
from typing import Final

_BULLET: Final = re.compile(r"([•·▪●○◦‣■□➢➤❖\uf0b7\uf0a7\uf0d8\uf02d\uf076\uf0fc\uf0e0]|o(?=\s+[A-Z\d]))(\s+|$)")
_NUMBER: Final = re.compile(r"(\(?(\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,3}(\.\d{1,3}){1,3}\.?)(\s+|$)")
_DASH: Final = re.compile(r"[-–—]\s+\S")
_LABEL_ONLY: Final = re.compile(
    r"([•·▪●○◦‣■□➢➤❖o\uf0b7\uf0a7\uf0d8\uf02d\uf076\uf0fc\uf0e0–-]|"
    r"\(?(\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]?|\d{1,3}(\.\d{1,3}){1,3}\.?|[☐☑☒])$"
)


def bullet(text: str) -> int:
    """How many characters the bullet at the start takes with its space; 0 without one."""
    match = _BULLET.match(text)
    return match.end() if match else 0


def begins_item(text: str) -> bool:
    """Does a new point begin here?"""
    return bool(_BULLET.match(text) or _NUMBER.match(text))


def begins_with_dash(text: str) -> bool:
    return bool(_DASH.match(text))


def is_label(text: str) -> bool:
    """A bullet or number that stands alone, its paragraph to the right of it."""
    return bool(_LABEL_ONLY.match(text))
