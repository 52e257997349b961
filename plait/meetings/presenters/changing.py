"""A finding in the form that changes it."""

from plait.actions.models import OwnerKind
from plait.core.dates import say
from plait.meetings.models import Finding, FindingKind, ReadOwner
from plait.meetings.queries.matching import Known
from plait.people.models import Person


def owner_fields(found: Finding, known: Known) -> list[str]:
    """Each owner as it would be typed, so that leaving the field alone leaves the owner alone."""
    owners: list[ReadOwner] = list(found.owners_now)  # type: ignore[attr-defined]
    return [_typed(owner, known) for owner in owners]


def _typed(owner: ReadOwner, known: Known) -> str:
    if owner.kind == OwnerKind.PERSON and owner.person is not None:
        return typed_person(owner.person, known)
    named = owner.post or owner.agency or owner.group
    return str(named) if named else owner.words


def typed_person(person: Person, known: Known) -> str:
    """The name; the address only where the name would not say who it is."""
    return person.name if known.people_named(person.name) == [person] else person.email or person.name


def now_words(found: Finding) -> str:
    """What stands now, for one who wrote something else meanwhile."""
    if found.kind == FindingKind.DECISION:
        return f"It now says: “{found.wording}”"
    owners: list[ReadOwner] = list(found.owners_now)  # type: ignore[attr-defined]
    named = ", ".join(str(o.person or o.post or o.agency or o.group or o.words) for o in owners) or "nobody"
    day = say(found.due_on) if found.due_on else found.due_words or "no date"
    return f"It now says: “{found.wording}” Owners: {named}. Date: {day}."
