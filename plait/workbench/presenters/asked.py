"""What is asked of an agency, in words. Counts say what there is; nothing is compared and nobody is ranked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from plait.actions.models import Action
from plait.core.dates import say_near
from plait.people.models import Agency
from plait.rounds.queries.waiting import Waiting
from plait.workbench.presenters.actions import ActionRow, action_row
from plait.workbench.presenters.amounts import Piece, beginning, figure, how_far, many
from plait.workbench.queries.asked import AskedOf, Asking
from plait.workbench.queries.work import COUNTED


@dataclass(frozen=True, slots=True)
class AskedRow:
    """`asked`: who of the agency is asked about it in a round that runs, and whether they answered."""

    action: ActionRow
    asked: list[str]


@dataclass(slots=True)
class Part:
    heading: str
    rows: list[AskedRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """`url` is set where the reader is the one who is asked. `noted`: when they were told that nothing had come."""

    who: str
    what: str
    until: str
    until_note: str
    past: bool
    noted: str
    url: str


@dataclass(frozen=True, slots=True)
class AskedPage:
    agency: str
    summary: str
    waiting: list[WaitingRow]
    groups: list[Piece]
    narrowed: str
    parts: list[Part]
    whole: str
    register: str
    links: list[tuple[str, str]]
    others: list[tuple[str, str]]


def asked_page(
    agency: Agency, found: AskedOf, *, group: int | None, others: Sequence[Agency], reader: int | None, today: date
) -> AskedPage:
    """`others`: agencies that the reader leads. `reader`: the key of their person."""
    here = reverse("asked_of_agency", args=[agency.slug])
    names = dict(found.in_groups.keys())
    return AskedPage(
        agency=agency.name,
        summary=_summary(found),
        waiting=[_waiting(each, reader, today) for each in found.waiting],
        groups=[
            Piece(f"{name}, {figure(count)}", f"{here}?group={key}")
            for (key, name), count in sorted(found.in_groups.items(), key=lambda each: each[0][1].casefold())
        ],
        narrowed=names.get(group, "A group that asks nothing") if group is not None else "",
        parts=_parts(found, today),
        whole=here,
        register=f"{reverse('actions')}?{urlencode({'agency': agency.pk})}",
        links=_links(here, found.page.number, found.page.pages, group),
        others=[(str(each), reverse("asked_of_agency", args=[each.slug])) for each in others if each != agency],
    )


def _summary(found: AskedOf) -> str:
    if not found.counted:
        return "Nothing is asked of it that you may know of."
    groups = many(len(found.in_groups), "group")
    if found.counted > COUNTED:
        return f"{beginning(many(found.counted, 'open action'))}, of {groups} at least."
    past = f"{many(found.past, 'is', 'are')} past the date" if found.past else "none is past the date"
    return f"{beginning(many(found.counted, 'open action'))} of {groups}; {past}."


def _waiting(waiting: Waiting, reader: int | None, today: date) -> WaitingRow:
    request = waiting.request
    group = request.round.group
    asks = f"Asked {_day(request.round.opened_at, today)} about {many(waiting.asks, 'action')} of the {group}"
    heard = f"{many(waiting.heard, 'is', 'are')} answered" if waiting.heard else "no answer yet"
    until, note = _until(waiting, today)
    mine = request.person_id == reader and request.round.closed_at is None
    return WaitingRow(
        who=request.words,
        what=f"{asks}; {heard}.",
        until=until,
        until_note=note,
        past=waiting.last is not None and waiting.last < today,
        noted=f"A note to the lead was written {say_near(waiting.noted, today)}." if waiting.noted else "",
        url=reverse("answer_mine") if mine else "",
    )


def _until(waiting: Waiting, today: date) -> tuple[str, str]:
    """Their last day, and what is to be said of it."""
    closed = waiting.request.round.closed_at
    if closed is not None:
        return f"Closed {_day(closed, today)}", "An answer is still kept"
    if waiting.last is None:
        return "Not yet begun", "Their letter has not gone out"
    return beginning(say_near(waiting.last, today)), how_far(waiting.last, today)


def _day(moment: datetime, today: date) -> str:
    return say_near(timezone.localdate(moment), today)


def _parts(found: AskedOf, today: date) -> list[Part]:
    """In the order of their dates, under headings."""
    parts: list[Part] = []
    for action in found.page.actions:
        row = _row(action, found.asking.get(action.pk, ()), today)
        heading = "No date" if action.due_on is None else "Past the date" if row.action.past else "Still to come"
        if not parts or parts[-1].heading != heading:
            parts.append(Part(heading))
        parts[-1].rows.append(row)
    return parts


def _row(action: Action, asking: Sequence[Asking], today: date) -> AskedRow:
    return AskedRow(action_row(action, today), [_asked(each, today) for each in asking])


def _asked(asking: Asking, today: date) -> str:
    asked = f"{asking.name}, asked {_day(asking.asked_at, today)}"
    if asking.answered_at is None:
        return f"{asked}, no answer yet"
    return f"{asked}, answered {_day(asking.answered_at, today)}"


def _links(here: str, number: int, pages: int, group: int | None) -> list[tuple[str, str]]:
    narrowed = {"group": group} if group is not None else {}
    found = []
    if number > 1:
        found.append(("Earlier page", f"{here}?{urlencode({**narrowed, 'page': number - 1})}"))
    if number < pages:
        found.append(("Next page", f"{here}?{urlencode({**narrowed, 'page': number + 1})}"))
    return found
