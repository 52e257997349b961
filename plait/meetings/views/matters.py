"""Matters for a group's next agenda: the list, and dropping one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plait.access.commands import note_all_opened
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of
from plait.core.refusals import Refusal
from plait.core.registry import Ref, describe
from plait.meetings import commands
from plait.meetings.presenters.matters import matters_page
from plait.meetings.queries.matters import matters_for, waiting_matters
from plait.meetings.queries.meetings import groups_one_knows
from plait.meetings.views.finding import may


@require_safe
def matters(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for the next agenda of a group whose circle holds the viewer."""
    user, now = may(request, Permission.READ_MEETINGS), timezone.now()
    group = get_object_or_404(groups_one_knows(user), slug=slug)
    waiting = list(waiting_matters(group, user))
    if restricted := [Ref("matter", matter.pk) for matter in waiting if matter.circle.restricted]:
        note_all_opened(refs=restricted, how="detail", by=actor_of(user), at=now)
    told = describe([Ref(m.origin_kind, m.origin_key) for m in waiting if m.origin_key], user)
    may_drop = can(user, Permission.CONFIRM_MINUTES, group.circle)
    page = matters_page(group, waiting, told, may_drop=may_drop, today=timezone.localdate(now))
    return render(request, "meetings/matters.html", {"page": page})


@require_POST
def drop_matter(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    user = may(request, Permission.READ_MEETINGS)
    matter = get_object_or_404(matters_for(user), pk=key, group__slug=slug)
    if not can(user, Permission.CONFIRM_MINUTES, matter.circle):
        raise PermissionDenied
    try:
        commands.drop_matter(
            matter=matter, because=request.POST.get("because", ""), by=actor_of(user), at=timezone.now()
        )
        messages.success(request, "The matter is off the list. The history keeps it.")
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("matters", slug)
