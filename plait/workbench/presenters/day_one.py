"""Day one in a seat, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.core.dates import say, say_near
from plait.groups.models import HoldingAs, SeatHolding, SeatRole
from plait.groups.quorum import asks_for
from plait.groups.words import asked_by, belongs_to, term_words
from plait.workbench.presenters.actions import ActionRow, action_row
from plait.workbench.presenters.amounts import Piece, beginning, figure, many
from plait.workbench.presenters.meetings import coming_row, meeting_row
from plait.workbench.queries.day_one import DayOne


@dataclass(frozen=True, slots=True)
class Ask:
    """Whom to ask, and why them."""

    name: str
    url: str
    what: str


@dataclass(frozen=True, slots=True)
class DayOnePage:
    title: str
    seat_url: str
    group: str
    group_url: str
    restricted: bool
    belongs_to: str
    role: str
    held: str
    before: str
    sentence: str
    owes: list[ActionRow]
    owes_count: str
    former: list[Piece]
    owed: list[ActionRow]
    shared: list[ActionRow]
    done: list[ActionRow]
    done_count: str
    coming: Piece | None
    latest: Piece | None
    terms: Piece | None
    quorum: str
    matters: list[str]
    matters_count: str
    matters_url: str
    asks: list[Ask]


def day_one_page(found: DayOne, today: date) -> DayOnePage:
    seat, group = found.seat, found.seat.group
    return DayOnePage(
        title=seat.title,
        seat_url=reverse("seat", args=[seat.pk]),
        group=group.name,
        group_url=reverse("group", args=[group.slug]),
        restricted=group.circle.restricted,
        belongs_to=belongs_to(seat),
        role=seat.get_role_display(),
        held=_held(found, today),
        before=_before(found, today),
        sentence=_sentence(found, today),
        owes=[action_row(action, today) for action in found.owes],
        owes_count=figure(found.owes_in_all),
        former=_former(found),
        owed=[action_row(action, today) for action in found.owed],
        shared=[action_row(action, today) for action in found.shared],
        done=[action_row(action, today) for action in found.done],
        done_count=figure(found.done_in_all),
        coming=_meeting(found, today),
        latest=_latest(found, today),
        terms=_terms(found),
        quorum=asks_for(asked_by(found.terms)) if found.terms else "",
        matters=list(found.matters),
        matters_count=figure(found.matters_in_all) if found.matters_in_all else "",
        matters_url=reverse("matters", args=[group.slug]),
        asks=[_ask(holding, seat.pk) for holding in found.others],
    )


def _holders(found: DayOne) -> list[SeatHolding]:
    return [holding for holding in found.held if holding.as_what == HoldingAs.HOLDER]


def _held(found: DayOne, today: date) -> str:
    now = next((h for h in _holders(found) if h.ends_on is None or h.ends_on > today), None)
    if now is None:
        return "Nobody holds this seat now."
    term = term_words(now.term_ends_on, today)
    begins = "has it from" if now.starts_on > today else "holds it since"
    return f"{now.person.name} {begins} {say(now.starts_on)}." + (f" {term}." if term else "")


def _before(found: DayOne, today: date) -> str:
    before = next((h for h in _holders(found) if h.ends_on is not None and h.ends_on <= today), None)
    if before is None or before.ends_on is None:
        return ""
    return f"Before: {before.person.name}, {say(before.starts_on)} to {say(before.ends_on)}."


def _sentence(found: DayOne, today: date) -> str:
    """What was promised from this seat, and how far it is."""
    promised = found.owes_in_all + found.done_in_all
    if not promised:
        return "No action of this group was given to this seat, as far as you may see."
    past = sum(1 for action in found.owes if action.due_on is not None and action.due_on < today)
    late = f", {many(past, '', ' ').strip()} of them past the date" if past else ""
    done = f"{beginning(many(found.done_in_all, 'is', 'are'))} done" if found.done_in_all else "None is done yet"
    return f"{beginning(many(promised, 'action'))} promised. {done}, {many(found.owes_in_all, 'is', 'are')} open{late}."


def _former(found: DayOne) -> list[Piece]:
    """ACT-0042 stands in the name of Owen Tranter, who left the seat on 1 September 2026."""
    numbers: Mapping[int, str] = {action.pk: action.reference for action in found.owes}
    told = []
    for key, holding in sorted(found.former.items(), key=lambda pair: numbers[pair[0]]):
        left = f", who left the seat on {say(holding.ends_on)}" if holding.ends_on else ""
        words = f"{numbers[key]} stands in the name of {holding.person.name}{left}"
        told.append(Piece(words, reverse("action", args=[numbers[key]])))
    return told


def _meeting(found: DayOne, today: date) -> Piece | None:
    if found.coming is None:
        return None
    row = coming_row(found.coming, today)
    return Piece(f"{row.day}, {row.how_far}", row.url)


def _latest(found: DayOne, today: date) -> Piece | None:
    if found.latest is None:
        return None
    return Piece(f"Minutes of {say_near(found.latest.held_on, today)}", meeting_row(found.latest, today).url)


def _terms(found: DayOne) -> Piece | None:
    if found.terms is None or found.terms.holds_from is None:
        return None
    words = f"Version {found.terms.number}, in force since {say(found.terms.holds_from)}"
    return Piece(words, reverse("terms", args=[found.seat.group.slug]))


def _ask(holding: SeatHolding, seat: int) -> Ask:
    what = "deputises in this seat" if holding.seat_id == seat else holding.seat.title
    if holding.seat_id != seat and holding.seat.role == SeatRole.CHAIR:
        what = "chairs the group"
    return Ask(holding.person.name, reverse("person", args=[holding.person_id]), what)
