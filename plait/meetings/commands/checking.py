"""Checking what was read: changing, dropping, ticking and adding findings."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Stale
from plait.meetings import rules
from plait.meetings.choices import ActionWords
from plait.meetings.commands.days import DueDays
from plait.meetings.commands.held import Held
from plait.meetings.commands.owners import Owners
from plait.meetings.models import Finding, FindingKind, FindingState, MinutesImport


@command
def change_action(*, finding: Finding, to: ActionWords, version: int, by: Actor, at: datetime) -> Finding:
    """Change the words, kind, owners or date of an action that was read. `version` is the finding's, as it was seen."""
    held = Held.of(finding.minutes_import, by, at)
    found = held.finding(finding)
    _check_seen(found, version)
    owners = Owners(found, by, at)
    before = _as_said(found, owners)
    _word(found, to)
    waited = owners.wait()
    owners.give(to.owners)
    after = _as_said(found, owners)
    if after == before:
        return nothing_changed(found)
    owners.tick_when_settled(waited)
    owners.ask_when_nobody()
    if after["due"] != before["due"]:
        DueDays(held).settle(found)
    held.save(found)
    said = {"label": found.label, "from": before, "to": after}
    held.changed(f"changed {found.label}", "changed", said)
    return found


@command
def change_decision(*, finding: Finding, wording: str, version: int, by: Actor, at: datetime) -> Finding:
    """Change the words of a decision that was read."""
    held = Held.of(finding.minutes_import, by, at)
    found = held.finding(finding)
    _check_seen(found, version)
    kept = rules.check_wording(wording)
    if kept == found.wording:
        return nothing_changed(found)
    said = {"label": found.label, "from": {"wording": found.wording}, "to": {"wording": kept}}
    found.wording = kept
    held.save(found)
    held.changed(f"changed {found.label}", "changed", said)
    return found


@command
def drop(*, finding: Finding, by: Actor, at: datetime) -> Finding:
    """Leave a finding out. It stays on the page and can be taken back in."""
    held = Held.of(finding.minutes_import, by, at)
    found = held.finding(finding)
    if found.state == FindingState.DROPPED:
        return nothing_changed(found)
    found.state = FindingState.DROPPED
    held.save(found)
    held.changed(f"dropped {found.label}", "dropped", {"label": found.label})
    return found


@command
def restore(*, finding: Finding, by: Actor, at: datetime) -> Finding:
    """Take a dropped finding back in: ticked, unless a question about its owner is open."""
    held = Held.of(finding.minutes_import, by, at)
    found = held.finding(finding)
    if found.state != FindingState.DROPPED:
        return nothing_changed(found)
    found.state = FindingState.UNTICKED if Owners(found, by, at).wait() else FindingState.TICKED
    held.save(found)
    held.changed(f"took {found.label} back in", "restored", {"label": found.label})
    return found


@command
def set_ticks(
    *, minutes: MinutesImport, shown: Collection[int], ticked: Collection[int], by: Actor, at: datetime
) -> None:
    """Keep which of the findings on a page (`shown`, keys) are ticked; dropped and confirmed ones stay as they are."""
    held = Held.of(minutes, by, at)
    both = (FindingState.TICKED, FindingState.UNTICKED)
    open_ = list(Finding.objects.filter(minutes_import=held.minutes, pk__in=shown, state__in=both))
    on = [f for f in open_ if f.pk in ticked and f.state == FindingState.UNTICKED]
    off = [f for f in open_ if f.pk not in ticked and f.state == FindingState.TICKED]
    if not on and not off:
        return nothing_changed(None)
    Finding.objects.filter(pk__in=[f.pk for f in on]).update(state=FindingState.TICKED)
    Finding.objects.filter(pk__in=[f.pk for f in off]).update(state=FindingState.UNTICKED)
    held.tell("ticked", {"ticked": [f.label for f in on], "unticked": [f.label for f in off]})
    return None


@command
def add_action(
    *, minutes: MinutesImport, lines: tuple[int, int], words: ActionWords, by: Actor, at: datetime
) -> Finding:
    """Add an action that the reader missed, from the lines it stands in."""
    held = Held.of(minutes, by, at)
    found = _added(held, FindingKind.ACTION, lines, words.wording)
    found.status = "new"
    _word(found, words)
    held.save(found)
    owners = Owners(found, by, at)
    owners.give(words.owners)
    owners.ask_when_nobody()
    found.save(update_fields=["state"])
    _tell_of_added(held, found)
    return found


@command
def add_decision(*, minutes: MinutesImport, lines: tuple[int, int], wording: str, by: Actor, at: datetime) -> Finding:
    """Add a decision that the reader missed, from the lines it stands in."""
    held = Held.of(minutes, by, at)
    found = _added(held, FindingKind.DECISION, lines, wording)
    held.save(found)
    _tell_of_added(held, found)
    return found


def _added(held: Held, kind: FindingKind, lines: tuple[int, int], wording: str) -> Finding:
    first, last = lines
    text = held.minutes.text
    rules.check_lines(first, last, text.lines if text else 0)
    kept = rules.check_wording(wording)
    ours = Finding.objects.filter(minutes_import=held.minutes, kind=kind)
    same = ours.filter(by_hand=True, first_line=first, last_line=last, wording=kept).first()
    if same is not None:
        raise Stale(f"These lines were added already, as {same.label}.")
    return Finding(
        minutes_import=held.minutes,
        kind=kind,
        number=(ours.aggregate(n=Max("number"))["n"] or 0) + 1,
        state=FindingState.TICKED,
        first_line=first,
        last_line=last,
        by_hand=True,
        wording=kept,
    )


def _tell_of_added(held: Held, found: Finding) -> None:
    said = {"label": found.label, "wording": found.wording, "lines": [found.first_line, found.last_line]}
    held.changed(f"added {found.label}", "found", said)


def _word(found: Finding, to: ActionWords) -> None:
    """Give an action its words, kind and date, after the rules."""
    rules.check_due(to.due)
    rules.check_owners(to.owners)
    found.wording, found.action_kind = rules.check_wording(to.wording), to.kind
    found.due_kind, found.due_on, found.due_hard = to.due.kind, to.due.on, to.due.hard
    found.due_words = to.due.words[:300]


def _check_seen(found: Finding, version: int) -> None:
    if version != found.version:
        who = found.changed_by.name if found.changed_by else "Somebody"
        raise Stale(f"{who} changed {found.label} since you opened it.")


def _as_said(found: Finding, owners: Owners) -> dict[str, object]:
    """What a person sees of an action, for the history and for telling whether anything changed."""
    return {
        "wording": found.wording,
        "kind": str(found.action_kind),
        "due": [str(found.due_kind), str(found.due_on or ""), found.due_words, found.due_hard],
        "owners": owners.said(),
    }
