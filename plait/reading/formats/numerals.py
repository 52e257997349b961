"""Numbers as lists print them: 3, c, iii."""

from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letters(count: int) -> str:
    """1 is a, 27 is aa, 28 is bb, as word processors count. Plain digits from 1000 and below 1."""
    if not 0 < count < 1000:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def roman(count: int) -> str:
    """1 is i. Plain digits from 4000 and below 1."""
    if not 0 < count < 4000:
        return str(count)
    found = ""
    for worth, sign in _ROMAN:
        found += sign * (count // worth)
        count %= worth
    return found


def by_sign(sign: str, count: int) -> str:
    """`sign` is "1", "a", "A", "i" or "I", as HTML and OpenDocument name the kinds of numbers."""
    if sign in ("a", "A"):
        return letters(count) if sign == "a" else letters(count).upper()
    if sign in ("i", "I"):
        return roman(count) if sign == "i" else roman(count).upper()
    return str(count)
