"""The list, whatever is asked of it."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import signed_in
from plait.actions import queries
from plait.actions.models import PREFIX, ActionKind, State
from plait.actions.presenters import rows
from plait.actions.queries import Filters, Sort, View, usual_sort
from plait.actions.views.finding import require
from plait.core.references import say_reference
from plait.groups.models import Group
from plait.groups.queries import groups, predecessors_of_each
from plait.people.queries import agencies, people

# An agency's number would cost as much as the others together; its own list says how many there are. The oldest are
# the open ones in another order.
COUNTED = tuple(view for view in View if view not in (View.AGENCY, View.OLDEST))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def asked(request: HttpRequest, lineage: dict[int, list[Group]]) -> Filters:
    """What the address asks for; what makes no sense is left out, never an error."""
    get = request.GET.get
    view = View.OPEN
    with suppress(ValueError):
        view = View(get("view", ""))
    sort = usual_sort(view)
    with suppress(ValueError):
        sort = Sort(get("sort", ""))
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
    named = names_of(filters, known)
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
            "means": rows.VIEW_MEANS.get(filters.view, ""),
            "exports": rows.exports(filters) if can(user, Permission.EXPORT_REGISTER) else [],
            "nothing": rows.nothing_words(filters.view),
            "choices": named["choices"],
            "may_add": can(user, Permission.ADD_ACTION),
            "may_add_minutes": can(user, Permission.ADD_MINUTES),
            "any_restricted": any(a.circle.restricted for a in page.actions),
        },
    )


def names_of(filters: Filters, known: list[Group]) -> dict[str, dict[str, Any]]:
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
