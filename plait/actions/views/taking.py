"""A view of the register taken away: as a workbook, as lines of text, as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from plait.access.commands import note_exported
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.actions import queries
from plait.actions.models import Action
from plait.actions.presenters import rows, sheets
from plait.actions.queries import Filters, View
from plait.actions.views.finding import require
from plait.actions.views.listing import asked
from plait.core.markings import attachment, marked_name
from plait.core.registry import Ref
from plait.core.sheets import XLSX
from plait.groups.queries import groups, predecessors_of_each

AT_ONCE = 1000  # actions fetched in one go while an export is written


@dataclass(frozen=True, slots=True)
class Taken:
    filters: Filters
    actions: Iterator[Action]
    restricted: bool
    on: date


def _taken(request: HttpRequest) -> Taken:
    """Every action of the list as filtered. That restricted ones leave, under their safe titles, is recorded first."""
    user = signed_in(request)
    require(can(user, Permission.EXPORT_REGISTER))
    filters = asked(request, predecessors_of_each(list(groups())))
    today = timezone.localdate()
    found = queries.all_of(queries.sight_of(user), filters, today=today)
    restricted = [Ref("action", key) for key in queries.restricted_among(found)]
    if restricted:
        note_exported(refs=restricted, by=actor_of(user), at=timezone.now())
    return Taken(filters, found.iterator(chunk_size=AT_ONCE), bool(restricted), today)


@require_GET
def export_csv(request: HttpRequest) -> HttpResponseBase:
    taken = _taken(request)
    data = sheets.as_csv(sheets.lines(taken.actions))
    return _named(StreamingHttpResponse(data, content_type="text/csv; charset=utf-8"), taken, "csv")


@require_GET
def export_xlsx(request: HttpRequest) -> HttpResponseBase:
    taken = _taken(request)
    data = sheets.as_xlsx(sheets.lines(taken.actions))
    return _named(HttpResponse(data, content_type=XLSX), taken, "xlsx")


@require_GET
def export_json(request: HttpRequest) -> HttpResponseBase:
    taken = _taken(request)
    data = sheets.as_json(taken.actions, asked=rows.asked_for(taken.filters), on=taken.on)
    return _named(StreamingHttpResponse(data, content_type="application/json"), taken, "json")


def _named(response: HttpResponseBase, taken: Taken, ending: str) -> HttpResponseBase:
    """A file's name says the marking, whether anything restricted is in it, the view and the day."""
    view = "" if taken.filters.view == View.OPEN else f"{taken.filters.view.value}-"
    name = marked_name(f"actions-{view}{taken.on.isoformat()}.{ending}", restricted=taken.restricted)
    response.headers["Content-Disposition"] = attachment(name)
    return response
