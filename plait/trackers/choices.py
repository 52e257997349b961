"""What a person chooses while checking the rows of a tracker."""

from collections.abc import Sequence
from dataclasses import dataclass

from plait.actions.choices import DueChoice
from plait.actions.models import OwnerKind
from plait.meetings.choices import Who
from plait.trackers.models import OwnerQuestion, RowOwner, RowStatus


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row as a person words it."""

    wording: str
    owners: Sequence[Who]
    due: DueChoice
    status: RowStatus


def as_who(said: RowOwner | OwnerQuestion) -> Who:
    """Whom an owner of a row names, or whom an answer named."""
    return Who(OwnerKind(said.kind), said.words, said.person, said.post, said.agency, said.group)


def target_of(who: Who) -> tuple[str, object]:
    """What makes two owners the same: whom they name, or the words where they name nobody."""
    named = who.person or who.post or who.agency or who.group
    return (str(who.kind), named.pk if named else who.words.casefold())
