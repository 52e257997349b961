"""That everything held about a person was listed."""

from collections.abc import Sequence
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Person, SubjectSearch


@command
def note_search(
    *,
    person: Person | None,
    names: Sequence[str],
    why: str,
    found: int,
    hidden: int,
    exported: bool,
    by: Actor,
    at: datetime,
) -> SubjectSearch:
    """Who looked for whom, why and when; `found` entries were shown, `hidden` ones lie in circles of others."""
    search = SubjectSearch.objects.create(
        person=person,
        names=list(names),
        why=why,
        at=at,
        by_id=by.person_id,
        exported=exported,
        found=found,
        hidden=hidden,
    )
    said = {"name": person.name if person else ", ".join(names), "names": list(names), "why": why, "found": found}
    ref = Ref("person", person.pk) if person else Ref("subject_search", search.pk)
    record(ref=ref, verb="exported_held" if exported else "searched", said=said, by=by, at=at)
    return search
