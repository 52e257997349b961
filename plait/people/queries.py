"""Finding people and agencies."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from plait.people.models import Agency, PeopleSheet, Person, Post, SubjectSearch
from plait.people.sheets.comparing import compare
from plait.people.sheets.known import Known
from plait.people.sheets.lines import Line
from plait.people.sheets.proposal import Proposal


def people() -> QuerySet[Person]:
    """Everybody, without aliases left by a merge."""
    return Person.objects.filter(merged_into__isnull=True)


def agencies() -> QuerySet[Agency]:
    return Agency.objects.all()


def posts_on(day: date) -> QuerySet[Post]:
    """Posts held on a day, with their agency and holder."""
    running = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))
    return Post.objects.filter(running).select_related("agency", "holder")


def post_of(people_keys: Iterable[int], *, on: date) -> dict[int, Post]:
    """The post each of these people holds on a day (the latest begun, where there are several)."""
    posts = posts_on(on).filter(holder__in=list(people_keys)).order_by("starts_on", "pk")
    return {post.holder_id: post for post in posts if post.holder_id is not None}


def known_now() -> Known:
    """Everything a sheet is compared with, in three statements."""
    return Known(
        Person.objects.order_by("pk"),
        Agency.objects.order_by("pk"),
        Post.objects.select_related("agency", "holder").order_by("pk"),
    )


def proposals(sheet: PeopleSheet, known: Known | None = None) -> list[Proposal]:
    """What accepting each line of a sheet would do as things are now."""
    lines = [Line.from_json(told) for told in sheet.lines]
    return compare(lines, known or known_now(), choices=sheet.choices, done=sheet.done)


def open_sheets() -> QuerySet[PeopleSheet]:
    """Those whose comparing has not ended, the latest first."""
    return PeopleSheet.objects.filter(ended_at__isnull=True).select_related("added_by").defer("lines")


def searches_made() -> QuerySet[SubjectSearch]:
    """Lists of what is held about somebody, the latest first."""
    return SubjectSearch.objects.select_related("person", "by")
