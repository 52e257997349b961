"""A passage: what the rules read. Usually a line of the document; several, where a sentence was broken over them;
a part of one, where line breaks were lost and a heading, text and actions run together."""

from dataclasses import dataclass, replace

from plait.reading.document import Cell, Line, LineKind
from plait.reading.model import Source


@dataclass(frozen=True, slots=True)
class Passage:
    """`marks` says at which offset of `text` which line of the document begins; it is never empty."""

    text: str
    marks: tuple[tuple[int, int], ...]
    kind: LineKind = LineKind.PARAGRAPH
    page: int | None = None
    level: int = 0
    bold_to: int = 0
    cell: Cell | None = None
    ticked: bool | None = None
    bullet: bool = False  # a list item, or a line that begins with the mark of one

    @property
    def first_line(self) -> int:
        return self.marks[0][1]

    @property
    def last_line(self) -> int:
        return self.marks[-1][1]

    def part(self, start: int, end: int | None = None, *, kind: LineKind | None = None) -> "Passage":
        """The words from `start` to `end`, with the lines they stand on."""
        end = len(self.text) if end is None else end
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        end = start + len(text)
        line = self.marks[0][1]
        inside: list[tuple[int, int]] = []
        for offset, number in self.marks:
            if offset <= start:
                line = number
            elif offset < end:
                inside.append((offset - start, number))
        return replace(
            self,
            text=text,
            marks=((0, line), *inside),
            bold_to=max(0, min(self.bold_to, end) - start),
            kind=self.kind if kind is None else kind,
        )

    def source(self) -> Source:
        return Source(self.first_line, self.last_line, self.page)

    def source_of(self, start: int, end: int) -> Source:
        return self.part(start, end).source()

    def followed_by(self, line: Line, text: str) -> "Passage":
        """This passage and, after a space, the next line of the same paragraph."""
        joined = f"{self.text} {text}"
        return replace(self, text=joined, marks=(*self.marks, (len(self.text) + 1, line.number)))


def from_line(line: Line, text: str, *, cell: Cell | None = None, bullet: bool = False) -> Passage:
    lost = len(line.text) - len(line.text.lstrip())
    return Passage(
        text=text,
        marks=((0, line.number),),
        kind=LineKind.CELL if cell else line.kind,
        page=line.page,
        level=line.level,
        bold_to=max(0, min(line.bold_to - lost, len(text))),
        cell=cell or line.cell,
        ticked=line.ticked,
        bullet=bullet or line.kind is LineKind.LIST_ITEM,
    )
