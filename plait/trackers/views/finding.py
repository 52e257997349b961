"""Finding what a request is about, and whether the person may do it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import signed_in
from plait.accounts.models import User
from plait.trackers.models import TrackerImport, TrackerRow
from plait.trackers.queries.imports import row_of, trackers_for


def may(request: HttpRequest, permission: Permission) -> User:
    """The user, where they may do it at all."""
    user = signed_in(request)
    if not can(user, permission):
        raise PermissionDenied
    return user


def found_tracker(request: HttpRequest, key: int) -> tuple[User, TrackerImport]:
    """404 for one who may not know of it, 403 for one who may know but not confirm."""
    user = signed_in(request)
    tracker = get_object_or_404(trackers_for(user), pk=key)
    if not can(user, Permission.CONFIRM_MINUTES, tracker.circle):
        raise PermissionDenied
    return user, tracker


def found_row(request: HttpRequest, key: int, number: int) -> tuple[User, TrackerRow]:
    user, tracker = found_tracker(request, key)
    row = row_of(tracker, number) if number < 2**31 else None
    if row is None:
        raise Http404
    row.tracker = tracker
    return user, row
