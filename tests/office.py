"""A real OpenID provider, in a process of its own on this machine, for tests of signing in with another account."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PEOPLE = {
    "bridget": {"email": "bridget@marlshire.example", "email_verified": True},
    "doubtful": {"email": "bridget@marlshire.example", "email_verified": False},
    "in-quotation-marks": {"email": "bridget@marlshire.example", "email_verified": "true"},
    "owen": {"email": "owen.tasker@marlshire.example", "email_verified": True},
    "stranger": {"email": "stranger@elsewhere.example", "email_verified": True},
    "without-address": {},
}


@contextmanager
def running_office() -> Iterator[str]:
    """Its address. Whoever knocks may be any of PEOPLE."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    known = [f"--user-claims={json.dumps({'sub': sub, **claims})}" for sub, claims in PEOPLE.items()]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *known]
    provider = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        provider.terminate()
        provider.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The provider did not start.")


def office_settings(server: str, *, trusts: bool = False) -> dict[str, Any]:
    """What `config.signing_in` makes of PLAIT_OIDC_SERVER and the rest."""
    return {
        "provider_id": "office",
        "name": "Marlshire Council",
        "client_id": "plait",
        "secret": "a secret between the two",
        "settings": {"server_url": server, "oauth_pkce_enabled": True, "verified_email": trusts},
    }
