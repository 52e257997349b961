"""Adding partnerships, agencies, people and posts; merging two records of one person."""

from datetime import date, datetime

from plait.core import registry
from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Agency, Partnership, Person, Post


@command
def add_partnership(*, name: str, slug: str, by: Actor, at: datetime) -> Partnership:
    partnership = Partnership.objects.create(name=name, slug=slug)
    record(ref=Ref("partnership", partnership.pk), verb="added", said={"name": name}, by=by, at=at)
    return partnership


@command
def add_agency(*, name: str, short_name: str, slug: str, sector: str = "", by: Actor, at: datetime) -> Agency:
    agency = Agency.objects.create(name=name, short_name=short_name, slug=slug, sector=sector)
    record(ref=Ref("agency", agency.pk), verb="added", said={"name": name}, by=by, at=at)
    return agency


@command
def add_person(*, name: str, initials: str = "", email: str = "", by: Actor, at: datetime) -> Person:
    """Initials are taken from the name where none are given."""
    made = initials or "".join(word[0] for word in name.replace("-", " ").split()).upper()
    person = Person.objects.create(name=name, initials=made[:10], email=email.strip().lower())
    record(ref=Ref("person", person.pk), verb="added", said={"name": name}, by=by, at=at)
    return person


@command
def add_post(*, title: str, agency: Agency, holder: Person | None, starts_on: date, by: Actor, at: datetime) -> Post:
    post = Post.objects.create(title=title, agency=agency, holder=holder, starts_on=starts_on)
    said = {"title": title, "agency": agency.name, "holder": holder.name if holder else ""}
    record(ref=Ref("post", post.pk), verb="added", said=said, by=by, at=at)
    return post


@command
def merge_people(*, keep: Person, merge: Person, by: Actor, at: datetime) -> Person:
    """Two records are one person: everything moves to `keep`, and `merge` stays as an alias of it."""
    rows = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=[keep.pk, merge.pk])}
    if len(rows) < 2:
        raise Refusal("Choose two different people to merge.")
    if any(row.merged_into_id for row in rows.values()):
        raise Refusal("One of these records has been merged already. Open the list of people again.")
    registry.repoint(Ref("person", merge.pk), Ref("person", keep.pk), by=by, at=at)
    Post.objects.filter(holder=merge).update(holder=keep)
    alias = rows[merge.pk]
    alias.merged_into = rows[keep.pk]
    alias.save(update_fields=["merged_into"])
    record(ref=Ref("person", keep.pk), verb="merged", said={"from": alias.name, "to": keep.name}, by=by, at=at)
    return rows[keep.pk]
