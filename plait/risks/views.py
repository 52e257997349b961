from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.commands import note_all_opened
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.core.registry import Ref, describe
from plait.risks.presenters import risks_page
from plait.risks.queries import groups_one_knows, risks_of_group


@require_safe
def risks(request: HttpRequest, slug: str) -> HttpResponse:
    """The risks of a group whose circle holds the viewer."""
    user, now = signed_in(request), timezone.now()
    if not can(user, Permission.READ_REGISTER):
        raise PermissionDenied
    group = get_object_or_404(groups_one_knows(user), slug=slug)
    found = list(risks_of_group(group, user))
    if restricted := [Ref("risk", risk.pk) for risk in found if risk.circle.restricted]:
        note_all_opened(refs=restricted, how="detail", by=actor_of(user), at=now)
    told = describe([Ref(r.origin_kind, r.origin_key) for r in found if r.origin_key], user)
    page = risks_page(group, found, told, today=timezone.localdate(now))
    return render(request, "risks/risks.html", {"page": page})
