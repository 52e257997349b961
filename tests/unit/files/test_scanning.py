"""A file that the virus scanner refuses, or cannot look at, is not kept."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.files import scanning
from plait.files.commands import store
from plait.files.models import StoredFile
from tests.factories.access import CircleFactory

EVIL = b"this file carries a virus"


def _answers(server: socket.socket, heard: list[bytes]) -> None:
    """A scanner that speaks clamd's protocol and finds EVIL; a file that says "spoilt" gets an error."""
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return
        with closing(line), line.makefile("rb") as source:
            assert source.read(10) == b"zINSTREAM\0"
            data = b""
            while size := struct.unpack("!I", source.read(4))[0]:
                data += source.read(size)
            heard.append(data)
            word = b"Marl.Test FOUND" if EVIL in data else b"INSTREAM size limit exceeded. ERROR"
            line.sendall(b"stream: " + (b"OK" if EVIL not in data and b"spoilt" not in data else word) + b"\0")


@pytest.fixture
def heard() -> list[bytes]:
    return []


@pytest.fixture(params=["port", "path"])
def scanner(request: pytest.FixtureRequest, heard: list[bytes], tmp_path: Path) -> Iterator[str]:
    if request.param == "port":
        server = socket.create_server(("127.0.0.1", 0))
        at = f"127.0.0.1:{server.getsockname()[1]}"
    else:
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        at = str(tmp_path / "clamd")
        server.bind(at)
        server.listen()
    thread = threading.Thread(target=_answers, args=(server, heard))
    thread.start()
    yield at
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


def test_a_clean_file_is_kept_whole(scanner: str, heard: list[bytes]) -> None:
    data = b"minutes " * 30_000
    scanning.check(data, at=scanner)
    assert heard == [data]


@pytest.mark.django_db
def test_what_the_scanner_finds_is_not_kept(scanner: str, settings: LazySettings, by: Actor, at: datetime) -> None:
    settings.CLAMD = scanner
    with pytest.raises(Refusal, match=r"found Marl.Test in this file. It was not kept"):
        store(data=EVIL, name="minutes.docx", circle=CircleFactory(), by=by, at=at)
    assert not StoredFile.objects.exists()


def test_a_scanner_that_errs_or_is_down_keeps_nothing(scanner: str) -> None:
    with pytest.raises(Refusal, match="does not answer"):
        scanning.check(b"spoilt", at=scanner)
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        nobody = f"127.0.0.1:{gone.getsockname()[1]}"
    with pytest.raises(Refusal, match="does not answer"):
        scanning.check(b"clean", at=nobody)
    with pytest.raises(Refusal, match="does not answer"):
        scanning.check(b"clean", at="/nowhere/clamd")


def test_without_a_scanner_nothing_is_asked() -> None:
    scanning.check(EVIL, at="")
