"""Asking a virus scanner (clamd) before a file is kept. Where none is configured, nothing is asked.

The protocol is clamd's INSTREAM: chunks with their length before them, an empty chunk at the end, one line back
(clamd manual, "COMMANDS").
"""

import socket
import struct
from contextlib import closing

from plait.core.refusals import Refusal

CHUNK = 64 * 1024
SECONDS = 20.0  # for each answer; a writer must not hold the database longer
SILENT = (
    "The virus scanner does not answer, so the file was not kept. Try again in a few minutes; "
    "if it stays so, tell whoever runs the installation."
)


def check(data: bytes, *, at: str) -> None:
    """Refuses a file in which the scanner finds something, and every file while the scanner is down.

    `at` is "host:port" or the path of a Unix socket; empty where nothing is scanned.
    """
    if not at:
        return
    try:
        found = _ask(data, at)
    except OSError as fault:
        raise Refusal(SILENT) from fault
    if found.endswith(" FOUND"):
        what = found.removeprefix("stream: ").removesuffix(" FOUND")
        raise Refusal(f"The virus scanner found {what} in this file. It was not kept. Ask its sender for a clean one.")
    if found != "stream: OK":
        raise Refusal(SILENT)


def _ask(data: bytes, at: str) -> str:
    with closing(_line_to(at)) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), CHUNK):
            part = data[start : start + CHUNK]
            line.sendall(struct.pack("!I", len(part)) + part)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096:
            more = line.recv(4096)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _line_to(at: str) -> socket.socket:
    host, colon, port = at.rpartition(":")
    if colon and port.isdigit():
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(at)
    except OSError:
        line.close()
        raise
    return line
