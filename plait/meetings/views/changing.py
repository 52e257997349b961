"""Changing, dropping and taking back findings; the form that adding a missed one shares."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from plait.accounts.actors import actor_of
from plait.core.actor import Actor
from plait.core.refusals import Refusal, Stale
from plait.meetings import commands
from plait.meetings.forms import ActionForm, DecisionForm, owner_words
from plait.meetings.models import Finding, FindingKind, MinutesImport
from plait.meetings.presenters.changing import now_words, owner_fields
from plait.meetings.presenters.findings import passage, say_lines
from plait.meetings.queries.imports import finding
from plait.meetings.queries.matching import names_to_offer
from plait.meetings.queries.texts import lines_of
from plait.meetings.views.answers import known_in, owners_meant
from plait.meetings.views.checking import back, refused
from plait.meetings.views.finding import found_finding
from plait.meetings.views.seen import note_seen

MORE = ["", ""]  # empty fields for further owners


@dataclass(frozen=True, slots=True)
class Writing:
    """A finding being written: its form, its owners as typed, and where it stands in the document."""

    minutes: MinutesImport
    form: ActionForm | DecisionForm
    owners: list[str]
    span: tuple[int, int]
    title: str
    button: str
    url: str
    what: str = ""
    stale: str = ""

    def shown(self, request: HttpRequest, status: int) -> HttpResponse:
        text = self.minutes.text
        found = lines_of(text, [self.span]) if text else {}
        day = self.minutes.held_on or timezone.localdate()
        context = {
            "writing": self,
            "form": self.form,
            "owners": self.owners if isinstance(self.form, ActionForm) else [],
            "is_action": isinstance(self.form, ActionForm),
            "known": names_to_offer(self.minutes.group, on=day),
            "lines": say_lines(*self.span),
            "passage": passage(*self.span, found),
            "back": f"{reverse('minutes_import', args=[self.minutes.pk])}",
        }
        return render(request, "meetings/finding.html", context, status=status)


@require_http_methods(["GET", "POST"])
def change_finding(request: HttpRequest, key: int, label: str) -> HttpResponse:
    """The words, kind, owners and date of one finding. A refused or stale form keeps everything that was typed."""
    user, found = found_finding(request, key, label)
    minutes, action = found.minutes_import, found.kind == FindingKind.ACTION
    note_seen(user, minutes)
    form: ActionForm | DecisionForm = ActionForm.of(found) if action else DecisionForm.of(found)
    owners, status, stale = owner_fields(found, known_in(minutes)), 200, ""
    if request.method == "POST":
        form = ActionForm(request.POST) if action else DecisionForm(request.POST)
        owners, status = owner_words(request.POST.getlist("owner")), 422
        if form.is_valid():
            try:
                _change(found, form, owners, actor_of(user))
                return back(minutes, f"#{label}")
            except Stale as refusal:
                now = finding(minutes, FindingKind(found.kind), found.number) or found
                stale, status = f"{refusal.sentence} {now_words(now)}", 409
                form.data = request.POST.copy()
                form.data["version"] = str(now.version)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
    writing = Writing(
        minutes=minutes,
        form=form,
        owners=[*owners, *MORE],
        span=(found.first_line, found.last_line),
        title=f"Change {label}",
        button="Save the change",
        url=reverse("change_finding", args=[key, label]),
        stale=stale,
    )
    return writing.shown(request, status)


def _change(found: Finding, form: ActionForm | DecisionForm, owners: list[str], by: Actor) -> None:
    version, now = form.cleaned_data["version"] or 0, timezone.now()
    if isinstance(form, ActionForm):
        words = form.words(owners_meant(owners, found.minutes_import), found.due_words)
        commands.change_action(finding=found, to=words, version=version, by=by, at=now)
    else:
        commands.change_decision(finding=found, wording=form.cleaned_data["wording"], version=version, by=by, at=now)


@require_POST
def drop_finding(request: HttpRequest, key: int, label: str) -> HttpResponse:
    user, found = found_finding(request, key, label)
    try:
        commands.drop(finding=found, by=actor_of(user), at=timezone.now())
    except Refusal as refusal:
        refused(request, refusal)
    return back(found.minutes_import, f"#{label}")


@require_POST
def restore_finding(request: HttpRequest, key: int, label: str) -> HttpResponse:
    user, found = found_finding(request, key, label)
    try:
        commands.restore(finding=found, by=actor_of(user), at=timezone.now())
    except Refusal as refusal:
        refused(request, refusal)
    return back(found.minutes_import, f"#{label}")
