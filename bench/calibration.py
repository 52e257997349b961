"""A fixed piece of work in Python and in SQL, timed first: absolute limits are scaled by it.

`REFERENCE` is what the two loops took on the machine on which the limits were set (two cores, 2026).
"""

import sqlite3
import time

REFERENCE = 0.10


def seconds() -> float:
    """The best of three runs."""
    return min(_once() for _ in range(3))


def _once() -> float:
    began = time.perf_counter()
    total = 0
    for i in range(2_000_000):
        total += i % 7
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
        database.executemany("INSERT INTO t (b) VALUES (?)", ((str(i),) for i in range(60_000)))
        for i in range(0, 60_000, 10):
            database.execute("SELECT b FROM t WHERE a = ?", (i + 1,)).fetchone()
    return time.perf_counter() - began
