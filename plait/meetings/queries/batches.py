"""Files that were added in one go, and the questions over all of them in the order of how much an answer settles."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from plait.access.queries import visible_to
from plait.core.registry import Viewer
from plait.meetings.models import (
    Batch,
    BatchFile,
    Finding,
    FindingState,
    ImportState,
    MinutesImport,
    Question,
    QuestionKind,
    QuestionState,
)

ON_THE_WAY = (ImportState.WAITING, ImportState.READING)
Like = tuple[str, str, frozenset[int], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """Questions that one answer can settle, in the order of their documents. `holds` is how much waits for it."""

    questions: tuple[Question, ...]
    holds: int

    @property
    def lead(self) -> Question:
        return self.questions[0]

    @property
    def documents(self) -> int:
        return len({question.minutes_import_id for question in self.questions})


def batches_for(viewer: Viewer) -> QuerySet[Batch]:
    """Newest first."""
    return visible_to(Batch.objects.select_related("group", "circle", "added_by"), viewer)


def batch_of(minutes: MinutesImport) -> Batch | None:
    """The files it was added together with, the latest where it was among several."""
    found = Batch.objects.filter(files__minutes_import=minutes, files__outcome="added")
    return found.select_related("group").order_by("-pk").first()


def batches_at_work(viewer: Viewer) -> QuerySet[Batch]:
    """Those of which some file waits to be read or confirmed, each with how many as `waiting`."""
    unfinished = BatchFile.objects.filter(batch=OuterRef("pk")).exclude(
        Q(minutes_import__isnull=True) | Q(minutes_import__state__in=(ImportState.CONFIRMED, ImportState.REFUSED))
    )
    counted = unfinished.order_by().values("batch").annotate(n=Count("pk")).values("n")
    return batches_for(viewer).annotate(waiting=Coalesce(Subquery(counted), 0)).filter(waiting__gt=0)


def files_of(batch: Batch) -> list[BatchFile]:
    """In the order of adding, each with its import as `minutes_import` and its open questions as `asked`."""
    asked = Question.objects.filter(minutes_import=OuterRef("minutes_import"), state=QuestionState.OPEN)
    holding = asked.exclude(kind=QuestionKind.SPEAKER).order_by().values("minutes_import")
    found = BatchFile.objects.filter(batch=batch).select_related("minutes_import__file", "minutes_import__group")
    counted = Coalesce(Subquery(holding.annotate(n=Count("pk")).values("n")), 0)
    return list(found.defer("minutes_import__reading").annotate(asked=counted).order_by("position"))


def days_that_come_twice(files: Iterable[BatchFile]) -> set[object]:
    """Days of which more than one of these files is the minutes."""
    seen: set[object] = set()
    twice: set[object] = set()
    for minutes in {f.minutes_import_id: f.minutes_import for f in files if f.minutes_import}.values():
        if minutes.held_on is not None:
            (twice if minutes.held_on in seen else seen).add(minutes.held_on)
    return twice


def imports_of(batch: Batch) -> QuerySet[MinutesImport]:
    """Imports that these files became; what was here before is not theirs."""
    added = BatchFile.objects.filter(batch=batch, outcome="added").values("minutes_import")
    return MinutesImport.objects.filter(pk__in=added).defer("reading")


def worklist(batch: Batch) -> list[Entry]:
    """Open questions of all these files, those together that one answer can settle; what settles most comes first.

    Two questions are alike where they ask after the same words and the same people may be meant. A question about the
    day holds up the whole document; one about who spoke, or by which day, holds up nothing.
    """
    asked = Question.objects.filter(
        minutes_import__in=imports_of(batch).filter(state=ImportState.READY), state=QuestionState.OPEN
    )
    found = asked.select_related("finding", "minutes_import__file", "minutes_import__group").prefetch_related(
        "candidates"
    )
    ordered = list(
        found.defer("minutes_import__reading").order_by("minutes_import__held_on", "minutes_import", "number")
    )
    alike: dict[object, list[Question]] = {}
    for question in ordered:
        alike.setdefault(like(question) or question.pk, []).append(question)
    waiting = _undecided({q.minutes_import_id for q in ordered if q.kind == QuestionKind.DATE})
    entries = [Entry(tuple(each), sum(_holds(q, waiting) for q in each)) for each in alike.values()]
    return sorted(entries, key=_first_of_all)


def _first_of_all(entry: Entry) -> tuple[int, bool, int, str, int]:
    lead = entry.lead
    return (-entry.holds, lead.kind != QuestionKind.DATE, -entry.documents, lead.words.casefold(), lead.pk)


def like(question: Question) -> Like | None:
    """What makes two questions one, or nothing where each is its own: who is to do it, on which day."""
    if question.kind not in (QuestionKind.OWNER, QuestionKind.SPEAKER) or not question.words:
        return None
    people = frozenset(person.pk for person in question.candidates.all())
    return ("who", question.words, people, frozenset(question.names))


def _holds(question: Question, waiting: dict[int, int]) -> int:
    if question.kind in (QuestionKind.SPEAKER, QuestionKind.DUE):
        return 0
    if question.kind == QuestionKind.DATE:
        return max(1, waiting.get(question.minutes_import_id, 0))
    finding = question.finding
    return int(finding is None or finding.state == FindingState.UNTICKED)


def _undecided(keys: set[int]) -> dict[int, int]:
    """How many findings of each of these imports are not decided."""
    open_ = Finding.objects.filter(minutes_import__in=keys, state__in=(FindingState.TICKED, FindingState.UNTICKED))
    return dict(open_.order_by().values_list("minutes_import").annotate(n=Count("pk")))


def answered_over(batch: Batch) -> list[Question]:
    """Questions of these files that were answered along with one of another document; each with that question."""
    ours = imports_of(batch)
    found = Question.objects.filter(minutes_import__in=ours, answered_with__minutes_import__in=ours)
    leads = ("finding", "answered_with__minutes_import__file", "minutes_import__file", "answered_by")
    others = found.exclude(state=QuestionState.OPEN).select_related(*leads)
    return [q for q in others.order_by("answered_with", "minutes_import", "number")
            if q.answered_with and q.answered_with.minutes_import_id != q.minutes_import_id]  # fmt: skip
