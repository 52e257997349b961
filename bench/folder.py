"""A folder of minutes in the queue, read by one worker and by two: how many files a second each way.

python -m bench.folder FILES [ROUNDS]: on the database that DATABASE_URL names, or on a SQLite of its own. Text, Word
and PDF in turn, about four pages each, none like another. Time runs from the first task's start to the last one's end.
Rounds of one worker and of two take turns, so that a busy neighbour troubles both. Prints one JSON object.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import typst

from bench.reading import minutes_text

ROOT = Path(__file__).resolve().parents[1]
LINES = 160
FIRST = date(2016, 1, 6)
PATIENCE = 900.0  # seconds
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(number: int) -> tuple[str, bytes]:
    """The name and the bytes of one set of minutes: text, Word or PDF, each with a day of its own."""
    day = FIRST + timedelta(days=number)
    lines = minutes_text(LINES).decode().replace("8 May 2025", f"{day.day} {day:%B %Y}").splitlines()
    lines += [f"Action: AT to keep paper {number} for the next meeting."]
    if number % 3 == 0:
        return f"{number}.txt", "\n".join(lines).encode()
    if number % 3 == 1:
        return f"{number}.docx", _word(lines)
    return f"{number}.pdf", bytes(typst.compile("\\ \n".join(lines).encode()))


def _word(lines: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_SPACE}"><w:body>{body}</w:body></w:document>')
    return held.getvalue()


def main(files: int, rounds: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from bench import world

    call_command("migrate", verbosity=0)
    group = world.found().groups[0]
    took: dict[str, list[float]] = {"one": [], "two": []}
    refused = 0
    for turn in range(rounds):
        for place, (name, workers) in enumerate((("one", 1), ("two", 2))):
            seconds, bad = _round(group, range((2 * turn + place) * files, (2 * turn + place + 1) * files), workers)
            took[name].append(seconds)
            refused += bad
    json.dump({"files": files, "seconds": took, "refused": refused}, sys.stdout)


def _round(group: object, numbers: range, workers: int) -> tuple[float, int]:
    """Seconds from the first start to the last end, and how many files were refused."""
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from plait.core.actor import Actor
    from plait.groups.models import Group
    from plait.meetings import commands
    from plait.meetings.given import Given
    from plait.meetings.models import MinutesImport

    assert isinstance(group, Group)
    by = Actor.command_line()
    batch = commands.open_batch(group=group, token=f"bench {numbers.start}", by=by, at=timezone.now())
    tasks, keys = [], []
    for number in numbers:
        name, data = document(number)
        file = commands.add_to_batch(batch=batch, given=Given(name, lambda data=data: data), by=by, at=timezone.now())  # type: ignore[misc]
        assert file.minutes_import is not None
        keys.append(file.minutes_import.pk)
        tasks.append(file.minutes_import.task)
    running = [_worker() for _ in range(workers)]
    until = time.monotonic() + PATIENCE
    try:
        while DBTaskResult.objects.filter(pk__in=tasks).exclude(status__in=("SUCCESSFUL", "FAILED")).exists():
            if time.monotonic() > until or any(worker.poll() is not None for worker in running):
                raise SystemExit("A worker stopped, or the files were not read in time.")
            time.sleep(0.2)
    finally:
        for worker in running:
            worker.terminate()
        for worker in running:
            worker.wait(60)
    done = list(DBTaskResult.objects.filter(pk__in=tasks).values_list("started_at", "finished_at"))
    began, ended = min(start for start, _ in done if start), max(end for _, end in done if end)
    refused = MinutesImport.objects.filter(pk__in=keys).exclude(state="ready").count()
    return (ended - began).total_seconds(), refused


def _worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "plait.cli.main", "work", "--interval", "0.1"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="plait-folder-") as folder:
        os.environ |= {"PLAIT_DATA": folder, "PLAIT_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}
        main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
