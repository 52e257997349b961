"""People in a list, and one person's page."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.core.dates import say
from plait.groups.models import HoldingAs, SeatHolding
from plait.people.models import Person, Post
from plait.workbench.presenters.actions import ActionRow
from plait.workbench.presenters.amounts import Piece
from plait.workbench.presenters.merging import OtherName
from plait.workbench.queries.people import Known


@dataclass(frozen=True, slots=True)
class PersonRow:
    name: str
    initials: str
    url: str
    post: str
    agency: str
    groups: list[Piece]


@dataclass(frozen=True, slots=True)
class Held:
    """A post or a seat, and from when to when."""

    title: str
    where: str
    url: str
    days: str
    running: bool
    end_url: str = ""
    day_one_url: str = ""
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What may be changed on this page, and where."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    name: str
    initials: str
    email: str
    telephone: str
    is_me: bool
    posts: list[Held]
    seats: list[Held]
    actions: list[ActionRow]
    actions_in_all: str
    other_names: list[OtherName]
    changes: list[Change]


def person_row(known: Known) -> PersonRow:
    person, post = known.person, known.post
    groups = {h.seat.group.slug: str(h.seat.group) for h in known.seats}
    return PersonRow(
        name=person.name,
        initials=person.initials,
        url=reverse("person", args=[person.pk]),
        post=post.title if post else "",
        agency=str(post.agency) if post else "",
        groups=[Piece(name, reverse("group", args=[slug])) for slug, name in groups.items()],
    )


def held_post(post: Post, today: date, *, may_end: bool) -> Held:
    end_url = reverse("end_post", args=[post.pk]) if may_end and post.ends_on is None else ""
    change_url = reverse("change_post", args=[post.pk]) if may_end else ""
    return Held(post.title, post.agency.name, "", *_days(post.starts_on, post.ends_on, today), end_url, change_url)


def held_seat(holding: SeatHolding, today: date, *, day_one: bool = False) -> Held:
    """`day_one`: the reader may open the page of the seat's first day."""
    seat = holding.seat
    title = f"Deputy for {seat.title}" if holding.as_what == HoldingAs.DEPUTY else seat.title
    url = reverse("group", args=[seat.group.slug])
    words, running = _days(holding.starts_on, _first(holding.ends_on, seat.group.ended_on), today)
    to_come = holding.starts_on > today and holding.ends_on is None
    first_day = reverse("day_one", args=[seat.pk]) if day_one and (running or to_come) else ""
    return Held(title, seat.group.name, url, words, running, day_one_url=first_day)


def _first(*days: date | None) -> date | None:
    """A seat is left, or its group ends: whichever comes first."""
    return min((day for day in days if day is not None), default=None)


def _days(starts_on: date, ends_on: date | None, today: date) -> tuple[str, bool]:
    """The words, and whether it runs today. A span ends on the first day it is no longer held."""
    if starts_on > today:
        return f"From {say(starts_on)}", False
    if ends_on is None:
        return f"Since {say(starts_on)}", True
    return f"{say(starts_on)} to {say(ends_on)}", ends_on > today


def person_page(
    person: Person,
    posts: list[Held],
    seats: list[Held],
    actions: list[ActionRow],
    in_all: str,
    *,
    other_names: list[OtherName],
    is_me: bool,
    may_change: bool,
) -> PersonPage:
    return PersonPage(
        name=person.name,
        initials=person.initials,
        email=person.email,
        telephone=person.telephone,
        is_me=is_me,
        posts=posts,
        seats=seats,
        actions=actions,
        actions_in_all=in_all,
        other_names=other_names,
        changes=_changes(person) if may_change else [],
    )


def held_about(person: Person) -> Change:
    """For those who may list everything that is held."""
    return Change("What is held about them", f"{reverse('held_about')}?person={person.pk}")


def what_they_did(person: Person) -> Change:
    """For themselves, and for those who keep the list of people."""
    return Change("What they did", reverse("history_by", args=[person.pk]))


def _changes(person: Person) -> list[Change]:
    ways = (
        ("Change the name and addresses", "change_person"),
        ("Add a post", "add_post"),
        ("Record that they leave", "person_leaves"),
        ("Merge another record of the same person", "merge_people"),
    )
    return [Change(words, reverse(name, args=[person.pk])) for words, name in ways]
