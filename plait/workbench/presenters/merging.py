"""Two records of one person side by side, and the other names somebody is known by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from plait.core import registry
from plait.core.dates import say_near
from plait.core.registry import Ref
from plait.people.models import Merging, Person
from plait.workbench.presenters.amounts import many
from plait.workbench.queries import people as known


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of the comparison: what the record that is kept says, and what the other one does."""

    what: str
    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class OtherName:
    name: str
    since: str
    url: str


def beside(kept: Person, other: Person, *, today: date) -> list[Beside]:
    """An address or telephone that the kept record lacks is taken from the other one."""
    return [
        Beside(what, tell(kept, today) or "nothing", tell(other, today) or "nothing")
        for what, tell in (
            ("Name", lambda person, _: person.name),
            ("Initials", lambda person, _: person.initials),
            ("E-mail address", lambda person, _: person.email),
            ("Telephone", lambda person, _: person.telephone),
            ("Posts", lambda person, _: "; ".join(f"{p.title}, {p.agency}" for p in known.posts_ever(person.pk))),
            ("Holds", lambda person, _: _held(person)),
        )
    ]


def _held(person: Person) -> str:
    """Seats, an account, and how many actions, risks and questions; the posts stand above."""
    held = [h for h in registry.holdings(Ref("person", person.pk)) if h.ref.kind != "post"]
    told = [h.words for h in held if h.ref.kind in ("group", "account")]
    others = len(held) - len(told)
    return "; ".join([*told, many(others, "other entry", "other entries")] if others else told)


def other_names(mergings: Iterable[Merging], *, today: date, may_change: bool) -> list[OtherName]:
    return [
        OtherName(
            m.merged.name,
            f"merged {say_near(localdate(m.merged_at), today)}",
            reverse("take_apart", args=[m.pk]) if may_change else "",
        )
        for m in mergings
    ]
