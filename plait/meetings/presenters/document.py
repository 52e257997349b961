"""The document beside the findings: its lines, what was found in them, and the lines that are not shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plait.meetings.queries.texts import Span, TextLine

LONGEST_LINE = 2000  # characters
_LETTER = {"action": "A", "decision": "D", "question": "Q"}
_FIRST = ("question", "action", "decision")  # which colour a line takes that holds several


@dataclass(frozen=True, slots=True)
class Tag:
    kind: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What was found in some lines. `kind` is question, action or decision."""

    tag: Tag
    first: int
    last: int

    @property
    def kind(self) -> str:
        return self.tag.kind


def finding_mark(kind: str, number: int, first: int, last: int) -> Mark:
    """A finding that stands beside the document on the same page."""
    label = f"{_LETTER[kind]}{number}"
    return Mark(Tag(kind, label, f"#{label}"), first, last)


@dataclass(frozen=True, slots=True)
class Gap:
    """Lines that are not shown: from, to, and where they are shown."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class DocLine:
    """`look` is the line's class: question, action, decision, heading or nothing. `page` where a new one begins."""

    number: int
    words: str
    look: str
    tags: Sequence[Tag]
    page: int | None = None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class DocumentPane:
    name: str
    original: str
    said: str
    lines: Sequence[DocLine]
    after: Gap | None
    can_add: bool


def shown_lines(
    found: Mapping[int, TextLine], spans: Sequence[Span], lines: int, marks: Iterable[Mark], url: str
) -> tuple[list[DocLine], Gap | None]:
    """The lines in order, each first line of a span with the gap before it, and the gap after the last.

    `url` is the page's address up to the lines asked for: "/meetings/imports/3?lines=".
    """
    tags, looks = _by_line(marks)
    shown: list[DocLine] = []
    before, page = 0, None
    for first, last in spans:
        for number in range(first, last + 1):
            line = found.get(number)
            if line is None:
                continue
            gap = _gap(before + 1, number - 1, url) if number == first else None
            now = line.layout.get("page")
            shown.append(
                DocLine(
                    number,
                    short(line.words),
                    looks.get(number) or _look(line),
                    tags.get(number, ()),
                    _new(page, now),
                    gap,
                )
            )
            before, page = number, now
    return shown, _gap(before + 1, lines, url)


def short(words: str) -> str:
    if len(words) <= LONGEST_LINE:
        return words
    return (
        f"{words[:LONGEST_LINE]} … (this line goes on for {len(words) - LONGEST_LINE:,} characters; open the original)"
    )


def _new(before: int | None, now: object) -> int | None:
    return now if isinstance(now, int) and now != before else None


def _look(line: TextLine) -> str:
    return "heading" if line.layout.get("kind") == "heading" else ""


def _gap(first: int, last: int, url: str) -> Gap | None:
    if first > last:
        return None
    last_shown = min(last, first + 199)
    words = f"Show line {first}" if first == last else f"Show lines {first} to {last_shown}"
    rest = f" of the {last - first + 1:,} between" if last_shown < last else ""
    return Gap(f"{words}{rest}", f"{url}{first}-{last_shown}#line-{first}")


def _by_line(marks: Iterable[Mark]) -> tuple[dict[int, list[Tag]], dict[int, str]]:
    tags: defaultdict[int, list[Tag]] = defaultdict(list)
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    for mark in marks:
        tags[mark.first].append(mark.tag)
        for line in range(mark.first, min(mark.last, mark.first + 200) + 1):
            kinds[line].add(mark.kind)
    for found in tags.values():
        found.sort(key=lambda tag: (tag.kind != "question", tag.words))
    return dict(tags), {line: next(k for k in _FIRST if k in found) for line, found in kinds.items()}
