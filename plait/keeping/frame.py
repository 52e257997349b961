"""What every page of a record says besides: that it is under a legal hold, and where its whole history is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.models import User
from plait.core.dates import say
from plait.keeping.models import Hold
from plait.keeping.seeing import may_read, readable

Found = dict[str, object]
# Which kind of record a page shows, and which one it is, by what stands in its address.
_PAGES: Final[dict[str, tuple[str, Callable[[Found], Found]]]] = {
    "action": ("action", lambda at: {"number": int(str(at["reference"]).rpartition("-")[2])}),
    "circle": ("circle", lambda at: {"pk": at["key"]}),
    "group": ("group", lambda at: {"slug": at["slug"]}),
    "meeting": ("meeting", lambda at: {"pk": at["key"]}),
    "minutes_import": ("minutes_import", lambda at: {"pk": at["key"]}),
    "person": ("person", lambda at: {"pk": at["key"]}),
    "round": ("round", lambda at: {"pk": at["key"]}),
    "tracker": ("tracker", lambda at: {"pk": at["key"]}),
}


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """`held` since when, in words, or empty; `hold_url` places or lifts a hold, for those who keep records."""

    history_url: str
    held: str
    hold_url: str


def kept_record(request: HttpRequest) -> dict[str, object]:
    """`kept`: of the record whose page this is, or None."""
    match, user = request.resolver_match, getattr(request, "user", None)
    if match is None or match.url_name not in _PAGES or not isinstance(user, User):
        return {"kept": None}
    kind, where = _PAGES[match.url_name]
    held = Hold.objects.filter(kind=kind, key=OuterRef("pk"), lifted_at=None).order_by().values("at")[:1]
    row = readable(kind, user).filter(**where(match.kwargs)).annotate(held_since=Subquery(held)).first()
    if row is None or not may_read(kind, row, user):
        return {"kept": None}
    since = say(localdate(row.held_since)) if row.held_since else ""
    way = "lift_hold" if since else "hold_record"
    hold_url = reverse(way, args=[kind, row.pk]) if can(user, Permission.KEEP_RECORDS) else ""
    return {"kept": KeptRecord(reverse("history_of", args=[kind, row.pk]), since, hold_url)}
