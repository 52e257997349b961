"""A group's page: its seats, its lineage, what it holds, who may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.access.models import Level
from plait.access.permissions_page import REACHES
from plait.core.dates import say
from plait.groups.models import Group, HoldingAs, Seat, SeatHolding, SeatRole
from plait.groups.queries import Stands
from plait.groups.words import belongs_to, term_words, vacancy
from plait.risks.models import Risk
from plait.workbench.presenters.actions import ActionRow
from plait.workbench.presenters.amounts import Piece, beginning, figure, many
from plait.workbench.presenters.meetings import MeetingRow
from plait.workbench.queries.holding import LeftBehind


@dataclass(frozen=True, slots=True)
class SeatRow:
    """`holder` is None for a vacant seat; `since` then says for how long."""

    url: str
    title: str
    agency: str
    role: str
    holder: Piece | None
    since: str
    deputy: Piece | None


@dataclass(frozen=True, slots=True)
class Relative:
    name: str
    url: str
    days: str
    since: str


@dataclass(frozen=True, slots=True)
class GroupPage:
    name: str
    kind: str
    days: str
    restricted: bool
    partnerships: str
    seats: list[SeatRow]
    vacant: int
    before: list[Relative]
    after: Relative | None
    taken_over_on: str
    circle: str
    actions: list[ActionRow]
    actions_count: str
    meetings: list[MeetingRow]
    tracker_url: str
    risks: list[Piece]
    risks_count: str
    risks_url: str
    matters: list[str]
    matters_count: str
    matters_url: str
    register_url: str
    ended: bool
    end_url: str
    add_seat_url: str
    change_url: str
    membership_url: str
    terms: Piece | None


def seat_row(seat: Seat, today: date) -> SeatRow:
    """`seat.held_now` holds who sits there, as holder and as deputy; `seat.vacant_since`: since when nobody does."""
    holding = _held(seat, HoldingAs.HOLDER)
    return SeatRow(
        url=reverse("seat", args=[seat.pk]),
        title=seat.title,
        agency=str(seat.agency) if seat.agency else belongs_to(seat),
        role=_role(seat),
        holder=_person(holding) if holding else None,
        since=_since(holding, today) if holding else vacancy(seat.vacant_since, today),  # type: ignore[attr-defined]
        deputy=_person(deputy) if (deputy := _held(seat, HoldingAs.DEPUTY)) else None,
    )


def _since(holding: SeatHolding, today: date) -> str:
    term = term_words(holding.term_ends_on, today)
    return f"since {say(holding.starts_on)}" + (f". {term}" if term else "")


def _role(seat: Seat) -> str:
    """The role, where it is not a plain member's and the title does not say it already."""
    role = seat.get_role_display()
    return "" if seat.role == SeatRole.MEMBER or role.lower() in seat.title.lower() else role


def _count(shown: int, in_all: int) -> str:
    return figure(in_all) if shown == in_all else f"{shown} of {figure(in_all)}"


def _held(seat: Seat, as_what: HoldingAs) -> SeatHolding | None:
    held: list[SeatHolding] = seat.held_now  # type: ignore[attr-defined]
    return next((holding for holding in held if holding.as_what == as_what), None)


def _person(holding: SeatHolding) -> Piece:
    return Piece(holding.person.name, reverse("person", args=[holding.person_id]))


def relative(group: Group) -> Relative:
    """Another group of the lineage. `since`: the day on which it was taken over."""
    since = say(group.ended_on) if group.ended_on else ""
    return Relative(group.name, reverse("group", args=[group.slug]), group_days(group), since)


def group_days(group: Group) -> str:
    """Since 1 April 2024; or from and to."""
    if group.ended_on:
        return f"{say(group.started_on)} to {say(group.ended_on)}"
    return f"Since {say(group.started_on)}"


