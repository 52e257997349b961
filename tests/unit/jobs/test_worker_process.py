"""A real `plait work`, told to stop as a service manager tells it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

# The installation is one of its own, on SQLite: a process cannot share a test's database.
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from plait_slow_job import slow
slow.enqueue()
"""
SLOW = """
import time
from pathlib import Path
from django_tasks import task

@task()
def slow() -> None:
    Path("{folder}/begun").touch()
    time.sleep(2)
    Path("{folder}/ended").touch()
"""
STATES = """
import django; django.setup()
from django_tasks_db.models import DBTaskResult
print(*DBTaskResult.objects.filter(task_path="plait_slow_job.slow").values_list("status", flat=True))
"""


@pytest.fixture
def there(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "plait_slow_job.py").write_text(SLOW.format(folder=tmp_path))
    environment = {
        **os.environ,
        "PLAIT_MODE": "test",
        "PLAIT_DATA": str(tmp_path),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(tmp_path),
    }
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True, timeout=60)
    return environment


@pytest.fixture
def worker(there: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-m", "plait.cli.main", "work"], env=there, stderr=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait()


def wait_for(path: Path) -> None:
    until = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < until, f"{path.name} did not come"
        time.sleep(0.05)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_finishes_the_job_in_hand(
    worker: "subprocess.Popen[bytes]", there: dict[str, str], tmp_path: Path, told: signal.Signals
) -> None:
    wait_for(tmp_path / "begun")
    worker.send_signal(told)
    assert worker.wait(30) == 0
    assert (tmp_path / "ended").exists()
    states = subprocess.run([sys.executable, "-c", STATES], env=there, capture_output=True, text=True, check=True)
    assert states.stdout.strip() == "SUCCESSFUL"


def test_a_worker_with_nothing_to_do_stops_at_once(
    worker: "subprocess.Popen[bytes]", there: dict[str, str], tmp_path: Path
) -> None:
    wait_for(tmp_path / "ended")
    time.sleep(0.5)
    worker.terminate()
    assert worker.wait(5) == 0
