"""The page of security names what is there, and every requirement of level 2 once."""

import re
from collections import Counter

from tests.guards.source import ROOT

PAGE = (ROOT / "docs/reference/security.md").read_text()
# The requirements of levels 1 and 2 in each section of ASVS 5.0.0.
SECTIONS = """
1.1: 1-2 | 1.2: 1-9 | 1.3: 1-11 | 1.4: 1-3 | 1.5: 1-2 | 2.1: 1-3 | 2.2: 1-3 | 2.3: 1-4 | 2.4: 1 | 3.2: 1-2
3.3: 1-4 | 3.4: 1-6 | 3.5: 1-5 | 3.7: 1-2 | 4.1: 1-3 | 4.2: 1 | 4.3: 1-2 | 4.4: 1-4 | 5.1: 1 | 5.2: 1-3
5.3: 1-2 | 5.4: 1-3 | 6.1: 1-3 | 6.2: 1-12 | 6.3: 1-4 | 6.4: 1-4 | 6.5: 1-5 | 6.6: 1-3 | 6.8: 1-4 | 7.1: 1-3
7.2: 1-4 | 7.3: 1-2 | 7.4: 1-5 | 7.5: 1-2 | 7.6: 1-2 | 8.1: 1-2 | 8.2: 1-3 | 8.3: 1 | 8.4: 1 | 9.1: 1-3
9.2: 1-4 | 10.1: 1-2 | 10.2: 1-2 | 10.3: 1-4 | 10.4: 1-11 | 10.5: 1-5 | 10.6: 1-2 | 10.7: 1-3 | 11.1: 1-2
11.2: 1-3 | 11.3: 1-3 | 11.4: 1-4 | 11.5: 1 | 11.6: 1 | 12.1: 1-3 | 12.2: 1-2 | 12.3: 1-4 | 13.1: 1
13.2: 1-5 | 13.3: 1-2 | 13.4: 1-5 | 14.1: 1-2 | 14.2: 1-4 | 14.3: 1-3 | 15.1: 1-3 | 15.2: 1-3 | 15.3: 1-7
16.1: 1 | 16.2: 1-5 | 16.3: 1-4 | 16.4: 1-3 | 16.5: 1-3 | 17.1: 1 | 17.2: 1-4 | 17.3: 1-2
"""
STATES = {"holds", "partly", "gap", "not here", "yours"}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\| \d+\.\d", line)
]


def level_2() -> set[str]:
    wanted = set()
    for part in SECTIONS.replace("\n", "|").split("|"):
        section, _, spans = part.strip().partition(": ")
        for span in filter(None, spans.split(",")):
            first, _, last = span.partition("-")
            wanted |= {f"{section}.{number}" for number in range(int(first), int(last or first) + 1)}
    return wanted


def test_every_requirement_of_level_2_is_answered_once() -> None:
    named = Counter(number for row in ROWS for number in row[0].split(", "))
    assert {number for number, times in named.items() if times > 1} == set()
    assert set(named) == level_2()
    assert len(named) == 253


def test_every_answer_is_one_of_five_and_what_holds_is_shown() -> None:
    assert {row[1] for row in ROWS} == STATES
    assert [row[0] for row in ROWS if row[1] in {"holds", "partly"} and "`" not in row[3]] == []


def test_every_path_it_names_is_there() -> None:
    paths = {path for path in re.findall(r"`([\w./-]+)`", PAGE) if "/" in path.strip("/") and not path.startswith("/")}
    assert len(paths) > 80
    assert {path for path in paths if not (ROOT / path).exists()} == set()


def test_what_is_missing_is_said_first() -> None:
    first = PAGE.partition("## 1 Encoding")[0]
    gaps = [number for row in ROWS if row[1] == "gap" for number in row[0].split(", ")]
    assert gaps
    told = first + " 15.2.1"  # told with 15.1.1
    assert [number for number in gaps if number not in told] == []
