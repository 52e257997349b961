"""A register of one size, which answers what it is asked a line at a time; bench.register asks two of them in turn.

`what` tells the readers and the labels of addresses; `first READER LABEL` how many statements the page takes; `time
READER LABEL` the milliseconds of processor time that this process and the database's took for it.
"""

import functools
import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.test import Client

VIEWS = (
    "open", "mine", "agency", "groups", "past", "oldest", "stuck", "blocked", "handed", "hard", "unsettled", "closed",
)  # fmt: skip


def addresses(group: int, agency: int, owner: int) -> dict[str, str]:
    """What is asked, each under its name."""
    asked = {f"view {view}": f"/actions/?view={view}" for view in VIEWS}
    asked |= {f"sort {sort}": f"/actions/?sort={sort}" for sort in ("reference", "heard")}
    return asked | {
        "group": f"/actions/?group={group}",
        "agency": f"/actions/?agency={agency}",
        "owner": f"/actions/?owner={owner}",
        "kind": "/actions/?kind=enquiry",
        "state": "/actions/?state=blocked",
        "search": "/actions/?q=neglect+brief",
        "search of one": "/actions/?q=number+2002",
        "closed, group, search": f"/actions/?view=closed&group={group}&q=audit",
        "last page": "/actions/?page=20",
    }


def circles_few(size: int) -> tuple[Any, int, int, int]:
    """Filled; the keys of a group, an agency and an owner that its readers ask for."""
    from bench import world

    here = world.found()
    world.fill(here, 1, size)
    return here, here.groups[18].pk, here.agencies[3].pk, here.people[7].pk


def circles_many(size: int) -> tuple[Any, int, int, int]:
    """As many circles as a fiftieth of the actions, and not fewer than the hundred groups have."""
    from bench import seats

    here = seats.found(max(size // 50, seats.GROUPS))
    seats.fill(here, size)
    return here, here.groups[0].pk, here.agencies[seats.LED].pk, here.people[7].pk


KINDS: dict[str, Callable[[int], tuple[Any, int, int, int]]] = {"register": circles_few, "seats": circles_many}


class Register:
    """The pages of the register, for each reader."""

    def __init__(self, kind: str, size: int) -> None:
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        self.here, group, agency, owner = KINDS[kind](size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # what a database does by itself after a while
        gc.collect()
        gc.freeze()  # as the web process does when it has started
        self.asked = addresses(group, agency, owner)

    def what(self) -> dict[str, Any]:
        from django.db import connection

        labels = [*self.asked, "page of one", "bare"]
        return {"vendor": connection.vendor, "readers": list(self.here.readers), "labels": labels}

    @functools.cache  # noqa: B019 (there is one, as long as the process)
    def client(self, reader: str) -> Client:
        client = Client()
        client.force_login(self.here.readers[reader])
        return client

    @functools.cache  # noqa: B019
    def address(self, reader: str, label: str) -> str:
        from plait.actions.queries import register_for

        if label == "page of one":
            numbers = register_for(self.here.readers[reader]).order_by("number").values_list("number", flat=True)
            return f"/actions/ACT-{numbers[0]:04d}"
        return "/bare" if label == "bare" else self.asked[label]

    def first(self, reader: str, label: str) -> dict[str, int]:
        """Ask twice: once to warm up, once to count."""
        from django.db import connection

        if label == "bare":
            self._fill_bare(reader)
        self._get(reader, label)
        statements = 0

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal statements
            statements += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            self._get(reader, label)
        return {"queries": statements}

    def time(self, reader: str, label: str) -> float:
        began = clock()
        self._get(reader, label)
        return (clock() - began) * 1000

    def _get(self, reader: str, label: str) -> None:
        from django.test import override_settings

        address = self.address(reader, label)
        if label == "bare":
            with override_settings(ROOT_URLCONF="bench.bare"):
                answered = self.client(reader).get(address)
        else:
            answered = self.client(reader).get(address)
        assert answered.status_code == 200, (address, answered.status_code)

    def _fill_bare(self, reader: str) -> None:
        """A bare view: signed in, in the same frame, it renders the same rows from lists that are there already."""
        from django.test.utils import setup_test_environment, teardown_test_environment

        from bench import bare

        setup_test_environment(debug=False)
        answered = self.client(reader).get("/actions/")
        teardown_test_environment()
        bare.rows = {name: answered.context[name] for name in bare.NAMES}


def clock() -> float:
    """Processor time of this process, and of the database's where that is another: a neighbour then does not count.

    A database on another machine shows no such time; there it is the wall's.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        return time.process_time()
    try:
        return time.process_time() + int(_database_process().read_text().split()[0]) / 1e9
    except OSError:
        return time.perf_counter()


@functools.cache
def _database_process() -> Path:
    """Where Linux says how many nanoseconds the database's process of this connection has run."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def main(kind: str, size: int) -> None:
    django.setup()
    register = Register(kind, size)
    for line in sys.stdin:
        verb, *words = line.rstrip("\n").split("\t")
        print(json.dumps(getattr(register, verb)(*words)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
