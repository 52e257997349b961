"""`plait serve`: the address, what must hold first, and processes that start and stop together."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command

from plait.core.refusals import Refusal
from plait.workbench.serving import checks
from plait.workbench.serving.address import Address, listen, parse
from plait.workbench.serving.processes import SideBySide


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 8000),
        (":8000", "127.0.0.1", 8000),
        ("[::1]:80", "[::1]", 80),
        ("plait.marlshire.example:65535", "plait.marlshire.example", 65535),
        (" 0.0.0.0:0 ", "0.0.0.0", 0),
    ],
)
def test_an_address_is_read_as_people_write_it(text: str, host: str, port: int) -> None:
    assert parse(text) == Address(host, port)


@pytest.mark.parametrize(
    "text", ["", "8000", "127.0.0.1", "127.0.0.1:", "a:b", "127.0.0.1:65536", "x:1:2", "http://x:1"]
)
def test_what_is_no_address_is_a_sentence(text: str) -> None:
    with pytest.raises(Refusal, match=r"is not an address to listen on\. Write it like 127\.0\.0\.1:8000"):
        parse(text)


def test_port_0_takes_a_free_one_and_says_which() -> None:
    listening, address = listen(parse("127.0.0.1:0"))
    with listening:
        assert address.port == listening.getsockname()[1] > 0


def test_a_taken_port_is_a_sentence_with_another_to_take() -> None:
    with socket.create_server(("127.0.0.1", 0)) as there:
        port = there.getsockname()[1]
        with pytest.raises(Refusal, match=rf"Port {port} is taken.*--bind 127\.0\.0\.1:{port + 1}"):
            listen(Address("127.0.0.1", port))


def test_another_machines_address_is_a_sentence() -> None:
    with pytest.raises(Refusal, match="is not an address of this machine"):
        listen(Address("192.0.2.7", 8000))


@pytest.mark.django_db
def test_it_does_not_start_while_migrations_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "migrated", lambda: "2 migrations are not applied. Run: plait manage migrate")
    with pytest.raises(CommandError, match=r"not up to date: 2 migrations .*Run: plait manage migrate"):
        call_command("serve")


def test_it_does_not_start_with_term_dates_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(checks, "migrated", lambda: "2 migrations are not applied.")
    (tmp_path / "terms.csv").write_text("spring, 2026-01-05")
    monkeypatch.setenv("PLAIT_TERM_DATES", str(tmp_path / "terms.csv"))
    with pytest.raises(CommandError, match="Line 1 of the term dates is not"):
        call_command("serve")


SLEEPER = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
)


@pytest.fixture
def side_by_side() -> Iterator[Callable[..., SideBySide]]:
    """Two processes of a line of Python each; afterwards signals are as they were."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    made: list[SideBySide] = []

    def make(web: str, worker: str, patience: float = 20.0) -> SideBySide:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            commands = ([sys.executable, "-c", line] for line in (web, worker))
            made.append(SideBySide(*commands, listening=listening.fileno(), patience=patience))
        return made[-1]

    yield make
    for both in made:
        for process in (both._web, both._worker):
            process.kill()
            process.wait()
    for number, was in before.items():
        signal.signal(number, was)


def test_when_the_web_server_ends_the_worker_ends_too_and_its_exit_code_is_told(
    side_by_side: Callable[..., SideBySide],
) -> None:
    both = side_by_side("raise SystemExit(3)", SLEEPER)
    assert both.run() == 3
    assert both._worker.returncode == -signal.SIGTERM


def test_a_worker_that_dies_is_started_again(side_by_side: Callable[..., SideBySide], tmp_path: Path) -> None:
    mark = tmp_path / "begun"
    worker = f"open({str(mark)!r}, 'a').write('x'); raise SystemExit(1)"
    side_by_side("import time; time.sleep(4)", worker).run()
    assert mark.read_text() == "xx"


def test_what_does_not_stop_in_time_is_ended(side_by_side: Callable[..., SideBySide]) -> None:
    both = side_by_side("import time; time.sleep(1)", STUBBORN, patience=0.5)
    both.run()
    assert both._worker.returncode == -signal.SIGKILL


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    environment = {**os.environ, "PLAIT_MODE": "test", "PLAIT_DATA": str(tmp_path), "DATABASE_URL": ""}
    plait(environment, "manage", "migrate", "--skip-checks", "-v0")
    return environment


def plait(environment: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-m", "plait.cli.main", *words], env=environment, check=True, timeout=60)


def serving(environment: dict[str, str], *words: str) -> "tuple[subprocess.Popen[str], str]":
    """The process, and the address it says it is at, once that answers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "plait.cli.main", "serve", "--bind", "127.0.0.1:0", "--workers", "1", *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found is not None
    with urlopen(f"{found[0]}/health", timeout=30) as answer:
        assert answer.status == 200
    return process, found[0]


def processes_of(environment: dict[str, str]) -> set[int]:
    """Every running process that was given this installation's data folder."""
    mark = f"PLAIT_DATA={environment['PLAIT_DATA']}".encode()
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0") and (folder / "cmdline").read_bytes():
                found.add(int(folder.name))
        except OSError:
            continue
    return found - {os.getpid()}


def gone(environment: dict[str, str]) -> bool:
    until = time.monotonic() + 15
    while processes_of(environment) and time.monotonic() < until:
        time.sleep(0.1)
    return not processes_of(environment)


@pytest.mark.parametrize(
    ("told", "words"), [(signal.SIGINT, ["--with-worker"]), (signal.SIGTERM, ["--with-worker"]), (signal.SIGTERM, [])]
)
def test_told_to_stop_it_leaves_no_process_behind(
    installation: dict[str, str], told: signal.Signals, words: list[str]
) -> None:
    process, _ = serving(installation, *words)
    assert len(processes_of(installation)) >= 2
    process.send_signal(told)
    with process:
        assert process.wait(30) == 0
    assert gone(installation)


def test_even_killed_outright_it_leaves_no_process_behind(installation: dict[str, str]) -> None:
    process, _ = serving(installation, "--with-worker")
    with process:
        process.kill()
    assert gone(installation)
