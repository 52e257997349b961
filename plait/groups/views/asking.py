"""Pages with one form and one command, for whoever runs the groups."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import signed_in
from plait.accounts.models import User
from plait.core.refusals import Refusal

ask = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Ask:
    """A page with one form: its heading, what its button says, where it came from and goes back to."""

    title: str
    button: str
    back: str
    back_words: str
    lead: str = ""


def may(request: HttpRequest, permission: Permission) -> User:
    """The user, where they may do it at all."""
    user = signed_in(request)
    if not can(user, permission):
        raise PermissionDenied
    return user


def runs(request: HttpRequest) -> User:
    return may(request, Permission.MANAGE_GROUPS)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, an empty form too; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest, form: Form, page: Ask, do: Callable[[Mapping[str, Any]], object], done: str
) -> HttpResponse:
    """Show the form, or do what it says and go back; a refusal comes back with everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect(page.back)
    return render(request, "groups/form.html", {"ask": page, "form": form}, status=422 if form.errors else 200)
