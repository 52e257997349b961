"""Roles of the installation: who holds them, giving them and ending them."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access import commands as access
from plait.access.models import APPOINTED, Role
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.workbench.forms import circles as forms
from plait.workbench.presenters.circles import role_row, role_words
from plait.workbench.presenters.keeping import Ask
from plait.workbench.queries import circles as known
from plait.workbench.views.circles import answer, ask, sent

ONLY_BY_ADMINISTRATORS = (Role.ADMINISTRATOR, Role.BUSINESS_UNIT)


def _gives(request: HttpRequest) -> tuple[User, list[Role]]:
    """The reader, and the roles they may give."""
    user = signed_in(request)
    if not can(user, Permission.GIVE_ROLES):
        raise PermissionDenied
    every = can(user, Permission.GIVE_EVERY_ROLE)
    return user, [role for role in APPOINTED if every or role not in ONLY_BY_ADMINISTRATORS]


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    _, given = _gives(request)
    held = known.appointments(on=timezone.localdate())
    rows = [role_row(each, may_end=each.role in given) for each in held]
    return render(request, "workbench/roles.html", {"rows": rows, "words": role_words(APPOINTED)})


@ask
def give_role(request: HttpRequest) -> HttpResponse:
    user, given = _gives(request)
    form = forms.GiveRoleForm(sent(request), roles=given, initial={"person": request.GET.get("person")})

    def do(said: Mapping[str, Any]) -> str:
        role = Role(said["role"])
        access.give_role(**{**said, "role": role}, by=actor_of(user), at=timezone.now())
        return f"{said['person'].name} is {role.label.lower()} from today."

    return answer(request, form, Ask("Give a role", "Give the role", reverse("roles"), "Roles"), do)


@ask
def end_role(request: HttpRequest, key: int) -> HttpResponse:
    user, given = _gives(request)
    held = get_object_or_404(known.appointments(on=timezone.localdate()), pk=key)
    if Role(held.role) not in given:
        raise PermissionDenied
    label = Role(held.role).label.lower()

    def do(said: Mapping[str, Any]) -> str:
        access.take_role(holding=held, reason=said["reason"], by=actor_of(user), at=timezone.now())
        return f"{held.person.name} is {label} no longer."

    page = Ask(f"End the role of {held.person.name} as {label}", "End it today", reverse("roles"), "Roles")
    return answer(request, forms.ReasonForm(sent(request)), page, do)
