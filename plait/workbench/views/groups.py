from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.actions.models import Action
from plait.actions.queries import register_for, sight_of
from plait.core.counting import in_all, with_count
from plait.core.refusals import Refusal
from plait.groups import queries as groups
from plait.groups.models import Group
from plait.meetings.queries.matters import waiting_matters
from plait.risks.queries import open_risks
from plait.workbench.commands import end_group_and_hand_over
from plait.workbench.forms import EndGroupForm
from plait.workbench.presenters.actions import ActionRow, action_row
from plait.workbench.presenters.groups import end_group_page, group_page, risk_piece, terms_piece
from plait.workbench.presenters.meetings import meeting_row
from plait.workbench.queries import meetings, work
from plait.workbench.queries.circles import circles_one_reads
from plait.workbench.queries.holding import LeftBehind, left_behind

SHOWN = 20


@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """A group: seats, lineage, and what of its actions and meetings one may see."""
    user = signed_in(request)
    if not can(user, Permission.READ_GROUPS):
        raise PermissionDenied
    today = timezone.localdate()
    stands = groups.standing(slug, on=today)
    if stands is None:
        raise Http404
    found, sight = stands.group, sight_of(user)
    held = with_count(work.open_actions(sight.of(Action.objects.all())).filter(group=found))
    shown = list(held.order_by("due_order", "number")[:SHOWN])
    waiting = list(with_count(waiting_matters(found, user))[:SHOWN])
    risks = list(with_count(open_risks(found, user))[:SHOWN])
    knows = found.circle_id in sight.circles
    page = group_page(
        stands,
        groups.table_of(found, on=today),
        today=today,
        actions=[action_row(action, today) for action in work.with_owners(shown)],
        actions_in_all=in_all(shown),
        meetings=[meeting_row(m, today) for m in meetings.meetings_of(found, user)[:SHOWN]],
        risks=[risk_piece(r) for r in risks],
        risks_in_all=in_all(risks),
        matters=[m.wording for m in waiting],
        matters_in_all=in_all(waiting),
        terms=terms_piece(stands) if knows else None,
        may_end=can(user, Permission.MANAGE_GROUPS),
        may_add=can(user, Permission.ADD_MINUTES),
    )
    reads = knows or circles_one_reads(user).filter(pk=found.circle_id).exists()
    return render(request, "workbench/group.html", {"page": page, "group": found, "reads_circle": reads})


@require_http_methods(["GET", "HEAD", "POST"])
def end_group(request: HttpRequest, slug: str) -> HttpResponse:
    """One form: what the group holds, who takes over, from which day."""
    user = signed_in(request)
    if not can(user, Permission.MANAGE_GROUPS):
        raise PermissionDenied
    found = get_object_or_404(groups.groups(), slug=slug)
    if found.ended_on:
        messages.info(request, f"The {found.name} has ended already.")
        return redirect("group", slug=slug)
    today = timezone.localdate()
    left = left_behind(found)
    data = request.POST if request.method == "POST" else None
    form = EndGroupForm(data, group=found, today=today, holds=bool(left.words))
    if request.method == "POST" and form.is_valid():
        try:
            end_group_and_hand_over(
                group=found,
                to=form.cleaned_data["to"],
                ended_on=form.cleaned_data["ended_on"],
                by=actor_of(user),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _done(found, form.cleaned_data["to"], left))
            return redirect("group", slug=slug)
    rows = _rows(work.open_actions(register_for(user)).filter(group=found), today)
    context = {"page": end_group_page(found, rows, left), "form": form}
    return render(request, "workbench/end_group.html", context, status=422 if form.errors else 200)


def _rows(held: QuerySet[Action], today: date) -> list[ActionRow]:
    some = list(held.order_by("due_order", "number")[:SHOWN])
    return [action_row(action, today) for action in work.with_owners(some)]


def _done(group: Group, to: Group | None, left: LeftBehind) -> str:
    if to is None or not left.words:
        return f"The {group.name} has ended."
    went = " and ".join([", ".join(left.words[:-1]), left.words[-1]] if left.words[1:] else left.words)
    return f"The {group.name} has ended. {went} went to the {to.name}."
