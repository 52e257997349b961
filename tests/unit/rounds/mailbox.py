"""A mail server that speaks as much of IMAP (RFC 3501) as a mailbox of replies needs, on this machine."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Mailbox:
    """`mails` by their lasting numbers, and the flags of each. `breaks_after` so many commands it is gone."""

    mails: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, set[str]] = field(default_factory=dict)
    password: str = "three-strands"
    breaks_after: int = 10_000
    port: int = 0

    def add(self, mail: bytes) -> int:
        number = len(self.mails) + 11
        self.mails[number] = mail
        self.flags[number] = set()
        return number


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box: Mailbox = self.server.box  # type: ignore[attr-defined]
        self.wfile.write(b"* OK ready\r\n")
        for count, raw in enumerate(self.rfile):
            if count >= box.breaks_after:
                return
            tag, _, rest = raw.decode().strip().partition(" ")
            self.wfile.write(self._answer(box, rest) + f"{tag} {self._end(box, rest)}\r\n".encode())
            if rest.upper().startswith("LOGOUT"):
                return

    def _end(self, box: Mailbox, said: str) -> str:
        wrong = said.upper().startswith("LOGIN") and box.password not in said
        return "NO wrong password" if wrong else "OK done"

    def _answer(self, box: Mailbox, said: str) -> bytes:
        if said.upper().startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if said.upper().startswith("SELECT"):
            return f"* {len(box.mails)} EXISTS\r\n".encode()
        if said.startswith("UID SEARCH"):
            wanted = [str(n) for n, flags in box.flags.items() if not flags & {r"\Seen", r"\Flagged"}]
            return f"* SEARCH {' '.join(wanted)}\r\n".encode()
        if match := re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", said):
            mail = box.mails[int(match[1])][: int(match[2])]
            head = f"* 1 FETCH (UID {match[1]} BODY[]<0> {{{len(mail)}}}\r\n".encode()
            return head + mail + b")\r\n"
        if match := re.match(r"UID STORE (\d+) \+FLAGS \((.+)\)", said):
            box.flags[int(match[1])].add(match[2])
        return b""


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.box = box  # type: ignore[attr-defined]
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()
