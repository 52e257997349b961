"""What may be found of a record, and who knows it: each room names its own when it starts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plait.core.registry import Ref

LONGEST_PASSAGE = 1200  # characters


@dataclass(frozen=True, slots=True)
class Findable:
    """One row of the index; see `SearchRow` for what each field means."""

    ref: Ref
    circle_id: int
    title: str
    text: str = ""
    inside: str = ""
    group: int | None = None
    on: date | None = None
    part: int = 0
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Some lines of a long text. `line` is the first of them, from 1; `page` the page it stands on."""

    words: str
    line: int
    page: int | None = None


Source = Callable[[], Iterable[Findable]]

_sources: dict[str, Source] = {}


def put_in_search(kind: str, source: Source) -> None:
    """Called in AppConfig.ready(): where all of a kind's records come from when the index is filled anew."""
    _sources[kind] = source


def sources() -> tuple[tuple[str, Source], ...]:
    return tuple(sorted(_sources.items()))


def passages(lines: Sequence[tuple[str, int | None]], *, first: int = 1) -> Iterator[Passage]:
    """Lines (words and page each) cut where a page ends, or after about `LONGEST_PASSAGE` characters. Every line of
    the text is a line of the passage, so that a place in it can be counted.

    A single line is never longer than that: the rest of it follows as a passage of the same line.
    """
    held: list[str] = []
    began, on_page, length = first, None, 0
    for number, (line, page) in enumerate(lines, first):
        words = " ".join(line.splitlines())
        if held and (page != on_page or length + len(words) > LONGEST_PASSAGE):
            yield Passage("\n".join(held), began, on_page)
            held, length = [], 0
        for start in range(0, len(words) - LONGEST_PASSAGE, LONGEST_PASSAGE):
            yield Passage(words[start : start + LONGEST_PASSAGE], number, page)
        words = words[(max(len(words) - 1, 0)) // LONGEST_PASSAGE * LONGEST_PASSAGE :]
        if words.strip() or held:
            if not held:
                began, on_page = number, page
            held.append(words)
            length += len(words)
    if held:
        yield Passage("\n".join(held), began, on_page)
