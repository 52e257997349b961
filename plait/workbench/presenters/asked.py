"""What is asked of an agency, in words. Counts say what there is; nothing is compared and nobody is ranked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from plait.actions.models import Action
from plait.core.dates import say_near
from plait.people.models import Agency
from plait.workbench.presenters.actions import ActionRow, action_row
from plait.workbench.presenters.amounts import Piece, beginning, figure, many
from plait.workbench.queries.asked import AskedOf, Asking
from plait.workbench.queries.work import COUNTED


@dataclass(frozen=True, slots=True)
class AskedRow:
    """`asked`: who of the agency is asked about it in a round that runs, and whether they answered."""

    action: ActionRow
    asked: list[str]


@dataclass(frozen=True, slots=True)
class AskedPage:
    agency: str
    summary: str
    groups: list[Piece]
    narrowed: str
    rows: list[AskedRow]
    whole: str
    register: str
    links: list[tuple[str, str]]
    others: list[tuple[str, str]]


def asked_page(
    agency: Agency, found: AskedOf, *, group: int | None, others: Sequence[Agency], today: date
) -> AskedPage:
    here = reverse("asked_of_agency", args=[agency.slug])
    names = dict(found.in_groups.keys())
    return AskedPage(
        agency=agency.name,
        summary=_summary(found),
        groups=[
            Piece(f"{name}, {figure(count)}", f"{here}?group={key}")
            for (key, name), count in sorted(found.in_groups.items(), key=lambda each: each[0][1].casefold())
        ],
        narrowed=names.get(group, "A group that asks nothing") if group is not None else "",
        rows=[_row(action, found.asking.get(action.pk, ()), today) for action in found.page.actions],
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


def _row(action: Action, asking: Sequence[Asking], today: date) -> AskedRow:
    return AskedRow(action_row(action, today), [_asked(each, today) for each in asking])


def _asked(asking: Asking, today: date) -> str:
    asked = f"{asking.name}, asked {say_near(timezone.localdate(asking.asked_at), today)}"
    if asking.answered_at is None:
        return f"{asked}, no answer yet"
    return f"{asked}, answered {say_near(timezone.localdate(asking.answered_at), today)}"


def _links(here: str, number: int, pages: int, group: int | None) -> list[tuple[str, str]]:
    narrowed = {"group": group} if group is not None else {}
    found = []
    if number > 1:
        found.append(("Earlier page", f"{here}?{urlencode({**narrowed, 'page': number - 1})}"))
    if number < pages:
        found.append(("Next page", f"{here}?{urlencode({**narrowed, 'page': number + 1})}"))
    return found
