"""A view of the register on paper, for the table: in groups, one line an action, room for notes beside each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from plait.actions.models import Action
from plait.actions.presenters.rows import Row, row
from plait.actions.presenters.words import owner_name
from plait.actions.queries import View
from plait.core.dates import say


class By(StrEnum):
    """What stands together."""

    GROUP = "group"
    OWNER = "owner"
    DATE = "date"


BY_WORDS = {By.GROUP: "By group", By.OWNER: "By owner", By.DATE: "By date"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of the list with all its owners."""

    row: Row
    owners: list[str]


@dataclass(slots=True)
class Together:
    heading: str
    rows: list[Printed] = field(default_factory=list)


def together(actions: Iterable[Action], by: By, today: date, view: View) -> list[Together]:
    """In groups, each in the order of the list. By date they come as the list does; otherwise by the alphabet, and
    what nobody answers for is last."""
    found: dict[str, Together] = {}
    for action in actions:
        printed = Printed(row(action, today, (), view), [owner_name(held) for held in action.owners_now])  # type: ignore[attr-defined]
        heading = _heading(action, by, printed, today)
        found.setdefault(heading, Together(heading)).rows.append(printed)
    if by == By.DATE:
        return list(found.values())
    return sorted(found.values(), key=lambda each: (each.heading == NOBODY, each.heading.casefold()))


NOBODY = "Nobody answers yet"


def _heading(action: Action, by: By, printed: Printed, today: date) -> str:
    match by:
        case By.GROUP:
            return action.group.name
        case By.OWNER:
            settled = printed.owners and not printed.row.unsettled
            return printed.owners[0] if settled else NOBODY
        case By.DATE:
            if action.due_on is None:
                return "No date"
            return "Past the date" if printed.row.due.past else "Still to come"


def says(view: str, chips: Iterable[str], total: str, today: date) -> str:
    """The line above the headings on every page: what is listed, how many, as of which day."""
    return f"{', '.join((view, *chips))}: {total.lower()} on {say(today)}"
