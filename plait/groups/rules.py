"""When a group may end, who may take a seat and when, and when terms of reference are in force."""

from collections.abc import Iterable, Sequence
from datetime import date

from plait.access.models import Role
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.core.registry import Holding
from plait.groups.models import Group, HoldingAs, Seat, SeatHolding, SeatRole, TermsVersion
from plait.people.models import Agency, Person


def check_can_end(group: Group, held: Sequence[Holding]) -> None:
    """A group ends once, and only when nothing is left that it alone holds."""
    if group.ended_on:
        raise Refusal(f"The {group.name} has ended already.")
    if held:
        raise Refusal(f"The {group.name} still holds {_what(held)}. Hand them over to another group first.")


def _what(held: Sequence[Holding]) -> str:
    """an open action; 3 open actions and 1 open risk."""
    kinds = list(dict.fromkeys(h.ref.kind for h in held))
    counts = [sum(1 for h in held if h.ref.kind == kind) for kind in kinds]
    if len(held) == 1:
        return f"an open {kinds[0]}"
    said = [f"{n} open {kind}" if n == 1 else f"{n} open {kind}s" for kind, n in zip(kinds, counts, strict=True)]
    return " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)


def can_end(group: Group, held: Sequence[Holding]) -> bool:
    try:
        check_can_end(group, held)
    except Refusal:
        return False
    return True


def check_is_at_work(group: Group) -> None:
    if group.ended_on:
        raise Refusal(f"The {group.name} has ended. It takes no new seats.")


def check_end_day(group: Group, day: date) -> None:
    """No group ends before it began."""
    if day < group.started_on:
        raise Refusal(f"The {group.name} began on {say(group.started_on)}. Give a later day.")


def check_can_take_over(group: Group, successor: Group) -> None:
    """Only another group that is at work takes over."""
    if successor.pk == group.pk:
        raise Refusal("A group cannot take over from itself. Choose another group.")
    if successor.ended_on:
        raise Refusal(f"The {successor.name} has ended. Choose a group that is at work.")


def check_can_take(
    seat: Seat, person: Person, starts_on: date, *, before: SeatHolding | None, beside: SeatHolding | None
) -> None:
    """`before` holds this place now and makes way; `beside` is in the seat's other place (holder or deputy)."""
    check_is_within(seat, starts_on)
    if before is not None and before.person_id == person.pk:
        raise Refusal(f"{person.name} is in this place already, since {say(before.starts_on)}.")
    if beside is not None and beside.person_id == person.pk:
        raise Refusal(f"{person.name} is in this seat already. A holder and a deputy are two people.")
    if before is not None and starts_on < before.starts_on:
        raise Refusal(f"{before.person.name} came on {say(before.starts_on)}. Give that day or a later one.")


def check_is_within(seat: Seat, day: date) -> None:
    """Nobody sits in a seat before it was there, or after it ended."""
    if seat.ended_on:
        raise Refusal(f"The seat {seat.title} has ended. Add a new seat instead.")
    if day < seat.group.started_on:
        raise Refusal(f"The {seat.group.name} began on {say(seat.group.started_on)}. Give that day or a later one.")
    if seat.started_on and day < seat.started_on:
        raise Refusal(f"The seat {seat.title} began on {say(seat.started_on)}. Give that day or a later one.")


def check_span(starts_on: date, ends_on: date, *, today: date) -> None:
    """A span that is over: it ended after it began, and not after today."""
    if ends_on <= starts_on:
        raise Refusal(f"They cannot have left on {say(ends_on)} and come on {say(starts_on)}. Give a later last day.")
    if ends_on > today:
        raise Refusal(f"{say(ends_on)} is still to come. Use “Who takes this seat” for somebody who holds it now.")


def check_term(starts_on: date, term_ends_on: date | None) -> None:
    if term_ends_on is not None and term_ends_on <= starts_on:
        raise Refusal(f"A term that begins on {say(starts_on)} ends on a later day.")


def check_is_free(
    person: Person, as_what: HoldingAs, starts_on: date, ends_on: date | None, others: Iterable[SeatHolding]
) -> None:
    """`others` held this seat at other times. One holder and one deputy at a time, and they are two people."""
    for other in others:
        apart = (ends_on is not None and ends_on <= other.starts_on) or _is_over(other, starts_on)
        if apart or (other.as_what != as_what and other.person_id != person.pk):
            continue
        until = f"from {say(other.starts_on)} to {say(other.ends_on)}" if other.ends_on else _since(other)
        place = HoldingAs(other.as_what).label.lower()
        raise Refusal(f"{other.person.name} was the {place} {until}. Give days that do not overlap with that.")


