"""What is done with an action: update, change, settle an owner, close, open again, add a file, add by hand."""

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.access.permissions import Permission
from plait.access.queries import can, visible_to
from plait.accounts.actors import actor_of, signed_in
from plait.actions import commands, forms, queries
from plait.actions.choices import OwnerChoice
from plait.actions.commands.once import assign_once
from plait.actions.models import Action, ActionKind, OwnerKind, State
from plait.actions.presenters.working import Ask, acts_for_words, candidates_of, changed_meanwhile, kept_owners
from plait.actions.views.finding import found, require
from plait.core.actor import Actor
from plait.core.refusals import Refusal, Stale
from plait.groups.models import Group
from plait.groups.queries import groups_at_work

ask = require_http_methods(["GET", "POST"])


def _answer(
    request: HttpRequest, act: Action, form: Form, ask: Ask, do: Callable[[Mapping[str, Any]], object], done: str
) -> HttpResponse:
    """Show a form, or do what it says; a refusal comes back with everything that was typed."""
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Stale:
            stale = changed_meanwhile(act)
            again = request.POST.copy()
            again["version"] = str(act.version)
            form.data = again
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect("action", act.reference)
    status = 200 if request.method == "GET" else 409 if stale else 422
    context = {"action": act, "form": form, "ask": ask, "stale": stale}
    return render(request, "actions/form.html", context, status=status)


@ask
def update(request: HttpRequest, reference: str) -> HttpResponse:
    user, act, standing = found(request, reference)
    require(standing.runs or standing.answers)
    form = forms.UpdateForm(
        request.POST or None,
        initial={
            "version": act.version,
            "state": act.state,
            "waits_for": act.blocked_by.reference if act.blocked_by else "",
        },
        runs=standing.runs,
    )

    def do(said: Mapping[str, Any]) -> None:
        waits_for = queries.by_reference(user, said["waits_for"]) if said["waits_for"] else None
        if said["waits_for"] and waits_for is None:
            raise Refusal(f"There is no action {said['waits_for']} that you may see.")
        if State(said["state"]) == State.BLOCKED and not act.blocked_by:
            waits_for = waits_for or queries.kept_blocker(act)  # one that they do not see stays
        commands.write_update(
            action=act,
            words=said["words"],
            state=State(said["state"]),
            blocked_by=waits_for,
            on_behalf_of=said.get("told_by"),
            version=said["version"],
            by=actor_of(user, acts_for=standing.acts_for),
            at=timezone.now(),
        )

    wanted = Ask("Write an update", "Save the update", under=acts_for_words(standing))
    return _answer(request, act, form, wanted, do, "The update is saved.")


@ask
def change(request: HttpRequest, reference: str) -> HttpResponse:
    user, act, standing = found(request, reference)
    require(standing.runs)
    held = list(act.owners_now)  # type: ignore[attr-defined]
    form = forms.ChangeForm(request.POST or None, initial=dict(forms.as_agreed(act, held)))

    def do(said: Mapping[str, Any]) -> None:
        commands.change(
            action=act,
            wording=said["wording"],
            kind=ActionKind(said["kind"]),
            owners=form.owner_choices(held, kept_owners(held)) if form.touches(forms.OWNERS) else None,
            due=form.due_choice(act.due_words) if form.touches(forms.DUE) else None,
            decision=said["decision"],
            version=said["version"],
            by=actor_of(user),
            at=timezone.now(),
        )

    return _answer(request, act, form, Ask("Change the action", "Save the change"), do, "The change is saved.")


@ask
def close(request: HttpRequest, reference: str) -> HttpResponse:
    user, act, standing = found(request, reference)
    require(standing.runs and can(user, Permission.CLOSE_ACTION, act.circle))
    enquiry = act.kind == ActionKind.ENQUIRY
    form = forms.CloseForm(request.POST or None, initial={"version": act.version}, enquiry=enquiry)

    def do(said: Mapping[str, Any]) -> None:
        answer = {"answer": said["words"]} if enquiry else {"words": said["words"]}
        commands.close(action=act, version=said["version"], by=actor_of(user), at=timezone.now(), **answer)

    return _answer(request, act, form, Ask("Close the action", "Close the action"), do, "The action is closed.")


@ask
def close_not_done(request: HttpRequest, reference: str) -> HttpResponse:
    user, act, standing = found(request, reference)
    require(standing.runs and can(user, Permission.CLOSE_ACTION, act.circle))
    form = forms.ReasonForm(request.POST or None, initial={"version": act.version})

    def do(said: Mapping[str, Any]) -> None:
        commands.close_not_done(
            action=act, because=said["because"], version=said["version"], by=actor_of(user), at=timezone.now()
        )

    wanted = Ask("Close it as not done", "Close it as not done")
    return _answer(request, act, form, wanted, do, "The action is closed as not done.")


