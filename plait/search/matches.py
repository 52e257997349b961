"""What was asked, in the language of each database, with the marks that limit a match inside the index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plait.search.asked import Asked
from plait.search.places import number_of, stretch_of

FEW = 8  # circles: of more it is quicker to ask each row that is found than to join their marks in the index


@dataclass(frozen=True, slots=True)
class Limits:
    """Who looks and where. `circles`: keys of those that hold the reader, None for all there are. `own`: keys of
    records of `own_kind` the reader answers for: of those outside the circles the inside is not searched.
    `inside` False: nor is it of any."""

    kind: str | None = None
    circles: Sequence[int] | None = None
    own: Sequence[int] = ()
    own_kind: str | None = None
    groups: Sequence[int] = ()
    years: Sequence[int] = ()
    inside: bool = True

    @property
    def own_numbers(self) -> list[int]:
        return [number_of(self.own_kind, key) for key in self.own] if self.own_kind else []

    @property
    def nothing(self) -> bool:
        return self.circles is not None and not self.circles and not self.own_numbers


def fts5(asked: Asked, limits: Limits) -> str:
    """A query for SQLite's FTS5. Words are quoted; they hold letters and digits only."""
    words = " AND ".join(_fts5_words(asked))
    ways = []
    if limits.circles is None:
        ways.append(f"{{title text{' inside' if limits.inside else ''}}} : ({words})")
    elif limits.circles:
        ways.append(f"({{title text inside}} : ({words}) AND {_fts5_marks('c', limits.circles)})")
    if limits.circles is not None and limits.own_numbers:
        ways.append(f"({{title text}} : ({words}) AND {_fts5_marks('r', limits.own_numbers)})")
    found = f"({' OR '.join(ways)})"
    for letter, numbers in (("g", limits.groups), ("y", limits.years)):
        if numbers:
            found += f" AND {_fts5_marks(letter, numbers)}"
    return found


def _fts5_words(asked: Asked) -> Iterable[str]:
    for phrase in asked.phrases:
        yield f'"{" ".join(phrase)}"'
    if asked.beginning:
        ways = [f'"{asked.beginning}" *', *(f'"{word}"' for word in asked.endings)]
        yield f"({' OR '.join(ways)})"


def _fts5_marks(letter: str, numbers: Iterable[int]) -> str:
    return f"marks : ({' OR '.join(letter + str(number) for number in numbers)})"


def fts5_stretch(kind: str | None) -> tuple[str, list[int]]:
    """SQL that keeps a match to the places of one kind."""
    return (" AND rowid BETWEEN %s AND %s", list(stretch_of(kind))) if kind else ("", [])


_WORDS = "to_tsquery('plait', %s)"


def tsquery(asked: Asked, limits: Limits) -> tuple[str, list[Any]]:
    """SQL that is true of the rows of `search_searchrow` that PostgreSQL is to find, and its values."""
    inside, outside = " & ".join(_tsquery_words(asked, "")), " & ".join(_tsquery_words(asked, "AB"))
    marks = [_marks(letter, numbers) for letter, numbers in (("g", limits.groups), ("y", limits.years)) if numbers]
    ways = []
    if limits.circles is None:
        ways.append(_way(inside if limits.inside else outside, marks))
    elif len(limits.circles) > FEW:
        sql, values = _way(inside, marks)
        ways.append((f"({sql} AND circle_id = ANY(%s))", [*values, list(limits.circles)]))
    elif limits.circles:
        ways.append(_way(inside, [*marks, _marks("c", limits.circles)]))
    if limits.circles is not None and limits.own_numbers:
        ways.append(_way(outside, [*marks, _marks("r", limits.own_numbers)]))
    # where PostgreSQL sees no word in what was asked, the query would be its marks and match them all
    found = f"({' OR '.join(sql for sql, _ in ways)}) AND numnode({_WORDS}) > 0"
    return found, [*(value for _, values in ways for value in values), inside]


def _way(words: str, marks: Sequence[str]) -> tuple[str, list[Any]]:
    return f"words @@ ({' && '.join([_WORDS, *['%s::tsquery'] * len(marks)])})", [words, *marks]


def _tsquery_words(asked: Asked, weights: str) -> Iterable[str]:
    tail = f":{weights}" if weights else ""
    for phrase in asked.phrases:
        yield f"({' <-> '.join(_quoted(word, tail) for word in phrase)})"
    if asked.beginning:
        ways = [_quoted(asked.beginning, f":*{weights}"), *(_quoted(word, tail) for word in asked.endings)]
        yield f"({' | '.join(ways)})"


def _quoted(word: str, tail: str) -> str:
    return f"'{word}'{tail}"


def _marks(letter: str, numbers: Iterable[int]) -> str:
    return " | ".join(_quoted(f":{letter}{number}", "") for number in numbers)
