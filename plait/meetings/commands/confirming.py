"""Confirming: what a person ticked goes into the register, the meeting and its minutes stand, and nothing twice."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from plait.actions.choices import DueChoice
from plait.actions.commands import assign
from plait.actions.models import Action, ActionKind, DueKind
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.references import take_numbers
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import Change, record_all
from plait.meetings import rules
from plait.meetings.commands.again import Again
from plait.meetings.commands.days import DueDays
from plait.meetings.commands.held import Held
from plait.meetings.commands.loose import LooseEnds
from plait.meetings.commands.minuting import Minuting
from plait.meetings.models import (
    Decision,
    Finding,
    FindingKind,
    FindingState,
    ImportState,
    MinutesImport,
    ReadOwner,
)
from plait.meetings.models.minutes import DECISION_PREFIX
from plait.meetings.owner_choices import owner_choices
from plait.meetings.queries.findable import findable_of_decision
from plait.meetings.queries.imports import UNDECIDED
from plait.meetings.queries.succession import group_at_work
from plait.meetings.understanding import same_in_register
from plait.search.commands import index


@command
def confirm(
    *,
    minutes: MinutesImport,
    findings: Collection[int] | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> MinutesImport:
    """Put findings into the register: those with the keys `findings`, or all that are ticked.

    The first confirmation also makes the meeting, its minutes, items and attendance. `version` is the import's, as it
    was seen; None is said by the command line. Confirming the same findings again changes nothing. What an earlier
    file of the same meeting put into the register is brought up to date, never put in again: see `again`.
    """
    done = MinutesImport.objects.select_for_update(of=("self",)).defer("reading").get(pk=minutes.pk)
    chosen = Finding.objects.filter(minutes_import=done)
    chosen = chosen.filter(state=FindingState.TICKED) if findings is None else chosen.filter(pk__in=findings)
    left = chosen.exclude(state__in=(FindingState.CONFIRMED, FindingState.DROPPED))
    if done.meeting_id is not None and not left.exists():
        return nothing_changed(done)
    held = Held.of(minutes, by, at)
    if version is not None:
        held.check_seen(version)
    rules.check_can_confirm(held.minutes, timezone.localdate(at))
    Minuting(held).stand()
    keys = set(left.values_list("pk", flat=True))
    again = Again(held)
    again.recognise()
    confirmed = again.settle(keys)
    new = Finding.objects.filter(pk__in=keys, again_action__isnull=True, again_decision__isnull=True)
    confirmed += _decisions(held, new.filter(kind=FindingKind.DECISION))
    confirmed += _actions(held, new.filter(kind=FindingKind.ACTION))
    DueDays(held).leave(confirmed)
    LooseEnds(held).enter()
    _finish_when_decided(held)
    again.tell_others()
    labels = [found.label for found in confirmed]
    held.changed(f"confirmed {_many(len(labels))}", "confirmed", {"labels": labels})
    return held.minutes


def _finish_when_decided(held: Held) -> None:
    if not Finding.objects.filter(minutes_import=held.minutes, state__in=UNDECIDED).exists():
        held.minutes.state, held.minutes.confirmed_at = ImportState.CONFIRMED, held.at
        held.minutes.save(update_fields=["state", "confirmed_at"])


def _actions(held: Held, chosen: QuerySet[Finding]) -> list[Finding]:
    """Each becomes an action of the register."""
    minutes = held.minutes
    minuted = _of_this_meeting(minutes)
    owners = ReadOwner.objects.select_related("person", "post", "agency", "group").prefetch_related("candidates")
    prefetched = chosen.prefetch_related(
        Prefetch("owners", queryset=owners, to_attr="owners_now"),
    )
    confirmed: list[Finding] = []
    group = group_at_work(minutes.group, on=timezone.localdate(held.at))
    for found in prefetched.order_by("number"):
        same = minuted.get(rules.plain_words(found.wording))
        if same is not None and found.same_as_id is None:
            found.same_as, found.state = same, FindingState.UNTICKED
            held.save(found)
            continue
        found.action = _assign(held, found, rules.check_group(minutes, group))
        found.state = FindingState.CONFIRMED
        held.save(found)
        confirmed.append(found)
    return confirmed


def _of_this_meeting(minutes: MinutesImport) -> dict[str, Action]:
    """Actions that an earlier version of the same meeting's minutes put into the register."""
    ours = Finding.objects.filter(minutes_import=minutes, action__isnull=False).values_list("action_id", flat=True)
    mine = set(ours)
    found = same_in_register(minutes, minutes.held_on)
    return {
        words: action
        for words, action in found.items()
        if action.pk not in mine and action.origin_kind == "meeting" and action.origin_key == minutes.meeting_id
    }


def _assign(held: Held, found: Finding, group: Group) -> Action:
    minutes = held.minutes
    assert minutes.meeting is not None
    return assign(
        group=group,
        wording=found.wording,
        kind=ActionKind(found.action_kind),
        owners=owner_choices(found.owners_now),  # type: ignore[attr-defined]
        due=DueChoice(DueKind(found.due_kind), found.due_on, found.due_words, found.due_hard),
        origin=Ref("meeting", minutes.meeting.pk),
        circle=minutes.circle,
        minuted_on=minutes.meeting.held_on,
        lines=(found.first_line, found.last_line),
        as_minuted=str((found.read or {}).get("text") or ""),
        under_way=found.status == "in_progress",
        by=held.by,
        at=held.at,
    )


def _decisions(held: Held, chosen: QuerySet[Finding]) -> list[Finding]:
    """Each becomes a decision; one that an earlier version already holds is the same decision."""
    found = list(chosen.order_by("number"))
    if not found:
        return []
    minutes = held.minutes
    assert minutes.meeting is not None
    assert minutes.minutes is not None
    before = {rules.plain_words(d.wording) for d in Decision.objects.filter(meeting=minutes.meeting)}
    new = [each for each in found if rules.plain_words(each.wording) not in before]
    for each in found:
        if each not in new:
            each.state = FindingState.DROPPED
            held.save(each)
    for each, number in zip(new, take_numbers(DECISION_PREFIX, len(new)), strict=True) if new else ():
        each.decision = Decision.objects.create(
            number=number,
            meeting=minutes.meeting,
            version=minutes.minutes,
            item=Minuting(held).item_of(each.item, each.first_line),
            wording=each.wording,
            first_line=each.first_line,
            last_line=each.last_line,
        )
        each.state = FindingState.CONFIRMED
        held.save(each)
    _tell_of_decisions(held, [each.decision for each in new if each.decision])
    return new


def _tell_of_decisions(held: Held, decisions: Sequence[Decision]) -> None:
    changes = [Change(Ref("decision", d.pk), "minuted", {"wording": d.wording}) for d in decisions]
    record_all(changes=changes, by=held.by, at=held.at)
    index(records=map(findable_of_decision, decisions), by=held.by, at=held.at)


def _many(count: int) -> str:
    return "1 finding" if count == 1 else f"{count} findings"
