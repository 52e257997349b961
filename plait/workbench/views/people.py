from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import signed_in
from plait.actions.queries import register_for
from plait.people.models import Person
from plait.workbench.presenters.actions import action_row
from plait.workbench.presenters.amounts import figure
from plait.workbench.presenters.merging import other_names
from plait.workbench.presenters.people import held_about, held_post, held_seat, person_page, person_row, what_they_did
from plait.workbench.queries import people as known
from plait.workbench.queries import work

ON_A_PAGE = 50
LONGEST = 100


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, with their post and groups; found by name, initials, post or agency."""
    if not can(signed_in(request), Permission.READ_GROUPS):
        raise PermissionDenied
    today = timezone.localdate()
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST]
    found = Paginator(known.found_people(words, on=today), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [person_row(k) for k in known.with_posts_and_seats(list(found), on=today)]
    may_add = can(signed_in(request), Permission.MANAGE_PEOPLE)
    context = {"rows": rows, "pages": found, "words": words, "may_add": may_add}
    context["may_list"] = can(signed_in(request), Permission.SEARCH_SUBJECT)
    return render(request, "workbench/people.html", context)


@require_safe
def person(request: HttpRequest, key: int) -> HttpResponse:
    """One person: posts, seats, and the open actions they answer for that the viewer may see."""
    user = signed_in(request)
    if user.person_id != key and not can(user, Permission.READ_GROUPS):
        raise PermissionDenied
    found = get_object_or_404(Person, pk=key)
    if found.merged_into_id:
        return redirect("person", key=found.merged_into_id)
    sees_first_days = found.pk == user.person_id or can(user, Permission.MANAGE_GROUPS)
    today, runs = timezone.localdate(), can(user, Permission.MANAGE_PEOPLE)
    theirs = work.answered_for_by(work.open_actions(register_for(user)), found.pk, on=today)
    rows = list(theirs.order_by("due_order", "number")[:ON_A_PAGE])
    page = person_page(
        found,
        [held_post(post, today, may_end=runs) for post in known.posts_ever(found.pk)],
        [held_seat(holding, today, day_one=sees_first_days) for holding in known.seats_ever(found.pk)],
        [action_row(action, today) for action in work.with_owners(rows)],
        figure(work.count(theirs)),
        other_names=other_names(known.mergings_into(found.pk), today=today, may_change=runs),
        is_me=found.pk == user.person_id,
        may_change=runs,
    )
    if runs or found.pk == user.person_id:
        page.changes.append(what_they_did(found))
    if can(user, Permission.SEARCH_SUBJECT):
        page.changes.append(held_about(found))
    return render(
        request,
        "workbench/person.html",
        {"page": page, "invites": found.pk if can(user, Permission.INVITE_PEOPLE) else None},
    )
