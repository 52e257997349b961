import json
import subprocess
import sys
from pathlib import Path

import pytest

from plait.cli.main import FORWARDED, main

MINUTES = """Marlshire Oversight Group
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

REPORT = "Annual report of the Marlshire partnership\n\nForeword\n\nThis report looks back on the year.\n" * 3


@pytest.fixture
def minutes(tmp_path: Path) -> str:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES)
    return str(path)


def test_minutes_are_told_in_words(minutes: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["read", minutes]) == 0
    said = capfd.readouterr().out
    assert said.startswith("Marlshire Oversight Group\n8 May 2025\n")
    assert "2 people there, 0 people away" in said
    assert "  1  BO to send the register" in said
    assert "BO · due 30 May 2025 · line 9" in said


def test_json_stands_alone_on_standard_output(minutes: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["read", minutes, "--json"]) == 0
    heard = capfd.readouterr()
    found = json.loads(heard.out)
    assert found["schema"] == "plait.minutes/1"
    assert len(found["actions"]) == 2
    assert "lines" not in found
    assert heard.err == ""


def test_lines_come_where_asked_for(minutes: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["read", minutes, "--json", "--with-lines"]) == 0
    assert json.loads(capfd.readouterr().out)["lines"] == MINUTES.splitlines()
    assert main(["read", minutes, "--with-lines"]) == 0
    assert "    8  2. Risk register" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "exit_code", "kind"),
    [
        ("report.txt", REPORT.encode(), 3, "not_minutes"),
        ("minutes.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), 4, "unreadable"),
        ("minutes.docx", b"", 4, "unreadable"),
    ],
)
def test_what_is_no_minutes_has_its_own_exit_code_and_a_reason(
    name: str, content: bytes, exit_code: int, kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["read", str(tmp_path / name), "--json"]) == exit_code
    found = json.loads(capfd.readouterr().out)
    assert found["kind"] == kind
    assert found["reason"].endswith(".")
    assert found["actions"] == []
    assert main(["read", str(tmp_path / name)]) == exit_code
    assert capfd.readouterr().out.startswith(found["reason"])


@pytest.mark.parametrize("name", ["nothing.docx", "", "a\x00b.docx", "."])
def test_no_such_file_is_a_sentence_and_no_json(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["read", name, "--json"]) == 2
    heard = capfd.readouterr()
    assert heard.out == ""
    assert heard.err.endswith(".\n")
    assert "Traceback" not in heard.err


@pytest.mark.parametrize("words", [["read"], ["read", "a", "b"], ["red"], ["read", "--jason", "a"]])
def test_wrong_use_is_code_two(words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert capfd.readouterr().out == ""


def test_help_names_every_command_and_gives_examples(capfd: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capfd.readouterr().out
    assert all(name in said for name in ("read", *FORWARDED))
    with pytest.raises(SystemExit) as end:
        main(["read", "--help"])
    assert end.value.code == 0
    said = capfd.readouterr().out
    assert "examples:" in said
    assert "exit codes:" in said


def test_reading_starts_without_django(minutes: str) -> None:
    program = (
        "import sys; from plait.cli.main import main; "
        f"code = main(['read', {minutes!r}]); sys.exit(9 if 'django' in sys.modules else code)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert ended.returncode == 0


def test_other_commands_are_forwarded_with_underscores(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[list[str]] = []

    class Utility:
        def __init__(self, argv: list[str]) -> None:
            heard.append(argv)

        def execute(self) -> None:
            raise SystemExit(3)

    monkeypatch.setattr("plait.cli.forwarding.Utility", Utility)
    assert main(["import-minutes", "a.docx", "--group", "b"]) == 3
    assert main(["manage", "migrate", "--check"]) == 3
    assert heard == [["plait", "import_minutes", "a.docx", "--group", "b"], ["plait", "migrate", "--check"]]
