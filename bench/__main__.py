"""`make bench`: every figure beside its limit. Comparisons are ratios in one run; absolute limits are scaled.

python -m bench [--only register|seats|search|load|weight|start|reading|folder|delivery|rounds|pack]

BENCH_FILES=30 makes the folder smaller than its 200 files; the figure says how many it were.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench import calibration, reading

ROOT = Path(__file__).resolve().parents[1]
SERVED = (("PostgreSQL", 40, True), ("SQLite", 10, False))  # which database, with how many people at once
Row = tuple[str, float, str, bool | None]  # what, figure, unit and limit, within it (None where the limit is in words)


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def _ran(module: str, *arguments: str, postgres: bool = False) -> Any:
    """The JSON that a module of the bench prints, on SQLite or on a PostgreSQL started for it."""
    command = [sys.executable, "-m", f"bench.{module}", *arguments]
    if postgres:
        command = [sys.executable, "-m", "tests.postgres", *command]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ended.returncode:
        raise SystemExit(f"bench.{module} ended with {ended.returncode}:\n{ended.stderr[-2000:]}")
    return json.loads(ended.stdout[ended.stdout.index("{") :])


def register(scale: float) -> Iterator[Row]:
    for name, postgres in (("SQLite", False), ("PostgreSQL", True)):
        yield from _listed(name, _ran("register", postgres=postgres))


def seats(scale: float) -> Iterator[Row]:
    """The list and the load with 100,000 actions in 2,000 circles, for three who hold seats and roles."""
    for name, people, postgres in SERVED:
        yield from _listed(name, _ran("register", "seats", postgres=postgres))
        yield from _loaded(name, people, _ran("load", str(people), "seats", postgres=postgres), scale)


def _listed(name: str, found: dict[str, Any]) -> Iterator[Row]:
    for reader in found["100000"]:
        small, large = found["1000"][reader], found["100000"][reader]
        bare = statistics.median(large.pop("bare")["ms"])
        small.pop("bare")
        few, many = _pooled(small), _pooled(large)
        who = f"{name}, {reader}"
        yield f"{who}: p50 at 100,000", statistics.median(many), "ms", None
        yield f"{who}: p95 at 100,000", p95(many), "ms", None
        ratio = p95(many) / p95(few)
        yield f"{who}: p95 at 100,000 to 1,000", ratio, "times, at most 1.5", ratio <= 1.5
        ratio = statistics.median(large["view open"]["ms"]) / bare
        yield f"{who}: list to a bare view of the same rows", ratio, "times, at most 4", ratio <= 4
        most = max(page["queries"] for page in large.values())
        yield f"{who}: most statements of a page", most, "at most 12", most <= 12
        worst = max(large, key=lambda page: statistics.median(large[page]["ms"]))
        yield f"{who}: slowest is “{worst}”", statistics.median(large[worst]["ms"]), "ms", None


def _pooled(pages: dict[str, Any]) -> list[float]:
    return [ms for page in pages.values() for ms in page["ms"]]


def load(scale: float) -> Iterator[Row]:
    for name, people, postgres in SERVED:
        yield from _loaded(name, people, _ran("load", str(people), postgres=postgres), scale)


def _loaded(server: str, people: int, found: dict[str, Any], scale: float) -> Iterator[Row]:
    name, limit = f"{server}, {people} people", 300 * scale
    for fault in sorted(set(found["faults"]))[:3]:
        print(f"  {fault}")
    every = [ms for took in found["ms"].values() for ms in took]
    yield f"{name}: errors", len(found["faults"]), "none", not found["faults"]
    yield f"{name}: requests", len(every), "in 20 s", None
    yield f"{name}: p50", statistics.median(every), "ms", None
    for who, took in found["ms"].items():
        yield f"{name}: {who}, p95", p95(took), f"ms, within {limit:.0f}", p95(took) <= limit
    yield f"{name}: cold start", found["cold start"], "s", None
    yield f"{name}: memory of server and worker", found["memory"], "MB", None


def weight(scale: float) -> Iterator[Row]:
    found = _ran("weight")
    yield "first visit, compressed", found["first"], "KB, at most 150", found["first"] <= 150
    yield "a visit after that", found["after"], "KB, at most 30", found["after"] <= 30


def start(scale: float) -> Iterator[Row]:
    """What `make run` does after the packages are installed: load the sample, answer the first request."""
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="plait-start-") as folder:
        plait = [sys.executable, "-m", "plait.cli.main"]
        env = {"PLAIT_MODE": "demo", "PLAIT_DATA": folder, "PATH": "/usr/bin:/bin"}
        subprocess.run([*plait, "demo"], cwd=ROOT, env=env, check=True, capture_output=True)
        server = subprocess.Popen([*plait, "serve", "--bind", "127.0.0.1:8397", "--with-worker"], cwd=ROOT, env=env,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        try:
            from bench.load import wait

            wait(began)
            took = time.perf_counter() - began
        finally:
            server.terminate()
            server.wait(30)
    yield "a fresh `make run` beyond installation", took, f"s, at most {20 * scale:.0f}", took <= 20 * scale


def read(scale: float) -> Iterator[Row]:
    for what, figure, unit in reading.run():
        most = float(unit.replace("under", "most").split("most")[-1].strip())
        yield f"reading: {what}", figure, unit, figure <= most
    for what, took, limit in (("one item", reading.item_again(), 5), ("twenty pages", reading.typed_again(), 30)):
        most = limit * scale
        yield f"reading: {what} again while somebody types", took, f"ms, at most {most:.0f}", took <= most


def folder(scale: float) -> Iterator[Row]:
    """Files a second, by one worker and by two; the better of two rounds each."""
    found = _ran("folder", os.environ.get("BENCH_FILES", "200"), "2", postgres=True)
    files, one, two = found["files"], min(found["seconds"]["one"]), min(found["seconds"]["two"])
    what = f"folder of {files} files, PostgreSQL"
    yield f"{what}: one worker", files / one, "files a second", None
    yield f"{what}: two workers", files / two, "files a second", None
    yield f"{what}: two workers to one", one / two, "times, at least 1.7", one / two >= 1.7
    yield f"{what}: not read", found["refused"], "none", not found["refused"]


def search(scale: float) -> Iterator[Row]:
    for name, postgres in (("SQLite", False), ("PostgreSQL", True)):
        found = _ran("search", postgres=postgres)
        bare = [ms for rounds in found["bare"].values() for ms in rounds]
        yield f"{name}: bare full text, p95 of {found['rows']:,} rows", p95(bare), "ms", None
        for reader, queries in found["readers"].items():
            times = {what: [ms for q in queries.values() for ms in q[what]] for what in ("search", "told", "page")}
            ratio = p95(times["search"]) / p95(bare)
            yield f"{name}, sees {reader}: search to bare, p95", ratio, "times, at most 3", ratio <= 3
            yield f"{name}, sees {reader}: found and told, p95", p95(times["told"]), "ms", None
            yield f"{name}, sees {reader}: the page, p95", p95(times["page"]), "ms", None


def rounds(scale: float) -> Iterator[Row]:
    for name, postgres in (("SQLite", False), ("PostgreSQL", True)):
        found = _ran("rounds", postgres=postgres)
        ratio = statistics.median(found["ours"]) / statistics.median(found["bare"])
        longest, link = max(found["longest"]), found["link at 100,000"] / found["link at 1,000"]
        who = f"{name}, a round of {found['owners']:,} owners"
        yield f"{who}: opened in", statistics.median(found["ours"]), "s", None
        yield f"{who}: bare bulk inserts", statistics.median(found["bare"]), "s", None
        yield f"{who}: to bare bulk inserts", ratio, "times, at most 2", ratio <= 2
        yield f"{who}: longest transaction", longest, f"s, within {scale:.1f}", longest <= scale
        yield f"{name}: opening a link at 100,000 actions", found["link at 100,000"], "ms", None
        yield f"{name}: opening a link at 100,000 to 1,000", link, "times, at most 1.5", link <= 1.5


def delivery(scale: float) -> Iterator[Row]:
    for name, postgres in (("SQLite", False), ("PostgreSQL", True)):
        found = _ran("delivery", postgres=postgres)
        yield f"{name}: bare smtplib", found["bare"], "letters a second", None
        yield f"{name}: delivery", found["ours"], "letters a second", None
        ratio = found["ours"] / found["bare"]
        yield f"{name}: delivery to bare smtplib", ratio, "times, at least 0.5", ratio >= 0.5


def pack(scale: float) -> Iterator[Row]:
    """The best of each: whatever else the machine does is not the pack's."""
    found = _ran("pack")
    made, bare = min(found["ours"]), min(found["bare"])
    what = f"a pack of {found['pages']} pages from {found['papers']} papers"
    yield f"{what}: made", made, "s", None
    yield f"{what}: its PDF operations done bare", bare, "s", None
    yield f"{what}: made to bare", made / bare, "times, at most 1.5", made / bare <= 1.5


PARTS: dict[str, Callable[[float], Iterator[Row]]] = {
    "register": register,
    "search": search,
    "seats": seats,
    "load": load,
    "weight": weight,
    "start": start,
    "reading": read,
    "folder": folder,
    "delivery": delivery,
    "rounds": rounds,
    "pack": pack,
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure Plait. Nothing here fails a test; read the figures.")
    parser.add_argument("--only", choices=sorted(PARTS), help="one part")
    chosen = parser.parse_args().only
    took = calibration.seconds()
    scale = max(1.0, took / calibration.REFERENCE)
    print(f"calibration: {took:.2f} s; absolute limits are scaled by {scale:.2f}\n")
    for name, part in PARTS.items():
        if chosen in (None, name):
            for what, figure, unit, within in part(scale):
                word = {True: "within", False: "OVER", None: ""}[within]
                print(f"{what:<62} {figure:>9.2f} {unit:<22} {word}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
