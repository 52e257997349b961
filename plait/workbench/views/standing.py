"""Pages for whatever watches the installation, and pages that stand still: help, accessibility, who can see what."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plait.access.models import Level, Role
from plait.access.permissions_page import ALWAYS, COMES_FROM, REACHES, lines
from plait.workbench.readiness import FINE, readiness


@never_cache
@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """The process is up. Nothing else is asked."""
    return JsonResponse({"up": True})


@never_cache
@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when everything needed answers; otherwise 503, and which check says what."""
    checks = readiness()
    fine = all(said == FINE for said in checks.values())
    return JsonResponse({"ready": fine, "checks": checks}, status=200 if fine else 503)


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "workbench/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "workbench/accessibility.html")


@login_not_required
@require_safe
def who_can_see(request: HttpRequest) -> HttpResponse:
    """The table of permissions and the circles, in words."""
    context = {
        "roles": [(role.label, COMES_FROM[role]) for role in Role],
        "lines": lines(),
        "circles": [(level.label, REACHES[level]) for level in Level],
        "always": ALWAYS,
    }
    return render(request, "workbench/who_can_see.html", context)
