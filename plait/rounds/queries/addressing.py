"""Who is to be asked about the open actions of a group, and who cannot be."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from plait.access.models import Exclusion, Role, RoleHolding
from plait.access.queries import running_on
from plait.actions.models import OPEN_STATES, OwnerKind, Responsibility
from plait.groups.models import Group, SeatRole
from plait.groups.queries import seat_holders
from plait.people.models import Agency, Person, Post
from plait.rounds.queries.leavers import LEFT, left_among
from plait.rounds.rules import Part, ToAsk

AT_TABLE = (SeatRole.CHAIR, SeatRole.DEPUTY_CHAIR, SeatRole.MEMBER)
SHUT = "They have a conflict of interest"


_COLUMNS = ("pk", "action", "action__number", "action__circle", "kind", "person", "post", "agency", "group", "words")
M = TypeVar("M", bound=Model)


def parts_to_ask(group: Group) -> QuerySet[Responsibility]:
    """Who answers now for the open actions of a group."""
    return Responsibility.objects.filter(
        action__group=group, action__state__in=OPEN_STATES, ended_at__isnull=True
    ).order_by("action__number", "-leads", "pk")


def owners_to_ask(group: Group, *, on: date) -> list[ToAsk]:
    """Everyone with a part in an open action of the group, each once with all their parts; then those who cannot be
    asked, with the reason.

    A post is asked through whoever holds it, an agency through its lead, a group through its chair, and
    “all partners” through everybody with a seat at the table. Who has left, or is shut out of the action's circle, is
    not asked.
    """
    parts = [Part._make(row) for row in parts_to_ask(group).values_list(*_COLUMNS)]
    reach = _Reach(parts, group, on)
    asked: defaultdict[Person, dict[int, Part]] = defaultdict(dict)
    unasked: defaultdict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        people, why = reach.of(part)
        for person in people:
            asked[person].setdefault(part.action, part)
        if not people:
            unasked[(reach.said(part), why)].append(part)
    found = [ToAsk(person, person.name, "", tuple(mine.values())) for person, mine in asked.items()]
    return found + [ToAsk(None, words, why, tuple(these)) for (words, why), these in unasked.items()]


class _Reach:
    """Whom each kind of owner is asked through, read once for all of them."""

    def __init__(self, parts: Sequence[Part], group: Group, on: date) -> None:
        self.on = on
        self.shut = _shut_out({part.circle for part in parts})
        owners = parts_to_ask(group).order_by()
        self.people = _by_key(Person.objects.all(), owners, "person")
        self.left = left_among(self.people.values(), on=on)
        self.posts = _by_key(Post.objects.select_related("holder"), owners, "post")
        self.agencies = _by_key(Agency.objects.all(), owners, "agency")
        self.groups = _by_key(Group.objects.all(), owners, "group")
        self.leads = _leads(set(self.agencies), on)
        kinds = {part.kind for part in parts}
        self.table = _holders(group, on, AT_TABLE) if OwnerKind.EVERYONE in kinds else []
        self.chairs = {key: _holders(each, on, (SeatRole.CHAIR,)) for key, each in self.groups.items()}

    def of(self, part: Part) -> tuple[list[Person], str]:
        people, why = self._named(part)
        free = [person for person in people if (part.circle, person.pk) not in self.shut]
        return free, SHUT if people and not free else why

    def said(self, part: Part) -> str:
        """The owner in words, where nobody can be asked."""
        named: Model | None = self.people.get(part.person) or self.posts.get(part.post)
        named = named or self.agencies.get(part.agency) or self.groups.get(part.group)
        return str(named) if named else part.words or OwnerKind(part.kind).label

    def _named(self, part: Part) -> tuple[list[Person], str]:
        if part.kind == OwnerKind.PERSON and part.person:
            return ([], LEFT) if part.person in self.left else ([self.people[part.person]], "")
        if part.kind == OwnerKind.POST and part.post:
            post = self.posts[part.post]
            holds = post.holder and post.starts_on <= self.on and (post.ends_on is None or post.ends_on > self.on)
            return [post.holder] if holds and post.holder else [], "Nobody holds the post"
        if part.kind == OwnerKind.AGENCY:
            return self.leads.get(part.agency or 0, []), "The agency has no lead in Plait"
        if part.kind == OwnerKind.GROUP:
            return self.chairs.get(part.group or 0, []), "The group has no chair"
        if part.kind == OwnerKind.EVERYONE:
            return self.table, "Nobody has a seat at this table"
        return [], "Nobody has settled who this is"


def _by_key(found: QuerySet[M], owners: QuerySet[Responsibility], kind: str) -> dict[int | None, M]:
    named = owners.filter(**{f"{kind}__isnull": False}).values(kind)
    return {each.pk: each for each in found.filter(pk__in=named).order_by("pk")}


def _shut_out(circles: set[int]) -> set[tuple[int, int]]:
    rows = Exclusion.objects.filter(circle__in=circles, lifted=False).order_by()
    return set(rows.values_list("circle_id", "person_id"))


def _leads(agencies: set[int | None], on: date) -> dict[int, list[Person]]:
    found: defaultdict[int, list[Person]] = defaultdict(list)
    rows = RoleHolding.objects.filter(running_on(on), role=Role.AGENCY_LEAD, agency__in=agencies - {None})
    for held in rows.select_related("person").order_by("pk"):
        found[held.agency_id or 0].append(held.person)
    return found


def leads_of(agencies: Iterable[int], *, on: date) -> dict[int, list[Person]]:
    """The leads of these agencies (by key) on a day."""
    return _leads(set(agencies), on)


def _holders(group: Group, on: date, roles: Iterable[SeatRole]) -> list[Person]:
    held = seat_holders(group, on=on).filter(seat__role__in=list(roles)).order_by("pk")
    return list(dict.fromkeys(each.person for each in held))
