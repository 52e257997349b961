from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.accounts.actors import signed_in
from plait.actions.queries import by_reference
from plait.core.references import parse_reference, say_reference
from plait.workbench.queries.finding import LONGEST, find


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A reference opens its record; words list what holds them, as far as one may see."""
    user = signed_in(request)
    words = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST]
    action = by_reference(user, words)
    if action is not None:
        return redirect("action", action.reference)
    asked = parse_reference(words)
    context = {
        "words": words,
        "reference": say_reference(*asked) if asked else "",
        "found": find(words, user, on=timezone.localdate()) if words else None,
    }
    return render(request, "workbench/search.html", context)
