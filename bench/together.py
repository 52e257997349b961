"""Two web processes and two workers on one database serve one installation; one of each is killed in mid-use.

python -m tests.postgres python -m bench.together [SECONDS [PEOPLE]]

People write updates through both web processes in turn, as a proxy sends them; files of minutes wait to be read. After
a third of the time one web process and one worker are killed with SIGKILL, after two thirds they are started again.
Whoever does not know whether their words arrived looks, as people do, and writes them again if they did not. Afterwards
each update stands once, each file has been read, nobody has met an error page, and the history holds. Prints one JSON
object; ends with 1 where that does not hold.
"""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence

from bench.load import WHO, Browser, wait
from bench.reading import minutes_text

PORTS = (8398, 8399)
FILES = 12
PATIENCE = 240.0
_BROKEN = (OSError, http.client.HTTPException)
_PLAIT = (sys.executable, "-m", "plait.cli.main")
_WORK = ("work", "--interval", "0.2", "--lease", "4")


class Writer:
    """Somebody who writes one update after another on an action of their own."""

    def __init__(self, number: int, reference: str) -> None:
        self.browser = Browser(WHO[0], PORTS)
        self.name, self.page = f"Writer {number}", f"/actions/{reference}"
        self.written: list[str] = []
        self.broken = 0
        self.given_up: list[str] = []

    def live(self, until: float) -> None:
        while time.perf_counter() < until:
            words = f"{self.name}, answer {len(self.written)}."
            (self.written if self._write(words) else self.given_up).append(words)
            time.sleep(0.1)

    def _write(self, words: str) -> bool:
        for _ in range(20):
            try:
                if words in self.browser.ask("GET", self.page)[1]:
                    return True
                _, form = self.browser.ask("GET", f"{self.page}/update")
                version = re.search(r'name="version" value="(\d+)"', form)
                said = {"words": words, "state": "on_the_way", "version": version[1] if version else ""}
                if version and self.browser.post(f"{self.page}/update", said) == 302:
                    return True
            except _BROKEN:
                self.broken += 1
                time.sleep(0.2)
        return False


class Processes:
    """Each in a group of its own, so that a kill takes what it has started with it."""

    def __init__(self, env: dict[str, str]) -> None:
        self._env = env
        webs = [("serve", "--bind", f"127.0.0.1:{port}", "--workers", "1") for port in PORTS]
        self._commands: list[Sequence[str]] = [*webs, _WORK, _WORK]
        self._running = [self._start(command) for command in self._commands]

    def _start(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        quiet = subprocess.DEVNULL
        return subprocess.Popen([*_PLAIT, *command], env=self._env, stdout=quiet, stderr=quiet, start_new_session=True)

    def kill(self) -> None:
        """The first web process and the first worker, at once."""
        for place in (0, len(PORTS)):
            os.killpg(self._running[place].pid, signal.SIGKILL)
            self._running[place].wait()

    def start_again(self) -> None:
        for place in (0, len(PORTS)):
            self._running[place] = self._start(self._commands[place])

    def stop(self) -> list[int]:
        """Their exit codes, after SIGTERM."""
        for process in self._running:
            process.terminate()
        return [process.wait(60) for process in self._running]


def run(seconds: float, people: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="plait-together-") as folder:
        os.environ.update(
            PLAIT_MODE="demo", PLAIT_DEBUG="0", PLAIT_DATA=folder, DJANGO_SETTINGS_MODULE="config.settings"
        )
        subprocess.run([*_PLAIT, "demo"], check=True, capture_output=True)
        import django

        django.setup()
        references = _prepare(people)
        processes = Processes(dict(os.environ))
        try:
            for port in PORTS:
                wait(time.perf_counter(), port)
            writers = [Writer(number, reference) for number, reference in enumerate(references)]
            _use(writers, processes, seconds)
            read = _until_read()
        finally:
            codes = processes.stop()
        return _judge(writers) | {"files read": read, "ended with": codes}


def _prepare(people: int) -> list[str]:
    """An open action for each writer; and files that wait to be read."""
    from django.utils import timezone

    from plait.actions.models import Action
    from plait.core.actor import Actor
    from plait.groups.models import Group
    from plait.meetings.commands import add_minutes

    group = Group.objects.get(slug="practice-oversight")
    for number in range(FILES):
        data = minutes_text(4000 + number)
        add_minutes(group=group, data=data, name=f"{number}.txt", by=Actor.command_line(), at=timezone.now())
    found = Action.objects.filter(state="on_the_way", group=group).order_by("number")[:people]
    return [action.reference for action in found]


def _use(writers: Sequence[Writer], processes: Processes, seconds: float) -> None:
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=writer.live, args=(until,)) for writer in writers]
    for thread in threads:
        thread.start()
    time.sleep(seconds / 3)
    processes.kill()
    time.sleep(seconds / 3)
    processes.start_again()
    for thread in threads:
        thread.join()


def _until_read() -> int:
    """How many of the files have been read, once no more are, or after some minutes."""
    from plait.meetings.models import ImportState, MinutesImport

    began = time.perf_counter()
    waiting = MinutesImport.objects.filter(state__in=(ImportState.WAITING, ImportState.READING))
    while waiting.exists() and time.perf_counter() - began < PATIENCE:
        time.sleep(0.3)
    return MinutesImport.objects.filter(state=ImportState.READY, file__name__regex=r"^\d+\.txt$").count()


def _judge(writers: Sequence[Writer]) -> dict[str, object]:
    from plait.actions.models import Update
    from plait.history.queries import verify

    stand = Counter(Update.objects.filter(words__startswith="Writer ").order_by().values_list("words", flat=True))
    return {
        "updates": sum(len(writer.written) for writer in writers),
        "lines that broke": sum(writer.broken for writer in writers),
        "lost": sum(words not in stand for writer in writers for words in writer.written),
        "doubled": sum(times > 1 for times in stand.values()),
        "given up": sum(len(writer.given_up) for writer in writers),
        "error pages": sorted({fault for writer in writers for fault in writer.browser.faults}),
        "history holds": verify().broken is None,
    }


def holds(told: dict[str, object]) -> bool:
    wrong = told["lost"] or told["doubled"] or told["given up"] or told["error pages"]
    return not wrong and bool(told["history holds"]) and told["files read"] == FILES and told["updates"] != 0


if __name__ == "__main__":
    given = [float(each) for each in sys.argv[1:]]
    found = run((given or [30.0])[0], int((given[1:] or [8])[0]))
    json.dump(found | {"holds": holds(found)}, sys.stdout)
    print()
    sys.exit(0 if holds(found) else 1)
