"""Disposing of what is due: look at what goes, say why, dispose."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.keeping.commands import dispose
from plait.keeping.forms import ReasonForm, SeenForm
from plait.keeping.presenters.disposing import may_know, preview

NOTHING = "Tick at least one record of the list first. Nothing was disposed of."


@require_POST
def dispose_records(request: HttpRequest) -> HttpResponse:
    """Of records that the person may know. Those of other circles are disposed of by somebody in them."""
    user = signed_in(request)
    if not can(user, Permission.KEEP_RECORDS):
        raise PermissionDenied
    ticked = SeenForm(request.POST)
    seen: dict[Ref, int] = ticked.cleaned_data["record"] if ticked.is_valid() else {}
    known = {ref: mark for ref, mark in seen.items() if may_know(ref, user)}
    if not known:
        return render(request, "web/refused.html", {"sentence": NOTHING}, status=422)
    sent = request.POST.get("do") == "dispose"
    form = ReasonForm(request.POST if sent else None)
    if sent and form.is_valid():
        try:
            gone = dispose(seen=known, because=form.cleaned_data["because"], by=actor_of(user), at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            count = len(gone)
            what = "1 record was" if count == 1 else f"{count} records were" if count else "Nothing more was"
            messages.success(request, f"{what} disposed of.")
            return redirect("keeping")
    context = {"form": form, "page": preview(known, user), "others": len(seen) - len(known)}
    return render(request, "keeping/dispose.html", context, status=422 if form.errors else 200)
