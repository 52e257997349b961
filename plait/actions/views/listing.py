"""The list, and the same list as a spreadsheet."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from plait.access.commands import note_exported
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.actions import queries
from plait.actions.models import PREFIX, ActionKind, State
from plait.actions.presenters import rows, sheets
from plait.actions.queries import Filters, Sort, View
from plait.actions.views.finding import require
from plait.core.markings import attachment, marked_name
from plait.core.references import say_reference
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.groups.queries import groups, predecessors_of_each
from plait.people.queries import agencies, people

# An agency's number would cost as much as the seven others together; its own list says how many there are.
COUNTED = tuple(view for view in View if view != View.AGENCY)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def asked(request: HttpRequest, lineage: dict[int, list[Group]]) -> Filters:
    """What the address asks for; what makes no sense is left out, never an error."""
    get = request.GET.get
    view, sort = View.OPEN, Sort.DUE
    with suppress(ValueError):
        view = View(get("view", "open"))
    with suppress(ValueError):
        sort = Sort(get("sort", "due"))
    group = _number(get("group", ""))
    before = tuple(g.pk for g in lineage.get(group, [])) if group is not None else ()
    return Filters(
        view=view,
        words=get("q", "").strip().replace("\x00", "")[:200],
        groups=(group, *before) if group is not None else (),
        agency=_number(get("agency", "")),
        owner=_number(get("owner", "")),
        kind=kind if (kind := get("kind", "")) in ActionKind.values else "",
        state=state if (state := get("state", "")) in State.values else "",
        sort=sort,
        page=_number(get("page", "")) or 1,
    )


def _reference(words: str) -> str:
    """What people say for one action: its reference, or its number alone."""
    if words.isascii() and words.isdigit() and len(words) < 10:
        return say_reference(PREFIX, int(words))
    return words if queries.is_reference(words) else ""


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    require(can(user, Permission.READ_REGISTER))
    known = list(groups())
    lineage = predecessors_of_each(known)
    filters = asked(request, lineage)
    today = timezone.localdate()
    if (said := _reference(filters.words)) and (action := queries.by_reference(user, said)):
        return redirect("action", action.reference)
    sight = queries.sight_of(user)
    page = queries.page_of(sight, filters, today=today)
    named = _names(filters, known)
    return render(
        request,
        "actions/list.html",
        {
            "page": page,
            "sections": rows.sections(page, filters, today, sight.circles),
            "tabs": rows.tabs(filters, queries.counts(sight, COUNTED, today=today), queries.MOST),
            "chips": rows.chips(filters, named["chips"]),
            "total": rows.total_words(page),
            "links": rows.page_links(page, filters),
            "filters": filters,
            "query": request.GET.urlencode(),
            "choices": named["choices"],
            "may_add": can(user, Permission.ADD_ACTION),
            "may_add_minutes": can(user, Permission.ADD_MINUTES),
            "may_export": can(user, Permission.EXPORT_REGISTER),
            "any_restricted": any(a.circle.restricted for a in page.actions),
        },
    )


def _names(filters: Filters, known: list[Group]) -> dict[str, dict[str, Any]]:
    """The choices of the filter row, and the words of what is chosen."""
    listed = list(agencies())
    group = next((g for g in known if filters.groups and g.pk == filters.groups[0]), None)
    agency = next((a for a in listed if a.pk == filters.agency), None)
    owners = dict(people().values_list("pk", "name"))
    owner = owners.get(filters.owner) if filters.owner else None
    also = " and those before it" if len(filters.groups) > 1 else ""
    return {
        "chips": {
            "group": f"{group}{also}" if group else "A group that is not here" if filters.groups else "",
            "agency": str(agency) if agency else "An agency that is not here" if filters.agency else "",
            "owner": owner if owner else "Somebody who is not here" if filters.owner else "",
        },
        "choices": {
            "groups": [(g.pk, g.name) for g in known],
            "agencies": [(a.pk, str(a)) for a in listed],
            "owners": list(owners.items()),
            "kinds": ActionKind.choices,
            "sorts": [(sort.value, words) for sort, words in rows.SORT_WORDS.items()],
            "group": filters.groups[0] if filters.groups else None,
        },
    }


def _exported(request: HttpRequest) -> tuple[list[sheets.Line], bool]:
    """Every line of the list as filtered, and whether any is restricted. What is restricted goes out under its safe
    title, and is recorded."""
    user = signed_in(request)
    require(can(user, Permission.EXPORT_REGISTER))
    filters = asked(request, predecessors_of_each(list(groups())))
    today = timezone.localdate()
    actions = list(queries.all_of(queries.sight_of(user), filters, today=today))
    restricted = [Ref("action", a.pk) for a in actions if a.circle.restricted]
    if restricted:
        note_exported(refs=restricted, by=actor_of(user), at=timezone.now())
    return sheets.lines(actions, today), bool(restricted)


@require_GET
def export_csv(request: HttpRequest) -> HttpResponse:
    lines, restricted = _exported(request)
    return _download(sheets.as_csv(lines), "text/csv; charset=utf-8", "csv", restricted=restricted)


@require_GET
def export_xlsx(request: HttpRequest) -> HttpResponse:
    lines, restricted = _exported(request)
    return _download(sheets.as_xlsx(lines), sheets.XLSX, "xlsx", restricted=restricted)


def _download(data: bytes, content_type: str, ending: str, *, restricted: bool) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    name = f"actions-{timezone.localdate().isoformat()}.{ending}"
    response.headers["Content-Disposition"] = attachment(marked_name(name, restricted=restricted))
    return response
