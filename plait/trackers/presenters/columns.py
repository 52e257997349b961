"""The page on which a person checks what the columns of a tracker hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from plait.reading.trackers.book import Book, Sheet
from plait.reading.trackers.headings import Kind, Part
from plait.reading.trackers.layout import Layout
from plait.trackers.models import TrackerImport

_EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """`name` is the select's; `known` whether the heading was recognised."""

    name: str
    letter: str
    heading: str
    examples: list[str]
    part: str
    known: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet that can be read."""

    number: int
    name: str
    kind: str
    heading: int
    said: str
    above: list[str]
    notes: list[str]
    columns: list[ColumnRow]


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    key: int
    file: str
    group: str
    version: int
    restricted: bool
    sheets: list[SheetPart]
    hidden: str
    original: str
    read_before: bool


def columns_page(tracker: TrackerImport, book: Book, layouts: Sequence[Layout], *, read_before: bool) -> ColumnsPage:
    """`layouts` are those to show: as recognised, or as somebody just sent them."""
    hidden = [sheet.name for sheet in book.sheets if sheet.hidden]
    sheets = {sheet.name: sheet for sheet in book.sheets}
    return ColumnsPage(
        key=tracker.pk,
        file=tracker.file.name,
        group=tracker.group.name,
        version=tracker.version,
        restricted=tracker.circle.restricted,
        sheets=[
            _sheet(number, sheets[layout.sheet], layout)
            for number, layout in enumerate(layouts)
            if layout.sheet in sheets and sheets[layout.sheet].rows
        ],
        hidden=_hidden(hidden),
        original=reverse("file", args=[tracker.file_id]),
        read_before=read_before,
    )


def _hidden(names: list[str]) -> str:
    if not names:
        return ""
    listed = ", ".join(f"“{name}”" for name in names)
    if len(names) == 1:
        return f"The hidden sheet {listed} was left alone. Should it hold rows you need, show it in Excel first."
    return f"The hidden sheets {listed} were left alone. Should they hold rows you need, show them in Excel first."


def _sheet(number: int, sheet: Sheet, layout: Layout) -> SheetPart:
    first = [row for row in sheet.rows if row.number > layout.heading]
    return SheetPart(
        number=number,
        name=sheet.name,
        kind=layout.kind.value,
        heading=layout.heading,
        said=_said(layout),
        above=list(layout.above),
        notes=list(sheet.notes),
        columns=[
            ColumnRow(
                name=f"part-{number}-{column.at}",
                letter=column.letter,
                heading=column.heading,
                examples=_examples([row.cell(column.at).text for row in first]),
                part=column.part.value,
                known=column.part is not Part.OTHER,
            )
            for column in layout.columns
        ],
    )


def _said(layout: Layout) -> str:
    if not layout.heading:
        return "No headings were recognised. Say in which row they stand, or what the columns hold."
    known = sum(column.part is not Part.OTHER for column in layout.columns)
    what = {Kind.ACTIONS: "an action log", Kind.RISKS: "a risk register"}.get(layout.kind)
    taken = f"It is taken for {what}." if what else "No column holds the words of an action or a risk: it is left out."
    return f"Headings in row {layout.heading}, {known} of {len(layout.columns)} recognised. {taken}"


def _examples(texts: list[str]) -> list[str]:
    filled = dict.fromkeys(" ".join(text.split()) for text in texts if text)
    return [text if len(text) <= 60 else f"{text[:58]}…" for text in list(filled)[:_EXAMPLES]]
