"""From the owners of a finding to the owners of an action."""

from collections.abc import Sequence

from plait.actions.choices import OwnerChoice
from plait.actions.models import OwnerKind
from plait.actions.naming import as_the_document_has_it
from plait.meetings.models import ReadOwner
from plait.people.models import Person


def owner_choices(owners: Sequence[ReadOwner]) -> list[OwnerChoice]:
    """The owners in their order. Two who turned out to be one person, when records were merged, answer once.

    Where nobody is named, an owner without words stands in the register as not settled.
    """
    once: dict[object, OwnerChoice] = {}
    for owner in owners:
        once.setdefault(owner.person_id or f"owner {owner.pk}", _choice(owner))
    return list(once.values()) or [OwnerChoice(OwnerKind.AS_WRITTEN, words="")]


def _choice(owner: ReadOwner) -> OwnerChoice:
    candidates: tuple[Person, ...] = ()
    words = owner.words
    if owner.kind == OwnerKind.AS_WRITTEN:
        candidates = tuple(owner.candidates.all())
        words = words if candidates else as_the_document_has_it(words, owner.names)
    return OwnerChoice(
        OwnerKind(owner.kind),
        person=owner.person,
        post=owner.post,
        agency=owner.agency,
        group=owner.group,
        words=words,
        candidates=candidates,
    )
