"""Who sat in a group on a day, in words: for the page, the Word list and the spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse

from plait.core.dates import say
from plait.groups.models import Group, HoldingAs, Seat, SeatHolding, SeatRole
from plait.groups.words import belongs_to, term_words, vacancy
from plait.people.models import Post

ORDER = (SeatRole.CHAIR, SeatRole.DEPUTY_CHAIR, SeatRole.MEMBER, SeatRole.OBSERVER, SeatRole.BUSINESS_UNIT)
HEADINGS = {
    SeatRole.CHAIR: "Chair",
    SeatRole.DEPUTY_CHAIR: "Deputy chair",
    SeatRole.MEMBER: "Members",
    SeatRole.OBSERVER: "Observers",
    SeatRole.BUSINESS_UNIT: "Business unit",
}


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in a seat. `post` is theirs on that day."""

    name: str
    url: str
    post: str
    email: str
    telephone: str
    since: date
    term: str


@dataclass(frozen=True, slots=True)
class SeatLine:
    """`vacant` says since when, where nobody holds it; it is empty otherwise."""

    title: str
    url: str
    belongs_to: str
    role: str
    holder: Who | None
    deputy: Who | None
    vacant: str


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    seats: list[SeatLine]


@dataclass(frozen=True, slots=True)
class Membership:
    """`why_empty` says why nobody sat there on that day: the group had not begun, or had ended."""

    group: str
    slug: str
    group_url: str
    kind: str
    partnerships: str
    restricted: bool
    marking: str
    on: date
    day: str
    summary: str
    why_empty: str
    sections: list[Section] = field(default_factory=list)

    @property
    def seats(self) -> list[SeatLine]:
        return [seat for section in self.sections for seat in section.seats]

    @property
    def file_name(self) -> str:
        """Without its ending. What is restricted says so."""
        mark = "restricted-" if self.restricted else ""
        return f"{mark}{self.slug}-membership-{self.on.isoformat()}"


def usual_day(group: Group, today: date) -> date:
    """Today; for a group that has ended, its last day at work."""
    if group.ended_on is not None and group.ended_on <= today:
        return max(group.ended_on - timedelta(days=1), group.started_on)
    return today


def membership(
    group: Group, seats: Sequence[Seat], *, on: date, vacant: Mapping[int, date], posts: Mapping[int, Post]
) -> Membership:
    """`seats` of that day carry who held them as `held_now`; `vacant`: since when, by seat; `posts` by person."""
    why_empty = _why_empty(group, on)
    lines = {} if why_empty else {seat: _line(seat, vacant, posts, on) for seat in seats}
    sections = [Section(HEADINGS[role], [line for seat, line in lines.items() if seat.role == role]) for role in ORDER]
    mark = [settings.MARKING] if settings.MARKING else []
    return Membership(
        group=group.name,
        slug=group.slug,
        group_url=reverse("group", args=[group.slug]),
        kind=group.get_kind_display(),
        partnerships=" and ".join(partnership.name for partnership in group.partnerships.all()),
        restricted=group.circle.restricted,
        marking=", ".join([*mark, "restricted group"] if group.circle.restricted else mark),
        on=on,
        day=say(on),
        summary="" if why_empty else _summary(list(lines.values())),
        why_empty=why_empty,
        sections=[section for section in sections if section.seats],
    )


def _why_empty(group: Group, on: date) -> str:
    if on < group.started_on:
        return f"The {group.name} began on {say(group.started_on)}. On {say(on)} it had no members."
    if group.ended_on is not None and group.ended_on <= on:
        after = f" The {group.taken_over_by.name} took over from it." if group.taken_over_by else ""
        return f"The {group.name} ended on {say(group.ended_on)}.{after} On {say(on)} it had no members."
    return ""


def _summary(lines: Sequence[SeatLine]) -> str:
    if not lines:
        return "No seats on this day."
    vacant = sum(1 for line in lines if line.holder is None)
    seats = "1 seat" if len(lines) == 1 else f"{len(lines)} seats"
    return f"{seats}, {vacant} of them vacant" if vacant else f"{seats}, all held"


def _line(seat: Seat, vacant: Mapping[int, date], posts: Mapping[int, Post], on: date) -> SeatLine:
    held: list[SeatHolding] = seat.held_now  # type: ignore[attr-defined]
    who = {holding.as_what: _who(holding, posts, on) for holding in held}
    holder = who.get(HoldingAs.HOLDER.value)
    return SeatLine(
        title=seat.title,
        url=reverse("seat", args=[seat.pk]),
        belongs_to=belongs_to(seat),
        role=seat.get_role_display(),
        holder=holder,
        deputy=who.get(HoldingAs.DEPUTY.value),
        vacant="" if holder else vacancy(vacant.get(seat.pk), on),
    )


def _who(holding: SeatHolding, posts: Mapping[int, Post], on: date) -> Who:
    post = posts.get(holding.person_id)
    return Who(
        name=holding.person.name,
        url=reverse("person", args=[holding.person_id]),
        post=f"{post.title}, {post.agency}" if post else "",
        email=holding.person.email,
        telephone=holding.person.telephone,
        since=holding.starts_on,
        term=term_words(holding.term_ends_on, on),
    )
