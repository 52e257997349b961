"""What a room hands to the outbox: a letter, and the links that are made for it when it is delivered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from plait.core.registry import Ref
from plait.people.models import Person

BY_MAIL = "by_mail"  # the route of a link that is no page but an address to write to
DAILY = "notifications/letters/daily"  # the template of the letter that gathers a day's


@dataclass(frozen=True, slots=True)
class Link:
    """A way in without an account. `route` is the name of the page, whose address takes the token and nothing else;
    or BY_MAIL: then it is an e-mail address, made only where mail is taken in."""

    purpose: str
    route: str
    lasts: timedelta
    about: Ref | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter to one person.

    `template` is the name of a text below templates, without its ending: its first line is the subject. `context`
    holds references, counts and safe titles only. `secret` (a code, a link) is sealed until it is sent and erased then.
    `links`: by the name that the template calls each. With a `topic` the person may have chosen how it reaches them.
    `address` where it is not the person's own; `send_by`: no use sending it later; `urgent`: somebody waits for it.
    `enclosed` names what goes with it: see `enclosures`.
    """

    to: Person
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    topic: str = ""
    about: Ref | None = None
    links: Mapping[str, Link] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    send_by: datetime | None = None
    urgent: bool = False
    enclosed: str = ""
