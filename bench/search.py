"""Search over 100,000 actions and 2,000 documents: each of three readers, each query, against the bare full text.

The bare query asks the same words of the same index for the same number of newest rows, and nothing else: no circle,
no kind, no record, no words back. Run on the database that DATABASE_URL names, or on a SQLite of its own; prints one
JSON object with milliseconds.
"""

import json
import os
import sys
import tempfile
from itertools import islice

ACTIONS, DOCUMENTS, PASSAGES = 100_000, 2_000, 40
ROUNDS = 9
QUERIES = (
    "neglect",
    "neglect brief",
    "number 2002",
    "training audit school",
    '"early help"',
    "thresh",
    "p",
    "chapter 12 protocol",
    "nothing holds this",
    "the review of the protocol",
)


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench import world

    call_command("migrate", verbosity=0)
    here = world.found()
    world.fill(here, 1, ACTIONS)
    _documents(here)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    readers = {name: _measure(user) for name, user in here.readers.items()}
    found = {"vendor": connection.vendor, "bare": _bare(), "readers": readers, "rows": _rows()}
    json.dump(found, sys.stdout)


def _documents(here: object) -> None:
    """Files of forty passages each, held by the circles in turn."""
    from datetime import timedelta

    from bench.world import SINCE, WORDS
    from plait.search.models import SearchRow

    def rows() -> object:
        for n in range(1, DOCUMENTS + 1):
            group = here.groups[19 if n % 2000 == 1 else 18 if n % 20 == 2 else n % 18]  # type: ignore[attr-defined]
            on = SINCE + timedelta(days=n % 900)
            for part in range(PASSAGES + 1):
                words = (WORDS[(n * 7 + part * 3 + k * k) % len(WORDS)] for k in range(90))
                text = f"Chapter {part} of document {n}. " + " ".join(words) if part else ""
                yield SearchRow(
                    kind="file", key=n, part=part, page=part or None, line=part * 30 or None, circle_id=group.circle_id,
                    group=group.pk, on=on, title=f"Document {n}.docx", text=text,
                )  # fmt: skip

    made = iter(rows())  # type: ignore[call-overload]
    while batch := list(islice(made, 2000)):
        SearchRow.objects.bulk_create(batch)


def _measure(user: object) -> dict[str, object]:
    """The search of all kinds within what the reader may see; then all that the page needs; then the page itself."""
    from django.test import Client
    from django.utils import timezone

    from plait.actions.queries import sight_of
    from plait.search.hits import Sought, hits
    from plait.workbench.queries.finding import KINDS, OF_EACH, Wanted, find

    client = Client()
    client.force_login(user)
    today, sight = timezone.localdate(), sight_of(user)  # type: ignore[arg-type]
    most = dict.fromkeys(KINDS, OF_EACH + 1)
    found: dict[str, object] = {}
    for words in QUERIES:
        asked = Sought(words, KINDS, sight.circles, own=sight.own, own_kind="action")
        search = _rounds(lambda asked=asked: hits(asked, most=most))  # type: ignore[misc]
        told = _rounds(lambda words=words: find(Wanted(words), user, on=today))  # type: ignore[misc]
        page = _rounds(lambda words=words: client.get("/search", {"q": words}))  # type: ignore[misc]
        found[words] = {"search": search, "told": told, "page": page}
    return found


def _bare() -> dict[str, list[float]]:
    from django.db import connection

    from plait.search.asked import take_apart
    from plait.search.matches import Limits, fts5, tsquery
    from plait.workbench.queries.finding import KINDS, OF_EACH

    most = OF_EACH * len(KINDS)
    found = {}
    for words in QUERIES:
        asked = take_apart(words)
        if connection.vendor == "sqlite":
            sql = "SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rowid DESC LIMIT %s"
            values = [fts5(asked, Limits()), most]
        else:
            holds, values = tsquery(asked, Limits())
            sql = f"SELECT place FROM search_searchrow WHERE {holds} ORDER BY place DESC LIMIT %s"
            values.append(most)
        found[words] = _rounds(lambda sql=sql, values=values: _all(sql, values))  # type: ignore[misc]
    return found


def _all(sql: str, values: list[object]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.fetchall()


def _rounds(ask: object) -> list[float]:
    from bench.register_at import clock

    ask()  # type: ignore[operator]
    rounds = []
    for _ in range(ROUNDS):
        began = clock()
        ask()  # type: ignore[operator]
        rounds.append((clock() - began) * 1000)
    return rounds


def _rows() -> int:
    from plait.search.models import SearchRow

    return SearchRow.objects.count()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="plait-bench-") as folder:
        os.environ["PLAIT_DATA"] = folder
        os.environ["PLAIT_MODE"] = "test"
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        main()
