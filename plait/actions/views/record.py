"""One action's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of
from plait.actions import queries
from plait.actions.models import Action, ActionKind
from plait.actions.presenters import record, words
from plait.actions.presenters.working import acts_for_words
from plait.actions.records import told_of
from plait.actions.views.finding import found_with_sight
from plait.core import registry
from plait.core.registry import Ref
from plait.history.queries import entries_of

NEWEST = 20


@require_GET
def action(request: HttpRequest, reference: str) -> HttpResponse:
    user, act, sight = found_with_sight(request, reference)
    ref, today = Ref("action", act.pk), timezone.localdate()
    knows = act.circle_id in sight.circles
    standing = queries.standing_of(act, user, knows=knows, own=sight.own)
    if act.circle.restricted:
        note_opened(circle=act.circle, ref=ref, how="detail", by=actor_of(user), at=timezone.now())
    origin = Ref(act.origin_kind, act.origin_key) if knows and act.origin_kind and act.origin_key else None
    came = [Ref("action", act.carried_from_id)] if knows and act.carried_from_id else []
    told = registry.describe([*([origin] if origin else []), *came], user)
    entries = queries.hide_unseen(entries_of(ref), sight.of(Action.objects.all()))
    lines = record.history(entries, knows=knows)
    as_minuted = record.words_as_minuted(entries)
    minuted, meeting_url = record.minuted_line(
        act, knows=knows, origin=told.get(origin) if origin else None, changed=bool(as_minuted)
    )
    return render(
        request,
        "actions/record.html",
        {
            "action": act,
            "kind": ActionKind(act.kind).label,
            "closes": record.CLOSES[ActionKind(act.kind)],
            "minuted": minuted,
            "as_minuted": as_minuted if knows else "",
            "meeting_url": meeting_url,
            "state_words": words.state_words(act),
            "now": record.now_words(act, today),
            "owners": record.owners(act.owners_now),  # type: ignore[attr-defined]
            "due": words.due_words(act, today),
            "due_line": record.due_line(act, today),
            "evidence": record.evidence_lines(queries.evidence_of(act)) if knows else [],
            "deeds": record.deeds(act, standing),
            "acts_for": acts_for_words(standing),
            "may_settle": standing.runs and act.is_open,
            "strand": record.strand(
                act,
                before=list(told.values()),
                handed=record.handed_over(entries, today),
                bound=[(_bond(act, each), told_of(each)) for each in queries.bound_to(act, sight)],
                today=today,
            ),
            "history": lines if request.GET.get("history") == "all" else lines[:NEWEST],
            "history_count": len(lines),
            "knows": knows,
            "leads": standing.leads and act.pk not in sight.own,
            "restricted": act.circle.restricted,
        },
    )


def _bond(act: Action, other: Action) -> record.Bond:
    if other.pk == act.blocked_by_id:
        return record.Bond.WAITS_FOR
    return record.Bond.IS_WAITED_FOR if other.blocked_by_id == act.pk else record.Bond.GOES_ON
