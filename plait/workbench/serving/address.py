"""The address to listen on. The socket is opened before anything is started, so that a taken port is a sentence."""

import errno
import re
import socket
from dataclasses import dataclass

from plait.core.refusals import Refusal

_FORM = re.compile(r"^(?P<host>\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)?:(?P<port>\d{1,5})$")
_WAITING = 512  # connections that may wait to be taken


@dataclass(frozen=True, slots=True)
class Address:
    """A host as people write it ("127.0.0.1", "[::1]") and a port; port 0 takes any free one."""

    host: str
    port: int

    def url(self) -> str:
        return f"http://{'127.0.0.1' if self.host == '0.0.0.0' else self.host}:{self.port}"  # noqa: S104


def parse(text: str) -> Address:
    """ "127.0.0.1:8000", "[::1]:8000" or ":8000", which means this machine only."""
    match = _FORM.match(text.strip())
    if match is None or int(match["port"]) > 65535:
        raise Refusal(f"“{text}” is not an address to listen on. Write it like 127.0.0.1:8000.")
    return Address(match["host"] or "127.0.0.1", int(match["port"]))


def listen(address: Address) -> tuple[socket.socket, Address]:
    """The open socket, and the address with the port it was given."""
    family = socket.AF_INET6 if address.host.startswith("[") else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address.host.strip("[]"), address.port))
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        raise Refusal(_say(address, error)) from error
    return listening, Address(address.host, int(listening.getsockname()[1]))


def _say(address: Address, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {address.port} is taken: another program listens there, perhaps Plait itself. "
            f"Stop it, or choose another port: plait serve --bind {address.host}:{(address.port + 1) % 65536}"
        )
    if error.errno == errno.EACCES:
        return f"Port {address.port} is reserved for the system. Choose one from 1024 upwards."
    return f"{address.host} is not an address of this machine. To serve on this machine only, use 127.0.0.1."
