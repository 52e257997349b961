from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.accounts.actors import signed_in
from plait.core import registry
from plait.core.references import parse_reference, say_reference
from plait.groups.models import Group
from plait.groups.queries import groups, predecessors_of_each
from plait.workbench.forms import SearchForm
from plait.workbench.presenters.finding import search_box, search_page
from plait.workbench.queries.finding import LONGEST, Wanted, find, referred


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A reference opens its record; words list what holds them, as far as one may see."""
    user, today = signed_in(request), timezone.localdate()
    words = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST]
    reference = parse_reference(words)
    opened = referred(user, reference)
    if opened is not None and (url := registry.describe([opened], user)[opened].url):
        return redirect(url)
    known = list(groups())
    form = SearchForm({**request.GET.dict(), "q": words}, today=today)
    wanted, group = _wanted(form, words, known)
    found = find(wanted, user, on=today) if words else None
    query = {name: str(request.GET[name]) for name in ("group", "since", "until") if request.GET.get(name)}
    query["kind"] = wanted.kind
    context = {
        "box": search_box(words, query, groups=known, faults=form.faults),
        "words": words,
        "reference": say_reference(*reference) if reference else "",
        "page": search_page(wanted, found, group=group, query={"q": words, **query}) if found else None,
    }
    return render(request, "workbench/search.html", context)


def _wanted(form: SearchForm, words: str, known: list[Group]) -> tuple[Wanted, Group | None]:
    """A filter that cannot be read is not used; the form says so."""
    form.is_valid()
    asked = form.cleaned_data
    key: int | None = asked.get("group")
    group = next((each for each in known if each.pk == key), None)
    before = predecessors_of_each(known).get(group.pk, []) if group else []
    since: date | None = asked.get("since")
    until: date | None = asked.get("until")
    keys = (group.pk, *(each.pk for each in before)) if group else ((key,) if key else ())
    return Wanted(words, asked.get("kind") or "", keys, since, until, asked.get("page") or 1), group
