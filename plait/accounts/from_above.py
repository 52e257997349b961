"""What the rooms above tell the accounts when they start: who carries letters, who else reaches restricted material.

`accounts` lies below them and may not import them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, Q, QuerySet

from plait.core.actor import Actor
from plait.core.registry import Viewer
from plait.people.models import Person


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail to one person. `secret` (a code, a link) is sealed until it is sent and erased then.

    `template` is the name of a text below templates, without its ending; `send_by`: no use sending it later.
    `address`: the one they sign in with, which stays theirs when somebody changes the record of the person.
    """

    to: Person
    address: str
    template: str
    send_by: datetime
    context: Mapping[str, str] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)


Carrier = Callable[[Letter, Actor, datetime], None]
Reaches = Callable[[Viewer], "QuerySet[Any]"]
_carriers: list[Carrier] = []
_reaches: list[Reaches] = []
_at_the_door: list[Callable[[], list[str]]] = []


def letters_are_carried_by(carrier: Carrier) -> None:
    _carriers[:] = [carrier]


def post(letter: Letter, *, by: Actor, at: datetime) -> None:
    """Hand a letter to the outbox, in the transaction of what caused it."""
    for carrier in _carriers:
        carrier(letter, by, at)


def restricted_is_reached_by(rows: Reaches) -> None:
    """`rows`: by what somebody reaches restricted material in another way than by a circle."""
    if rows not in _reaches:
        _reaches.append(rows)


def restricted_reached(viewer: Viewer) -> Q:
    """Whether there is any such row, as a part of one statement."""
    return Q(*(Q(Exists(rows(viewer))) for rows in _reaches), _connector=Q.OR)


def say_at_the_door(words: Callable[[], list[str]]) -> None:
    """Sentences for the sign-in page; a demonstration says whom one may sign in as."""
    _at_the_door[:] = [words]


def said_at_the_door() -> list[str]:
    return [sentence for words in _at_the_door for sentence in words()]
