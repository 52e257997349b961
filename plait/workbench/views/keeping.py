"""Adding and changing people, agencies and posts; recording that somebody leaves. One form, one command each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from plait.access.permissions import Permission
from plait.access.queries import agencies_led_by, can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.actions.queries import register_for
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.people import commands
from plait.people.models import Agency, Person, Post
from plait.people.queries import agencies as known_agencies
from plait.people.queries import people
from plait.people.seen import seen
from plait.risks.models import RiskState
from plait.risks.queries import risks_for
from plait.workbench import forms
from plait.workbench.commands import record_leaving
from plait.workbench.presenters.keeping import Ask, agency_rows, of_agencies, of_people, of_person, what_is_held
from plait.workbench.queries import work

ask = require_http_methods(["GET", "HEAD", "POST"])


def _runs(request: HttpRequest) -> User:
    user = signed_in(request)
    if not can(user, Permission.MANAGE_PEOPLE):
        raise PermissionDenied
    return user


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, an empty form too; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def _answer(
    request: HttpRequest, form: Form, page: Ask, do: Callable[[Mapping[str, Any]], str], **more: object
) -> HttpResponse:
    """Show the form, or do what it says and go back with what was done; a refusal keeps everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            done = do(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect(page.back)
    context = {"ask": page, "form": form, **more}
    return render(request, "workbench/keeping.html", context, status=422 if form.errors else 200)


@ask
def add_person(request: HttpRequest) -> HttpResponse:
    user = _runs(request)

    def do(said: Mapping[str, Any]) -> str:
        person = commands.add_person(**{"another": False, **said}, by=actor_of(user), at=timezone.now())
        return f"{person.name} is in the list. Open their page to add a post."

    return _answer(request, forms.AddPersonForm(_sent(request)), of_people("Add a person", "Add the person"), do)


def _person(key: int) -> Person:
    return get_object_or_404(people(), pk=key)


@ask
def change_person(request: HttpRequest, key: int) -> HttpResponse:
    user, person = _runs(request), _person(key)
    now = {name: getattr(person, name) for name in ("name", "initials", "email", "telephone")} | {"seen": seen(person)}

    def do(said: Mapping[str, Any]) -> str:
        commands.change_person(person=person, **said, by=actor_of(user), at=timezone.now())
        return "The change is saved."

    page = of_person(person, f"Change the record of {person.name}", "Save the change")
    return _answer(request, forms.ChangePersonForm(_sent(request), initial=now), page, do)


@ask
def add_post(request: HttpRequest, key: int) -> HttpResponse:
    user, person = _runs(request), _person(key)
    form = forms.PostForm(_sent(request), initial={"starts_on": say(timezone.localdate())})

    def do(said: Mapping[str, Any]) -> str:
        commands.add_post(**said, holder=person, by=actor_of(user), at=timezone.now())
        return "The post is added."

    return _answer(request, form, of_person(person, "Add a post", "Add the post"), do)


@ask
def change_post(request: HttpRequest, key: int) -> HttpResponse:
    """Put right what was written down wrongly, of a post that is over too."""
    user = _runs(request)
    post = get_object_or_404(Post.objects.select_related("holder", "agency"), pk=key, holder__isnull=False)
    assert post.holder is not None
    days = {name: say(day) if (day := getattr(post, name)) else "" for name in ("starts_on", "ends_on")}
    now = {"title": post.title, "agency": post.agency, **days, "seen": seen(post)}

    def do(said: Mapping[str, Any]) -> str:
        commands.change_post(post=post, **said, by=actor_of(user), at=timezone.now())
        return "The change is saved."

    page = of_person(post.holder, f"Change the post {post.title}", "Save the change")
    return _answer(request, forms.ChangePostForm(_sent(request), initial=now), page, do)


@ask
def end_post(request: HttpRequest, key: int) -> HttpResponse:
    user = _runs(request)
    post = get_object_or_404(Post.objects.select_related("holder", "agency"), pk=key, holder__isnull=False)
    assert post.holder is not None
    form = forms.LeavingPostForm(_sent(request), initial={"day": say(timezone.localdate())})

    def do(said: Mapping[str, Any]) -> str:
        commands.end_post(post=post, ends_on=said["day"], by=actor_of(user), at=timezone.now())
        return "The last day is saved."

    page = of_person(post.holder, f"{post.holder.name} leaves the post {post.title}", "Save")
    return _answer(request, form, page, do)


@ask
def person_leaves(request: HttpRequest, key: int) -> HttpResponse:
    """What they hold, from which day they do not, and who goes on with their actions."""
    user, person = _runs(request), _person(key)
    today = timezone.localdate()
    still = work.open_actions(register_for(user))
    theirs = list(work.answered_for_by_name(still, person.pk))
    by_post = work.answered_for_by(still, person.pk, on=today).exclude(pk__in=[action.pk for action in theirs])
    form = forms.LeavingForm(_sent(request), initial={"day": say(today)})

    def do(said: Mapping[str, Any]) -> str:
        went = record_leaving(
            person=person,
            on=said["day"],
            to=said["to"],
            actions_seen=theirs,
            seats_to=said["seats_to"],
            by_post=list(by_post),
            posts_to=said["posts_to"],
            risks_seen=list(risks_for(user).filter(state=RiskState.OPEN, owners__person=person)),
            by=actor_of(user),
            at=timezone.now(),
        )
        over = f" {went} of their actions went to {said['to'].name}." if went else ""
        return f"It is recorded that {person.name} left.{over}"

    page = of_person(person, f"{person.name} leaves", "Record that they leave")
    return _answer(request, form, page, do, held=what_is_held(person, theirs, list(by_post.order_by("number"))))


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    if not can(user, Permission.READ_GROUPS):
        raise PermissionDenied
    may_change = can(user, Permission.MANAGE_PEOPLE)
    known = list(known_agencies())
    everything = can(user, Permission.ADD_ACTION) and can(user, Permission.READ_REGISTER)
    may_ask = {agency.pk for agency in known} if everything else agencies_led_by(user)
    rows = agency_rows(known, may_change=may_change, may_ask=may_ask)
    return render(request, "workbench/agencies.html", {"rows": rows, "may_change": may_change})


@ask
def add_agency(request: HttpRequest) -> HttpResponse:
    user = _runs(request)

    def do(said: Mapping[str, Any]) -> str:
        slug = slugify(said["name"])[:60] or "agency"
        commands.add_agency(**said, slug=slug, by=actor_of(user), at=timezone.now())
        return f"{said['name']} is in the list."

    return _answer(request, forms.AgencyForm(_sent(request)), of_agencies("Add an agency", "Add the agency"), do)


@ask
def change_agency(request: HttpRequest, slug: str) -> HttpResponse:
    user, agency = _runs(request), get_object_or_404(Agency, slug=slug)
    now = {name: getattr(agency, name) for name in ("name", "short_name", "sector")} | {"seen": seen(agency)}

    def do(said: Mapping[str, Any]) -> str:
        commands.change_agency(agency=agency, **said, by=actor_of(user), at=timezone.now())
        return "The change is saved."

    page = of_agencies(f"Change {agency.name}", "Save the change")
    return _answer(request, forms.ChangeAgencyForm(_sent(request), initial=now), page, do)
