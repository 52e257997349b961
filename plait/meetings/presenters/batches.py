"""Files that were added in one go, each with how it stands, and one list of questions over all of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from plait.core.dates import say_near
from plait.meetings.models import Batch, BatchFile, FileOutcome, ImportState, Question, QuestionKind
from plait.meetings.presenters.amounts import many
from plait.meetings.presenters.likes import place_of
from plait.meetings.presenters.questions import Choice, Posts, asked, why_no_day
from plait.meetings.queries.batches import ON_THE_WAY, Entry

MOST_ENTRIES = 20  # questions on one page
_KINDS = {QuestionKind.DATE: "date", QuestionKind.DUE: "due", QuestionKind.NO_OWNER: "nobody"}


@dataclass(frozen=True, slots=True)
class FileRow:
    """`look` is silent, todo, done or bad; `again` says that its meeting is here twice."""

    name: str
    url: str
    state: str
    look: str
    said: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document that an answer would answer, and where in it."""

    key: int
    name: str
    day: str
    url: str
    places: str


@dataclass(frozen=True, slots=True)
class Asking:
    """One question over several documents. `kind` is who, nobody, date or due."""

    key: int
    kind: str
    title: str
    why: str
    holds: str
    choices: Sequence[Choice]
    documents: Sequence[Document]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given here, and the documents it was given for."""

    said: str
    lead: int
    documents: Sequence[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class BatchPage:
    key: int
    title: str
    lead: str
    running: bool
    read: int
    count: int
    files: Sequence[FileRow]
    asking: Sequence[Asking]
    more: int
    given: Sequence[Given]
    known: Sequence[str]
    restricted: bool


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Files that were added in one go, where minutes are listed."""

    title: str
    url: str
    said: str


def batch_row(batch: Batch, today: date) -> BatchRow:
    """`batch.waiting` is how many are not confirmed."""
    day = say_near(timezone.localdate(batch.added_at), today)
    who = f" by {batch.added_by.name}" if batch.added_by else ""
    left = many(int(batch.waiting), "file")  # type: ignore[attr-defined]
    return BatchRow(f"{batch.group}, added {day}", reverse("batch", args=[batch.pk]), f"{left} to confirm. Added{who}.")


def batch_page(
    batch: Batch,
    files: Sequence[BatchFile],
    entries: Sequence[Entry],
    answered: Sequence[Question],
    posts: Posts,
    twice: Collection[object],
    known: Sequence[str],
    today: date,
) -> BatchPage:
    ours = [f.minutes_import for f in files if f.outcome == FileOutcome.ADDED]
    on_the_way = sum(1 for minutes in ours if minutes and minutes.state in ON_THE_WAY)
    return BatchPage(
        key=batch.pk,
        title=f"{batch.group}: {many(len(files), 'file')} added together",
        lead=_lead(files, on_the_way, len(entries)),
        running=on_the_way > 0,
        read=len(files) - on_the_way,
        count=len(files),
        files=[file_row(file, twice, today) for file in files],
        asking=[_asking(entry, posts, today) for entry in entries[:MOST_ENTRIES]],
        more=max(0, len(entries) - MOST_ENTRIES),
        given=_given(answered, today),
        known=known,
        restricted=batch.circle.restricted,
    )


def _lead(files: Sequence[BatchFile], on_the_way: int, questions: int) -> str:
    states = [f.minutes_import.state for f in files if f.minutes_import and f.outcome == FileOutcome.ADDED]
    ready, confirmed = states.count(ImportState.READY), states.count(ImportState.CONFIRMED)
    refused = states.count(ImportState.REFUSED) + sum(1 for f in files if f.outcome == FileOutcome.LEFT_OUT)
    here = sum(1 for f in files if f.outcome in (FileOutcome.HERE, FileOutcome.TWICE))
    parts = [
        f"{on_the_way} still to be read" if on_the_way else "",
        f"{ready} to confirm" if ready else "",
        f"{confirmed} confirmed" if confirmed else "",
        f"{refused} could not be read" if refused else "",
        f"{here} here already" if here else "",
        f"{many(questions, 'question')} over all of them" if questions else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}." if said else "Nothing was added."


