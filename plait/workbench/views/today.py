from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import signed_in
from plait.accounts.models import User
from plait.workbench.presenters.today import Links, today_page
from plait.workbench.queries.today import waiting_for

QUESTIONS, ALL_QUESTIONS = 5, 50


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """What waits for the person who looks. `?questions=all` shows the questions beyond the first five."""
    user, day = signed_in(request), timezone.localdate()
    shown = ALL_QUESTIONS if request.GET.get("questions") == "all" else QUESTIONS
    found = waiting_for(user, on=day, questions=shown)
    page = today_page(found, _links(user), day, may_add=can(user, Permission.ADD_MINUTES), mine_first=_works(user))
    return render(request, "workbench/today.html", {"page": page})


def _works(user: User) -> bool:
    """Whether the person is here to do their own actions: not to run everything, and not only to read."""
    reads_only = can(user, Permission.READ_REGISTER) and not can(user, Permission.UPDATE_ACTION)
    return not reads_only and not can(user, Permission.CHANGE_ACTION)


def _links(user: User) -> Links:
    """An owner without a seat has no register to open: the counts then lead nowhere."""
    register = reverse("actions") if can(user, Permission.READ_REGISTER) else ""
    return Links(
        questions="#questions",
        mine=f"{register}?view=mine" if register else "",
        past=f"{register}?view=past" if register else "",
        hard=f"{register}?view=hard" if register else "",
        waiting="#waiting",
    )
