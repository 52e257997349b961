"""Finding what a request is about, and whether the person may do it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import signed_in
from plait.accounts.models import User
from plait.meetings.models import Finding, FindingKind, Meeting, MinutesImport
from plait.meetings.queries import imports_for, meetings_for
from plait.meetings.queries.imports import finding


def may(request: HttpRequest, permission: Permission) -> User:
    """The user, where they may do it at all."""
    user = signed_in(request)
    if not can(user, permission):
        raise PermissionDenied
    return user


def found_import(request: HttpRequest, key: int) -> tuple[User, MinutesImport]:
    """404 for one who may not know of it, 403 for one who may know but not confirm."""
    user = signed_in(request)
    minutes = get_object_or_404(imports_for(user), pk=key)
    if not can(user, Permission.CONFIRM_MINUTES, minutes.circle):
        raise PermissionDenied
    return user, minutes


def found_finding(request: HttpRequest, key: int, label: str) -> tuple[User, Finding]:
    """`label` is A7 or D2."""
    user, minutes = found_import(request, key)
    kind = FindingKind.ACTION if label[0] == "A" else FindingKind.DECISION
    number = int(label[1:])
    found = finding(minutes, kind, number) if number < 2**31 else None
    if found is None:
        raise Http404
    return user, found


def found_meeting(request: HttpRequest, key: int) -> tuple[User, Meeting]:
    user = signed_in(request)
    meeting = get_object_or_404(meetings_for(user), pk=key)
    if not can(user, Permission.READ_MEETINGS):
        raise PermissionDenied
    return user, meeting
