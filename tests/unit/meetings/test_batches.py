"""A folder of minutes in one go: each file alone, duplicates said, and one list of questions over all of them."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from plait.actions.models import Action
from plait.core.refusals import Refusal
from plait.jobs.worker import run_once
from plait.meetings import commands, given
from plait.meetings.choices import Who
from plait.meetings.given import Given
from plait.meetings.models import (
    Batch,
    BatchFile,
    ImportState,
    Meeting,
    MinutesImport,
    Question,
    QuestionState,
    ReadOwner,
)
from plait.meetings.queries import batches
from tests.unit.meetings.conftest import Room
from tests.unit.meetings.test_queue import MINUTES

Fill = Callable[..., Batch]
MONTHS = ("January", "February", "March", "April", "May", "June")


def minutes_of(month: str, more: str = "") -> bytes:
    said = MINUTES.replace("Wednesday 7 October 2026", f"7 {month} 2026").replace("30 October", f"28 {month}")
    return (said + more).encode()


@pytest.fixture
def fill(room: Room, at: datetime) -> Fill:
    """fill({"a.txt": data}): added together and read."""

    def make(files: dict[str, bytes], token: str = "one") -> Batch:
        batch = commands.open_batch(group=room.group, token=token, by=room.by, at=at)
        for name, data in files.items():
            added = commands.add_to_batch(
                batch=batch,
                given=Given(name, lambda data=data: data),
                queue=False,
                by=room.by,
                at=at,  # type: ignore[misc]
            )
            if added.outcome == "added" and added.minutes_import_id:
                commands.read_minutes.call(added.minutes_import_id)
        return batch

    return make


@pytest.fixture
def half_year(fill: Fill) -> Batch:
    """Six meetings; in each "SC" may be two people."""
    return fill({f"{month}.txt": minutes_of(month) for month in MONTHS})


def outcomes(batch: Batch) -> list[str]:
    return list(BatchFile.objects.filter(batch=batch).values_list("outcome", flat=True))


def test_each_file_is_an_import_of_its_own_and_fails_alone(fill: Fill) -> None:
    batch = fill({"a.txt": minutes_of("May"), "b.pdf": b"%PDF-1.7 nothing", "c.txt": minutes_of("June")})
    states = [file.minutes_import.state for file in batches.files_of(batch) if file.minutes_import]
    assert states == [ImportState.READY, ImportState.REFUSED, ImportState.READY]


def test_the_same_bytes_twice_and_what_is_here_already_are_said_and_not_added(fill: Fill) -> None:
    fill({"old.txt": minutes_of("May")}, token="before")
    batch = fill({"a.txt": minutes_of("May"), "b.txt": minutes_of("June"), "copy.txt": minutes_of("June")})
    assert outcomes(batch) == ["here", "added", "twice"]
    assert BatchFile.objects.get(name="copy.txt").said == "The same as “b.txt”."
    assert MinutesImport.objects.count() == 2


def test_a_file_that_cannot_be_taken_says_why(room: Room, at: datetime) -> None:
    batch = commands.open_batch(group=room.group, token="x", by=room.by, at=at)
    left = Given("empty.txt", why_not="The file is empty.")
    file = commands.add_to_batch(batch=batch, given=left, by=room.by, at=at)
    assert (file.outcome, file.said, file.minutes_import) == ("left_out", "The file is empty.", None)


def test_more_than_two_hundred_are_refused_and_nothing_is_lost(
    room: Room, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plait.meetings.commands.batches.MOST_FILES", 1)
    batch = commands.open_batch(group=room.group, token="x", by=room.by, at=at)
    commands.add_to_batch(batch=batch, given=Given("a.txt", lambda: b"a"), by=room.by, at=at)
    with pytest.raises(Refusal, match="At most 1 files"):
        commands.add_to_batch(batch=batch, given=Given("b.txt", lambda: b"b"), by=room.by, at=at)
    assert batch.files.count() == 1


def test_the_question_that_settles_most_comes_first(fill: Fill) -> None:
    files = {f"{month}.txt": minutes_of(month) for month in MONTHS[:3]}
    files["May.txt"] = minutes_of("May", "\nAction: XY to print the form.\n")
    entries = batches.worklist(fill(files))
    assert [(entry.lead.words, entry.documents, entry.holds) for entry in entries] == [("SC", 4, 4), ("XY", 1, 1)]


def test_one_answer_answers_the_ticked_documents_and_says_so_in_each(
    half_year: Batch, room: Room, at: datetime
) -> None:
    (entry,) = batches.worklist(half_year)
    chosen = entry.questions[:5]
    answered = commands.answer_over(
        lead=entry.lead, questions=chosen, who=[Who.of_person(room.stephen, "SC")], by=room.by, at=at
    )
    assert len(answered) == 5
    assert ReadOwner.objects.filter(words="SC", person=room.stephen).count() == 5
    (left,) = batches.worklist(half_year)
    assert left.lead == entry.questions[5]
    assert len(batches.answered_over(half_year)) == 4
    histories = MinutesImport.objects.filter(changed_words__startswith="answered Q").count()
    assert histories == 5


def test_an_answer_is_taken_back_in_one_document_and_stays_in_the_others(
    half_year: Batch, room: Room, at: datetime
) -> None:
    (entry,) = batches.worklist(half_year)
    who = [Who.of_person(room.stephen, "SC")]
    commands.answer_over(lead=entry.lead, questions=entry.questions, who=who, by=room.by, at=at)
    document = entry.questions[3].minutes_import
    assert commands.take_back_over(lead=entry.lead, minutes=document, by=room.by, at=at) == 1
    assert Question.objects.filter(state=QuestionState.OPEN, words="SC").get().minutes_import == document
    assert commands.take_back_over(lead=entry.lead, minutes=document, by=room.by, at=at) == 0


def test_other_people_under_the_same_initials_are_another_question(fill: Fill) -> None:
    others = minutes_of("May").replace(b"Sunita Chandel", b"Sarah Coombe")
    entries = batches.worklist(fill({"a.txt": minutes_of("April"), "b.txt": others}))
    assert [(entry.lead.words, entry.documents) for entry in entries] == [("SC", 1), ("SC", 1)]


def test_what_somebody_answered_in_the_meantime_stays(half_year: Batch, room: Room, at: datetime) -> None:
    (entry,) = batches.worklist(half_year)
    commands.answer(question=entry.questions[2], who=[Who.of_person(room.sunita, "SC")], by=room.by, at=at)
    who = [Who.of_person(room.stephen, "SC")]
    answered = commands.answer_over(lead=entry.lead, questions=entry.questions, who=who, by=room.by, at=at)
    assert len(answered) == 5
    assert ReadOwner.objects.filter(words="SC", person=room.sunita).count() == 1


def test_a_document_without_its_day_is_asked_for_it_as_what_holds_up_most(fill: Fill) -> None:
    undated = MINUTES.replace("Wednesday 7 October 2026, ", "").encode()
    entries = batches.worklist(fill({"a.txt": minutes_of("April"), "b.txt": undated}))
    assert entries[0].lead.kind == "date"
    assert entries[0].holds == 2


def packed(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return held.getvalue()


def test_a_zip_gives_its_files_and_leaves_out_what_the_computer_keeps_for_itself() -> None:
    data = packed(year__a_dot_txt=b"a", year__Thumbs_dot_db=b"x", b_dot_zip=b"PK", empty_dot_txt=b"")
    found = list(given.from_zip("year.zip", io.BytesIO(data)))
    assert [(each.name, bool(each.why_not)) for each in found] == [
        ("year/a.txt", False),
        ("b.zip", True),
        ("empty.txt", True),
    ]
    assert found[0].data() == b"a"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"plain words", packed(a_dot_txt=b"a" * 400)[:80]])
def test_a_zip_that_cannot_be_opened_is_one_sentence(data: bytes) -> None:
    (only,) = given.from_zip("year.zip", io.BytesIO(data))
    assert "could not be opened" in only.why_not


def test_a_bomb_is_left_out_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.meetings.given.MOST_PACKED", 1_000_000)
    data = packed(a_dot_txt=b"0" * 900_000, b_dot_txt=b"0" * 900_000)
    found = list(given.from_zip("year.zip", io.BytesIO(data)))
    assert [bool(each.why_not) for each in found] == [False, True]


def test_a_folder_gives_its_files_in_order_and_those_of_its_folders(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / ".hidden").write_text("x")
    assert [each.name for each in given.from_folder(tmp_path)] == ["2025/b.txt", "a.txt"]


@pytest.fixture
def client(room: Room) -> Client:
    client = Client()
    client.force_login(room.user)
    return client


def test_files_are_added_read_by_the_worker_and_answered_on_one_page(
    transactional_db: None, room: Room, client: Client
) -> None:
    files = [SimpleUploadedFile(f"{month}.txt", minutes_of(month)) for month in MONTHS[:3]]
    form = {"group": room.group.pk, "token": "form", "chosen": [*files, SimpleUploadedFile("x.zip", b"no zip")]}
    address = client.post(reverse("add_many"), form).url  # type: ignore[attr-defined]
    page = client.get(address).content.decode()
    assert "1 of 4 files" in page
    assert "could not be opened" in page
    run_once()
    page = client.get(address).content.decode()
    assert "Who is “SC” in 3 documents?" in page
    assert "3 to confirm" in page
    batch = Batch.objects.get()
    (entry,) = batches.worklist(batch)
    keys = [question.minutes_import_id for question in entry.questions]
    said = {"lead": entry.lead.pk, "choice": f"person:{room.stephen.pk}", "document": keys[:2]}
    page = client.post(reverse("answer_batch", args=[batch.pk]), said, follow=True).content.decode()
    assert "Answered in 2 documents." in page
    assert "Who is “SC” in 1 document?" in page
    back = {"lead": entry.lead.pk, "minutes": keys[1]}
    page = client.post(reverse("take_back_batch", args=[batch.pk]), back, follow=True).content.decode()
    assert "The question is open there again." in page


def test_a_form_sent_twice_adds_nothing_the_second_time(room: Room, client: Client) -> None:
    for _ in range(2):
        form = {"group": room.group.pk, "token": "form", "chosen": [SimpleUploadedFile("a.txt", minutes_of("May"))]}
        client.post(reverse("add_many"), form)
    assert (Batch.objects.count(), BatchFile.objects.count()) == (1, 1)


def test_no_file_at_all_is_asked_for(room: Room, client: Client) -> None:
    answer = client.post(reverse("add_many"), {"group": room.group.pk, "token": "form"})
    assert answer.status_code == 422
    assert "Choose the files" in answer.content.decode()


def test_the_way_back_stands_among_the_meetings_and_on_each_document(half_year: Batch, client: Client) -> None:
    address = reverse("batch", args=[half_year.pk])
    assert "6 files to confirm." in client.get(reverse("meetings")).content.decode()
    first = batches.imports_of(half_year)[0]
    assert f'href="{address}"' in client.get(reverse("minutes_import", args=[first.pk])).content.decode()


def test_a_day_is_given_on_the_page(fill: Fill, room: Room, client: Client) -> None:
    batch = fill({"b.txt": MINUTES.replace("Wednesday 7 October 2026, ", "").encode()})
    lead = batches.worklist(batch)[0].lead
    said = {"lead": lead.pk, "day": "7 May 2026"}
    page = client.post(reverse("answer_batch", args=[batch.pk]), said, follow=True).content.decode()
    assert "b.txt has its day." in page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for month in MONTHS[:2]:
        (tmp_path / f"{month}.txt").write_bytes(minutes_of(month))
    (tmp_path / "copy.txt").write_bytes(minutes_of("January"))
    return tmp_path


def test_a_folder_comes_in_from_the_command_line(room: Room, folder: Path) -> None:
    out = io.StringIO()
    call_command("import_minutes", str(folder), "--group", room.group.slug, "--yes", stdout=out)
    said = out.getvalue()
    assert "copy.txt: twice among these files." in said
    assert "No questions. See /meetings/together/" in said
    assert Meeting.objects.count() == 2
    assert Action.objects.count() == 4


def test_a_folder_with_a_bad_file_brings_in_the_others_and_says_so(room: Room, folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("import_minutes", str(folder), "--group", room.group.slug, stdout=out)
    assert end.value.code == 1
    assert "1 question over all of them. See /meetings/together/" in out.getvalue()
    assert MinutesImport.objects.filter(state=ImportState.READY).count() == 2


def test_a_folder_is_left_to_the_workers_where_that_is_asked(room: Room, folder: Path) -> None:
    call_command("import_minutes", str(folder), "--group", room.group.slug, "--queue", stdout=io.StringIO())
    assert set(MinutesImport.objects.values_list("state", flat=True)) == {ImportState.WAITING}
