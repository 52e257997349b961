"""Words that are to go, found and taken out of texts and of JSON. Capitals and what stands between two words do not
matter; a name within a longer word is left alone."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TypeGuard

from plait.workbench.subject.spellings import Spellings

MARK = "[removed]"
_APART = re.compile(r"[\s\-‐‑'’.,]+")
_SIGN = re.compile(r"[a-z0-9_]*")
# Columns, and keys of JSON, that hold signs of the program and no words of people.
SIGNS = frozenset(
    {"kind", "verb", "way", "template", "topic", "route", "purpose", "code", "state", "retention", "origin_kind"}
    | {"agreed_kind", "taken_by", "token", "now", "task_path", "queue_name", "backend_name", "salt", "role", "level"}
)
_BETWEEN = r"[\s\-‐‑'’.,]{1,4}"


@dataclass(frozen=True)
class Wanted:
    """The words as they were typed, already tidied."""

    spellings: Spellings

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ways = sorted(self.spellings.words, key=len, reverse=True)
        each = (_BETWEEN.join(re.escape(p) for p in _APART.split(way) if p) for way in ways)
        return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)

    def within(self, value: object) -> int:
        """How often the words stand in a text, or in every text of JSON."""
        if isinstance(value, str):
            return sum(1 for _ in self._pattern.finditer(value))
        if isinstance(value, dict):
            return sum(self.within(_said(key)) + self.within(_said(each, key)) for key, each in value.items())
        if _is_lines(value):
            return self.within("\n".join(value))
        return sum(map(self.within, value)) if isinstance(value, list) else 0

    def out_of(self, value: object) -> object:
        """The same with the neutral mark in their place. Lines stay as many as they were."""
        if isinstance(value, str):
            return self._pattern.sub(lambda found: MARK + "\n" * found[0].count("\n"), value)
        if isinstance(value, dict):
            return {
                self.out_of(key) if _said(key) else key: self.out_of(each) if _said(each, key) else each
                for key, each in value.items()
            }
        if _is_lines(value):
            return str(self.out_of("\n".join(value))).split("\n")
        return [self.out_of(each) for each in value] if isinstance(value, list) else value


def _is_lines(value: object) -> TypeGuard[list[str]]:
    """The lines of a text: a name may go over the end of one."""
    return isinstance(value, list) and bool(value) and all(isinstance(x, str) and "\n" not in x for x in value)


def _said(value: object, of: object = "") -> object:
    """The value where people's words can stand in it, None where it is a sign that the program reads."""
    sign = isinstance(value, str) and _SIGN.fullmatch(value) is not None
    return None if sign and (of == "" or of in SIGNS) else value