def file_row(file: BatchFile, twice: Collection[object], today: date) -> FileRow:
    minutes = file.minutes_import
    if minutes is None:
        return FileRow(file.name, "", "Not added", "bad", file.said)
    url = reverse("minutes_import", args=[minutes.pk])
    if file.outcome in (FileOutcome.HERE, FileOutcome.TWICE):
        was = f"Added before, as “{minutes.file.name}”."
        return FileRow(file.name, url, FileOutcome(file.outcome).label, "silent", file.said or was)
    day = say_near(minutes.held_on, today) if minutes.held_on else ""
    also = "Another of these files is of the same day." if minutes.held_on in twice else ""
    state = ImportState(minutes.state)
    if state == ImportState.REFUSED:
        return FileRow(file.name, url, "Could not be read", "bad", minutes.refusal)
    if state == ImportState.READY:
        count = int(file.asked)  # type: ignore[attr-defined]
        said = f"{day or 'Day not known'}, {many(count, 'question') if count else 'no open questions'}. {also}"
        return FileRow(file.name, url, "To confirm", "todo", said.strip())
    if state == ImportState.CONFIRMED:
        return FileRow(file.name, url, "Confirmed", "done", f"{day}. {also}".strip())
    return FileRow(file.name, url, "Being read" if state == ImportState.READING else "Waits its turn", "silent", "")


def _asking(entry: Entry, posts: Posts, today: date) -> Asking:
    lead = entry.lead
    shown = asked([lead], posts, {}, today)[0]
    kind = _KINDS.get(QuestionKind(lead.kind), "who")
    documents = _documents(entry.questions, today)
    return Asking(
        key=lead.pk,
        kind=kind,
        title=_title(lead, kind, len(documents)),
        why=_why(lead, kind),
        holds=_holds(entry, kind),
        choices=shown.choices,
        documents=documents,
    )


def _title(lead: Question, kind: str, documents: int) -> str:
    if kind == "date":
        return f"On which day was the meeting of “{lead.minutes_import.file.name}”?"
    if kind == "due":
        return lead.text
    if kind == "nobody":
        return "Who is to do this?"
    where = "1 document" if documents == 1 else f"{documents} documents"
    return f"Who is “{lead.words}” in {where}?"


def _why(lead: Question, kind: str) -> str:
    if kind == "date":
        return f"{why_no_day(lead)} Without a day the meeting cannot stand in the record."
    if kind in ("nobody", "due"):
        return f"“{lead.finding.wording}”" if lead.finding else ""
    if len(lead.candidates.all()) + len(lead.names) > 1:
        return "More than one person at these meetings may be meant. Plait does not guess."
    return "Nobody in the lists of these meetings is called that."


def _holds(entry: Entry, kind: str) -> str:
    if not entry.holds:
        return "Holds up nothing."
    what = "finding" if kind == "date" else "action"
    return f"Holds up {many(entry.holds, what)}."


def _documents(questions: Sequence[Question], today: date) -> list[Document]:
    by_import: dict[int, list[Question]] = {}
    for question in questions:
        by_import.setdefault(question.minutes_import_id, []).append(question)
    return [_document(key, asked_in, today) for key, asked_in in by_import.items()]


def _document(key: int, questions: Sequence[Question], today: date) -> Document:
    minutes = questions[0].minutes_import
    return Document(
        key=key,
        name=minutes.file.name,
        day=say_near(minutes.held_on, today) if minutes.held_on else "day not known",
        url=f"{reverse('minutes_import', args=[key])}#{questions[0].label}",
        places=", ".join(place_of(question) for question in questions),
    )


def _given(answered: Sequence[Question], today: date) -> list[Given]:
    by_lead: dict[int, list[Question]] = {}
    for question in answered:
        by_lead.setdefault(question.answered_with_id or 0, []).append(question)
    return [_one_given(together, today) for together in by_lead.values()]


def _one_given(together: Sequence[Question], today: date) -> Given:
    first = together[0]
    lead = first.answered_with
    assert lead is not None
    who = f" by {first.answered_by.name}" if first.answered_by else ""
    day = f", {say_near(timezone.localdate(first.answered_at), today)}" if first.answered_at else ""
    documents: dict[int, list[Question]] = {}
    for question in together:
        documents.setdefault(question.minutes_import_id, []).append(question)
    said = first.answer or "left as written"
    return Given(
        said=f"“{first.words}”: {said}. Answered in {lead.minutes_import.file.name}{who}{day}, and so also in:",
        lead=lead.pk,
        documents=[
            (key, each[0].minutes_import.file.name, ", ".join(place_of(q) for q in each))
            for key, each in documents.items()
        ],
    )
