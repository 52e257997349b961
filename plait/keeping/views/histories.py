"""What was done to a record, and what a person did: in words, paged, and as a spreadsheet."""

from collections.abc import Callable, Sequence
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.core import registry
from plait.core.markings import attachment, marked_name
from plait.core.registry import Ref
from plait.core.sheets import XLSX, Column, Sheet, as_xlsx
from plait.history.models import Entry
from plait.history.queries import done_by, entries_of
from plait.keeping.presenters.telling import Line, lines_by_person, lines_of
from plait.keeping.seeing import KINDS, circle_of, may_read, readable
from plait.people.models import Person
from plait.people.queries import people

ON_A_PAGE = 50
MOST_EXPORTED = 20_000
_COLUMNS = (
    Column("When", 26),
    Column("Who", 34),
    Column("What", 90),
    Column("Record", 50),
    Column("Words removed", 60),
)
Say = Callable[[Sequence[Entry]], list[Line]]


@require_safe
def history_of(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Of one record, for whoever is in its circle. Who sees a record only because they answer for it does not."""
    user = signed_in(request)
    if kind not in KINDS:
        raise Http404
    found = get_object_or_404(readable(kind, user), pk=key)
    if not may_read(kind, found, user):
        raise PermissionDenied
    told = registry.describe([Ref(kind, key)], user)[Ref(kind, key)]
    circle = circle_of(found)
    if circle is not None:
        how = "export" if request.GET.get("as") == "xlsx" else "detail"
        note_opened(circle=circle, ref=told.ref, how=how, by=actor_of(user), at=timezone.now())
    restricted = circle is not None and circle.restricted
    title = f"History of {told.reference or told.title}"
    lead = told.title if told.reference else ""
    entries = entries_of(Ref(kind, key))
    return _answer(
        request, title, told.url, entries, lambda some: lines_of(some, user), lead=lead, restricted=restricted
    )


@require_safe
def history_by(request: HttpRequest, key: int) -> HttpResponse:
    """What a person did, also under records merged into theirs: for themselves, and for those who keep the list."""
    user = signed_in(request)
    if key != user.person_id and not can(user, Permission.MANAGE_PEOPLE):
        raise PermissionDenied
    person = get_object_or_404(people(), pk=key)
    keys = [key, *Person.objects.filter(merged_into=key).order_by("pk").values_list("pk", flat=True)]
    back = reverse("person", args=[key])
    return _answer(request, f"What {person.name} did", back, done_by(keys), lambda some: lines_by_person(some, user))


def _answer(
    request: HttpRequest,
    title: str,
    back: str,
    entries: QuerySet[Entry],
    say: Say,
    *,
    lead: str = "",
    restricted: bool = False,
) -> HttpResponse:
    if request.GET.get("as") == "xlsx":
        lines, total = say(list(entries[:MOST_EXPORTED])), entries.count()
        return _workbook(title, lines, total, localdate(timezone.now()), restricted=restricted)
    found = Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": title,
        "lead": lead,
        "back": back,
        "lines": say(list(found)),
        "pages": found,
        "restricted": restricted,
    }
    return render(request, "keeping/history.html", context)


def _workbook(title: str, lines: list[Line], total: int, day: date, *, restricted: bool) -> HttpResponse:
    above = [*([settings.MARKING] if settings.MARKING else []), title]
    if total > len(lines):
        above.append(f"The newest {len(lines):,} of {total:,} entries")
    rows = ([line.when, line.who, line.what, line.record, line.removed] for line in lines)
    response = HttpResponse(as_xlsx([Sheet("History", _COLUMNS, rows, above)]), content_type=XLSX)
    name = marked_name(f"history-{day.isoformat()}.xlsx", restricted=restricted)
    response.headers["Content-Disposition"] = attachment(name)
    return response
