"""A view of the register for the table: a page that is printed, A4 across."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from plait.access.commands import note_exported
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.actions import queries
from plait.actions.presenters import paper, rows
from plait.actions.presenters.paper import By
from plait.actions.views.finding import require
from plait.actions.views.listing import asked, names_of
from plait.core.registry import Ref
from plait.groups.queries import groups, predecessors_of_each


@require_GET
def printed(request: HttpRequest) -> HttpResponse:
    """`?by=` says what stands together. That restricted actions go onto paper, under safe titles, is recorded."""
    user = signed_in(request)
    require(can(user, Permission.EXPORT_REGISTER))
    known = list(groups())
    filters, today = asked(request, predecessors_of_each(known)), timezone.localdate()
    by = By.GROUP
    with suppress(ValueError):
        by = By(request.GET.get("by", ""))
    page = queries.first_of(queries.sight_of(user), filters, today=today)
    restricted = [Ref("action", action.pk) for action in page.actions if action.circle.restricted]
    if restricted:
        note_exported(refs=restricted, by=actor_of(user), at=timezone.now())
    chips = [chip.words for chip in rows.chips(filters, names_of(filters, known)["chips"])]
    markings = [settings.MARKING, "restricted actions under their safe titles" if restricted else ""]
    return render(
        request,
        "actions/print.html",
        {
            "says": paper.says(rows.VIEW_WORDS[filters.view], chips, rows.total_words(page), today),
            "means": rows.VIEW_MEANS.get(filters.view, ""),
            "together": paper.together(page.actions, by, today, filters.view),
            "ways": [
                (words, rows.address(filters, "actions_print", by=way.value), way == by)
                for way, words in paper.BY_WORDS.items()
            ],
            "back": rows.address(filters),
            "marked": ", ".join(words for words in markings if words),
            "more": page.more,
            "total": page.total,
        },
    )
