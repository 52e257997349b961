"""The words of one paragraph with their weight and page, and the lines that they make."""

from dataclasses import dataclass, field

from plait.reading.formats.text import clean


@dataclass(slots=True)
class Row:
    """One line of a paragraph: its text, how much of its start is bold, and its page."""

    text: str
    bold_to: int
    page: int


@dataclass(slots=True)
class Runs:
    """What was found in a paragraph. A break inside it is a "\\n" in a piece."""

    pieces: list[tuple[str, bool, int]] = field(default_factory=list)
    page: int = 1

    def add(self, text: str, bold: bool) -> None:
        self.pieces.append((text, bold, self.page))

    def rows(self) -> list[Row]:
        """The lines of the paragraph without empty ones, blank space trimmed at both ends."""
        rows: list[list[tuple[str, bool, int]]] = [[]]
        for text, bold, page in self.pieces:
            first, *others = text.split("\n")
            rows[-1].append((first, bold, page))
            rows.extend([(other, bold, page)] for other in others)
        return [row for row in map(_row, rows) if row.text]


def _row(pieces: list[tuple[str, bool, int]]) -> Row:
    whole = clean("".join([text for text, _, _ in pieces]))
    text = whole.strip()
    skipped = len(whole) - len(whole.lstrip())
    reach = 0
    for piece, bold, _ in pieces:
        if not bold and piece.strip():
            break
        reach += len(clean(piece))
    bold_to = len(whole[skipped:reach].rstrip()) if reach > skipped else 0
    page = next((page for piece, _, page in pieces if piece.strip()), 1)
    return Row(text, min(bold_to, len(text)), page)
