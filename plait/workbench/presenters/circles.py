"""Pages about circles: who is in, why, since when and until when; conflicts of interest; roles that were given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from plait.access.models import Came, Circle, Exclusion, Grant, Level, Role, RoleHolding
from plait.access.permissions_page import COMES_FROM
from plait.core import registry
from plait.core.dates import say
from plait.groups.models import Group
from plait.history.models import Entry
from plait.people.models import Person
from plait.workbench.queries.circles import Moved


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Somebody in a circle. `end_url` is empty where the reader cannot end it, or a seat does."""

    who: str
    url: str
    came: str
    why: str
    since: str
    until: str
    by: str
    end_url: str


@dataclass(frozen=True, slots=True)
class ConflictRow:
    who: str
    where: str
    url: str
    why: str
    since: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class Line:
    day: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class CirclePage:
    name: str
    level: str
    restricted: bool
    why: str
    group: str
    group_url: str
    places: list[PlaceRow]
    conflicts: list[ConflictRow]
    lines: list[Line]
    follows: str
    follows_url: str
    is_in: bool
    shows_keeping: bool
    let_in_url: str
    conflict_url: str
    own_conflict_url: str
    break_url: str


@dataclass(frozen=True, slots=True)
class CircleRow:
    name: str
    url: str
    why: str
    people: str
    is_in: bool


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A circle that a record could be put into. `loses_reader`: the reader could open it no more."""

    name: str
    restricted: bool
    can: str
    no_longer: str
    loses_reader: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    who: str
    url: str
    role: str
    of: str
    since: str
    why: str
    end_url: str


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do on the page of a circle."""

    read: bool
    keep: bool
    break_glass: bool
    declare: bool
    is_in: bool


def circle_page(
    circle: Circle,
    group: Group | None,
    places: Iterable[Grant],
    conflicts: Iterable[Exclusion],
    entries: Iterable[Entry],
    *,
    may: May,
) -> CirclePage:
    by_name = circle.restricted and circle.follows_id is None
    return CirclePage(
        name=circle.name,
        level=Level(circle.level).label,
        restricted=circle.restricted,
        why=circle.reason,
        group=group.name if group else "",
        group_url=reverse("group", args=[group.slug]) if group else "",
        places=[place_row(each, may=may) for each in places],
        conflicts=[conflict_row(each, may_withdraw=may.keep) for each in conflicts] if may.read else [],
        lines=[line(entry) for entry in entries] if may.read else [],
        follows=circle.follows.name if circle.follows else "",
        follows_url=reverse("circle", args=[circle.follows_id]) if circle.follows_id else "",
        is_in=may.is_in,
        shows_keeping=may.read,
        let_in_url=reverse("let_in", args=[circle.pk]) if by_name and may.keep else "",
        conflict_url=reverse("circle_conflict", args=[circle.pk]) if may.keep else "",
        own_conflict_url=reverse("circle_conflict", args=[circle.pk])
        if may.is_in and may.declare and not may.keep
        else "",
        break_url=reverse("break_glass", args=[circle.pk]) if by_name and may.break_glass and not may.is_in else "",
    )


def place_row(grant: Grant, *, may: May) -> PlaceRow:
    ends = grant.came in (Came.NAME, Came.BREAK_GLASS) and grant.followed_id is None and may.keep
    return PlaceRow(
        who=grant.person.name if grant.person else f"Everybody with the role {Role(grant.role).label}",
        url=reverse("person", args=[grant.person_id]) if grant.person_id else "",
        came=Came(grant.came).label,
        why=grant.reason,
        since=say(grant.starts_on),
        until=_until(grant),
        by=grant.let_in_by.name if grant.let_in_by and may.read else "",
        end_url=reverse("end_place", args=[grant.pk]) if ends else "",
    )


def _until(grant: Grant) -> str:
    if grant.until:
        moment = timezone.localtime(grant.until)
        return f"{say(moment)} at {moment:%H:%M}"
    return say(grant.ends_on) if grant.ends_on else ""


def conflict_row(shut: Exclusion, *, may_withdraw: bool) -> ConflictRow:
    return ConflictRow(
        who=shut.person.name,
        where=shut.circle.name,
        url=reverse("circle", args=[shut.circle_id]),
        why=shut.reason,
        since=f"{'declared' if shut.own else 'recorded'} {say(shut.since)}" if shut.since else "",
        withdraw_url=reverse("withdraw_conflict", args=[shut.pk]) if may_withdraw else "",
    )


def line(entry: Entry) -> Line:
    """One line of a circle's history, in words."""
    said: Mapping[str, object] = entry.detail.said if hasattr(entry, "detail") else {}
    tell = registry.kind("circle").tell
    words = tell(entry.verb, said) if tell and said else "what was said was removed"
    return Line(say(timezone.localdate(entry.at)), str(said.get("by", "")), words)


def circle_row(circle: Circle, people: int, *, is_in: bool) -> CircleRow:
    counted = "nobody yet" if not people else "1 person" if people == 1 else f"{people} people"
    return CircleRow(circle.name, reverse("circle", args=[circle.pk]), circle.reason, counted, is_in)


def moved_row(moved: Moved, reader: int | None) -> MovedRow:
    return MovedRow(
        name=moved.to.name,
        restricted=moved.to.restricted,
        can=_names(moved.can) or "nobody",
        no_longer=_names(moved.no_longer) or "nobody",
        loses_reader=any(person.pk == reader for person in moved.no_longer),
    )


def what_moving_did(name: str, circle: Circle, moved: Iterable[Moved]) -> str:
    """What is said after it: who can open it now and who no longer can."""
    here = next((each for each in moved if each.to.pk in (circle.pk, circle.follows_id)), None)
    said = f"{name} belongs to {circle.name} now."
    if here is None:
        return said
    gone = f", and no longer by {_names(here.no_longer)}" if here.no_longer else ""
    return f"{said} It can be opened by {_names(here.can) or 'nobody'}{gone}."


def _names(people: Iterable[Person]) -> str:
    names = [person.name for person in people]
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def role_row(holding: RoleHolding, *, may_end: bool) -> RoleRow:
    return RoleRow(
        who=holding.person.name,
        url=reverse("person", args=[holding.person_id]),
        role=Role(holding.role).label,
        of=holding.agency.name if holding.agency else "",
        since=say(holding.starts_on),
        why=holding.reason,
        end_url=reverse("end_role", args=[holding.pk]) if may_end else "",
    )


def role_words(roles: Iterable[Role]) -> list[tuple[str, str]]:
    return [(role.label, COMES_FROM[role]) for role in roles]
