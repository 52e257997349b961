"""Adding and changing partnerships, agencies, people and posts by hand."""

from datetime import date, datetime

from django.db.models import Q

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Agency, Partnership, Person, Post
from plait.people.rules import check_still_as_seen, in_words, initials_of


@command
def add_partnership(*, name: str, slug: str, by: Actor, at: datetime) -> Partnership:
    if Partnership.objects.filter(name__iexact=name).exists():
        raise Refusal(f"{name} is in the list already.")
    partnership = Partnership.objects.create(name=name, slug=_free_slug(slug))
    record(ref=Ref("partnership", partnership.pk), verb="added", said={"name": name}, by=by, at=at)
    return partnership


def _free_slug(slug: str) -> str:
    """Two names may be the same once only their plain letters are left."""
    taken = set(Partnership.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(each for n in range(1, len(taken) + 2) if (each := f"{slug}-{n}" if n > 1 else slug) not in taken)


@command
def add_agency(*, name: str, short_name: str, slug: str, sector: str = "", by: Actor, at: datetime) -> Agency:
    _check_agency_is_new(name, slug)
    agency = Agency.objects.create(name=name, short_name=short_name, slug=slug, sector=sector)
    record(ref=Ref("agency", agency.pk), verb="added", said={"name": name}, by=by, at=at)
    return agency


@command
def add_person(
    *,
    name: str,
    initials: str = "",
    email: str = "",
    telephone: str = "",
    another: bool = True,
    by: Actor,
    at: datetime,
) -> Person:
    """Initials are taken from the name where none are given. Without `another`, somebody of the name is no second
    time added."""
    _check_address_is_free(email)
    if not another:
        _check_nobody_has_the_name(name)
    person = Person.objects.create(
        name=name,
        initials=initials or initials_of(name),
        email=email.strip().lower(),
        telephone=telephone.strip(),
    )
    record(ref=Ref("person", person.pk), verb="added", said={"name": name}, by=by, at=at)
    return person


@command
def change_person(
    *,
    person: Person,
    name: str,
    initials: str,
    email: str,
    telephone: str,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Another name, other initials or addresses; the history keeps what they were. `seen` is what the form began
    with (`rules.seen`): where somebody else has changed the record since, it is refused."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_still_as_seen(person, seen)
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
def change_agency(
    *, agency: Agency, name: str, short_name: str, sector: str, seen: str = "", by: Actor, at: datetime
) -> Agency:
    """Another name or sector; the agency stays the same one, with all it holds."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    check_still_as_seen(agency, seen)
    if Agency.objects.filter(name__iexact=name).exclude(pk=agency.pk).exists():
        raise Refusal(f"There is an agency {name} already. Give this one another name.")
    wanted = {"name": name, "short_name": short_name, "sector": sector}
    was = {field: getattr(agency, field) for field, value in wanted.items() if getattr(agency, field) != value}
    if not was:
        return nothing_changed(agency)
    changed = {field: wanted[field] for field in was}
    for field, value in changed.items():
        setattr(agency, field, value)
    agency.save(update_fields=[*changed])
    said = {"name": name, "from": was, "to": changed}
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


def _check_nobody_has_the_name(name: str) -> None:
    found = Person.objects.filter(name__iexact=name.strip(), merged_into__isnull=True).first()
    if found is not None:
        reached = f" with the address {found.email}" if found.email else ""
        raise Refusal(
            f"{found.name} is in the list already{reached}. Tick below that this is another person of the same name, "
            "or leave it as it is."
        )


def _check_agency_is_new(name: str, slug: str) -> None:
    if Agency.objects.filter(Q(name__iexact=name) | Q(slug=slug)).exists():
        raise Refusal(f"There is an agency {name} already.")


@command
def add_post(*, title: str, agency: Agency, holder: Person | None, starts_on: date, by: Actor, at: datetime) -> Post:
    """A person may hold several posts, in several agencies too; the same one twice at a time is refused."""
    if holder is not None:
        Person.objects.select_for_update().get(pk=holder.pk)
        theirs = Post.objects.filter(holder=holder, agency=agency, title__iexact=title)
        doubled = theirs.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)).first()
        if doubled is not None:
            since = f"since {say(doubled.starts_on)}"
            raise Refusal(f"{holder.name} holds the post {doubled.title} in {agency.name} already, {since}.")
    post = Post.objects.create(title=title, agency=agency, holder=holder, starts_on=starts_on)
    said = {"title": title, "agency": agency.name, "holder": holder.name if holder else ""}
    record(ref=Ref("post", post.pk), verb="added", said=said, by=by, at=at)
    return post


@command
def change_post(
    *,
    post: Post,
    title: str,
    agency: Agency,
    starts_on: date,
    ends_on: date | None,
    seen: str = "",
    by: Actor,
    at: datetime,
) -> Post:
    """What was written down wrongly of a post. Who takes it over is no correction: they get a post of their own."""
    post = Post.objects.select_for_update(of=("self",)).select_related("agency").get(pk=post.pk)
    check_still_as_seen(post, seen)
    if ends_on is not None and ends_on <= starts_on:
        raise Refusal(f"The post would end before it begins, on {say(starts_on)}. Give a later day.")
    wanted = {"title": title, "agency": agency, "starts_on": starts_on, "ends_on": ends_on}
    was = {field: getattr(post, field) for field, value in wanted.items() if getattr(post, field) != value}
    if not was:
        return nothing_changed(post)
    for field in was:
        setattr(post, field, wanted[field])
    post.save(update_fields=[*was])
    said = {"title": title, "from": in_words(was), "to": in_words({field: wanted[field] for field in was})}
    record(ref=Ref("post", post.pk), verb="changed", said=said, by=by, at=at)
    return post
