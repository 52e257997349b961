"""People, their posts and seats. Any signed-in seat sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from plait.groups.models import SeatHolding
from plait.groups.queries import holdings_on
from plait.people.models import Merging, Person, Post
from plait.people.queries import people, post_of, posts_on


@dataclass(frozen=True, slots=True)
class Known:
    """A person with the post they hold and the seats they sit in, on a day."""

    person: Person
    post: Post | None
    seats: list[SeatHolding]


def found_people(words: str, *, on: date) -> QuerySet[Person]:
    """People whose name, initials, post or agency holds every word."""
    found = people()
    for word in words.split()[:6]:
        posts = posts_on(on).filter(
            Q(title__icontains=word) | Q(agency__name__icontains=word) | Q(agency__short_name__icontains=word)
        )
        by_post = Q(pk__in=posts.order_by().values("holder"))
        found = found.filter(Q(name__icontains=word) | Q(initials__iexact=word) | by_post)
    return found


def with_posts_and_seats(some: list[Person], *, on: date) -> list[Known]:
    """The same people in the same order, in two queries however many there are. Groups that ended are left out."""
    keys = [person.pk for person in some]
    posts = post_of(keys, on=on)
    seats: dict[int, list[SeatHolding]] = {key: [] for key in keys}
    at_work = Q(seat__group__ended_on__isnull=True) | Q(seat__group__ended_on__gt=on)
    for holding in holdings_on(on).filter(at_work, person__in=keys).order_by("seat__group__name", "seat__title"):
        seats[holding.person_id].append(holding)
    return [Known(person, posts.get(person.pk), seats[person.pk]) for person in some]


def posts_ever(person_id: int) -> QuerySet[Post]:
    return Post.objects.filter(holder=person_id).select_related("agency").order_by("-starts_on", "title")


def seats_ever(person_id: int) -> QuerySet[SeatHolding]:
    held = SeatHolding.objects.filter(person=person_id)
    return held.select_related("seat__group", "seat__agency").order_by("-starts_on", "seat__group__name", "pk")


def known_by_key(keys: Iterable[int], *, on: date) -> dict[int, Known]:
    """These people with what tells them apart."""
    some = list(Person.objects.filter(pk__in=list(keys)))
    return {known.person.pk: known for known in with_posts_and_seats(some, on=on)}


def mergings_into(person_id: int) -> QuerySet[Merging]:
    """What other records were merged into this one, the latest first."""
    return Merging.objects.filter(kept=person_id, undone_at__isnull=True).select_related("merged")
