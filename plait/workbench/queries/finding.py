"""The search page: a reference leads to its record; words lead to what one may see."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.urls import reverse

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.models import User
from plait.actions.queries import register_for
from plait.core import registry
from plait.core.registry import Ref, Told
from plait.groups.models import Group
from plait.search.models import SearchRow
from plait.search.queries import matching, search
from plait.workbench.queries.people import found_people

LONGEST = 200
AT_MOST = 50
NAMED = 10


@dataclass(frozen=True, slots=True)
class Findings:
    """At most `AT_MOST` records, and groups and people of that name; `more` when there are others."""

    told: list[Told]
    named: list[Told]
    more: bool


def find(words: str, viewer: User, *, on: date) -> Findings:
    """What holds every word: of the viewer's circles, and actions the viewer answers for outside them."""
    asked = words[:LONGEST].replace("\x00", " ")
    rows = [*search(asked, viewer)[: AT_MOST + 1], *_answered_for(asked, viewer)]
    refs = list(dict.fromkeys(Ref(row.kind, row.key) for row in rows))
    named = _named(asked, viewer, on)
    told = registry.describe([*refs[:AT_MOST], *named], viewer)
    return Findings(
        told=[told[ref] for ref in refs[:AT_MOST] if told[ref].url],
        named=[replace(told[ref], url=told[ref].url or _page_of(ref)) for ref in named],
        more=len(refs) > AT_MOST,
    )


def _answered_for(words: str, viewer: User) -> list[SearchRow]:
    mine = register_for(viewer).order_by().values("pk")
    return list(matching(words, kind="action").filter(key__in=mine).order_by("-pk")[: AT_MOST + 1])


def _named(words: str, viewer: User, on: date) -> list[Ref]:
    """Groups and people are known to every signed-in seat; somebody without a seat finds none."""
    if not words.split() or not can(viewer, Permission.READ_GROUPS):
        return []
    found = Q()
    for word in words.split()[:6]:
        found &= Q(name__icontains=word)
    groups = Group.objects.filter(found).order_by("name").values_list("pk", flat=True)[:NAMED]
    people = found_people(words, on=on).values_list("pk", flat=True)[:NAMED]
    return [*(Ref("group", key) for key in groups), *(Ref("person", key) for key in people)]


def _page_of(ref: Ref) -> str:
    """People have their page here, above the room that describes them."""
    return reverse("person", args=[ref.key])
