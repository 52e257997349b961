"""What accepting one line would do."""

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum

from plait.people.sheets.lines import Line


class Verdict(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASKED = "asked"
    UNREAD = "unread"
    DONE = "done"


NEW_ONE = "new"  # the answer that nobody known is meant


@dataclass(frozen=True, slots=True)
class Proposal:
    """`key` is the record it is (0: none yet). `changes` are what it has now and what the sheet says, by field.

    `why` is a sentence: what is asked, why it cannot be read, or what it waits for. `candidates` answer a question:
    keys of people as text, or "line:5" for the person of another line; `may_be_new` where nobody of them may be meant.
    `agency` and `holder` of a post are keys; 0 while the line they come from is not accepted yet.
    """

    line: Line
    verdict: Verdict
    key: int = 0
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    why: str = ""
    candidates: tuple[str, ...] = ()
    may_be_new: bool = True
    agency: int = 0
    holder: int = 0

    @property
    def can_be_accepted(self) -> bool:
        return self.verdict in (Verdict.NEW, Verdict.CHANGED)

    @property
    def seen(self) -> str:
        """Says whether the proposal is still the one that somebody looked at."""
        told = [self.line.n, self.verdict.value, self.key, self.changes, self.why]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
