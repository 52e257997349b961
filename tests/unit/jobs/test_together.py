"""Two web processes and two workers on a real PostgreSQL, one of each killed: the small form of `bench.together`."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_no_update_is_lost_or_doubled_when_a_web_process_and_a_worker_are_killed_in_mid_use() -> None:
    python = [sys.executable, "-m"]
    ended = subprocess.run(
        [*python, "tests.postgres", *python, "bench.together", "9", "4"],
        cwd=ROOT, capture_output=True, text=True, timeout=280,
    )  # fmt: skip
    assert "{" in ended.stdout, ended.stderr[-2000:]
    told = json.loads(ended.stdout[ended.stdout.index("{") :])
    assert (told["lost"], told["doubled"], told["error pages"]) == (0, 0, []), told
    assert told["holds"], told
