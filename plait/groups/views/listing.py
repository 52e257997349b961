from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import signed_in
from plait.groups import presenters, queries


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Every group: those at work first, then those that ended and who goes on with their work."""
    if not can(signed_in(request), Permission.READ_GROUPS):
        raise PermissionDenied
    today = timezone.localdate()
    found = list(queries.groups_with_seats(on=today))
    may_open = can(signed_in(request), Permission.MANAGE_GROUPS)
    return render(request, "groups/groups.html", {"page": presenters.groups_page(found, today), "may_open": may_open})
