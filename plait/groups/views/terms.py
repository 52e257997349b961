"""Terms of reference: read, compared, drafted. They are agreed in the workbench, where decisions are known."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.access.queries import can, visible_to
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core import registry
from plait.core.registry import Ref
from plait.groups import commands, forms, presenters, queries
from plait.groups.commands.terms import Wording
from plait.groups.models import Group, TermsVersion
from plait.groups.views.asking import Ask, answer, ask, sent


def _found(request: HttpRequest, slug: str, permission: Permission) -> tuple[User, Group]:
    """403 for one who may not do it at all, 404 for one who is not in the group's circle."""
    user = signed_in(request)
    if not can(user, permission):
        raise PermissionDenied
    return user, get_object_or_404(visible_to(queries.groups(), user, path="circle"), slug=slug)


@require_safe
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    """What is in force, or the version that is asked for; what was in force on a day; what changed since another."""
    user, group = _found(request, slug, Permission.READ_GROUPS)
    versions, today = queries.versions_of(group, user), timezone.localdate()
    asked = forms.AskDayForm(request.GET if "on" in request.GET else None, label="What was in force on")
    on = asked.cleaned_data["on"] if asked.is_valid() else None
    shown = _shown(request, versions, on or today)
    if shown is not None:
        ref = Ref("terms", shown.pk)
        note_opened(circle=group.circle, ref=ref, how="detail", by=actor_of(user), at=timezone.now())
    told = registry.describe([Ref(v.agreed_kind, v.agreed_key) for v in versions if v.agreed_key], user)
    page = presenters.terms_page(
        group,
        versions,
        shown,
        against=_against(request, versions, shown),
        told=told,
        today=today,
        asked=on,
        may_change=can(user, Permission.MANAGE_GROUPS),
    )
    return render(request, "groups/terms.html", {"page": page, "form": asked})


def _number(request: HttpRequest, name: str) -> int | None:
    words = request.GET.get(name, "")
    return int(words) if words.isascii() and words.isdigit() and len(words) < 6 else None


def _shown(request: HttpRequest, versions: Sequence[TermsVersion], on: date) -> TermsVersion | None:
    """The version asked for by number; else what is in force on the day; else, today, the draft if there is one."""
    if "version" in request.GET:
        found = next((v for v in versions if v.number == _number(request, "version")), None)
        if found is None:
            raise Http404
        return found
    held = queries.in_force(versions, on)
    return held or (versions[0] if versions and "on" not in request.GET else None)


def _against(request: HttpRequest, versions: Sequence[TermsVersion], shown: TermsVersion | None) -> TermsVersion | None:
    """The version asked for; else the one before it."""
    if shown is None:
        return None
    asked = _number(request, "against")
    wanted = asked if asked is not None else max((v.number for v in versions if v.number < shown.number), default=None)
    return next((v for v in versions if v.number == wanted and v != shown), None)


def _wording(said: Mapping[str, Any]) -> Wording:
    file: UploadedFile[Any] | None = said["file"]
    return Wording(
        text=said["text"],
        quorum_number=said["quorum_number"],
        quorum_agencies=list(said["quorum_agencies"]),
        chair_decides=said["chair_decides"],
        document=(file.name or "document", file.read()) if file is not None else None,
    )


def _of_terms(group: Group, title: str, button: str, lead: str = "") -> Ask:
    return Ask(title, button, reverse("terms", args=[group.slug]), f"Terms of reference, {group.name}", lead)


@ask
def draft_terms(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft begins as a copy of what is in force."""
    user, group = _found(request, slug, Permission.MANAGE_GROUPS)
    before = next((v for v in queries.versions_of(group, user) if not v.is_draft), None)
    form = forms.TermsForm(sent(request), request.FILES or None, initial=_now(before) if before else None)

    def do(said: Mapping[str, Any]) -> None:
        commands.draft_terms(group=group, wording=_wording(said), by=actor_of(user), at=timezone.now())

    lead = "It is a draft, and in force for nobody, until a decision agrees it."
    page = _of_terms(group, "Draft terms of reference", "Save the draft", lead)
    return answer(request, form, page, do, "The draft is saved. It is not in force yet.")


def _draft(group: Group) -> TermsVersion:
    drafts = TermsVersion.objects.filter(group=group, agreed_at__isnull=True).select_related("group")
    return get_object_or_404(drafts)


@ask
def change_terms(request: HttpRequest, slug: str) -> HttpResponse:
    user, group = _found(request, slug, Permission.MANAGE_GROUPS)
    draft = _draft(group)
    form = forms.TermsForm(sent(request), request.FILES or None, initial={**_now(draft), "version": draft.version})

    def do(said: Mapping[str, Any]) -> None:
        commands.change_draft(
            terms=draft, wording=_wording(said), version=said["version"], by=actor_of(user), at=timezone.now()
        )

    return answer(request, form, _of_terms(group, "Change the draft", "Save the draft"), do, "The draft is saved.")


def _now(terms: TermsVersion) -> dict[str, Any]:
    return {
        "text": terms.text,
        "quorum_number": terms.quorum_number,
        "quorum_agencies": list(terms.quorum_agencies.all()),
        "chair_decides": terms.chair_decides,
    }


@ask
def drop_terms(request: HttpRequest, slug: str) -> HttpResponse:
    user, group = _found(request, slug, Permission.MANAGE_GROUPS)
    draft = _draft(group)
    form = forms.Nothing(sent(request))

    def do(said: Mapping[str, Any]) -> None:
        commands.drop_draft(terms=draft, by=actor_of(user), at=timezone.now())

    lead = f"The draft of version {draft.number} goes. What is in force stays in force."
    return answer(request, form, _of_terms(group, "Drop the draft", "Drop it", lead), do, "The draft is dropped.")
