"""Imports on their way: which wait, for whom, and what was read."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from plait.access.queries import visible_to
from plait.core.registry import Viewer
from plait.groups.models import Group
from plait.meetings.models import (
    Finding,
    FindingKind,
    FindingState,
    ImportState,
    MinutesImport,
    MinutesVersion,
    Question,
    QuestionKind,
    QuestionState,
    ReadAttendee,
    ReadOwner,
)

UNFINISHED = (ImportState.WAITING, ImportState.READING, ImportState.READY, ImportState.REFUSED)
UNDECIDED = (FindingState.TICKED, FindingState.UNTICKED)
PAGE = 100  # findings
_AGAIN = Q(again_action__isnull=False) | Q(again_decision__isnull=False)
_TOLD_APART = _AGAIN & Q(state__in=UNDECIDED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of one kind stand in each state. `waiting` are unticked because of a question."""

    total: int = 0
    confirmed: int = 0
    ticked: int = 0
    waiting: int = 0
    dropped: int = 0

    @property
    def unticked(self) -> int:
        return self.total - self.confirmed - self.ticked - self.waiting - self.dropped


def imports_for(viewer: Viewer) -> QuerySet[MinutesImport]:
    """Newest first, without the whole reading."""
    known = MinutesImport.objects.select_related("group", "circle", "file", "added_by", "changed_by", "meeting", "text")
    return visible_to(known.defer("reading"), viewer)


def imports_waiting(viewer: Viewer) -> QuerySet[MinutesImport]:
    """Not confirmed yet; each with `asked` (open questions, but for who spoke) and `found` (undecided actions)."""
    asked = Question.objects.filter(state=QuestionState.OPEN).exclude(kind=QuestionKind.SPEAKER)
    found = Finding.objects.filter(kind=FindingKind.ACTION, state__in=UNDECIDED)
    waiting = imports_for(viewer).filter(state__in=UNFINISHED)
    return waiting.annotate(asked=_how_many(asked), found=_how_many(found)).order_by("added_at", "pk")


def _how_many(rows: QuerySet[Question] | QuerySet[Finding]) -> Coalesce:
    """How many belong to the import: a subquery each, since two joins would multiply."""
    of_import = rows.filter(minutes_import=OuterRef("pk")).order_by().values("minutes_import")
    return Coalesce(Subquery(of_import.annotate(n=Count("pk")).values("n")), 0)


def open_questions(viewer: Viewer) -> QuerySet[Question]:
    """Questions about days and owners in imports that the viewer may see; who spoke is not asked for here."""
    seen = visible_to(Question.objects.filter(minutes_import__state=ImportState.READY), viewer)
    return (
        seen.filter(state=QuestionState.OPEN)
        .exclude(kind=QuestionKind.SPEAKER)
        .select_related("minutes_import__group", "finding")
        .prefetch_related("candidates")
        .order_by("minutes_import__added_at", "minutes_import", "number")
    )


def same_file(group: Group, checksum: str) -> MinutesImport | None:
    """The import of the same bytes for the same group, if there is one."""
    known = MinutesImport.objects.select_related("added_by", "file", "group").defer("reading")
    return known.filter(group=group, checksum=checksum).first()


def actions_found(minutes: MinutesImport, *, start: int = 1, most: int = PAGE) -> list[Finding]:
    """Actions from number `start` on, with owners, open questions and what they became.

    What an earlier file of the same meeting put into the register already is told apart: see `again`.
    """
    found = _with_owners(minutes).exclude(_TOLD_APART).filter(kind=FindingKind.ACTION, number__gte=start)
    return list(found.order_by("number")[:most])


def told_apart(minutes: MinutesImport) -> int:
    """How many actions that count are not in the list of actions: they change what stands in the register already."""
    return Finding.objects.filter(
        _AGAIN, minutes_import=minutes, kind=FindingKind.ACTION, state=FindingState.TICKED
    ).count()


def certain(minutes: MinutesImport) -> list[int]:
    """Keys of what may be confirmed without looking: not what is reported as done, here already or without a label."""
    open_ = Finding.objects.filter(minutes_import=minutes, state__in=UNDECIDED, same_as__isnull=True)
    chosen = open_.exclude(kind=FindingKind.ACTION, status="done")
    return list(chosen.exclude(kind=FindingKind.DECISION, read__labelled=False).values_list("pk", flat=True))


