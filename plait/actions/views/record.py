"""One action's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of
from plait.actions import queries
from plait.actions.models import ActionKind
from plait.actions.presenters import record, words
from plait.actions.views.finding import found
from plait.core import registry
from plait.core.registry import Ref
from plait.history.queries import entries_of

NEWEST = 20


@require_GET
def action(request: HttpRequest, reference: str) -> HttpResponse:
    user, act, standing = found(request, reference)
    ref, today = Ref("action", act.pk), timezone.localdate()
    knows = queries.knows(act, user)
    note_opened(circle=act.circle, ref=ref, how="detail", by=actor_of(user), at=timezone.now())
    before = registry.came_from([ref])[ref] if knows else []
    after = registry.led_to([ref])[ref]
    waiting = [Ref("action", a.pk) for a in queries.blocked_by_these([act.pk])]
    told = registry.describe([*before, *after, *waiting], user)
    origin = told.get(Ref(act.origin_kind, act.origin_key or 0))
    updates = list(queries.updates_of([act.pk]))
    lines = record.history(entries_of(ref))
    minuted, meeting_url = record.minuted_line(act, knows=knows, origin=origin)
    return render(
        request,
        "actions/record.html",
        {
            "action": act,
            "kind": ActionKind(act.kind).label,
            "closes": record.CLOSES[ActionKind(act.kind)],
            "minuted": minuted,
            "meeting_url": meeting_url,
            "state_words": words.state_words(act),
            "now": record.now_words(act, today),
            "owners": record.owners(act.owners_now),  # type: ignore[attr-defined]
            "due": words.due_words(act, today),
            "due_line": record.due_line(act, today),
            "evidence": record.evidence_lines(queries.evidence_of(act)) if knows else [],
            "deeds": record.deeds(act, standing),
            "may_settle": standing.runs and act.is_open,
            "strand": record.strand(
                act,
                before=[told[r] for r in before],
                after=[told[r] for r in after],
                waiting=[told[r] for r in waiting],
                updates=updates,
                today=today,
            ),
            "history": lines if request.GET.get("history") == "all" else lines[:NEWEST],
            "history_count": len(lines),
            "knows": knows,
            "restricted": act.circle.restricted,
        },
    )
