"""One confirmed row: a new action or risk, or one that is brought up to date with what the log says."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from plait.actions.choices import DueChoice
from plait.actions.commands import assign, change, close, close_not_done, reopen, write_update
from plait.actions.models import OPEN_STATES, Action, ActionKind, DueKind, State
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.risks.choices import Scores
from plait.risks.commands import bring_up_to_date, close_risk, raise_risk
from plait.risks.models import Risk, RiskState
from plait.trackers.commands.held import Held
from plait.trackers.commands.owners import Owners
from plait.trackers.models import Against, RowKind, RowState, RowStatus, TrackerRow

CLOSED = (RowStatus.DONE, RowStatus.NOT_DONE)


@dataclass(frozen=True, slots=True)
class Entering:
    """Enters the rows of one tracker for the group that is at work."""

    held: Held
    group: Group

    def enter(self, row: TrackerRow) -> str:
        """The row stands in the register; or a sentence why a rule of the register refused it, and it waits."""
        try:
            with transaction.atomic():
                if row.kind == RowKind.ACTION:
                    row.action = self._new_action(row) if row.action is None else self._old_action(row, row.action)
                    row.left_at = row.action.version
                else:
                    row.risk = self._new_risk(row) if row.risk is None else self._old_risk(row, row.risk)
                    row.left_at = row.risk.version
        except Refusal as refusal:
            fresh = TrackerRow.objects.get(pk=row.pk)
            fresh.state, fresh.notes = RowState.UNTICKED, [*fresh.notes, f"Not confirmed: {refusal.sentence}"]
            self.held.save(fresh)
            return refusal.sentence
        row.state = RowState.CONFIRMED
        self.held.save(row)
        return ""

    def _new_action(self, row: TrackerRow) -> Action:
        held = self.held
        action = assign(
            group=self.group,
            wording=row.wording,
            kind=ActionKind(row.action_kind),
            owners=Owners(row).choices(),
            due=self._due(row),
            origin=Ref("tracker", held.tracker.pk),
            circle=held.tracker.circle,
            minuted_on=self._raised(row),
            as_minuted=str(row.read.get("wording", "")),
            by=held.by,
            at=held.at,
        )
        if row.status == RowStatus.OPEN and not row.read.get("comments"):
            return action  # a colour alone is no news
        return self._stand(action, row)

    def _old_action(self, row: TrackerRow, action: Action) -> Action:
        """What the log says otherwise than last time, and no more. A hard date and a closed action's words stay."""
        known = row.against == Against.KNOWN
        if action.state in OPEN_STATES and not known:
            differs = set(row.differs)
            action = change(
                action=action,
                wording=row.wording if "wording" in differs else None,
                owners=Owners(row).choices() if differs & {"owners", "agency"} else None,
                due=self._due(row) if "due" in differs and not action.due_hard else None,
                by=self.held.by,
                at=self.held.at,
            )
        if known or {"status_words", "comments"} & set(row.differs):
            return self._stand(action, row)
        return action

    def _stand(self, action: Action, row: TrackerRow) -> Action:
        """Bring the action to where the log says it stands."""
        by, at = self.held.by, self.held.at
        said = _said(row)
        if row.status in CLOSED:
            if action.state not in OPEN_STATES:
                return action
            on = _noon(row.closed_on) if row.closed_on else None
            if row.status == RowStatus.NOT_DONE:
                return close_not_done(action=action, because=said or "The log says so.", on=on, by=by, at=at)
            words = said or "Closed in the log, which says no more."
            answer = words if action.kind == ActionKind.ENQUIRY else ""
            return close(action=action, answer=answer, words=words, on=on, by=by, at=at)
        if action.state not in OPEN_STATES:
            return reopen(action=action, because=said or "The log has it open.", by=by, at=at)
        state = State(action.state)
        if row.status == RowStatus.IN_PROGRESS and state == State.NOT_STARTED:
            state = State.ON_THE_WAY
        if not said and state == action.state:
            return action
        return write_update(action=action, words=said or "The log has it in progress.", state=state, by=by, at=at)

    def _new_risk(self, row: TrackerRow) -> Risk:
        held = self.held
        risk = raise_risk(
            group=self.group,
            wording=row.wording,
            owners=Owners(row).choices(),
            scores=_scores(row),
            controls=str(row.read.get("controls", "")),
            origin=Ref("tracker", held.tracker.pk),
            circle=held.tracker.circle,
            raised_on=self._raised(row),
            printed_reference=row.reference,
            by=held.by,
            at=held.at,
        )
        return self._stand_risk(risk, row)

    def _old_risk(self, row: TrackerRow, risk: Risk) -> Risk:
        if risk.state == RiskState.OPEN:
            risk = bring_up_to_date(
                risk=risk,
                wording=row.wording,
                scores=_scores(row),
                controls=str(row.read.get("controls", "")),
                owners=Owners(row).choices() if {"owners", "agency"} & set(row.differs) else None,
                by=self.held.by,
                at=self.held.at,
            )
        return self._stand_risk(risk, row)

    def _stand_risk(self, risk: Risk, row: TrackerRow) -> Risk:
        if row.status not in CLOSED or risk.state != RiskState.OPEN:
            return risk
        on = _noon(row.closed_on) if row.closed_on else None
        because = _said(row) or "The register says so."
        return close_risk(risk=risk, because=because, on=on, by=self.held.by, at=self.held.at)

    def _raised(self, row: TrackerRow) -> date:
        """The day the log gives; where it gives none, the day the log was added."""
        return row.raised_on or timezone.localdate(self.held.tracker.added_at)

    def _due(self, row: TrackerRow) -> DueChoice:
        return DueChoice(DueKind(row.due_kind), row.due_on, row.due_words)


def _scores(row: TrackerRow) -> Scores:
    printed = row.read.get("scores") or {}
    return Scores(**{name: str(words) for name, words in printed.items()}, direction=str(row.read.get("direction", "")))


def _said(row: TrackerRow) -> str:
    """What the log says of how it stands, for the history of the action."""
    comments = str(row.read.get("comments", "")).strip()
    parts = [comments, f"The log says: {row.status_words}." if row.status_words else ""]
    if row.status in CLOSED and row.closed_on and not row.status_words:
        parts.append(f"Closed on {say(row.closed_on)}, as the log says.")
    return "\n".join(part for part in parts if part)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