def decisions_found(minutes: MinutesImport, *, most: int = 5 * PAGE) -> list[Finding]:
    found = Finding.objects.filter(minutes_import=minutes, kind=FindingKind.DECISION)
    return list(found.exclude(_TOLD_APART).select_related("decision", "again_decision").order_by("number")[:most])


def finding(minutes: MinutesImport, kind: FindingKind, number: int) -> Finding | None:
    found = _with_owners(minutes).filter(kind=kind, number=number).first()
    if found is not None:
        found.minutes_import = minutes
    return found


def _with_owners(minutes: MinutesImport) -> QuerySet[Finding]:
    owners = ReadOwner.objects.select_related("person", "post__agency", "agency", "group").order_by("position")
    asked = Question.objects.exclude(state=QuestionState.ANSWERED).order_by("number")
    return (
        Finding.objects.filter(minutes_import=minutes)
        .defer("read")
        .select_related("action", "decision", "again_action", "again_decision", "same_as", "changed_by")
        .prefetch_related(
            Prefetch("owners", queryset=owners, to_attr="owners_now"),
            Prefetch("questions", queryset=asked, to_attr="asked_now"),
        )
    )


def marks(minutes: MinutesImport) -> list[tuple[str, int, int, int]]:
    """Kind, number, first and last line of everything that was found and not dropped."""
    found = Finding.objects.filter(minutes_import=minutes).exclude(state=FindingState.DROPPED)
    return list(found.order_by("first_line", "kind", "number").values_list("kind", "number", "first_line", "last_line"))


def confirmed_in(version: MinutesVersion) -> QuerySet[Finding]:
    """What was confirmed from one version of the minutes, with what it became."""
    found = Finding.objects.filter(minutes_import__minutes=version, state=FindingState.CONFIRMED).defer("read")
    became = ("action", "decision", "again_action", "again_decision")
    return found.select_related(*became).order_by("first_line", "pk")


def questions_of(minutes: MinutesImport) -> list[Question]:
    """All questions in their order, with candidates, and the finding they hold up."""
    found = Question.objects.filter(minutes_import=minutes).select_related("finding", "answered_by")
    return list(found.prefetch_related("candidates").order_by("number"))


def answered_with(question: Question) -> list[Question]:
    """What was answered along with it, in its own document."""
    found = Question.objects.filter(minutes_import=question.minutes_import_id, answered_with=question.pk)
    return list(found.select_related("finding").order_by("number"))


def answered_together(minutes: MinutesImport) -> list[Question]:
    """Answered along with another question, here or in another document; each with that question and its document."""
    found = Question.objects.filter(minutes_import=minutes, answered_with__isnull=False)
    leads = ("finding", "answered_with__finding", "answered_with__minutes_import__file", "answered_by")
    return list(found.exclude(state=QuestionState.OPEN).select_related(*leads).order_by("answered_with", "number"))


def attendees_of(minutes: MinutesImport) -> QuerySet[ReadAttendee]:
    return ReadAttendee.objects.filter(minutes_import=minutes).select_related("person").order_by("number")


def tally(minutes: MinutesImport, kind: FindingKind) -> Tally:
    """One statement. What stands in the register already and is not to change counts nowhere."""
    asks = Question.objects.filter(minutes_import=minutes, kind__in=(QuestionKind.OWNER, QuestionKind.NO_OWNER))
    held_up = asks.exclude(state=QuestionState.ANSWERED).values("finding")
    return Tally(
        **Finding.objects.filter(minutes_import=minutes, kind=kind)
        .exclude(_AGAIN, state=FindingState.UNTICKED)
        .aggregate(
            total=Count("pk"),
            confirmed=Count("pk", filter=Q(state=FindingState.CONFIRMED)),
            ticked=Count("pk", filter=Q(state=FindingState.TICKED)),
            waiting=Count("pk", filter=Q(state=FindingState.UNTICKED, pk__in=held_up)),
            dropped=Count("pk", filter=Q(state=FindingState.DROPPED)),
        )
    )


def question_of(minutes: MinutesImport, number: int) -> Question | None:
    asked = Question.objects.filter(minutes_import=minutes, number=number).select_related("finding", "owner")
    found = asked.prefetch_related("candidates").first() if number < 2**31 else None
    if found is not None:
        found.minutes_import = minutes
    return found
