"""Who sat in a group on a day: the page, and the list as a Word document or a spreadsheet."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.accounts.actors import actor_of
from plait.accounts.models import User
from plait.core.dates import say
from plait.core.markings import attachment, marked_name
from plait.core.registry import Ref
from plait.groups import forms, presenters, queries
from plait.groups.models import Group
from plait.groups.presenters import Membership
from plait.groups.views.asking import may
from plait.people.queries import post_of


def _group(slug: str) -> Group:
    return get_object_or_404(queries.groups().prefetch_related("partnerships"), slug=slug)


def _on(group: Group, on: date) -> Membership:
    seats = list(queries.seats_of(group, on=on))
    people = {held.person_id for seat in seats for held in seat.held_now}  # type: ignore[attr-defined]
    return presenters.membership(
        group, seats, on=on, vacant=queries.vacant_since(group, on=on), posts=post_of(people, on=on)
    )


@require_safe
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    may(request, Permission.READ_GROUPS)
    group = _group(slug)
    usual = presenters.usual_day(group, timezone.localdate())
    asked = forms.AskDayForm(request.GET or None, label="Membership on", initial={"on": say(usual)})
    on = asked.cleaned_data["on"] if asked.is_valid() else None
    page = _on(group, on or usual)
    return render(request, "groups/membership.html", {"page": page, "form": asked, "group": group})


def _asked_for(request: HttpRequest, slug: str) -> tuple[User, Group, Membership]:
    """The list of the day that is asked for; 404 for a day that is none."""
    user = may(request, Permission.READ_GROUPS)
    group = _group(slug)
    asked = forms.AskDayForm(request.GET or None)
    if request.GET and not asked.is_valid():
        raise Http404
    on = asked.cleaned_data["on"] if request.GET else None
    return user, group, _on(group, on or presenters.usual_day(group, timezone.localdate()))


@require_GET
def membership_docx(request: HttpRequest, slug: str) -> HttpResponse:
    user, group, found = _asked_for(request, slug)
    now = timezone.now()
    return _file(user, group, presenters.as_docx(found, made_at=now), f"{found.file_name}.docx", presenters.DOCX)


@require_GET
def membership_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    user, group, found = _asked_for(request, slug)
    return _file(user, group, presenters.as_xlsx(found), f"{found.file_name}.xlsx", presenters.XLSX)


def _file(user: User, group: Group, data: bytes, name: str, kind: str) -> HttpResponse:
    ref = Ref("group", group.pk)
    note_opened(circle=group.circle, ref=ref, how="export", by=actor_of(user), at=timezone.now())
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = attachment(marked_name(name, restricted=False))
    return response
