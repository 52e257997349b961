"""A hundred groups of twenty seats, and circles about single matters beside theirs: three who read the register.

One sits in three groups, one leads an agency, one is the independent scrutineer. Of the circles about single matters
three in four follow their group's and shut one person out; the fourth is restricted and holds people by name. Actions
and circles grow; groups and people are as many at every size.
"""

from dataclasses import dataclass, field

from bench import world
from bench.world import AT, SINCE, World
from plait.access.models import Came, Circle, Exclusion, Grant, Level, Role, RoleHolding
from plait.accounts.commands import open_account
from plait.accounts.models import User
from plait.actions.models import Action, OwnerKind, Responsibility
from plait.core.actor import Actor
from plait.groups.models import Group, GroupKind, Seat, SeatHolding
from plait.people.models import Agency, Partnership, Person, Post

PASSWORD = "three-strands-hold"
GROUPS, PEOPLE, SEATS = 100, 600, 20
AGENCIES, LED = 12, 3
FIRST_FEW = 1_000  # of these one in ten lies in the member's groups: their page is full at every size


@dataclass
class Tables(World):
    """`circles`: the groups' own, then those about single matters, one for each group in turn."""

    circles: list[Circle] = field(default_factory=list)


def found(circles: int) -> Tables:
    """Everything but the actions."""

    partnership = Partnership.objects.create(name="Bench of seats", slug="bench-of-seats")
    agencies = Agency.objects.bulk_create(Agency(name=f"Service {i}", slug=f"service-{i}") for i in range(AGENCIES))
    named = [f"Person {i:03d}" for i in range(PEOPLE)] + ["Three seats", "A lead", "A scrutineer"]
    people = Person.objects.bulk_create(
        Person(name=name, email=f"{name.lower().replace(' ', '.')}@bench.example", initials="P") for name in named
    )
    member, lead, scrutineer = people[PEOPLE:]
    Post.objects.bulk_create(
        Post(title=f"Officer {i}", agency=agencies[i % AGENCIES], holder=person, starts_on=SINCE)
        for i, person in enumerate(people[:PEOPLE])
    )
    Post.objects.create(title="Director", agency=agencies[LED], holder=lead, starts_on=SINCE)
    RoleHolding.objects.create(person=lead, role=Role.AGENCY_LEAD, agency=agencies[LED], starts_on=SINCE)
    RoleHolding.objects.create(person=scrutineer, role=Role.SCRUTINEER, starts_on=SINCE)
    own = _circles(partnership, circles)
    groups = Group.objects.bulk_create(
        Group(name=f"Table {i:03d}", slug=f"table-{i}", kind=GroupKind.OTHER, circle=own[i], started_on=SINCE)
        for i in range(GROUPS)
    )
    _seat(groups, [*people[:PEOPLE]], member, lead, agencies)
    _let_in(own, people, member, lead)
    readers = {"three seats": _account(member), "agency lead": _account(lead), "scrutineer": _account(scrutineer)}
    return Tables(readers, groups, people[:PEOPLE], agencies, own)


def _account(person: Person) -> User:

    return open_account(person=person, password=PASSWORD, by=Actor.command_line(), at=AT)


def _restricted(place: int) -> bool:
    return place >= GROUPS and (place // GROUPS) % 4 == 0


def _circles(partnership: Partnership, many: int) -> list[Circle]:
    """The groups' circles, then those about single matters, one group after the other."""

    own = Circle.objects.bulk_create(
        Circle(name=f"Table {i:03d}", level=Level.GROUP, partnership=partnership) for i in range(GROUPS)
    )
    matters = Circle.objects.bulk_create(
        Circle(
            name=f"Matter {i:04d}",
            level=Level.RESTRICTED if _restricted(i) else Level.GROUP,
            partnership=partnership,
            within=own[i % GROUPS],
            follows=None if _restricted(i) else own[i % GROUPS],
            reason="About one family" if _restricted(i) else "",
        )
        for i in range(GROUPS, many)
    )
    return [*own, *matters]


def _holders(people: list[Person], group: int) -> list[Person]:
    """Who sits in a group: twenty of the six hundred."""
    return [people[(group * SEATS + seat) % PEOPLE] for seat in range(SEATS)]


def _seat(groups: list[Group], people: list[Person], member: Person, lead: Person, agencies: list[Agency]) -> None:
    """Twenty seats in each group, and one more for the member in the first three and for the lead in the first."""

    sits = [(group, person) for i, group in enumerate(groups) for person in _holders(people, i)]
    sits += [(group, member) for group in groups[:3]] + [(groups[0], lead)]
    seats = Seat.objects.bulk_create(
        Seat(group=group, title=f"Seat of {person.name}", agency=agencies[person.pk % AGENCIES])
        for group, person in sits
    )
    SeatHolding.objects.bulk_create(
        SeatHolding(seat=seat, person=person, starts_on=SINCE) for seat, (_, person) in zip(seats, sits, strict=True)
    )
    RoleHolding.objects.bulk_create(
        RoleHolding(person=person, role=Role.MEMBER, circle=group.circle, starts_on=SINCE) for group, person in sits
    )


def _let_in(own: list[Circle], people: list[Person], member: Person, lead: Person) -> None:
    """By role and by seat into a group's circle and those that follow it; by name into the restricted."""

    grants, shut = [], []
    for place, circle in enumerate(own):
        group, sits = place % GROUPS, _holders(people[:PEOPLE], place % GROUPS)
        sits = [*sits, *([member] if group < 3 else []), *([lead] if group == 0 else [])]
        if _restricted(place):
            named = [sits[place % SEATS], sits[-1]]
            grants += [
                Grant(circle=circle, person=person, starts_on=SINCE, came=Came.NAME, reason="Knows the family")
                for person in named
            ]
            continue
        roles = (Role.BUSINESS_UNIT, Role.SCRUTINEER)
        grants += [Grant(circle=circle, role=role, starts_on=SINCE, came=Came.ROLE) for role in roles]
        grants += [Grant(circle=circle, person=person, starts_on=SINCE) for person in sits]
        if place >= GROUPS:
            reason = "A conflict of interest"
            shut.append(Exclusion(circle=circle, person=sits[place % len(sits)], reason=reason, since=SINCE))
    Grant.objects.bulk_create(grants, 2000)
    Exclusion.objects.bulk_create(shut, 2000)


def fill(here: Tables, many: int, first: int = 1) -> None:
    """So many actions, numbered from `first`."""
    world.fill(
        here,
        first,
        first + many - 1,
        place=lambda number: _place(here, number - first),
        owner=lambda action: _owner(here, action, action.number - first),
    )


def _place(here: Tables, n: int) -> tuple[Group, int]:
    """The group and the key of the circle of an action."""
    place = n // 10 % 3 if n < FIRST_FEW and n % 10 == 0 else n % len(here.circles)
    return here.groups[place % GROUPS], here.circles[place].pk


def _owner(here: Tables, action: Action, n: int) -> Responsibility:
    if n % 10 == 3:
        return Responsibility(action=action, kind=OwnerKind.AGENCY, agency=here.agencies[n // 10 % AGENCIES])
    if n % 101 == 0 and n:
        return Responsibility(action=action, kind=OwnerKind.AS_WRITTEN, words="SC")
    member = n < FIRST_FEW and n % 10 == 0
    person = here.readers["three seats"].person if member else here.people[n % PEOPLE]
    return Responsibility(action=action, kind=OwnerKind.PERSON, person=person)
