"""A reading as the JSON object of the contract, and back."""

from dataclasses import fields
from datetime import date
from typing import Any

from plait.reading.document import Box, Cell, Line, LineKind
from plait.reading.model import (
    SCHEMA,
    Action,
    Attendee,
    Decision,
    Due,
    DueKind,
    Item,
    Kind,
    Owner,
    OwnerKind,
    Passed,
    Presence,
    Question,
    Reading,
    Source,
    Status,
    Warning_,
)

_KEYS = (
    "schema kind reason title group date start end venue attendees items decisions actions "
    "escalations impact next_agenda questions warnings"
)


def as_json(reading: Reading, *, with_lines: bool, with_layout: bool) -> dict[str, Any]:
    """The contract's keys in its order; "lines" and "layout" only where asked for."""
    found: dict[str, Any] = {key: _plain(getattr(reading, key)) for key in _KEYS.split()}
    if with_lines or with_layout:
        found["lines"] = [line.text for line in reading.lines]
    if with_layout:
        found["layout"] = [_layout(line) for line in reading.lines]
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Source):
        lines = {"first_line": value.first_line, "last_line": value.last_line}
        return lines if value.page is None else lines | {"page": value.page}
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return str(value) if isinstance(value, str) else value


def _layout(line: Line) -> dict[str, Any]:
    cell, box = line.cell, line.box
    return {
        "kind": line.kind.value,
        "page": line.page,
        "level": line.level,
        "bold_to": line.bold_to,
        "ticked": line.ticked,
        "cell": None if cell is None else [cell.table, cell.row, cell.column],
        "box": None if box is None else [box.left, box.top, box.right, box.bottom],
    }


def from_json(found: dict[str, Any]) -> Reading:
    """Raises ValueError for another schema or a word outside the contract, KeyError for a missing key."""
    if found["schema"] != SCHEMA:
        raise ValueError("This is not a reading of minutes in a form that Plait knows.")
    return Reading(
        kind=Kind(found["kind"]),
        reason=found["reason"],
        title=found["title"],
        group=found["group"],
        date=_day(found["date"]),
        start=found["start"],
        end=found["end"],
        venue=found["venue"],
        attendees=tuple(_attendee(each) for each in found["attendees"]),
        items=tuple(Item(e["number"], e["title"], _source(e)) for e in found["items"]),
        decisions=tuple(Decision(e["text"], e["item"], bool(e["labelled"]), _source(e)) for e in found["decisions"]),
        actions=tuple(_action(each) for each in found["actions"]),
        escalations=_passed(found["escalations"]),
        impact=_passed(found["impact"]),
        next_agenda=_passed(found["next_agenda"]),
        questions=tuple(Question(e["about"], e["text"], tuple(e["candidates"])) for e in found["questions"]),
        warnings=tuple(Warning_(e["code"], e["text"]) for e in found["warnings"]),
        lines=_lines(found.get("lines") or [], found.get("layout")),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _source(entry: dict[str, Any]) -> Source:
    lines = entry["source"]
    return Source(lines["first_line"], lines["last_line"], lines.get("page"))


def _passed(entries: list[dict[str, Any]]) -> tuple[Passed, ...]:
    return tuple(Passed(each["text"], _source(each)) for each in entries)


def _attendee(entry: dict[str, Any]) -> Attendee:
    return Attendee(
        name=entry["name"],
        initials=entry["initials"],
        organisation=entry["organisation"],
        post=entry["post"],
        status=Presence(entry["status"]),
        deputising_for=entry["deputising_for"],
        source=_source(entry),
    )


def _action(entry: dict[str, Any]) -> Action:
    due = entry["due"]
    return Action(
        text=entry["text"],
        item=entry["item"],
        owners=tuple(
            Owner(each["text"], OwnerKind(each["kind"]), tuple(each["candidates"])) for each in entry["owners"]
        ),
        due=Due(due["text"], DueKind(due["kind"]), _day(due["date"]), bool(due["hard"])),
        status=Status(entry["status"]),
        labelled=bool(entry["labelled"]),
        source=_source(entry),
    )


def _lines(texts: list[str], layout: list[dict[str, Any]] | None) -> tuple[Line, ...]:
    if layout is None:
        return tuple(Line(number, text) for number, text in enumerate(texts, 1))
    return tuple(
        Line(
            number=number,
            text=text,
            kind=LineKind(each["kind"]),
            page=each["page"],
            level=each["level"],
            bold_to=each["bold_to"],
            cell=None if each["cell"] is None else Cell(*each["cell"]),
            ticked=each["ticked"],
            box=None if each["box"] is None else Box(*each["box"]),
        )
        for number, (text, each) in enumerate(zip(texts, layout, strict=True), 1)
    )
