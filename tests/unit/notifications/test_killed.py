"""Two real workers on a real PostgreSQL, killed at random: the small form of `bench.killed`."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_no_letter_is_lost_and_doubles_lie_in_the_stated_window_when_workers_are_killed() -> None:
    python = [sys.executable, "-m"]
    ended = subprocess.run(
        [*python, "tests.postgres", *python, "bench.killed", "300", "0.03"],
        cwd=ROOT, capture_output=True, text=True, timeout=280,
    )  # fmt: skip
    told = json.loads(ended.stdout[ended.stdout.index("{") :])
    assert (told["lost"], told["not in doubt"], told["before no kill"]) == (0, 0, 0), told
    assert told["kills"] >= 1
    assert told["most of one kill"] <= told["window"]
    assert told["holds"], ended.stderr[-2000:]
