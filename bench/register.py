"""The register's list and page: three readers, two sizes, every view, filter, sort, search and the last page.

Each size lies in a database of its own, with a process of its own; each address is asked of both in turn, so that
whatever else the machine does slows both alike. Runs on the database server that DATABASE_URL names, or on SQLite;
prints one JSON object.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

SMALL, LARGE = 1_000, 100_000
ROUNDS = 9


class Sized:
    """A register of one size in its own process: asked on its standard input, answering a line each."""

    def __init__(self, asked: IO[str], told: IO[str]) -> None:
        self.asked, self.told = asked, told

    def ask(self, *words: str) -> Any:
        self.asked.write("\t".join(words) + "\n")
        self.asked.flush()
        return json.loads(self.told.readline())


@contextmanager
def sized(kind: str, size: int) -> Iterator[Sized]:
    with tempfile.TemporaryDirectory(prefix="plait-bench-") as folder:
        env = {**os.environ, "PLAIT_DATA": folder, "PLAIT_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}
        if server := os.environ.get("DATABASE_URL"):
            env["DATABASE_URL"] = _own_database(server, f"{kind}_{size}")
        command = [sys.executable, "-m", "bench.register_at", kind, str(size)]
        with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin
            assert process.stdout
            yield Sized(process.stdin, process.stdout)
            process.stdin.close()


def _own_database(server: str, name: str) -> str:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def main(kind: str) -> None:
    with ExitStack() as open_while:
        both = {size: open_while.enter_context(sized(kind, size)) for size in (SMALL, LARGE)}
        asked = {size: one.ask("what") for size, one in both.items()}
        found: dict[str, Any] = {"vendor": asked[SMALL]["vendor"]}
        for size in both:
            found[str(size)] = {reader: {} for reader in asked[size]["readers"]}
        for reader in asked[SMALL]["readers"]:
            for label in asked[SMALL]["labels"]:
                for size, one in both.items():
                    found[str(size)][reader][label] = {"ms": [], **one.ask("first", reader, label)}
                for turn in range(ROUNDS):
                    for size in (SMALL, LARGE) if turn % 2 else (LARGE, SMALL):
                        found[str(size)][reader][label]["ms"].append(both[size].ask("time", reader, label))
        json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "register")
