"""The list's page without the register behind it, for comparison: an address that renders rows made before."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from config.urls import urlpatterns as all_addresses

NAMES = (
    "page",
    "sections",
    "tabs",
    "chips",
    "total",
    "links",
    "filters",
    "means",
    "exports",
    "nothing",
    "choices",
    "may_add",
    "may_add_minutes",
    "any_restricted",
)
rows: dict[str, Any] = {}


def bare(request: HttpRequest) -> HttpResponse:
    return render(request, "actions/list.html", rows)


urlpatterns = [path("bare", bare), *all_addresses]
