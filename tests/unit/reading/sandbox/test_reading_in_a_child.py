import os
from pathlib import Path
from typing import Any

import pytest

from plait.reading.model import Kind, Reading
from plait.reading.refusals import SENTENCES
from plait.reading.sandbox import DEFAULT, Limits, read_in_child
from tests.fuzz.samples import plain_pdf

NAUGHTY = "tests.unit.reading.sandbox.naughty"
TIGHT = Limits(wall=3.0, processor=1, memory=300 * 1024 * 1024, answer=1024 * 1024)

MINUTES = b"""Marlshire Oversight Group
Minutes of the meeting held on 8 May 2025
Present:
Ada Thorne (AT), Inspector, Marlshire Police
Ben Okoro (BO), Named Nurse, Marlshire Community Health
1. Welcome
AT welcomed members.
2. Risk register
Action: BO to send the register to every member by 30 May 2025.
Action: AT to write to head teachers.
"""


def code(reading: Reading) -> str:
    assert reading.kind is Kind.UNREADABLE
    assert reading.reason == SENTENCES[reading.warnings[0].code]
    return reading.warnings[0].code


def naughty(what: str, limits: Limits = TIGHT) -> Reading:
    return read_in_child(what.encode(), "minutes.txt", limits=limits, module=NAUGHTY)


def test_minutes_come_back_as_they_were_read() -> None:
    found = read_in_child(MINUTES, "minutes.txt")
    assert found.kind is Kind.MINUTES
    assert [action.owners[0].text for action in found.actions] == ["BO", "AT"]
    assert len(found.lines) == 10


def test_a_refusal_comes_back_as_a_sentence() -> None:
    assert code(read_in_child(b"GIF89a" + bytes(90), "minutes.gif")) == "picture"
    assert code(read_in_child(b"", "minutes.docx")) == "empty"
    assert code(read_in_child(b"x" * 20, "minutes.txt", limits=Limits(file=19))) == "too_large"


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("spin", "too_slow"),
        ("swell", "crashed"),
        ("crash", "crashed"),
        ("babble", "too_large"),
        ("nonsense", "crashed"),
        ("", "empty"),
    ],
)
def test_a_child_that_misbehaves_becomes_a_sentence(what: str, expected: str) -> None:
    assert code(naughty(what)) == expected


@pytest.mark.parametrize("what", ["sleep", "sleep with a child"])
def test_a_child_that_never_ends_is_ended_with_all_it_started(what: str) -> None:
    assert code(naughty(what, Limits(wall=1.0))) == "too_slow"
    assert not [one for one in Path("/proc").glob("[0-9]*/cmdline") if b"time.sleep(60)" in written(one)]


def written(path: Path) -> bytes:
    """What a file says, empty where the process it tells of has gone."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_child_can_write_nothing_to_disk(tmp_path: Path) -> None:
    target = tmp_path / "evil"
    assert code(naughty(f"write {target}")) == "crashed"
    assert not target.exists() or target.stat().st_size == 0


def test_memory_that_runs_out_in_the_reader_is_a_large_file() -> None:
    small = Limits(memory=90 * 1024 * 1024)
    assert code(read_in_child(b"Action: Ada to write\n" * 400_000, "minutes.txt", limits=small)) in (
        "too_large",
        "crashed",
    )


def test_the_child_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setenv("SECRET_KEY", "secret")
    heard: list[Any] = []
    read_in_child(
        b"surroundings", "a.txt", module="tests.unit.reading.sandbox.surroundings", progress=lambda *t: heard.append(t)
    )
    (step, told) = heard[0]
    assert step == "surroundings"
    assert "DATABASE_URL" not in told["names"]
    assert "SECRET_KEY" not in told["names"]


def test_progress_is_told_while_it_reads() -> None:
    heard: list[tuple[str, dict[str, Any]]] = []
    read_in_child(MINUTES, "minutes.txt", progress=lambda step, numbers: heard.append((step, numbers)))
    assert ("opened", {"lines": 10, "pages": 0}) in heard


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x00b.txt", "\udcff.txt", "x" * 5000, "", "a\nb.txt"])
def test_no_name_of_a_file_does_harm(name: str) -> None:
    assert read_in_child(MINUTES, name).kind is Kind.MINUTES


def test_nothing_is_left_running_or_open() -> None:
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(3):
        naughty("crash")
    after = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert after == before


def test_the_usual_limits_are_those_of_the_manual() -> None:
    assert (DEFAULT.file, DEFAULT.wall, DEFAULT.processor) == (25 * 1024 * 1024, 60.0, 30)


def test_a_thousand_pages_do_not_hold_the_worker() -> None:
    heard: list[object] = []
    found = read_in_child(plain_pdf(1_000), "minutes.pdf", progress=lambda *told: heard.append(told))
    assert found.kind is Kind.MINUTES
    assert max(line.page or 0 for line in found.lines) == 1_000
    assert len(heard) > 40
    assert code(read_in_child(plain_pdf(1_001), "minutes.pdf")) == "too_many_pages"
