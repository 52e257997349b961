"""What was done to a record, and what a person did: in words, paged, and as a spreadsheet."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.access.queries import can, visible_to
from plait.accounts.actors import actor_of, signed_in
from plait.actions.models import Action
from plait.core import registry
from plait.core.markings import attachment, marked_name
from plait.core.registry import Ref
from plait.core.sheets import XLSX, Column, Sheet, as_xlsx
from plait.history.models import Entry
from plait.history.queries import done_by, entries_of
from plait.keeping.presenters.telling import Line, lines_by_person, lines_of
from plait.meetings.models import Meeting
from plait.people.queries import people
from plait.risks.models import Risk

ON_A_PAGE = 50
MOST_EXPORTED = 20_000
_COLUMNS = (
    Column("When", 26),
    Column("Who", 34),
    Column("What", 90),
    Column("Record", 50),
    Column("Words removed", 60),
)
KINDS: dict[str, Any] = {"action": Action, "meeting": Meeting, "risk": Risk}
Say = Callable[[Sequence[Entry]], list[Line]]


@require_safe
def history_of(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Of one record, for whoever is in its circle. Who sees a record only because they answer for it does not."""
    user = signed_in(request)
    if kind not in KINDS:
        raise Http404
    found = get_object_or_404(visible_to(KINDS[kind].objects.select_related("circle"), user), pk=key)
    told = registry.describe([Ref(kind, key)], user)[Ref(kind, key)]
    how = "export" if request.GET.get("as") == "xlsx" else "detail"
    note_opened(circle=found.circle, ref=told.ref, how=how, by=actor_of(user), at=timezone.now())
    title = f"History of {f'{told.reference} {told.title}'.strip()}"
    entries = entries_of(Ref(kind, key))
    return _answer(request, title, told.url, entries, lines_of, restricted=found.circle.restricted)


@require_safe
def history_by(request: HttpRequest, key: int) -> HttpResponse:
    """What a person did: for themselves, and for those who keep the list of people."""
    user = signed_in(request)
    if key != user.person_id and not can(user, Permission.MANAGE_PEOPLE):
        raise PermissionDenied
    person = get_object_or_404(people(), pk=key)
    return _answer(request, f"What {person.name} did", "", done_by(key), lambda some: lines_by_person(some, user))


def _answer(
    request: HttpRequest, title: str, back: str, entries: QuerySet[Entry], say: Say, *, restricted: bool = False
) -> HttpResponse:
    if request.GET.get("as") == "xlsx":
        return _workbook(say(list(entries[:MOST_EXPORTED])), localdate(timezone.now()), restricted=restricted)
    found = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"title": title, "back": back, "lines": say(list(found)), "pages": found}
    return render(request, "keeping/history.html", context)


def _workbook(lines: list[Line], day: date, *, restricted: bool) -> HttpResponse:
    above = [settings.MARKING] if settings.MARKING else []
    rows = ([line.when, line.who, line.what, line.record, line.removed] for line in lines)
    response = HttpResponse(as_xlsx([Sheet("History", _COLUMNS, rows, above)]), content_type=XLSX)
    name = marked_name(f"history-{day.isoformat()}.xlsx", restricted=restricted)
    response.headers["Content-Disposition"] = attachment(name)
    return response
