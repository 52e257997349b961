"""The partnership before its first meeting: agencies, people, posts, groups, seats, and who can sign in."""

from dataclasses import dataclass, field
from datetime import datetime, time

from plait.access import commands as access
from plait.access.models import Role
from plait.accounts import commands as accounts
from plait.core.actor import Actor, Way
from plait.core.dates import add_months
from plait.groups import commands as groups
from plait.groups.models import Group, HoldingAs, Seat, SeatRole
from plait.people import commands as people
from plait.people.models import Agency, Partnership, Person, Post
from plait.workbench.circles import open_restricted_circle
from plait.workbench.sample.cast import AGENCIES, PARTNERSHIP, PASSWORD, PEOPLE, SIGN_IN
from plait.workbench.sample.days import LONDON, Calendar
from plait.workbench.sample.tables import GROUPS, GroupOf, SeatOf

SETTING_UP = Actor.command_line()
CHAIRS_FOR = 36  # months


@dataclass(slots=True)
class Marlshire:
    """The records of the sample by the keys of its data."""

    calendar: Calendar
    partnership: Partnership
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        person = self.people[key]
        return Actor(Way.SIGNED_IN, person.name, person.pk)


def found_partnership(calendar: Calendar) -> Marlshire:
    began = calendar.began()
    at = datetime.combine(began, time(9), LONDON)
    name, slug = PARTNERSHIP
    made = Marlshire(calendar, people.add_partnership(name=name, slug=slug, by=SETTING_UP, at=at))
    for agency in AGENCIES:
        made.agencies[agency.slug] = people.add_agency(
            name=agency.name,
            short_name=agency.short_name,
            slug=agency.slug,
            sector=agency.sector,
            by=SETTING_UP,
            at=at,
        )
    for person in PEOPLE:
        made.people[person.key] = people.add_person(
            name=person.name, initials=person.initials, email=person.email, by=SETTING_UP, at=at
        )
        made.posts[person.key] = people.add_post(
            title=person.post,
            agency=made.agencies[person.agency],
            holder=made.people[person.key],
            starts_on=began,
            by=SETTING_UP,
            at=at,
        )
    _known_twice(made, at)
    for group in GROUPS:
        _open(made, group, at)
    _give_roles(made, at)
    for who in SIGN_IN:
        accounts.open_account(person=made.people[who.key], password=PASSWORD, by=SETTING_UP, at=at)
    return made


def _known_twice(made: Marlshire, at: datetime) -> None:
    """Somebody with two posts in two agencies; and somebody who stood in the lists under two names."""
    people.add_post(
        title="Consultant paediatrician",
        agency=made.agencies["wendmouth"],
        holder=made.people["anjali"],
        starts_on=add_months(at.date(), -CHAIRS_FOR),
        by=SETTING_UP,
        at=at,
    )
    double = people.add_person(name="Maudie Ellingham", telephone="01632 960142", by=SETTING_UP, at=at)
    people.merge_people(keep=made.people["maud"], merge=double, by=SETTING_UP, at=at)


def _give_roles(made: Marlshire, at: datetime) -> None:
    """Roles that no seat gives, and a matter that only a few may know."""
    for who, role, agency, reason in (
        ("miriam", Role.SCRUTINEER, None, "Appointed by the safeguarding partners"),
        ("bronwen", Role.ADMINISTRATOR, None, "Runs the installation"),
        ("joel", Role.ADMINISTRATOR, None, "Stands in for the administrator"),
        ("harriet", Role.AGENCY_LEAD, "constabulary", "Named by the chief constable"),
        ("ruth", Role.AGENCY_LEAD, "probation", "Named by the regional director"),
    ):
        access.give_role(
            person=made.people[who],
            role=role,
            agency=made.agencies[agency] if agency else None,
            reason=reason,
            by=SETTING_UP,
            at=at,
        )
    matter = open_restricted_circle(
        group=made.groups["case-review"],
        name="Review 2",
        reason="Two members know the family",
        by=SETTING_UP,
        at=at,
    )
    for who in ("priya", "anjali"):
        access.let_in(circle=matter, person=made.people[who], reason="Writes the review", by=SETTING_UP, at=at)


def _open(made: Marlshire, group: GroupOf, at: datetime) -> None:
    opened = groups.open_group(
        name=group.name,
        short_name=group.short_name,
        slug=group.slug,
        kind=group.kind,
        partnerships=[made.partnership],
        started_on=at.date(),
        restricted=group.restricted,
        by=SETTING_UP,
        at=at,
    )
    made.groups[group.slug] = opened
    for wanted in group.seats:
        seat = groups.add_seat(
            group=opened,
            title=wanted.title,
            agency=made.agencies.get(wanted.agency),
            sector=wanted.sector,
            role=wanted.role,
            by=SETTING_UP,
            at=at,
        )
        _fill(made, seat, wanted, at)


def _fill(made: Marlshire, seat: Seat, wanted: SeatOf, at: datetime) -> None:
    for key, as_what in ((wanted.holder, HoldingAs.HOLDER), (wanted.deputy, HoldingAs.DEPUTY)):
        if key:
            groups.seat_person(
                seat=seat,
                person=made.people[key],
                starts_on=at.date(),
                as_what=as_what,
                term_ends_on=add_months(at.date(), CHAIRS_FOR) if wanted.role == SeatRole.CHAIR else None,
                by=SETTING_UP,
                at=at,
            )
