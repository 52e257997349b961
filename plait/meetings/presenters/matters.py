"""The list of matters for a group's next agenda."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from plait.core.dates import say_near
from plait.core.registry import Ref, Told
from plait.groups.models import Group
from plait.meetings.models import Matter


@dataclass(frozen=True, slots=True)
class MatterRow:
    key: int
    words: str
    raised: str
    came_from: str
    came_from_url: str
    drop_url: str


@dataclass(frozen=True, slots=True)
class MattersPage:
    group: str
    group_url: str
    restricted: bool
    rows: list[MatterRow]


def matters_page(
    group: Group, waiting: Iterable[Matter], told: Mapping[Ref, Told], *, may_drop: bool, today: date
) -> MattersPage:
    """`told` are the records the matters came from, in words."""
    return MattersPage(
        group=group.name,
        group_url=reverse("group", args=[group.slug]),
        restricted=group.circle.restricted,
        rows=[_row(m, told.get(Ref(m.origin_kind, m.origin_key or 0)), may_drop, today) for m in waiting],
    )


def _row(matter: Matter, origin: Told | None, may_drop: bool, today: date) -> MatterRow:
    by = f" by {matter.raised_by.name}" if matter.raised_by else ""
    return MatterRow(
        key=matter.pk,
        words=matter.wording,
        raised=f"Raised {say_near(matter.raised_on, today)}{by}",
        came_from=origin.title if origin else "",
        came_from_url=origin.url if origin else "",
        drop_url=reverse("drop_matter", args=[matter.group.slug, matter.pk]) if may_drop else "",
    )
