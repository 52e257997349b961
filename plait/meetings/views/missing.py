"""Adding a finding that the reader missed: first its lines, then its words."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.accounts.actors import actor_of
from plait.actions.kinds import guess_kind
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.meetings import commands, rules
from plait.meetings.forms import ActionForm, DecisionForm, LinesForm, owner_words
from plait.meetings.models import Finding, FindingKind, MinutesImport
from plait.meetings.queries.texts import lines_of
from plait.meetings.views.answers import owners_meant
from plait.meetings.views.changing import MORE, Writing
from plait.meetings.views.checking import back
from plait.meetings.views.finding import found_import
from plait.meetings.views.seen import note_seen

_LABEL = re.compile(r"^\s*(?:actions?|decision|agreed|resolved)\s*\d*\s*[:.–-]\s*", re.IGNORECASE)


@require_http_methods(["GET", "POST"])
def add_finding(request: HttpRequest, key: int) -> HttpResponse:
    """Without lines it asks for them; with lines their words are filled in, to be put right and saved."""
    user, minutes = found_import(request, key)
    note_seen(user, minutes)
    lines = LinesForm(request.GET if request.GET.get("first") else None, initial={"what": FindingKind.ACTION})
    span = _span(lines, minutes)
    if span is None:
        context = {"minutes": minutes, "form": lines}
        return render(request, "meetings/missed_lines.html", context, status=422 if lines.is_bound else 200)
    action = lines.cleaned_data["what"] == FindingKind.ACTION
    form, owners, status = _as_written(minutes, span, action=action), list[str](), 200
    if request.method == "POST":
        form = ActionForm(request.POST) if action else DecisionForm(request.POST)
        owners, status = owner_words(request.POST.getlist("owner")), 422
        if form.is_valid():
            try:
                return back(minutes, f"#{_add(minutes, span, form, owners, actor_of(user)).label}")
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
    what = FindingKind.ACTION if action else FindingKind.DECISION
    writing = Writing(
        minutes=minutes,
        form=form,
        owners=[*owners, *MORE],
        span=span,
        title="Add a missed action" if action else "Add a missed decision",
        button="Add the action" if action else "Add the decision",
        url=f"{reverse('add_finding', args=[key])}?what={what.value}&first={span[0]}&last={span[1]}",
    )
    return writing.shown(request, status)


def _span(lines: LinesForm, minutes: MinutesImport) -> tuple[int, int] | None:
    """The lines asked for, where they stand in the document; otherwise the form says what is wrong."""
    if not lines.is_bound or not lines.is_valid():
        return None
    span = lines.span()
    try:
        rules.check_can_change(minutes)
        rules.check_lines(*span, minutes.text.lines if minutes.text else 0)
    except Refusal as refusal:
        lines.add_error("first", refusal.sentence)
        return None
    return span


def _as_written(minutes: MinutesImport, span: tuple[int, int], *, action: bool) -> ActionForm | DecisionForm:
    """The words of the lines, without a label such as "Action:"."""
    found = lines_of(minutes.text, [span]) if minutes.text else {}
    words = " ".join(" ".join(found[n].words for n in sorted(found)).split())
    wording = _LABEL.sub("", words)[: rules.LONGEST_WORDING]
    if action:
        return ActionForm(initial={"wording": wording, "kind": guess_kind(wording)})
    return DecisionForm(initial={"wording": wording})


def _add(
    minutes: MinutesImport, span: tuple[int, int], form: ActionForm | DecisionForm, owners: list[str], by: Actor
) -> Finding:
    now = timezone.now()
    if isinstance(form, ActionForm):
        words = form.words(owners_meant(owners, minutes))
        return commands.add_action(minutes=minutes, lines=span, words=words, by=by, at=now)
    return commands.add_decision(minutes=minutes, lines=span, wording=form.cleaned_data["wording"], by=by, at=now)
