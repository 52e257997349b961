"""What a person asked for, taken apart: words that must all be there, "phrases", and the beginning of a last word.

Whatever is typed is safe: of the text only letters and digits are left when it comes to a database.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from plait.search.endings import completed

LONGEST = 1000  # characters of what was typed
_MOST_WORDS = 16
_LONGEST_WORD = 100
_QUOTED = re.compile(r'"([^"]*)"')
_WORD = re.compile(r"[^\W_]+")
_CURLY = str.maketrans("“”„‟«»", '""""""')
STOP_WORDS = frozenset(
    """
    a about above after again against all am an and any are as at be because been before being below between
    both but by can did do does doing don down during each few for from further had has have having he her
    here hers herself him himself his how i if in into is it its itself just me more most my myself no nor not
    now of off on once only or other our ours ourselves out over own s same she should so some such t than
    that the their theirs them themselves then there these they this those through to too under until up very
    was we were what when where which while who whom why will with you your yours yourself yourselves
    """.split()  # noqa: SIM905 (so many are easier to read in lines)
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`phrases`: each must be there, its words in this order (most are of one word). `beginning`: so must a word that
    begins so, or, stemmed, one of `endings`: what the person may be about to type."""

    phrases: tuple[tuple[str, ...], ...]
    beginning: str = ""
    endings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phrases or self.beginning)


def fold(words: str) -> str:
    """Small letters without accents: how both databases compare."""
    apart = unicodedata.normalize("NFKD", words)
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", plain).lower()


def words_of(text: str) -> list[str]:
    return [word[:_LONGEST_WORD] for word in _WORD.findall(fold(text))]


def take_apart(typed: str) -> Asked:
    """A quotation mark without its partner is a blank. Words such as "the" count only where nothing else was asked."""
    text = typed[:LONGEST].translate(_CURLY)
    found = list(_pieces(text))[:_MOST_WORDS]
    telling = [piece for piece in found if len(piece[0]) > 1 or piece[1] or piece[0][0] not in STOP_WORDS]
    kept = telling or found
    if not kept:
        return Asked(())
    (*_, (last, quoted)) = kept
    if quoted or len(last[0]) < 2 or not telling:
        return Asked(tuple(dict.fromkeys(words for words, _ in kept)))
    return Asked(tuple(dict.fromkeys(words for words, _ in kept[:-1])), last[0], completed(last[0]))


def _pieces(text: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Words and phrases in the order in which they were typed, and whether each was quoted."""
    end = 0
    for quoted in _QUOTED.finditer(text):
        yield from (((word,), False) for word in words_of(text[end : quoted.start()]))
        phrase = tuple(words_of(quoted[1])[:_MOST_WORDS])
        if phrase:
            yield phrase, True
        end = quoted.end()
    yield from (((word,), False) for word in words_of(text[end:]))
