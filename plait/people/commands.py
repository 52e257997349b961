"""Adding partnerships, agencies, people and posts; merging two records of one person."""

from datetime import date, datetime

from django.db.models import Q

from plait.core import registry
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.dates import say
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
    _check_agency_is_new(name, slug)
    agency = Agency.objects.create(name=name, short_name=short_name, slug=slug, sector=sector)
    record(ref=Ref("agency", agency.pk), verb="added", said={"name": name}, by=by, at=at)
    return agency


@command
def add_person(
    *, name: str, initials: str = "", email: str = "", telephone: str = "", by: Actor, at: datetime
) -> Person:
    """Initials are taken from the name where none are given."""
    made = initials or "".join(word[0] for word in name.replace("-", " ").split()).upper()
    _check_address_is_free(email)
    person = Person.objects.create(
        name=name, initials=made[:10], email=email.strip().lower(), telephone=telephone.strip()
    )
    record(ref=Ref("person", person.pk), verb="added", said={"name": name}, by=by, at=at)
    return person


@command
def change_person(
    *, person: Person, name: str, initials: str, email: str, telephone: str, by: Actor, at: datetime
) -> Person:
    """Another name, other initials or addresses; the history keeps what they were."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    _check_address_is_free(email, but=person)
    said = {"name": name, "initials": initials, "email": email.strip().lower(), "telephone": telephone.strip()}
    changed = {field: value for field, value in said.items() if getattr(person, field) != value}
    if not changed:
        return nothing_changed(person)
    was = {field: getattr(person, field) for field in changed}
    for field, value in changed.items():
        setattr(person, field, value)
    person.save(update_fields=[*changed])
    record(ref=Ref("person", person.pk), verb="changed", said={"name": name, "from": was, "to": changed}, by=by, at=at)
    return person


@command
def change_agency(*, agency: Agency, name: str, short_name: str, sector: str, by: Actor, at: datetime) -> Agency:
    """Another name or sector; the agency stays the same one, with all it holds."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    if Agency.objects.filter(name__iexact=name).exclude(pk=agency.pk).exists():
        raise Refusal(f"There is an agency {name} already. Give this one another name.")
    said = {"name": name, "from": agency.name}
    if (agency.name, agency.short_name, agency.sector) == (name, short_name, sector):
        return nothing_changed(agency)
    agency.name, agency.short_name, agency.sector = name, short_name, sector
    agency.save(update_fields=["name", "short_name", "sector"])
    record(ref=Ref("agency", agency.pk), verb="changed", said=said, by=by, at=at)
    return agency


@command
def end_post(*, post: Post, ends_on: date, by: Actor, at: datetime) -> Post:
    """The holder holds the post no longer from `ends_on`. The post itself goes on with whoever holds it next."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.ends_on is not None:
        raise Refusal(f"The post {post.title} was left on {say(post.ends_on)} already.")
    if ends_on <= post.starts_on:
        raise Refusal(f"The post {post.title} was taken on {say(post.starts_on)}. Give a later day.")
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    said = {"title": post.title, "who": post.holder.name if post.holder else "", "on": ends_on.isoformat()}
    record(ref=Ref("post", post.pk), verb="left", said=said, by=by, at=at)
    return post


def _check_address_is_free(email: str, but: Person | None = None) -> None:
    """One address is one person: whoever signs in with it must be one."""
    taken = Person.objects.filter(email__iexact=email.strip()).exclude(email="")
    found = taken.exclude(pk=but.pk if but else 0).first()
    if found is not None:
        raise Refusal(
            f"{found.name} has the e-mail address {found.email} already. Give another one, or leave it empty."
        )


def _check_agency_is_new(name: str, slug: str) -> None:
    if Agency.objects.filter(Q(name__iexact=name) | Q(slug=slug)).exists():
        raise Refusal(f"There is an agency {name} already.")


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
