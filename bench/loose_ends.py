"""How many offered loose ends a minute taker would want, and how many of those wanted are offered.

python -m bench.loose_ends SAMPLES_FOLDER [--command "plait read {file} --json"]
"""

import argparse
import hashlib
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

GOLD = Path(__file__).parent / "gold" / "loose_ends.json"
ALIKE = 0.5  # token sets this alike (Dice) are the same sentence
IDLE_LIMIT = 1 / 3
Tokens = frozenset[str]


@dataclass(frozen=True)
class LooseEnd:
    """A loose end of the gold: its hashed wordings, and whether a minute taker would want it offered."""

    wordings: tuple[Tokens, ...]
    useful: bool


@dataclass
class Tally:
    """Of one file, or of all: borderline offers count neither for nor against."""

    offers: int = 0
    useful: int = 0
    borderline: int = 0
    idle: int = 0
    reached: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def share_idle(self) -> float:
        return self.idle / max(1, self.useful + self.idle)

    @property
    def reach(self) -> float:
        return self.reached / max(1, self.reached + self.missed)

    def row(self, name: str) -> str:
        counts = "".join(
            f"{count:>11}" for count in (self.offers, self.useful, self.borderline, self.idle, self.missed)
        )
        return f"{name:32}{counts}{self.share_idle:>11.2f}{self.reach:>9.2f}"


def hashed(text: str) -> Tokens:
    """The words of a sentence, lower-cased, apostrophes dropped, each as sha256[:10]."""
    words = (word.replace("'", "") for word in re.findall(r"[a-z0-9']+", re.sub("[‘’]", "'", text.lower())))
    return frozenset(hashlib.sha256(word.encode()).hexdigest()[:10] for word in words if word)


def alike(one: Tokens, other: Tokens) -> float:
    """Dice likeness of two token sets, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def annotated() -> dict[str, list[LooseEnd]]:
    """File name: its loose ends, as annotated by a person."""
    files = json.loads(GOLD.read_text(encoding="utf-8"))["files"]
    return {
        name: [LooseEnd(tuple(map(frozenset, [end["tokens"], *end.get("also", [])])), end["useful"]) for end in ends]
        for name, ends in files.items()
    }


def judged(offers: Iterable[str], ends: list[LooseEnd]) -> Tally:
    """Each offer goes to the end most like it; a wording offered a second time is idle."""
    tally, spent, reached = Tally(), set[tuple[int, int]](), set[int]()
    for offer in map(hashed, offers):
        tally.offers += 1
        places = [(alike(offer, words), n, m) for n, end in enumerate(ends) for m, words in enumerate(end.wordings)]
        likeness, end, wording = max(places, default=(0.0, 0, 0))
        if likeness < ALIKE or (end, wording) in spent:
            tally.idle += 1
        elif ends[end].useful:
            tally.useful += 1
            reached.add(end)
        else:
            tally.borderline += 1
        if likeness >= ALIKE:
            spent.add((end, wording))
    tally.reached = len(reached)
    tally.missed = sum(end.useful for end in ends) - len(reached)
    return tally


def offered(file: Path, command: str) -> list[str]:
    """The texts under `loose_ends` in the reading of a file."""
    words = [word.replace("{file}", str(file)) for word in shlex.split(command)]
    ended = subprocess.run(words, capture_output=True, timeout=120)
    if ended.returncode:
        raise SystemExit(f"{file.name} was not read (exit {ended.returncode}): {ended.stderr.decode()[-300:]}")
    return [end["text"] for end in json.loads(ended.stdout).get("loose_ends", [])]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("samples", type=Path, help="the folder of the sample minutes, or the folder above it")
    asked.add_argument(
        "--command", default=f"{shlex.quote(str(Path(sys.executable).with_name('plait')))} read {{file}} --json"
    )
    given = asked.parse_args()
    folder = given.samples / "minutes" if (given.samples / "minutes").is_dir() else given.samples
    print(
        f"{'file':32}"
        + "".join(f"{head:>11}" for head in ("offers", "useful", "borderline", "idle", "missed", "share idle"))
        + f"{'reach':>9}"
    )
    total = Tally()
    for name, ends in annotated().items():
        tally = judged(offered(folder / name, given.command), ends)
        print(tally.row(name))
        total += tally
    print(total.row("all"))
    print(f"idle {total.share_idle:.2f} of useful and idle offers, limit {IDLE_LIMIT:.2f}")
    return 0 if total.share_idle <= IDLE_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