def group_page(
    stands: Stands,
    seats: Iterable[Seat],
    *,
    today: date,
    actions: list[ActionRow],
    actions_in_all: int,
    meetings: list[MeetingRow],
    risks: list[Piece],
    risks_in_all: int,
    matters: list[str],
    matters_in_all: int,
    terms: Piece | None,
    may_end: bool,
    may_add: bool,
) -> GroupPage:
    """`seats` come from `table_of`. `terms`: None for a reader who may not know them."""
    group = stands.group
    rows = [] if group.ended_on and group.ended_on <= today else [seat_row(seat, today) for seat in seats]
    return GroupPage(
        name=group.name,
        kind=group.get_kind_display(),
        days=group_days(group),
        restricted=group.circle.restricted,
        partnerships=" and ".join(stands.serves),
        seats=rows,
        vacant=sum(1 for row in rows if row.holder is None),
        before=[relative(g) for g in stands.before],
        after=relative(group.taken_over_by) if group.taken_over_by else None,
        taken_over_on=say(group.ended_on) if group.ended_on else "",
        circle=REACHES[Level(group.circle.level)],
        actions=actions,
        actions_count=_count(len(actions), actions_in_all),
        meetings=meetings,
        tracker_url=f"{reverse('add_tracker')}?group={group.slug}" if may_add and not group.ended_on else "",
        risks=risks,
        risks_count=figure(risks_in_all) if risks_in_all else "",
        risks_url=reverse("risks", args=[group.slug]),
        matters=[] if group.circle.restricted else matters,
        matters_count=figure(matters_in_all) if matters_in_all else "",
        matters_url=reverse("matters", args=[group.slug]),
        register_url=f"{reverse('actions')}?group={group.pk}",
        ended=group.ended_on is not None and group.ended_on <= today,
        end_url=reverse("end_group", args=[group.slug]) if may_end and not group.ended_on else "",
        add_seat_url=reverse("add_seat", args=[group.slug]) if may_end and not group.ended_on else "",
        change_url=reverse("change_group", args=[group.slug]) if may_end else "",
        membership_url=reverse("membership", args=[group.slug]),
        terms=terms,
    )


def terms_piece(stands: Stands) -> Piece | None:
    """What is in force, and whether there is a draft; nothing for a group that ended without any."""
    if stands.group.ended_on and stands.terms is None and not stands.draft:
        return None
    since = f", in force since {say(stands.terms_since)}" if stands.terms_since else ""
    words = f"Version {stands.terms}{since}" if stands.terms is not None else "None in force"
    draft = "; a draft waits" if stands.draft else ""
    return Piece(f"{words}{draft}", reverse("terms", args=[stands.group.slug]))


def risk_piece(risk: Risk) -> Piece:
    """An open risk in a list: its words, or only its reference where the circle is restricted."""
    words = risk.reference if risk.circle.restricted else f"{risk.reference} {risk.wording}"
    return Piece(words, f"{reverse('risks', args=[risk.group.slug])}#{risk.reference}")


@dataclass(frozen=True, slots=True)
class EndGroupPage:
    """What ends, and what it leaves behind: actions, and in `others` risks and matters for an agenda."""

    name: str
    url: str
    held: str
    others: str
    actions: list[ActionRow]
    unseen: str


def end_group_page(group: Group, actions: list[ActionRow], left: LeftBehind) -> EndGroupPage:
    """`actions` are those the viewer may see, of all that the group holds."""
    held = left.actions
    unseen = held - len(actions)
    return EndGroupPage(
        name=group.name,
        url=reverse("group", args=[group.slug]),
        held=many(held, "open action") if held else "",
        others=_others(left),
        actions=actions,
        unseen=f"{beginning(many(unseen, 'more', 'more'))} that you may not see"
        if unseen and actions
        else f"{beginning(many(unseen, 'action'))} that you may not see"
        if unseen
        else "",
    )


def _others(left: LeftBehind) -> str:
    risks = [many(left.risks, "open risk")] if left.risks else []
    matters = [many(left.matters, "matter for the next agenda", "matters for the next agenda")] if left.matters else []
    return " and ".join([*risks, *matters])
