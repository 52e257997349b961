"""Who owns a finding, while it is checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max

from plait.actions.models import OwnerKind
from plait.core.actor import Actor
from plait.meetings.choices import Who
from plait.meetings.models import Finding, FindingState, Question, QuestionKind, QuestionState, ReadOwner

SETTLED = "Settled by changing the owners"
_ASIDE = 1000  # positions are moved out of the way while they are dealt anew


@dataclass(frozen=True, slots=True)
class Owners:
    """The owners of one finding and the open questions about them."""

    finding: Finding
    by: Actor
    at: datetime

    def now(self) -> list[ReadOwner]:
        found = ReadOwner.objects.filter(finding=self.finding)
        return list(found.select_related("person", "post", "agency", "group").order_by("position"))

    def said(self) -> list[str]:
        return [str(o.person or o.post or o.agency or o.group or o.words) for o in self.now()]

    def wait(self) -> bool:
        """Whether a question about an owner has no answer; one left as written has none."""
        asked = Question.objects.filter(finding=self.finding).exclude(kind=QuestionKind.DUE)
        return asked.exclude(state=QuestionState.ANSWERED).exists()

    def tick_when_settled(self, waited: bool) -> None:
        """An action that only waited for its owner is ticked once the owner is known. The caller saves it."""
        found = self.finding
        settled = waited and not self.wait() and found.status != "done" and found.same_as_id is None
        if settled and found.state == FindingState.UNTICKED:
            found.state = FindingState.TICKED

    def give(self, owners: Sequence[Who], answer_to: Question | None = None) -> None:
        """These are the owners now. Those it had already stay, with their questions; the others go.

        `answer_to` is the question whose answer names those who are new.
        """
        had = {_target(owner): owner for owner in self.now()}
        wanted = {_target(who): who for who in owners}
        gone = [owner for target, owner in had.items() if target not in wanted]
        self._settle(gone, named=bool(wanted))
        for owner in gone:
            owner.candidates.clear()
            owner.delete()
        ReadOwner.objects.filter(finding=self.finding).update(position=F("position") + _ASIDE)
        for position, (target, who) in enumerate(wanted.items()):
            owner = had.get(target) or self._made(who, answer_to)
            owner.position = position
            owner.save()

    def ask_when_nobody(self) -> None:
        """An action that names nobody waits for an answer. The caller saves it."""
        found = self.finding
        if self.now():
            return
        ours = Question.objects.filter(minutes_import=found.minutes_import)
        asked = ours.filter(finding=found, kind=QuestionKind.NO_OWNER).first()
        if asked is None:
            asked = Question(
                minutes_import=found.minutes_import,
                number=(ours.aggregate(n=Max("number"))["n"] or 0) + 1,
                kind=QuestionKind.NO_OWNER,
                about=f"actions[{found.number - 1}].owners",
                text="Nobody is named. Who is to do it?",
                finding=found,
                line=found.first_line,
            )
        if asked.pk is None or asked.state == QuestionState.ANSWERED:
            asked.state, asked.answer, asked.person = QuestionState.OPEN, "", None
            asked.answered_at, asked.answered_by_id = None, None
            asked.save()
            if found.state == FindingState.TICKED:
                found.state = FindingState.UNTICKED

    def replace(self, owner: ReadOwner, by: Sequence[Who], answer_to: Question | None = None) -> None:
        """One owner turns out to be these; nobody stands twice."""
        given: list[Who] = []
        for who in self.as_who():
            given += by if _target(who) == _target(owner) else [who]
        self.give(given, answer_to)

    def put_back(self, asked: Question) -> ReadOwner | None:
        """The answer is taken back: the words stand as they were written, in the place of whom it named."""
        now = self.now()
        at = next((n for n, owner in enumerate(now) if owner.answer_to_id == asked.pk), len(now))
        kept = [who for who, owner in zip(self.as_who(), now, strict=True) if owner.answer_to_id != asked.pk]
        if not asked.words:
            self.give(kept)
            return None
        written = Who.as_written(asked.words)
        self.give([*kept[:at], written, *kept[at:]])
        owner = next(o for o in self.now() if _target(o) == _target(written))
        owner.names = list(asked.names)
        owner.save(update_fields=["names"])
        owner.candidates.set(asked.candidates.all())
        return owner

    def as_who(self) -> list[Who]:
        return [Who(OwnerKind(o.kind), o.words, o.person, o.post, o.agency, o.group) for o in self.now()]

    def _made(self, who: Who, answer_to: Question | None) -> ReadOwner:
        return ReadOwner(
            answer_to=answer_to,
            finding=self.finding,
            words=who.words[:200],
            kind=who.kind,
            person=who.person,
            post=who.post,
            agency=who.agency,
            group=who.group,
        )

    def _settle(self, gone: Sequence[ReadOwner], *, named: bool) -> None:
        """Questions about owners that go are settled, and so is "who is to do it" once somebody is named."""
        said = {
            "state": QuestionState.ANSWERED,
            "answer": SETTLED,
            "answered_at": self.at,
            "answered_by": self.by.person_id,
        }
        unsettled = Question.objects.filter(finding=self.finding).exclude(state=QuestionState.ANSWERED)
        unsettled.filter(owner__in=gone).update(**said)
        if named:
            unsettled.filter(kind=QuestionKind.NO_OWNER).update(**said)
        Question.objects.filter(owner__in=gone).update(owner=None)


def _target(owner: ReadOwner | Who) -> tuple[str, str | int]:
    """What makes two owners the same: whom they name, or the words where they name nobody."""
    named = owner.person or owner.post or owner.agency or owner.group
    return (str(owner.kind), named.pk if named else owner.words.casefold())
