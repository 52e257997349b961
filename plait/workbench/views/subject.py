"""A list of everything that is held about a person, for those who answer requests for it. Each one is recorded."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.access import commands as access
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.markings import attachment, marked_name
from plait.core.sheets import XLSX
from plait.people.commands import note_search
from plait.people.models import Person
from plait.people.queries import people, searches_made
from plait.workbench.forms.subject import SubjectForm
from plait.workbench.presenters.subject import before, looked_for, subject_page, subject_workbook
from plait.workbench.subject.gathering import everything_about
from plait.workbench.subject.held import Held
from plait.workbench.subject.spellings import Spellings, spelt

BEFORE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def held_about(request: HttpRequest) -> HttpResponse:
    """The names are sent in the form's body, so that they stand in no address and in no log."""
    user = signed_in(request)
    if not can(user, Permission.SEARCH_SUBJECT):
        raise PermissionDenied
    if request.method == "POST":
        form = SubjectForm(request.POST)
        if form.is_valid():
            return _answer(request, user, form.cleaned_data)
    else:
        form = SubjectForm(initial=_asked(request))
    context = {"form": form, "before": before(searches_made()[:BEFORE])}
    return render(request, "workbench/held_about.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """From a person's page: their record, with the names it is known by."""
    key = request.GET.get("person", "")
    person = people().filter(pk=int(key)).first() if key.isdecimal() and len(key) < 16 else None
    return {"person": person, "names": "\n".join(_own_names(person))} if person else {}


def _own_names(person: Person) -> list[str]:
    aliases = Person.objects.filter(merged_into=person).order_by("pk")
    words = [word for each in (person, *aliases) for word in (each.name, each.email, each.telephone) if word]
    return list(dict.fromkeys(words))


def _answer(request: HttpRequest, user: User, said: Mapping[str, Any]) -> HttpResponse:
    person, now = said["person"], timezone.now()
    spellings = _with_own_names(person, said["spellings"])
    held, exported = everything_about(person, spellings, user), request.POST.get("do") == "export"
    _note(user, person, spellings, said["why"], held, exported=exported)
    if exported:
        about = [
            ("Looked for", looked_for(person, spellings.words)),
            ("Why", said["why"]),
            ("Made by", user.person.name),
            ("Made at", timezone.localtime(now).strftime("%d %B %Y %H:%M")),
        ]
        response = HttpResponse(subject_workbook(held, about, user), content_type=XLSX)
        name = f"held-{timezone.localdate(now).isoformat()}.xlsx"
        response.headers["Content-Disposition"] = attachment(marked_name(name, restricted=True))
        return response
    page = subject_page(held, person, spellings.words, user)
    return render(
        request,
        "workbench/held.html",
        {"page": page, "why": said["why"], "person": person, "names": "\n".join(spellings.words)},
    )


def _with_own_names(person: Person | None, typed: Spellings) -> Spellings:
    return spelt([*(_own_names(person) if person else ()), *typed.words])


def _note(user: User, person: Person | None, spellings: Spellings, why: str, held: Held, *, exported: bool) -> None:
    """Who looked for whom; and each restricted record that was shown."""
    by, now = actor_of(user), timezone.now()
    hidden = sum(each.entries for each in held.hidden)
    note_search(
        person=person,
        names=spellings.words,
        why=why,
        found=len(held.entries),
        hidden=hidden,
        exported=exported,
        by=by,
        at=now,
    )
    for circle, ref in held.restricted:
        access.note_opened(circle=circle, ref=ref, how="export" if exported else "detail", by=by, at=now)
