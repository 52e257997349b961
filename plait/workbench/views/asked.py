"""Everything asked of one agency in one list: for its lead, and for those who run the partnership's work."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import signed_in
from plait.actions.queries import Filters
from plait.workbench.presenters.asked import asked_page
from plait.workbench.queries.asked import agencies_led, agency_beside_those_led, asked_of


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@require_safe
def asked_of_mine(request: HttpRequest) -> HttpResponse:
    """Leads on to the agency that one leads; the first by the alphabet, where there are several."""
    led = agencies_led(signed_in(request))
    if not led:
        raise Http404
    return redirect("asked_of_agency", led[0].slug)


@require_safe
def asked_of_agency(request: HttpRequest, slug: str) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    agency, led = agency_beside_those_led(slug, user)
    if agency is None:
        raise Http404
    if not can(user, Permission.READ_REGISTER) or not (agency in led or can(user, Permission.ADD_ACTION)):
        raise PermissionDenied
    group = _number(request.GET.get("group", ""))
    groups = (group,) if group is not None else ()
    filters = Filters(agency=agency.pk, groups=groups, page=_number(request.GET.get("page", "")) or 1)
    found = asked_of(user, filters, today=today)
    page = asked_page(agency, found, group=group, others=led, reader=user.person_id, today=today)
    return render(request, "workbench/asked_of_agency.html", {"page": page, "pages": found.page})
