"""Who owns a row, while it is checked; and what one answer does to all rows in which the words stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plait.actions.choices import OwnerChoice
from plait.actions.models import OwnerKind
from plait.meetings.choices import Who
from plait.people.models import Person
from plait.trackers.choices import as_who
from plait.trackers.comparing import speaks_of_owners
from plait.trackers.models import Against, OwnerQuestion, QuestionState, RowOwner, RowState, TrackerRow


@dataclass(frozen=True, slots=True)
class Owners:
    """The owners of one row."""

    row: TrackerRow

    def now(self) -> list[RowOwner]:
        found = RowOwner.objects.filter(row=self.row).select_related("person", "post", "agency", "group")
        return list(found.order_by("position"))

    def waits(self) -> bool:
        """Whether a question about one of them is open."""
        words = [owner.words for owner in self.now() if owner.kind == OwnerKind.AS_WRITTEN]
        asked = OwnerQuestion.objects.filter(tracker=self.row.tracker_id, state=QuestionState.OPEN, words__in=words)
        return asked.exists()

    def give(self, owners: Sequence[Who]) -> None:
        """These are the owners now; nobody stands twice."""
        once: dict[tuple[str, object], Who] = {}
        for who in owners:
            named = who.person or who.post or who.agency or who.group
            once.setdefault((str(who.kind), named.pk if named else who.words.casefold()), who)
        RowOwner.objects.filter(row=self.row).delete()
        RowOwner.objects.bulk_create(
            [
                RowOwner(
                    row=self.row,
                    position=position,
                    words=who.words[:200],
                    kind=who.kind,
                    person=who.person,
                    post=who.post,
                    agency=who.agency,
                    group=who.group,
                )
                for position, who in enumerate(once.values())
            ]
        )

    def choices(self) -> list[OwnerChoice]:
        """As the register takes them. Where nobody is named, an owner without words is not settled."""
        return [self._choice(owner) for owner in self.now()] or [OwnerChoice(OwnerKind.AS_WRITTEN, words="")]

    def _choice(self, owner: RowOwner) -> OwnerChoice:
        candidates: tuple[Person, ...] = ()
        if owner.kind == OwnerKind.AS_WRITTEN:
            asked = OwnerQuestion.objects.filter(tracker=self.row.tracker_id, words=owner.words).first()
            candidates = tuple(asked.candidates.order_by("pk")) if asked else ()
        named = (owner.person, owner.post, owner.agency, owner.group)
        return OwnerChoice(OwnerKind(owner.kind), *named, words=owner.words, candidates=candidates)


@dataclass(frozen=True, slots=True)
class Answering:
    """One question and the rows that wait for it. `by` is the key of the person who answers."""

    question: OwnerQuestion
    by: int | None
    at: datetime

    def settle(self, who: Who | None) -> list[TrackerRow]:
        """The words mean `who`, or (None) are left as written; returns the rows in which they stand.

        A row that only waited for this is ticked.
        """
        self._keep(who)
        rows = self._waiting()
        for row in rows:
            owners = Owners(row)
            if who is not None:
                owners.give([who if self._is_asked(owner) else as_who(owner) for owner in owners.now()])
            ready = row.state == RowState.UNTICKED and row.against in (Against.NEW, Against.CHANGED)
            if ready and not owners.waits():
                row.state = RowState.TICKED
                row.save(update_fields=["state"])
        return rows

    def _keep(self, who: Who | None) -> None:
        asked = self.question
        asked.state = QuestionState.ANSWERED if who else QuestionState.LEFT
        asked.answered_at, asked.answered_by_id = self.at, self.by
        if who is not None:
            asked.answer, asked.kind = who.said[:300], who.kind
            asked.person, asked.post, asked.agency, asked.group = who.person, who.post, who.agency, who.group
        asked.save()

    def _waiting(self) -> list[TrackerRow]:
        """Rows, not in the register yet, in which the words stand and name nobody."""
        mine = RowOwner.objects.filter(
            row__tracker=self.question.tracker_id, words=self.question.words, kind=OwnerKind.AS_WRITTEN
        )
        rows = TrackerRow.objects.filter(pk__in=mine.values("row")).exclude(state=RowState.CONFIRMED)
        return [row for row in rows.order_by("number") if speaks_of_owners(row)]

    def _is_asked(self, owner: RowOwner) -> bool:
        return owner.kind == OwnerKind.AS_WRITTEN and owner.words == self.question.words
