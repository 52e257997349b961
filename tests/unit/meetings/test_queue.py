"""From the queue through the limited child to a page that waits for a person; and workers that die."""

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from plait.actions.models import Action, Responsibility
from plait.core.actor import Actor
from plait.jobs.worker import run_once
from plait.meetings import commands
from plait.meetings.models import ImportState, Meeting, MinutesImport, Question
from tests.unit.meetings.conftest import Room

JOB = Actor.job("The timetable")
MINUTES = """\
Marlshire Safeguarding Children Partnership
Minutes of the Practice Oversight Group
Wednesday 7 October 2026, 14:00 to 16:00, Microsoft Teams

Present
Hester Lockyer (HL), Marlshire Council, Director
Kemi Odukoya (KO), Business Unit
Stephen Corrie (SC), Marlshire Council
Sunita Chandel (SC), Wendmouth Hospitals

1. Welcome
HL welcomed members.

2. Mailing list
Action: KO to circulate the mailing list by 30 October 2026.

3. Audits
Action: SC to bring the mapping of siblings to the next meeting.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES)
    return path


def run(*words: Any) -> str:
    out = StringIO()
    call_command("import_minutes", *map(str, words), stdout=out, stderr=out)
    return out.getvalue()


def test_a_worker_reads_what_waits(transactional_db: None, room: Room, at: datetime) -> None:
    added = commands.add_minutes(group=room.group, data=MINUTES.encode(), name="minutes.txt", by=room.by, at=at)
    run_once()
    added.refresh_from_db()
    assert added.state == ImportState.READY
    assert added.findings.filter(kind="action").count() == 2


def test_a_task_that_runs_twice_reads_once(room: Room, at: datetime) -> None:
    added = commands.add_minutes(group=room.group, data=MINUTES.encode(), name="minutes.txt", by=room.by, at=at)
    for _ in range(2):
        commands.read_minutes.call(added.pk)
    assert added.findings.filter(kind="action").count() == 2


def test_a_reading_whose_worker_died_is_put_back_and_given_up_after_three_tries(room: Room, at: datetime) -> None:
    added = commands.add_minutes(group=room.group, data=b"x", name="a.txt", queue=False, by=room.by, at=at)
    now = at
    for tried in (1, 2, 3):
        commands.begin_reading(key=added.pk, by=JOB, at=now)
        assert commands.put_back(by=JOB, at=now + timedelta(minutes=4)) == 0
        now += timedelta(minutes=6)
        assert commands.put_back(by=JOB, at=now) == 1
        added.refresh_from_db()
        assert added.tries == tried
    assert added.state == ImportState.REFUSED
    assert "stopped 3 times" in added.refusal


def test_a_job_that_is_taken_up_again_reads_what_its_killed_worker_had_begun(
    room: Room, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = commands.add_minutes(group=room.group, data=MINUTES.encode(), name="minutes.txt", by=room.by, at=at)
    commands.begin_reading(key=added.pk, by=JOB, at=at)
    commands.read_minutes.call(added.pk)
    added.refresh_from_db()
    assert added.state == ImportState.READING, "another job leaves it to the one that has it"
    monkeypatch.setattr("plait.meetings.commands.reading.job_in_hand", lambda: added.task)
    commands.read_minutes.call(added.pk)
    added.refresh_from_db()
    assert (added.state, added.tries) == (ImportState.READY, 2)


def test_a_file_that_only_waits_its_turn_is_left_in_the_queue(room: Room, at: datetime) -> None:
    commands.add_minutes(group=room.group, data=b"x", name="a.txt", by=room.by, at=at)
    assert commands.put_back(by=JOB, at=at + timedelta(hours=2)) == 0
    DBTaskResult.objects.update(status="FAILED")
    assert commands.put_back(by=JOB, at=at + timedelta(hours=2)) == 1


def test_progress_is_a_sign_of_life(room: Room, at: datetime) -> None:
    added = commands.add_minutes(group=room.group, data=b"x", name="a.txt", queue=False, by=room.by, at=at)
    commands.begin_reading(key=added.pk, by=JOB, at=at)
    later = at + timedelta(minutes=4)
    commands.note_progress(key=added.pk, step="page", counts={"done": 3, "of": 9}, by=JOB, at=later)
    assert commands.put_back(by=JOB, at=at + timedelta(minutes=7)) == 0


def test_without_yes_the_command_line_leaves_it_to_be_confirmed(room: Room, file: Path) -> None:
    said = run(file, "--group", room.group.slug)
    minutes = MinutesImport.objects.get()
    assert f"/meetings/imports/{minutes.pk}" in said
    assert "SC: who?" in said
    assert "Stephen Corrie, Sunita Chandel" in said
    assert not Meeting.objects.exists()


def test_yes_confirms_what_was_read_and_answers_no_question(room: Room, file: Path) -> None:
    said = run(file, "--group", room.group.slug, "--yes")
    assert Action.objects.count() == 2
    assert "2 actions: ACT-0001 to ACT-0002" in said
    unsettled = Responsibility.objects.get(words="SC")
    assert (unsettled.kind, unsettled.person) == ("as_written", None)
    assert Question.objects.get(owner__words="SC").state == "open"


def test_the_same_file_a_second_time_doubles_nothing(room: Room, file: Path) -> None:
    for _ in range(2):
        said = run(file, "--group", room.group.slug, "--yes")
    assert "in the register already" in said
    assert Action.objects.count() == 2


def test_yes_after_a_look_confirms_what_waits(room: Room, file: Path) -> None:
    run(file, "--group", room.group.slug)
    run(file, "--group", room.group.slug, "--yes")
    assert Action.objects.count() == 2


def code(*words: Any) -> int:
    """The exit code the shell would see."""
    try:
        run(*words)
    except CommandError as error:
        return int(error.returncode)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_each_outcome_has_its_exit_code(room: Room, file: Path, tmp_path: Path) -> None:
    letter, broken, undated = tmp_path / "letter.txt", tmp_path / "broken.pdf", tmp_path / "undated.txt"
    letter.write_text("Dear all,\n\nThank you for your letter.\n\nYours,\nHester\n")
    broken.write_bytes(b"%PDF-1.7 nothing of the kind")
    undated.write_text(MINUTES.replace("Wednesday 7 October 2026, ", ""))
    group = ("--group", room.group.slug)
    assert code(tmp_path / "none.txt", *group) == 2
    assert code(file, "--group", "nobody") == 2
    assert code(letter, *group) == 3
    assert code(broken, *group) == 4
    assert code(undated, *group, "--yes") == 1
    assert code(file, *group) == 0
