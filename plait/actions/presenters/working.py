"""Words and choices of the forms of one action."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.actions.choices import OwnerChoice
from plait.actions.models import Action, OwnerKind, Responsibility
from plait.actions.presenters.record import HistoryLine, history
from plait.actions.rules import Standing
from plait.core.registry import Ref
from plait.history.queries import entries_of
from plait.people.queries import post_of


@dataclass(frozen=True, slots=True)
class Ask:
    """A form's heading, its button, and what stands under the heading."""

    title: str
    button: str
    sends_file: bool = False
    under: str = ""


def acts_for_words(standing: Standing) -> str:
    """To a deputy: in whose name they act, before they do."""
    if standing.acts_for is None:
        return ""
    name = standing.acts_for.name
    return f"You deputise for {name} in this group. What you write is recorded as yours, on behalf of {name}."


@dataclass(frozen=True, slots=True)
class Candidate:
    key: int
    name: str
    under: str


def candidates_of(held: Responsibility, today: date) -> list[Candidate]:
    """In alphabetical order, with post and agency; none is preferred."""
    people = list(held.candidates.order_by("name", "pk"))
    posts = post_of([person.pk for person in people], on=today)
    return [
        Candidate(p.pk, p.name, f"{posts[p.pk].title}, {posts[p.pk].agency}" if p.pk in posts else "") for p in people
    ]


def kept_owners(held: Iterable[Responsibility]) -> tuple[OwnerChoice, ...]:
    """Owners that the form does not offer stay as they are: groups, and who stands as written."""
    kept = {OwnerKind.GROUP, OwnerKind.AS_WRITTEN}
    return tuple(
        OwnerChoice(
            OwnerKind(h.kind), None, h.post, None, h.group, h.words, h.leads, tuple(h.candidates.order_by("pk"))
        )
        for h in held
        if h.kind in kept
    )


def changed_meanwhile(action: Action) -> Sequence[HistoryLine]:
    """What was changed since the form was opened: the newest line of the history says who and what."""
    return history(entries_of(Ref("action", action.pk))[:1])
