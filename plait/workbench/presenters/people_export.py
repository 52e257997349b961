"""Everybody, every agency and every post as a spreadsheet that can be changed and added again."""

from collections.abc import Iterable

from django.conf import settings

from plait.core.sheets import Cell, Column, Sheet, as_xlsx
from plait.people.models import Agency, Person, Post

_NUMBER = Column("Number", 9)
_PEOPLE = (_NUMBER, Column("Name", 30), Column("Initials", 10), Column("E-mail address", 40), Column("Telephone", 20))
_AGENCIES = (_NUMBER, Column("Agency", 44), Column("Short name", 24), Column("Sector", 24))
_POSTS = (
    _NUMBER,
    Column("Post", 40),
    Column("Agency", 44),
    Column("Holder", 30),
    Column("Holder number", 10),
    Column("From", 13),
    Column("Until", 13),
)


def people_workbook(people: Iterable[Person], agencies: Iterable[Agency], posts: Iterable[Post]) -> bytes:
    """`posts` come with their agency and holder. The numbers tell Plait which record a row is."""
    above = [settings.MARKING] if settings.MARKING else []
    return as_xlsx(
        [
            Sheet("People", _PEOPLE, ([p.pk, p.name, p.initials, p.email, p.telephone] for p in people), above),
            Sheet("Agencies", _AGENCIES, ([a.pk, a.name, a.short_name, a.sector] for a in agencies), above),
            Sheet("Posts", _POSTS, (_post(post) for post in posts), above),
        ]
    )


def _post(post: Post) -> list[Cell]:
    holder = post.holder
    return [
        post.pk,
        post.title,
        post.agency.name,
        holder.name if holder else "",
        holder.pk if holder else None,
        post.starts_on,
        post.ends_on,
    ]
