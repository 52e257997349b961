"""The register's list and page: three readers, two sizes, every view, filter, sort, search and the last page.

Run on the database that DATABASE_URL names, or on a SQLite of its own; prints one JSON object.
"""

import gc
import json
import os
import sys
import tempfile
import time

SMALL, LARGE = 1_000, 100_000
ROUNDS = 7


def addresses(group: int, agency: int, owner: int) -> dict[str, str]:
    """What is asked, each under its name."""
    views = ("open", "mine", "agency", "past", "blocked", "hard", "unsettled", "closed")
    asked = {f"view {view}": f"/actions/?view={view}" for view in views}
    asked |= {f"sort {sort}": f"/actions/?sort={sort}" for sort in ("reference", "heard")}
    asked |= {
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
    return asked


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench import world

    call_command("migrate", verbosity=0)
    here = world.found()
    world.fill(here, 1, SMALL)
    _analyse(connection)
    found = {"vendor": connection.vendor, str(SMALL): _measure(here)}
    world.fill(here, SMALL + 1, LARGE)
    _analyse(connection)
    found[str(LARGE)] = _measure(here)
    json.dump(found, sys.stdout)


def _analyse(connection: object) -> None:
    """What a database does by itself after a while: look at its own statistics."""
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("ANALYZE")


def _measure(here: object) -> dict[str, object]:
    from django.test import Client

    found: dict[str, object] = {}
    gc.collect()
    gc.freeze()  # as the web process does when it has started
    for name, user in here.readers.items():  # type: ignore[attr-defined]
        client = Client()
        client.force_login(user)
        asked = addresses(here.groups[18].pk, here.agencies[3].pk, here.people[7].pk)  # type: ignore[attr-defined]
        asked["page of one"] = f"/actions/ACT-{_one_of(user):04d}"
        found[name] = {label: _time(client, address) for label, address in asked.items()}
        found[name]["bare"] = _bare(client)  # type: ignore[index]
    return found


def _one_of(user: object) -> int:
    from plait.actions.queries import register_for

    return register_for(user).order_by("number").values_list("number", flat=True)[0]  # type: ignore[arg-type]


def _time(client: object, address: str) -> dict[str, object]:
    """Milliseconds of each round, and how many statements the page took."""
    from django.db import connection

    client.get(address)  # type: ignore[attr-defined]
    statements = 0

    def count(execute: object, sql: str, params: object, many: bool, context: object) -> object:
        nonlocal statements
        statements += 1
        return execute(sql, params, many, context)  # type: ignore[operator]

    with connection.execute_wrapper(count):  # type: ignore[arg-type]
        answered = client.get(address)  # type: ignore[attr-defined]
    assert answered.status_code == 200, (address, answered.status_code)
    rounds = []
    for _ in range(ROUNDS):
        began = clock()
        client.get(address)  # type: ignore[attr-defined]
        rounds.append((clock() - began) * 1000)
    return {"ms": rounds, "queries": statements}


def clock() -> float:
    """Processor time where the database is in this process, so that a neighbour does not count; else the wall's."""
    from django.db import connection

    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def _bare(client: object) -> dict[str, object]:
    """A bare view: signed in, in the same frame, it renders the same rows from lists that are there already."""
    from django.test import override_settings
    from django.test.utils import setup_test_environment, teardown_test_environment

    from bench import bare

    setup_test_environment(debug=False)
    answered = client.get("/actions/")  # type: ignore[attr-defined]
    teardown_test_environment()
    bare.rows = {name: answered.context[name] for name in bare.NAMES}
    with override_settings(ROOT_URLCONF="bench.bare"):
        return _time(client, "/bare")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="plait-bench-") as folder:
        os.environ["PLAIT_DATA"] = folder
        os.environ["PLAIT_MODE"] = "test"
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        main()
