"""What a person chooses when an action is assigned: who answers for it, and by when."""

from dataclasses import dataclass
from datetime import date

from plait.actions.models import DueKind, OwnerKind
from plait.groups.models import Group
from plait.people.models import Agency, Person, Post


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """One owner. `words` are the minutes' own; `candidates` those whom an unsettled owner may be."""

    kind: OwnerKind
    person: Person | None = None
    post: Post | None = None
    agency: Agency | None = None
    group: Group | None = None
    words: str = ""
    leads: bool = False
    candidates: tuple[Person, ...] = ()

    def said(self) -> str:
        """The owner in words, as the history tells it."""
        if self.kind == OwnerKind.AS_WRITTEN:
            return f"{self.words or 'nobody'} (as written)"
        named = self.person or self.post or self.agency or self.group
        return str(named) if named else self.words or OwnerKind(self.kind).label


@dataclass(frozen=True, slots=True)
class DueChoice:
    """By when: `on` is the day it means, `words` what the minutes say, `hard` a day that moves only by a decision."""

    kind: DueKind = DueKind.NONE
    on: date | None = None
    words: str = ""
    hard: bool = False

    def said(self) -> str:
        day = f"{self.on.day} {self.on:%B %Y}" if self.on else self.words or "no date"
        return f"the hard date {day}" if self.hard else day
