"""The fonts of rich text: only the alphabet of each matters."""

from plait.reading.formats.rtf.alphabets import of_charset


class Fonts:
    def __init__(self) -> None:
        self._alphabets: dict[int, str | None] = {}
        self._newest = 0

    def take(self, word: str, number: int | None) -> None:
        """A command inside the table of fonts."""
        if word == "f":
            self._newest = number or 0
        elif word == "fcharset":
            self._alphabets[self._newest] = of_charset(number)

    def alphabet(self, number: int) -> str | None:
        return self._alphabets.get(number)
