"""Two workers, killed at random while they hand letters over to a real mail server: none lost, and what came twice.

python -m tests.postgres python -m bench.killed [LETTERS [SECONDS]]

10,000 letters unless said otherwise, over each of which the server thinks so long; on PostgreSQL that way, without
tests.postgres on SQLite.

Each kill is SIGKILL at a moment of chance, and the worker is started again. Afterwards every letter must have come. One
that came twice must have come first before a kill, be marked as in doubt, and no kill may account for more than the
window of one worker. Prints one JSON object; ends with 1 where that does not hold.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from bench.letters import set_up, sink, write

THINKS = 0.004  # seconds of the sink for each letter: workers are killed in mid-letter rather than between
LEASE = 4.0
WORKERS = 2
PATIENCE = 1800.0


class Workers:
    """Two processes of `plait work`, one of which is killed now and then."""

    def __init__(self, env: dict[str, str], chance: random.Random) -> None:
        self._env, self._chance = env, chance
        self.kills: list[float] = []
        self._all = [self._start() for _ in range(WORKERS)]

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "plait.cli.main", "work", "--interval", "0.2", "--lease", str(LEASE)]
        return subprocess.Popen(command, env=self._env, stderr=subprocess.DEVNULL)

    def kill_one(self, longest: float) -> None:
        """One that has a job in hand, at a moment of chance after it was seen to have one."""
        which = self._chance.randrange(WORKERS)
        while not _has_a_job(self._all[which].pid):
            if not _left():
                return
            time.sleep(0.02)
        time.sleep(self._chance.uniform(0, longest))
        self._all[which].kill()
        self._all[which].wait()
        self.kills.append(time.time())
        self._all[which] = self._start()

    def stop(self) -> list[int]:
        """Their exit codes, after SIGTERM."""
        for process in self._all:
            process.terminate()
        return [process.wait(60) for process in self._all]


def run(letters: int, *, seed: int, longest: float, thinks: float) -> dict[str, object]:
    """`longest`: seconds that a worker has a job before it is killed, at most. `thinks`: as of `bench.sink`."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="plait-killed-") as folder:
        notes = Path(folder) / "notes"
        with sink(notes, thinks) as port:
            env = set_up(folder, port)
            import django

            django.setup()
            write(letters)
            began = time.time()
            workers = Workers(env, chance)
            while (left := _left()) and time.time() - began < PATIENCE:
                if left > letters // 50:
                    workers.kill_one(longest)
                else:
                    time.sleep(0.2)
            codes = workers.stop()
        return _judge(notes, workers.kills, letters) | {"seconds": round(time.time() - began, 1), "ended with": codes}


def _left() -> int:
    from plait.notifications.models import Message, State

    return Message.objects.exclude(state=State.SENT).count()


def _has_a_job(pid: int) -> bool:
    from plait.jobs.models import Worker

    return Worker.objects.filter(name__startswith=f"{pid}-").exclude(task="").exists()


def _judge(notes: Path, kills: list[float], letters: int) -> dict[str, object]:
    from plait.notifications.delivery import AT_ONCE
    from plait.notifications.models import Message

    came: defaultdict[str, list[float]] = defaultdict(list)
    for line in notes.read_text().splitlines():
        moment, key = line.split()
        came[key.strip("<>").partition("@")[0]].append(float(moment))
    written = {m.hex: doubtful for m, doubtful in Message.objects.order_by("pk").values_list("mail_id", "doubtful")}
    twice = {key: times for key, times in came.items() if len(times) > 1}
    by_kill = Counter(next((k for k in kills if k >= times[0]), 0.0) for times in twice.values())
    found = {
        "letters": letters,
        "kills": len(kills),
        "lost": len(written.keys() - came.keys()),
        "came twice": len(twice),
        "most of one kill": max(by_kill.values(), default=0),
        "window": AT_ONCE,
        "not in doubt": sum(not written[key] for key in twice),
        "before no kill": by_kill.get(0.0, 0),
        "not sent": _left(),
    }
    wrong = found["lost"] or found["not in doubt"] or found["before no kill"] or found["not sent"]
    return found | {"holds": not wrong and found["most of one kill"] <= AT_ONCE}


if __name__ == "__main__":
    given = [float(each) for each in sys.argv[1:]]
    told = run(int((given or [10_000])[0]), seed=7, longest=2.0, thinks=(given[1:] or [THINKS])[0])
    json.dump(told, sys.stdout)
    print()
    sys.exit(0 if told["holds"] else 1)
