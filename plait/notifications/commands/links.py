"""Making, opening and revoking signed links."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.core.rows import insert_rows
from plait.history.commands import Change, record_all
from plait.notifications.models import LinkOpening, LinkToken, Message, SignedLink
from plait.notifications.outgoing import BY_MAIL, Link
from plait.notifications.rules import hash_token
from plait.people.models import Person

CHOICES = "choices"  # the purpose of the link at the foot of letters that one may choose about
CHOICES_ROUTE = "letter_choices_by_link"
CHOICES_LAST = timedelta(days=365)
_NEEDED = ("message_id", "person_id", "route", "name")
_PLACE = "TOKEN"
_NEW_BEFORE = timedelta(days=60)  # days left to one that is still sent


@command
def make_link(*, person: Person, link: Link, name: str = "link", by: Actor, at: datetime) -> SignedLink:
    """A link that belongs to no letter. It is nothing one could open until `mint` has made a token for it."""
    made = SignedLink.objects.create(
        purpose=link.purpose,
        person=person,
        kind=link.about.kind if link.about else "",
        key=link.about.key if link.about else None,
        route=link.route,
        name=name,
        made_at=at,
        expires_at=at + link.lasts,
    )
    return nothing_changed(made)


@command
def mint(*, messages: Sequence[Message], by: Actor, at: datetime) -> Mapping[int, Mapping[str, str]]:
    """New links for letters about to be handed over: message key -> name in the template -> address of the page.

    Their hashes are kept before anything is sent; the links themselves nowhere. `choices` is the link at the foot.
    """
    links = SignedLink.objects.only(*_NEEDED).order_by("pk")
    held = list(links.filter(message__in=messages, revoked_at__isnull=True))
    held = held if settings.INBOUND_HOST else [link for link in held if link.route != BY_MAIL]
    wanted = [(link.message_id, link) for link in held]
    wanted += [(m.pk, link) for m, link in _links_to_choices(messages, at)]
    tokens = [(key, link, _token(link)) for key, link in wanted]
    insert_rows(LinkToken, ("link", "hash", "made_at"), [(link.pk, hash_token(t), at) for _, link, t in tokens])
    found: dict[int, dict[str, str]] = {message.pk: {} for message in messages}
    for key, link, token in tokens:
        if key is not None:
            found[key][link.name] = _address(link, token)
    return nothing_changed(found)


def _token(link: SignedLink) -> str:
    """In an address of mail no letter may count as large or small, and there is little room: 128 random bits."""
    return secrets.token_hex(16) if link.route == BY_MAIL else secrets.token_urlsafe(32)


def _address(link: SignedLink, token: str) -> str:
    if link.route == BY_MAIL:
        name, _, host = settings.INBOUND_ADDRESS.partition("@")
        return f"{name}+{token}@{host}"
    return _page(settings.ADDRESS, link.route).replace(_PLACE, token)


@lru_cache(maxsize=32)
def _page(address: str, route: str) -> str:
    """The address of a page that takes a token, with a place for it: worked out once, not for each letter."""
    return address + reverse(route, args=[_PLACE])


def _links_to_choices(messages: Sequence[Message], at: datetime) -> list[tuple[Message, SignedLink]]:
    """One link a person, for a year; letters without a topic have none."""
    with_topic = [m for m in messages if m.topic]
    people = {m.to_id for m in with_topic}
    running = Q(revoked_at__isnull=True, expires_at__gt=at + _NEW_BEFORE)
    links = SignedLink.objects.only(*_NEEDED).order_by("pk")
    held = links.filter(running, purpose=CHOICES, person__in=people) if people else []
    by_person = {link.person_id: link for link in held}
    new = [
        SignedLink(
            purpose=CHOICES,
            person_id=key,
            route=CHOICES_ROUTE,
            name="choices",
            made_at=at,
            expires_at=at + CHOICES_LAST,
        )
        for key in sorted(people - by_person.keys())
    ]
    by_person |= {link.person_id: link for link in SignedLink.objects.bulk_create(new)}
    return [(m, by_person[m.to_id]) for m in with_topic]


@command
def note_opened(*, link: SignedLink, agent: str, by: Actor, at: datetime) -> None:
    """That a link was opened, by whatever program. It changes nothing else, so scanners of mail do no harm."""
    LinkOpening.objects.create(link=link, at=at, agent=agent[:200])
    nothing_changed(None)


@command
def revoke_links(
    *, about: Ref | None = None, person: Person | None = None, purpose: str = "", by: Actor, at: datetime
) -> int:
    """Links about a record, of a person or for a purpose open nothing from now on. Returns how many were revoked."""
    if about is None and person is None:
        raise ValueError("Say what the links are about, or whose they are.")
    held = SignedLink.objects.filter(revoked_at__isnull=True, expires_at__gt=at)
    held = held.filter(kind=about.kind, key=about.key) if about else held
    held = held.filter(person=person) if person else held
    held = held.filter(purpose=purpose) if purpose else held
    keys = list(held.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return nothing_changed(0)
    held.update(revoked_at=at)
    record_all(changes=[Change(Ref("link", key), "revoked", {}) for key in keys], by=by, at=at)
    return len(keys)