@ask
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    user, act, standing = found(request, reference)
    require(standing.runs and can(user, Permission.CLOSE_ACTION, act.circle))
    form = forms.ReasonForm(request.POST or None, initial={"version": act.version})

    def do(said: Mapping[str, Any]) -> None:
        commands.reopen(
            action=act, because=said["because"], version=said["version"], by=actor_of(user), at=timezone.now()
        )

    return _answer(request, act, form, Ask("Open it again", "Open it again"), do, "The action is open again.")


@ask
def add_evidence(request: HttpRequest, reference: str) -> HttpResponse:
    user, act, standing = found(request, reference)
    require(standing.runs or standing.answers)
    form = forms.EvidenceForm(request.POST or None, request.FILES or None)

    def do(said: Mapping[str, Any]) -> None:
        file = said["file"]
        commands.add_evidence(
            action=act,
            data=file.read(),
            name=file.name,
            words=said["words"],
            by=actor_of(user, acts_for=standing.acts_for),
            at=timezone.now(),
        )

    wanted = Ask("Add a file", "Add the file", sends_file=True, under=acts_for_words(standing))
    return _answer(request, act, form, wanted, do, "The file is kept.")


@ask
def settle(request: HttpRequest, reference: str, key: int) -> HttpResponse:
    """ "Who is SC?": the candidates, or someone else."""
    user, act, standing = found(request, reference)
    require(standing.runs)
    held = next((h for h in act.owners_now if h.pk == key), None)  # type: ignore[attr-defined]
    if held is None or held.kind != OwnerKind.AS_WRITTEN:
        raise Refusal(f"Who answers for {act.reference} was settled in the meantime.")
    form = forms.SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        owner = OwnerChoice(OwnerKind.PERSON, person=form.cleaned_data["person"])
        commands.settle_owner(responsibility=held, owner=owner, by=actor_of(user), at=timezone.now())
        messages.success(request, f"{owner.said()} answers for {act.reference} now.")
        from_today = request.POST.get("next") == reverse("today")
        return redirect("today") if from_today else redirect("action", act.reference)
    context = {"action": act, "held": held, "form": form, "candidates": candidates_of(held, timezone.localdate())}
    return render(request, "actions/settle.html", context, status=200 if request.method == "GET" else 422)


@ask
def hand_on(request: HttpRequest, reference: str) -> HttpResponse:
    """For the lead of an agency that answers for it: somebody else of the agency does."""
    user, act, standing = found(request, reference)
    require(standing.leads)
    held = queries.held_in_agencies_led_by(user, act.owners_now)  # type: ignore[attr-defined]
    form = forms.HandOnForm(
        request.POST or None,
        initial={"version": act.version},
        held=held,
        people=queries.people_of_agencies_led_by(user),
    )

    def do(said: Mapping[str, Any]) -> None:
        commands.hand_on(
            action=act,
            held=next(each for each in held if str(each.pk) == said["held"]),
            to=said["person"],
            version=said["version"],
            by=actor_of(user),
            at=timezone.now(),
        )

    return _answer(request, act, form, Ask("Hand it on", "Hand it on"), do, "The action is handed on.")


@ask
def add(request: HttpRequest) -> HttpResponse:
    """By hand, for what was agreed outside a minuted meeting. A doubled form finds the action it made."""
    user = signed_in(request)
    require(can(user, Permission.ADD_ACTION))
    today = timezone.localdate()
    form = forms.AddForm(
        request.POST or None,
        groups=visible_to(groups_at_work(today), user, path="circle"),
        initial={"key": secrets.token_hex(8), "kind": "housekeeping"},
    )
    if request.method == "POST" and form.is_valid():
        act = _add(form, form.cleaned_data["group"], actor_of(user), today)
        messages.success(request, f"{act.reference} is in the register.")
        return redirect("action", act.reference)
    return render(request, "actions/add.html", {"form": form}, status=200 if request.method == "GET" else 422)


def _add(form: forms.AddForm, group: Group, by: Actor, today: date) -> Action:
    return assign_once(
        form=form.cleaned_data["key"],
        group=group,
        wording=form.cleaned_data["wording"],
        kind=ActionKind(form.cleaned_data["kind"]),
        owners=form.owner_choices(),
        due=form.due_choice(),
        agreed_on=today,
        by=by,
        at=timezone.now(),
    )
