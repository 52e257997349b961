"""The search page: a reference leads to its record; words lead to what one may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from plait.access.models import Level
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.models import User
from plait.actions.queries import Sight, by_reference, sight_of
from plait.core import registry
from plait.core.references import say_reference
from plait.core.registry import Ref, Told
from plait.groups.models import Group
from plait.meetings.models import MinutesVersion
from plait.meetings.queries import decisions_for
from plait.risks.queries import risks_for
from plait.search.hits import Hit, Sought, hits
from plait.search.models import SearchRow
from plait.workbench.queries.people import found_people

LONGEST = 200
PAGE = 20
NAMED = 10
OF_EACH = 200  # records of a kind that are looked at where every kind is asked for
OF_ONE = 1000
KINDS = ("action", "decision", "meeting", "matter", "risk", "terms", "file")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the search page. `groups`: a group and those whose work it took over."""

    words: str
    kind: str = ""
    groups: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    page: int = 1

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.groups or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Found:
    """A record, where in it the words stand (the first places only), and in how many places."""

    told: Told
    places: list[SearchRow]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """One page of what was found, newest first. `counts`: records of each kind; `more`: kinds that have others yet."""

    found: list[Found] = field(default_factory=list)
    named: list[Told] = field(default_factory=list)
    exact: list[Told] = field(default_factory=list)
    counts: Mapping[str, int] = field(default_factory=dict)
    more: frozenset[str] = frozenset()
    number: int = 1
    pages: int = 1
    versions: Mapping[int, int] = field(default_factory=dict)  # the number of each meeting's latest minutes


def find(wanted: Wanted, viewer: User, *, on: date) -> Findings:
    """What holds every word: of the viewer's circles, and actions the viewer answers for outside them."""
    sight = sight_of(viewer)
    rows = _rows(wanted, sight)
    kinds = _by_kind(rows)
    records = _records(rows)
    keep = [ref for ref in records if not wanted.kind or ref.kind == wanted.kind]
    pages = max(1, -(-len(keep) // PAGE))
    number = min(max(wanted.page, 1), pages)
    shown = keep[(number - 1) * PAGE : number * PAGE]
    first = number == 1 and not wanted.narrowed
    named = _named(wanted.words, viewer, on) if first else []
    exact = _numbered(wanted.words, viewer) if first else []
    told = registry.describe([*exact, *shown, *named], viewer)
    return Findings(
        found=_placed([told[ref] for ref in shown if told[ref].url], records, sight),
        named=[replace(told[ref], url=told[ref].url or reverse("person", args=[ref.key])) for ref in named],
        exact=[told[ref] for ref in exact if told[ref].url],
        counts={kind: len({hit.ref for hit in these}) for kind, these in kinds.items()},
        more=frozenset(kind for kind, these in kinds.items() if len(these) > _most(wanted, kind)),
        number=number,
        pages=pages,
        versions=_versions(shown),
    )


def _most(wanted: Wanted, kind: str) -> int:
    return OF_ONE if wanted.kind == kind else OF_EACH


def _rows(wanted: Wanted, sight: Sight) -> list[Hit]:
    """Every kind, so that each can say how many it has; of the kind asked for more."""
    asked = Sought(
        wanted.words,
        KINDS,
        sight.circles,
        own=sight.own,
        own_kind="action",
        groups=wanted.groups,
        since=wanted.since,
        until=wanted.until,
    )
    return hits(asked, most={kind: _most(wanted, kind) + 1 for kind in KINDS})


def _by_kind(rows: Iterable[Hit]) -> dict[str, list[Hit]]:
    kinds: dict[str, list[Hit]] = {}
    for hit in rows:
        kinds.setdefault(hit.ref.kind, []).append(hit)
    return kinds


def _records(rows: Sequence[Hit]) -> dict[Ref, list[Hit]]:
    """Each record once, newest first, with its places in the order of its text."""
    ordered = sorted(rows, key=lambda hit: (hit.on or date.min, hit.ref, -hit.place), reverse=True)
    records: dict[Ref, list[Hit]] = {}
    for hit in ordered:
        records.setdefault(hit.ref, []).append(hit)
    return records


PLACES = 3


def _placed(told: Sequence[Told], records: Mapping[Ref, Sequence[Hit]], sight: Sight) -> list[Found]:
    """Places are shown of records that are not restricted: titles travel, words do not."""
    wanted = {each.ref: [hit.place for hit in records[each.ref][:PLACES]] for each in told if not each.restricted}
    keys = [place for places in wanted.values() for place in places]
    rows = {row.place: row for row in _readable(keys)}
    for row in rows.values():
        if row.circle_id not in sight.circles:
            row.inside = ""  # an owner outside the circle reads the confirmed wording only
    return [
        Found(
            each,
            [rows[place] for place in wanted.get(each.ref, ()) if place in rows],
            max(0, len(records[each.ref]) - PLACES),
        )
        for each in told
    ]


def _readable(places: Sequence[int]) -> QuerySet[SearchRow]:
    found = SearchRow.objects.filter(place__in=places).exclude(circle__level=Level.RESTRICTED)
    return found.order_by("place")


def _versions(shown: Iterable[Ref]) -> Mapping[int, int]:
    keys = [ref.key for ref in shown if ref.kind == "meeting"]
    if not keys:
        return {}
    latest = MinutesVersion.objects.filter(meeting__in=keys).order_by().values("meeting_id").annotate(n=Max("number"))
    return {row["meeting_id"]: row["n"] for row in latest}


def referred(viewer: User, reference: tuple[str, int] | None) -> Ref | None:
    """The record of a whole reference such as ("DEC", 7), as far as the viewer may see it."""
    if reference is None:
        return None
    prefix, number = reference
    match prefix:
        case "ACT":
            action = by_reference(viewer, say_reference(prefix, number))
            return Ref("action", action.pk) if action else None
        case "DEC":
            key = decisions_for(viewer).filter(number=number).values_list("pk", flat=True).order_by("pk").first()
            return Ref("decision", key) if key else None
        case "RISK":
            key = risks_for(viewer).filter(number=number).values_list("pk", flat=True).order_by("pk").first()
            return Ref("risk", key) if key else None
    return None


def _numbered(words: str, viewer: User) -> list[Ref]:
    """A bare number may mean any record of that number."""
    number = words.strip()
    if not (number.isascii() and number.isdigit() and 0 < len(number) <= 9):
        return []
    found = (referred(viewer, (prefix, int(number))) for prefix in ("ACT", "DEC", "RISK"))
    return [ref for ref in found if ref]


def _named(words: str, viewer: User, on: date) -> list[Ref]:
    """Groups and people are known to every signed-in seat; somebody without a seat finds none."""
    asked = words.replace('"', " ").replace("\x00", " ").split()
    if not asked or not can(viewer, Permission.READ_GROUPS):
        return []
    wanted = Q()
    for word in asked[:6]:
        wanted &= Q(name__icontains=word)
    groups = Group.objects.filter(wanted).order_by("name").values_list("pk", flat=True)[:NAMED]
    people = found_people(" ".join(asked), on=on).values_list("pk", flat=True)[:NAMED]
    return [*(Ref("group", key) for key in groups), *(Ref("person", key) for key in people)]
