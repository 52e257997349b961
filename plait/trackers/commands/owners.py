"""Who owns a row, while it is checked; and what one answer does to all rows in which the words stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from plait.actions.choices import OwnerChoice
from plait.actions.models import OwnerKind
from plait.meetings.choices import Who
from plait.people.models import Person
from plait.trackers.choices import as_who, target_of
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
            once.setdefault(target_of(who), who)
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

        A row that only waited for this is ticked. A fixed number of statements, however many rows.
        """
        self._keep(who)
        rows = self._waiting()
        if who is not None:
            self._name(rows, who)
        waiting = set(self._still_open())
        ready = [
            row.pk
            for row in rows
            if row.state == RowState.UNTICKED
            and row.against in (Against.NEW, Against.CHANGED)
            and not {o.words for o in row.owners_now if o.kind == OwnerKind.AS_WRITTEN} & waiting  # type: ignore[attr-defined]
        ]
        TrackerRow.objects.filter(pk__in=ready).update(state=RowState.TICKED)
        return rows

    def _name(self, rows: Sequence[TrackerRow], who: Who) -> None:
        """Where the words stand, `who` stands now; somebody who owns the row already does not own it twice."""
        named = target_of(who)
        doubled: list[int] = []
        meant: list[int] = []
        for row in rows:
            owners: list[RowOwner] = row.owners_now  # type: ignore[attr-defined]
            there = any(target_of(as_who(o)) == named for o in owners if not self._is_asked(o))
            for owner in owners:
                if self._is_asked(owner):
                    (doubled if there else meant).append(owner.pk)
                    there = True
        RowOwner.objects.filter(pk__in=doubled).delete()
        RowOwner.objects.filter(pk__in=meant).update(
            kind=who.kind, person=who.person, post=who.post, agency=who.agency, group=who.group
        )

    def _keep(self, who: Who | None) -> None:
        asked = self.question
        asked.state = QuestionState.ANSWERED if who else QuestionState.LEFT
        asked.answered_at, asked.answered_by_id = self.at, self.by
        if who is not None:
            asked.answer, asked.kind = who.said[:300], who.kind
            asked.person, asked.post, asked.agency, asked.group = who.person, who.post, who.agency, who.group
        asked.save()

    def _still_open(self) -> list[str]:
        mine = OwnerQuestion.objects.filter(tracker=self.question.tracker_id, state=QuestionState.OPEN)
        return list(mine.order_by("number").values_list("words", flat=True))

    def _waiting(self) -> list[TrackerRow]:
        """Rows, not in the register yet, in which the words stand and name nobody."""
        mine = RowOwner.objects.filter(
            row__tracker=self.question.tracker_id, words=self.question.words, kind=OwnerKind.AS_WRITTEN
        )
        every = RowOwner.objects.select_related("person", "post", "agency", "group").order_by("position")
        rows = TrackerRow.objects.filter(pk__in=mine.values("row")).exclude(state=RowState.CONFIRMED)
        rows = rows.prefetch_related(Prefetch("owners", every, to_attr="owners_now")).order_by("number")
        return [row for row in rows if speaks_of_owners(row)]

    def _is_asked(self, owner: RowOwner) -> bool:
        return owner.kind == OwnerKind.AS_WRITTEN and owner.words == self.question.words
