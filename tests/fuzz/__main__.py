"""`python -m tests.fuzz --minutes 60`: spoilt documents until the time is over, in processes of their own.

Prints what was read, by format, and how each fault can be had again. Ends with 1 if there was a fault.
"""

import argparse
import subprocess
import sys
import time
from collections import Counter

from tests.fuzz.reading import read_many
from tests.fuzz.samples import MAKERS

BATCH = 200


def main() -> int:
    options = _options()
    if options.batch is not None:
        found = read_many(options.formats[0], BATCH, options.batch)
        print(" ".join(f"{kind}={count}" for kind, count in sorted(found.items())))
        return 0
    end = time.monotonic() + options.minutes * 60
    counts: dict[str, Counter[str]] = {form: Counter() for form in options.formats}
    faults, number = 0, options.first
    while time.monotonic() < end:
        for form in options.formats:
            faults += _batch(form, number, counts[form])
        number += 1
        print(_told(counts, faults), flush=True)
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--formats", nargs="+", choices=list(MAKERS), default=list(MAKERS))
    parser.add_argument("--first", type=int, default=time.time_ns() % 1_000_000, help="number of the first batch")
    parser.add_argument("--batch", type=int, help="read this one batch again, here")
    return parser.parse_args()


def _batch(form: str, number: int, counts: Counter[str]) -> int:
    """One batch in its own process, so that even a crash of a library is told. 1 for a fault."""
    command = [sys.executable, "-W", "error", "-m", "tests.fuzz", "--formats", form, "--batch", str(number)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode == 0:
        counts.update({kind: int(n) for kind, n in (part.split("=") for part in ended.stdout.split())})
        return 0
    print(f"FAULT in {form}: {' '.join(command[1:])} ended with {ended.returncode}")
    print(ended.stderr[-6000:], flush=True)
    return 1


def _told(counts: dict[str, Counter[str]], faults: int) -> str:
    by_form = "; ".join(f"{form} {dict(found)}" for form, found in counts.items())
    return f"{sum(found.total() for found in counts.values())} read, {faults} faults. {by_form}"


if __name__ == "__main__":
    sys.exit(main())
