"""Whose history a reader may read: of records in a circle of theirs; of groups, circles and people as their pages are.

Who sees a record only because they answer for it is not in its circle, and does not read its history.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Model, QuerySet

from plait.access.models import Circle
from plait.access.permissions import Permission
from plait.access.queries import can, circles_of, visible_to
from plait.accounts.models import User
from plait.actions.models import Action
from plait.core.registry import Ref
from plait.files.models import StoredFile
from plait.groups.models import Group, Seat, TermsVersion
from plait.history.models import Detail
from plait.keeping.hanging import parted
from plait.keeping.models import Disposal, Hold, Review
from plait.keeping.places import Place
from plait.meetings.models import Decision, Meeting, MinutesImport
from plait.people.models import Agency, Partnership, Person, Post
from plait.people.queries import people
from plait.risks.models import Risk
from plait.rounds.models import Request, Round
from plait.trackers.models import TrackerImport
from plait.workbench.queries.circles import circles_one_reads
from plait.workbench.subject.tables import circle_path

IN_A_CIRCLE: Final[dict[str, type[Model]]] = {
    "action": Action,
    "decision": Decision,
    "file": StoredFile,
    "meeting": Meeting,
    "minutes_import": MinutesImport,
    "risk": Risk,
    "round": Round,
    "round_request": Request,
    "terms": TermsVersion,
    "tracker": TrackerImport,
}
_OTHERS: Final[dict[str, type[Model]]] = {
    "agency": Agency,
    "circle": Circle,
    "group": Group,
    "person": Person,
    "post": Post,
}
KINDS: Final = {**IN_A_CIRCLE, **_OTHERS}
# In no circle, and read by everybody who may take words out. Letters and jobs may tell of any circle.
_READ_BY_KEEPERS: Final = frozenset({Partnership, Agency, Person, Post, Group, Seat, Hold, Review, Disposal})


def readable(kind: str, user: User) -> QuerySet[Any]:
    """The records of a kind whose history they may read."""
    if kind in IN_A_CIRCLE:
        return visible_to(IN_A_CIRCLE[kind]._default_manager.all(), user)
    if kind == "circle":
        return circles_one_reads(user)
    if kind == "group":
        return Group.objects.all() if can(user, Permission.READ_GROUPS) else Group.objects.none()
    runs = can(user, Permission.MANAGE_PEOPLE)
    if kind == "person":
        return people() if runs else people().filter(pk=user.person_id)
    found = _OTHERS[kind]._default_manager.all()
    return found if runs else found.none()


def may_read(kind: str, record: Model, user: User) -> bool:
    """Of those that `readable` found: what happened in a circle is for those who may read who keeps it."""
    return not isinstance(record, Circle) or can(user, Permission.READ_CIRCLE, record)


def circle_of(record: Model) -> Circle | None:
    """The circle that the record belongs to; of what belongs to none, None. A circle's own page is no reading."""
    path = None if isinstance(record, Circle) else circle_path(type(record))
    at: Any = record
    for step in path.removesuffix("_id").split("__") if path else ():
        at = getattr(at, step)
    return at if isinstance(at, Circle) else None


def readable_among(refs: Iterable[Ref], user: User) -> set[Ref]:
    """Those of many records, in one question a kind, whose history they may read."""
    by_kind: defaultdict[str, set[int]] = defaultdict(set)
    for ref in refs:
        by_kind[ref.kind].add(ref.key)
    found: set[Ref] = set()
    for kind, keys in by_kind.items():
        if kind in KINDS:
            rows = readable(kind, user).filter(pk__in=keys)
            found |= {Ref(kind, row.pk) for row in rows if may_read(kind, row, user)}
    return found


def known_among(places: Iterable[Place], user: User) -> list[Place]:
    """Those of the places whose words the user may read: a number for the others would tell what they may not know."""
    by_model: defaultdict[type[Model], list[Place]] = defaultdict(list)
    for place in places:
        by_model[type(place.row)].append(place)
    found: list[Place] = []
    for model, some in by_model.items():
        if model is Detail:
            readable_ones = readable_among({place.record for place in some}, user)
            found += [place for place in some if place.record in readable_ones]
        elif model in _READ_BY_KEEPERS:
            found += some
        elif circle_path(model) is not None:
            mine = _in_circles_of(model, {place.row.pk for place in some}, user)
            found += [place for place in some if place.row.pk in mine]
    return found


def _in_circles_of(model: type[Model], keys: set[int], user: User) -> set[int]:
    mine = circles_of(user).order_by().values("pk")
    rows = model._default_manager.filter(**{f"{circle_path(model)}__in": mine}).order_by()
    return {key for some in parted(keys) for key in rows.filter(pk__in=some).values_list("pk", flat=True)}
