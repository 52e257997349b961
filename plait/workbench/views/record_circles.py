"""Who may know one meeting or one action: its circle, a conflict of interest in it, and putting it into another."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.actions.models import Action
from plait.actions.queries import by_reference, sight_of
from plait.core.dates import say
from plait.meetings.queries import meetings_for
from plait.workbench import circles as commands
from plait.workbench.circles import Kept
from plait.workbench.forms import circles as forms
from plait.workbench.presenters.circles import moved_row, what_moving_did
from plait.workbench.presenters.keeping import Ask
from plait.workbench.queries import circles as known
from plait.workbench.views.circles import _require, answer, ask, sent


def _found(request: HttpRequest, kind: str, key: str) -> tuple[User, Kept]:
    """A record whose circle holds the reader. An owner from outside does not learn who else is in it."""
    user = signed_in(request)
    if kind not in ("meeting", "action"):
        raise Http404
    if kind == "meeting":
        return user, get_object_or_404(meetings_for(user), pk=int(key) if key.isascii() and key.isdigit() else 0)
    sight = sight_of(user)
    action = by_reference(user, key, sight)
    if action is None or action.circle_id not in sight.circles:
        raise Http404
    return user, action


def _named(record: Kept) -> tuple[str, str]:
    """Where its page is, and what it is called without its words."""
    if isinstance(record, Action):
        return reverse("action", args=[record.reference]), record.reference
    return reverse("meeting", args=[record.pk]), f"{record.group.name}, {say(record.held_on)}"


def _address(record: Kept, name: str) -> str:
    kind = "action" if isinstance(record, Action) else "meeting"
    return reverse(name, args=[kind, record.reference if isinstance(record, Action) else record.pk])


@require_safe
def record_circle(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    user, record = _found(request, kind, key)
    back, name = _named(record)
    reads = known.circles_one_reads(user).filter(pk=record.circle_id).exists()
    context = {
        "name": name,
        "back": back,
        "is_meeting": kind == "meeting",
        "circle": record.circle,
        "circle_url": reverse("circle", args=[record.circle_id]) if reads else "",
        "conflict_url": _address(record, "record_conflict") if can(user, Permission.DECLARE_CONFLICT) else "",
        "put_url": _address(record, "put_into_circle") if can(user, Permission.OPEN_CIRCLE) else "",
        "restricted": record.circle.restricted,
    }
    return render(request, "workbench/record_circle.html", context)


@ask
def record_conflict(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Their own, or, for the chair and the business unit, anybody's."""
    user, record = _found(request, kind, key)
    others = can(user, Permission.KEEP_CIRCLE, record.circle)
    _require(others or can(user, Permission.DECLARE_CONFLICT))
    _, name = _named(record)

    def do(said: Mapping[str, Any]) -> str:
        person = said.get("person", user.person)
        commands.record_conflict(
            person=person, record=record, reason=said["reason"], by=actor_of(user), at=timezone.now()
        )
        return f"{person.name} can no longer open {name}, its files or what search finds of it."

    lead = (
        "They can open the meeting, its minutes, its files and the actions that came of it no more."
        if kind == "meeting"
        else "They can open the action and its files no more, also where they answer for it. The minutes of the "
        "meeting in which it was agreed hold its words too: record the conflict with the meeting as well, if need be."
    )
    page = Ask(f"Conflict of interest in {name}", "Record it", reverse("circles"), "Restricted circles")
    return answer(request, forms.ConflictForm(sent(request), others=others), page, do, lead)


@ask
def put_into_circle(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Into a restricted circle of the group's matters, or back into the circle of the group."""
    user, record = _found(request, kind, key)
    _require(can(user, Permission.OPEN_CIRCLE))
    _, name = _named(record)
    offered = known.where_it_could_go(record.circle, record.group, on=timezone.localdate())
    form = forms.PutIntoCircleForm(sent(request), keys=[each.to.pk for each in offered])

    def do(said: Mapping[str, Any]) -> str:
        to = commands.put_into_circle(
            record=record, circle=said["circle"], because=said["reason"], by=actor_of(user), at=timezone.now()
        )
        return what_moving_did(name, to, offered)

    page = Ask(f"Who may know {name}", "Put it into this circle", reverse("circles"), "Restricted circles")
    lead = (
        "What hangs on it goes along: its minutes, files, words in search, decisions, and the actions, risks and "
        "matters that came of it and are in the same circle."
        if kind == "meeting"
        else "Its files and its words in search go along. The minutes of the meeting in which it was agreed hold its "
        "words too: put the meeting into the circle as well, if need be."
    )
    more = {"rows": [moved_row(each, user.person_id) for each in offered], "is_meeting": kind == "meeting"}
    return answer(request, form, page, do, lead, template="workbench/put_into_circle.html", more=more)
