"""What a person chooses while checking minutes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from plait.actions.choices import DueChoice
from plait.actions.models import ActionKind, OwnerKind
from plait.groups.models import Group
from plait.people.models import Agency, Person, Post


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who may own an action. `as_written` has words only: nobody known here."""

    kind: OwnerKind
    words: str
    person: Person | None = None
    post: Post | None = None
    agency: Agency | None = None
    group: Group | None = None

    @classmethod
    def of_person(cls, person: Person, words: str = "") -> "Who":
        return cls(OwnerKind.PERSON, words or person.name, person=person)

    @classmethod
    def as_written(cls, words: str) -> "Who":
        return cls(OwnerKind.AS_WRITTEN, words)

    @property
    def said(self) -> str:
        """Who it is, in words."""
        named = self.person or self.post or self.agency or self.group
        return str(named) if named else self.words


@dataclass(frozen=True, slots=True)
class Facts:
    """When and where the meeting was, and when the group meets next."""

    held_on: date | None
    starts_at: time | None = None
    ends_at: time | None = None
    venue: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActionWords:
    """An action as a person words it: what, of which kind, who, by when."""

    wording: str
    kind: ActionKind
    owners: Sequence[Who] = ()
    due: DueChoice = field(default_factory=DueChoice)