def _is_over(other: SeatHolding, day: date) -> bool:
    """Left by `day`; somebody who left on the day they came never held it."""
    return other.ends_on is not None and (other.ends_on <= day or other.ends_on == other.starts_on)


def _since(other: SeatHolding) -> str:
    return f"from {say(other.starts_on)} on"


def goes_on_until(others: Iterable[SeatHolding], day: date) -> date | None:
    """Until when `others` carry on from `day` without a gap: a later day, `day` itself, or None for without end."""
    spans = sorted((other.starts_on, other.ends_on) for other in others if other.ends_on)
    endless = min((other.starts_on for other in others if other.ends_on is None), default=None)
    for starts_on, ends_on in spans:
        if starts_on <= day and ends_on is not None:
            day = max(day, ends_on)
    return None if endless is not None and endless <= day else day


_DEPUTISING = {
    SeatRole.CHAIR: Role.DEPUTY_CHAIR,
    SeatRole.OBSERVER: Role.OBSERVER,
    SeatRole.BUSINESS_UNIT: Role.BUSINESS_UNIT,
}


def role_of(seat: Seat, as_what: str) -> Role:
    """What somebody may do in the group because of this seat: who deputises for the chair is deputy chair."""
    if as_what == HoldingAs.DEPUTY:
        return _DEPUTISING.get(SeatRole(seat.role), Role.DEPUTY)
    return Role(seat.role)


def check_lets_in(seat: Seat, person: Person, by: int | None) -> None:
    """Nobody lets themselves into a restricted circle; `by` is the key of the person who seats."""
    if seat.group.circle.restricted and by == person.pk:
        raise Refusal(
            f"The {seat.group.name} is restricted: nobody takes a seat there by themselves. "
            "Ask a colleague in the business unit to record it."
        )


def check_can_end_seat(seat: Seat) -> None:
    if seat.ended_on:
        raise Refusal(f"The seat {seat.title} has ended already.")


def check_seat(
    group: Group, agency: Agency | None, sector: str, started_on: date | None, first: SeatHolding | None = None
) -> None:
    """A seat belongs to an agency or to a sector; it is no older than its group, and as old as who first held it."""
    if agency is not None and sector.strip():
        raise Refusal("A seat belongs to an agency or to a sector. Leave one of the two empty.")
    if started_on is not None and started_on < group.started_on:
        raise Refusal(f"The {group.name} began on {say(group.started_on)}. Give that day or a later one.")
    if started_on is not None and first is not None and first.starts_on < started_on:
        raise Refusal(
            f"{first.person.name} held this seat from {say(first.starts_on)} on. Give that day or an earlier one."
        )


def check_seat_end(seat: Seat, day: date) -> None:
    began = seat.started_on or seat.group.started_on
    if day < began:
        raise Refusal(f"The seat {seat.title} began on {say(began)}. Give that day or a later one.")


def check_leaving_day(holding: SeatHolding, ends_on: date) -> None:
    """Nobody leaves before they came. A day that is recorded already can only be brought forward."""
    if holding.ends_on is not None and ends_on >= holding.ends_on:
        raise Refusal(f"{holding.person.name} has left this seat already: recorded is {say(holding.ends_on)}.")
    if ends_on < holding.starts_on:
        raise Refusal(f"{holding.person.name} came on {say(holding.starts_on)}. Give that day or a later one.")


def check_can_draft(there: TermsVersion | None) -> None:
    if there is not None:
        raise Refusal("There is a draft already. Change that one, or drop it first.")


def check_is_draft(terms: TermsVersion) -> None:
    if terms.agreed_at is not None:
        raise Refusal(f"Version {terms.number} is agreed and stays as it is. Begin a new draft.")


def check_can_agree(terms: TermsVersion, holds_from: date, latest: TermsVersion | None) -> None:
    """`latest`: the agreed version that holds last. Versions follow each other, and none is older than the group."""
    check_is_draft(terms)
    if holds_from < terms.group.started_on:
        began = say(terms.group.started_on)
        raise Refusal(f"The {terms.group.name} began on {began}. Its terms of reference hold from that day or later.")
    if latest is not None and latest.holds_from is not None and holds_from <= latest.holds_from:
        since = say(latest.holds_from)
        raise Refusal(f"Version {latest.number} holds from {since}. Give a later day.")


def check_agreed_by(kind: str | None, words: str, latest: TermsVersion | None) -> None:
    """A recorded decision agrees terms. Only a first version may be older than what is recorded here."""
    if kind is not None and kind != "decision":
        raise Refusal("Terms of reference are agreed by a decision. Choose one.")
    if kind is None and (latest is not None or not words.strip()):
        raise Refusal("Choose the decision that agreed this version. Minutes that record it can be added first.")
