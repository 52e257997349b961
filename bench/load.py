"""Many people at once on the real server, one press in ten writing, during an import and, with many actions, a round.

Each looks at a page for one to three seconds, then presses on. Run by `bench.__main__` with DATABASE_URL set, or on
a SQLite of its own. Prints one JSON object.

python -m bench.load PEOPLE [seats]: with `seats` there are 100,000 actions in 2,000 circles beside the sample's, and
those who read are one with three seats, an agency lead and a scrutineer.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PORT = 8397
SECONDS = 20.0
READS_FOR = (1.0, 1.5, 2.0, 2.5, 3.0)  # seconds that a person looks at a page before the next press
WRITES = {0, 3, 7}  # of the presses of the administrators, who are a third: one press in ten of all
PASSWORD = "three-strands-hold"
WHO = (
    "bronwen.pask@partnership.marlshire.example",
    "hester.lockyer@childrens-services.marlshire.example",
    "miriam.castell@partnership.marlshire.example",
)
ACTIONS, CIRCLES, FIRST = 100_000, 2_000, 10_001
SAMPLE = Path(__file__).resolve().parents[1] / "plait/workbench/sample/minutes"


@dataclass(frozen=True)
class Asked:
    """Who signs in, what each looks at, and the actions on which the first of them writes."""

    who: tuple[str, ...] = WHO
    reads: tuple[str, ...] = ("/", "/actions/", "/actions/?view=past", "/actions/ACT-0008", "/meetings/",
                              "/actions/?q=learning")  # fmt: skip
    writes: tuple[str, ...] = ("ACT-0008",)


class Browser:
    """One person: a session, a cookie jar, and what each request took in milliseconds.

    With several `ports` each request goes to the next of them, and past one that takes no connection, as a proxy does.
    """

    def __init__(self, email: str, ports: Sequence[int] = (PORT,)) -> None:
        self.ports = deque(ports)
        self.cookies: dict[str, str] = {}
        self.took: list[float] = []
        self.faults: list[str] = []
        self.ask("GET", "/sign-in")
        self.post("/sign-in", {"login": email, "password": PASSWORD})
        self.took.clear()

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str]:
        """The status and the page. OSError or HTTPException: the line broke after it was asked."""
        began = time.perf_counter()
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Content-Type": kind}
        with closing(self._line()) as line:
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        self.took.append((time.perf_counter() - began) * 1000)
        if answer.status >= 500:
            self.faults.append(f"{path}: {answer.status}")
        return answer.status, text

    def _line(self) -> http.client.HTTPConnection:
        for _ in range(len(self.ports)):
            self.ports.rotate(1)
            line = http.client.HTTPConnection("127.0.0.1", self.ports[0], timeout=30)
            try:
                line.connect()
            except ConnectionRefusedError:
                continue
            return line
        raise ConnectionRefusedError("No server takes a connection.")

    def post(self, path: str, fields: dict[str, str]) -> int:
        fields = {**fields, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self.ask("POST", path, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded")[0]

    def write(self, reference: str) -> None:
        """An update on one action; a stale answer (409) is a right one when somebody was quicker."""
        _, page = self.ask("GET", f"/actions/{reference}/update")
        version = re.search(r'name="version" value="(\d+)"', page)
        if version:
            said = {"words": "Another answer came in", "state": "on_the_way", "version": version[1]}
            self.post(f"/actions/{reference}/update", said)


def live(browser: Browser, asked: Asked, until: float, number: int) -> None:
    step = number
    while time.perf_counter() < until:
        step += 1
        time.sleep(READS_FOR[step % len(READS_FOR)])
        if step % 10 in WRITES and number % len(asked.who) == 0:
            browser.write(asked.writes[number % len(asked.writes)])
        else:
            browser.ask("GET", asked.reads[step % len(asked.reads)])


def main(people: int, kind: str) -> None:
    with tempfile.TemporaryDirectory(prefix="plait-load-") as folder:
        os.environ.update(
            PLAIT_MODE="demo", PLAIT_DEBUG="0", PLAIT_DATA=folder, DJANGO_SETTINGS_MODULE="config.settings"
        )
        plait = [sys.executable, "-m", "plait.cli.main"]
        subprocess.run([*plait, "demo"], check=True, capture_output=True)
        asked, beside = _with_seats() if kind == "seats" else (Asked(), [])
        began = time.perf_counter()
        server = subprocess.Popen(
            [*plait, "serve", "--bind", f"127.0.0.1:{PORT}", "--with-worker"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            cold = wait(began)
            found = _run(people, asked, plait, beside) | {"cold start": cold, "memory": _memory(server.pid)}
        finally:
            server.terminate()
            server.wait(30)
    json.dump(found, sys.stdout)


def _with_seats() -> tuple[Asked, list[Callable[[], None]]]:
    """Fills the database; then a round of the first group, that goes on beside the reading."""
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from bench import seats
    from plait.actions.models import Action
    from plait.core.actor import Actor
    from plait.rounds.asking import ask_everyone
    from plait.rounds.commands import open_round
    from plait.rounds.models import Counting

    here = seats.found(CIRCLES)
    seats.fill(here, ACTIONS, FIRST)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    member = here.readers["three seats"].person
    own = Action.objects.filter(responsibilities__person=member, state="on_the_way").order_by("number")
    references = tuple(action.reference for action in own)
    connection.close()

    def hold_round() -> None:
        by, at = Actor.command_line(), timezone.now()
        held = open_round(group=here.groups[0], counting=Counting.DAYS, days=7, remind_before=2, by=by, at=at)
        ask_everyone(held, by=by, at=at)
        connection.close()

    reads = ("/", "/actions/", "/actions/?view=past", f"/actions/{references[0]}", "/groups/table-0",
             "/actions/?q=neglect+brief")  # fmt: skip
    return Asked(tuple(user.email for user in here.readers.values()), reads, references), [hold_round]


def _run(people: int, asked: Asked, plait: list[str], beside: list[Callable[[], None]]) -> dict[str, Any]:
    browsers = [Browser(asked.who[i % len(asked.who)]) for i in range(people)]
    until = time.perf_counter() + SECONDS
    threads = [threading.Thread(target=live, args=(b, asked, until, i)) for i, b in enumerate(browsers)]
    threads += [threading.Thread(target=does) for does in beside]
    for thread in threads:
        thread.start()
    brought = subprocess.run(
        [*plait, "import-minutes", str(next(SAMPLE.glob("*.docx"))), "--group", "practice-oversight", "--yes"],
        capture_output=True, text=True,
    )  # fmt: skip
    for thread in threads:
        thread.join()
    faults = [fault for b in browsers for fault in b.faults]
    if brought.returncode:
        faults.append(f"import: {brought.stderr[-200:]}")
    took: dict[str, list[float]] = {email.partition("@")[0]: [] for email in asked.who}
    for i, browser in enumerate(browsers):
        took[asked.who[i % len(asked.who)].partition("@")[0]] += browser.took
    return {"ms": took, "faults": faults}


def wait(began: float, port: int = PORT) -> float:
    """Seconds from the start until the server answers."""
    while time.perf_counter() - began < 60:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as line:
                line.request("GET", "/health")
                if line.getresponse().status == 200:
                    return time.perf_counter() - began
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not answer.")


def _memory(pid: int) -> float:
    """Megabytes that the server and its children hold now."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, row.split())) for row in listed.splitlines()[1:]]
    family = {pid}
    for _ in range(3):
        family |= {child for child, parent, _ in rows if parent in family}
    return sum(rss for own, _, rss in rows if own in family) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
