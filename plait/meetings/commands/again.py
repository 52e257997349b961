"""The same meeting a second time: recognising it, choosing, and bringing the register up to date."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from plait.actions.choices import DueChoice
from plait.actions.commands import change, close_not_done
from plait.actions.models import Action, DueKind
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.history.commands import record
from plait.meetings.commands.held import Held
from plait.meetings.likeness import pair
from plait.meetings.models import (
    AgainChoice,
    AgainWay,
    Decision,
    Finding,
    FindingKind,
    FindingState,
    ImportState,
    MinutesImport,
    Question,
    QuestionKind,
    QuestionState,
)
from plait.meetings.owner_choices import owner_choices
from plait.meetings.queries import again
from plait.meetings.queries.again import Matched, Stood
from plait.meetings.queries.findable import findable_of_decision
from plait.meetings.queries.standing import not_cancelled
from plait.search.commands import index

AS_BEFORE = "As in the earlier file of this meeting"
_HOLDING = (QuestionKind.OWNER, QuestionKind.NO_OWNER)


@dataclass(frozen=True, slots=True)
class Again:
    """What one held import has in common with what its meeting put into the register before."""

    held: Held

    def recognise(self) -> bool:
        """Pair every undecided finding with what stands. The meeting is held: two files of it go one after another.

        Whether anything is seen otherwise now.
        """
        minutes = self.held.minutes
        if minutes.held_on is not None:
            not_cancelled().select_for_update().filter(group=minutes.group_id, held_on=minutes.held_on).first()
        stood = again.stood_before(minutes)
        findings = again.findings_to_compare(minutes)
        if not stood and not any(f.again_action_id or f.again_decision_id for f in findings):
            return False
        changed = False
        for kind in (FindingKind.ACTION, FindingKind.DECISION):
            ours = {f.pk: f for f in findings if f.kind == kind}
            paired = pair(
                {key: found.wording for key, found in ours.items()},
                {at: each.base.wording for at, each in stood.items() if at[0] == kind},
            )
            for key, found in ours.items():
                changed |= self._link(found, stood[paired[key]] if key in paired else None)
        return changed

    def _link(self, found: Finding, stood: Stood | None) -> bool:
        """Keep what a finding is in the register already, and settle the questions that were answered there."""
        before = (found.again_action_id, found.again_decision_id)
        record_ = stood.record if stood else None
        found.again_action = record_ if isinstance(record_, Action) else None
        found.again_decision = record_ if isinstance(record_, Decision) else None
        if before == (found.again_action_id, found.again_decision_id):
            return False
        if stood is None:
            self._reopen_questions(found)
        else:
            found.same_as = None
            told = Matched(found, stood, again.differences(found, stood.base))
            waits = not self._settle_questions(found, told)
            takes = not told.same and not told.needs_asking and not waits
            found.state = FindingState.TICKED if takes else FindingState.UNTICKED
        found.save(update_fields=["again_action", "again_decision", "same_as", "state"])
        return True

    def _reopen_questions(self, found: Finding) -> None:
        asked = Question.objects.filter(finding=found, state=QuestionState.ANSWERED, answer=AS_BEFORE)
        opened = {"state": QuestionState.OPEN, "answer": "", "answered_at": None, "answered_by": None}
        asked.filter(kind=QuestionKind.DUE).update(**opened)
        if asked.update(**opened):
            found.state = FindingState.UNTICKED

    def _settle_questions(self, found: Finding, told: Matched) -> bool:
        """Who is meant, and when, was settled with the earlier file, unless they differ. Whether nothing waits now."""
        differ = {each.what for each in told.differences}
        if "due" not in differ:
            self._as_before(self._open(found, (QuestionKind.DUE,)))
        if "owners" in differ:
            return not self._open(found).exists()
        self._as_before(self._open(found))
        return True

    def _as_before(self, asked: QuerySet[Question]) -> None:
        asked.update(
            state=QuestionState.ANSWERED,
            answer=AS_BEFORE,
            answered_at=self.held.at,
            answered_by=self.held.by.person_id,
        )

    def _open(self, found: Finding, kinds: Sequence[QuestionKind] = _HOLDING) -> QuerySet[Question]:
        return Question.objects.filter(finding=found, kind__in=kinds).exclude(state=QuestionState.ANSWERED)

    def settle(self, chosen: Collection[int]) -> list[Finding]:
        """Bring the register up to date: what is the same stands, what differs and is chosen is taken or kept."""
        minutes = self.held.minutes
        stood = again.stood_before(minutes)
        done = []
        for each in again.matched(minutes, stood):
            if each.same or (each.finding.pk in chosen and each.way == AgainWay.KEEP):
                done.append(self._stands(each, _settled_version(each.stood)))
            elif each.finding.pk in chosen and each.way == AgainWay.TAKE:
                done.append(self._stands(each, self._take(each)))
            elif each.finding.pk in chosen and each.way == AgainWay.NEW:
                self._set_apart(each)
        for choice in again.choices_to_close(minutes):
            self._close(choice)
        return done

    def _stands(self, each: Matched, version: int) -> Finding:
        found = each.finding
        found.state, found.settled_version = FindingState.CONFIRMED, version
        self.held.save(found)
        return found

    def _set_apart(self, each: Matched) -> None:
        """A person said that it is another action: it goes in as a new one."""
        found = each.finding
        found.same_as, found.again_action = found.again_action, None
        found.save(update_fields=["same_as", "again_action"])

    def _take(self, each: Matched) -> int:
        """Change what differs and nothing else; the version the record has then."""
        record_ = each.stood.record
        if isinstance(record_, Decision):
            self._reword(record_, each.finding)
            return 1
        differs = {difference.what for difference in each.differences}
        found = each.finding
        due = DueChoice(DueKind(found.due_kind), found.due_on, found.due_words, found.due_hard)
        return change(
            action=record_,
            wording=found.wording if "wording" in differs else None,
            owners=owner_choices(found.owners_now) if "owners" in differs else None,  # type: ignore[attr-defined]
            due=due if "due" in differs else None,
            decision=f"The later minutes of {say(self.held.minutes.held_on)}" if self.held.minutes.held_on else "",
            version=each.stood.version,
            by=self.held.by,
            at=self.held.at,
        ).version

    def _reword(self, decision: Decision, found: Finding) -> None:
        held = self.held
        said = {"from": decision.wording, "to": found.wording}
        assert held.minutes.minutes is not None
        decision.wording, decision.version = found.wording, held.minutes.minutes
        decision.first_line, decision.last_line, decision.item = found.first_line, found.last_line, None
        decision.save()
        ref = Ref("decision", decision.pk)
        record(ref=ref, verb="reworded", said=said, by=held.by, at=held.at)
        index(records=[findable_of_decision(decision)], by=held.by, at=held.at)

    def _close(self, choice: AgainChoice) -> None:
        close_not_done(
            action=choice.action,
            because="It is no longer in the minutes of this meeting.",
            version=choice.seen,
            by=self.held.by,
            at=self.held.at,
        )

    def tell_others(self) -> None:
        """Other files of this meeting that wait are compared with what stands now."""
        waiting = again.files_of_meeting(self.held.minutes).filter(state=ImportState.READY)
        for key in waiting.values_list("pk", flat=True):
            free = MinutesImport.objects.select_for_update(skip_locked=True, of=("self",))
            other = free.select_related("group", "circle").defer("reading").filter(pk=key).first()
            if other is not None:  # who is in the middle of confirming it compares it there
                held = Held(other, self.held.by, self.held.at)
                if Again(held).recognise():
                    held.changed("confirmed another file of this meeting", "compared", {})


def _settled_version(stood: Stood) -> int:
    """A register that moved on before stays one that moved on: the next file asks as well."""
    return stood.base.settled_version or 1


@command
def choose_again(*, minutes: MinutesImport, action: int, way: str, by: Actor, at: datetime) -> None:
    """Say what is to become of an action (its key) that an earlier file of this meeting put into the register."""
    held = Held.of(minutes, by, at)
    settled = Finding.objects.filter(minutes_import=held.minutes, again_action=action)
    if settled.filter(state=FindingState.CONFIRMED).exists():
        return nothing_changed(None)
    stood = again.stood_before(held.minutes).get((FindingKind.ACTION, action))
    if stood is None:
        raise Refusal("This action is no longer one of this meeting. Open the page again.")
    ours = {
        each.finding.again_action_id: each
        for each in again.matched(held.minutes, {(FindingKind.ACTION, action): stood})
    }
    each = ours.get(action)
    _check_way(stood, way, here=each is not None)
    as_it_is = AgainWay.TAKE if each is not None and not each.needs_asking else AgainWay.KEEP
    before = AgainChoice.objects.filter(minutes_import=held.minutes, action=action).first()
    if before is not None and (before.way, before.seen) == (way, stood.version):
        return nothing_changed(None)
    if before is None and way == as_it_is and (each is None or not each.needs_asking):
        return nothing_changed(None)  # what happens anyhow needs no choice
    AgainChoice.objects.update_or_create(
        minutes_import=held.minutes,
        action_id=action,
        defaults={"way": way, "seen": stood.version, "chosen_at": at, "chosen_by_id": by.person_id},
    )
    if each is not None:
        each.finding.state = FindingState.TICKED
        each.finding.save(update_fields=["state"])
    elif held.minutes.meeting_id is not None:
        for choice in again.choices_to_close(held.minutes):
            Again(held)._close(choice)
    held.tell("chose_again", {"reference": str(stood.record), "way": AgainWay(way).label})
    return None


def _check_way(stood: Stood, way: str, *, here: bool) -> None:
    """An action that is closed is not changed; one that stands in these minutes is not closed for being gone."""
    may: Sequence[str] = [AgainWay.KEEP, AgainWay.NEW] if here else [AgainWay.KEEP, AgainWay.CLOSE]
    if here and not stood.closed:
        may = [AgainWay.TAKE, *may]
    if way not in may:
        raise Refusal(
            f"{stood.record} is closed. Leave it closed, or put the new words in as another action."
            if stood.closed
            else "Choose what is to become of the action."
        )
