"""Small questions about English text that every rule asks: words, sentences, where a sentence begins."""

import re
import unicodedata
from collections.abc import Iterator

INITIALS = r"[A-Z](?:[A-Z]{1,3}[a-z]?|[A-Z][a-z])"
LONGEST = 20_000  # characters of one passage that are looked at together; longer text is cut

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "and",
        "or",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "be",
        "is",
        "are",
        "was",
        "were",
        "will",
        "it",
        "that",
        "this",
        "as",
        "from",
    ]
)
_APOSTROPHES = re.compile(r"[’‘'`´]")
_WORDS = re.compile(r"[a-z0-9]+")


def plain(text: str) -> str:
    """Lower case, no accents, no apostrophes."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    folded = unicodedata.normalize("NFKD", text).lower()
    return _APOSTROPHES.sub("", "".join(c for c in folded if not unicodedata.combining(c)))


def words(text: str) -> list[str]:
    """All words of a text, plain."""
    return _WORDS.findall(plain(text))


def content_words(text: str) -> list[str]:
    """The words that carry meaning; all of them where nothing else is left."""
    found = words(text)
    return [word for word in found if word not in _STOP] or found


def squash(text: str) -> str:
    """One space between words, none at the ends."""
    return " ".join(text.split())


_SENTENCE_END = re.compile(r"[.!?](?:[\"”')\]]{0,2})\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_SHORT_FORM = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Cllr|Rev|Prof|St|No|Nos|Sgt|Insp|Supt|Det|approx|e\.g|i\.e|etc|vs|p|pp)|\b[A-Z])\.$"
)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends. An abbreviation (Dr. Who) ends no sentence."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _SHORT_FORM.search(text, max(0, match.start() - 8), match.start() + 1):
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def sentences(text: str) -> list[str]:
    return [text[a:b].strip() for a, b in sentence_spans(text) if text[a:b].strip()]


_VERBS = (
    r"(?:[a-z]{2,14}ed|was|were|is|are|has|had|have|gave|said|went|spoke|took|will|would|told|felt|thought|led"
    r"|brought|began|ran|wrote|saw|heard|did|made|left|read|set|put|knew|could|should|sent|met)"
)
_SUBJECT = (
    rf"(?:{INITIALS}|Members|Partners|Nobody|Everyone|Everybody|Colleagues|All(?: partners| members)?"
    r"|The [A-Za-z][\w'’&-]*(?: [A-Za-z][\w'’&-]*){0,5}?|This|It|There|No [a-z]+(?: [a-z]+){0,3}?"
    r"|Apologies|[A-Z][a-z]+ [A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
)
_SENTENCE = re.compile(rf"{_SUBJECT} (?:also |then |again |further )?{_VERBS}\b")
_SENTENCE_START = re.compile(rf"(?<=[\w)?!’'.:] ){_SUBJECT} (?:also |then |again )?{_VERBS}\b")


def begins_sentence(text: str) -> bool:
    """Somebody and a verb at once: running text, however short it breaks off."""
    return _SENTENCE.match(text) is not None


def first_sentence_start(text: str) -> int | None:
    """Where, inside a run of words, a sentence seems to begin: somebody and a verb. None when it seems not to.

    For headings whose line break was lost: "Room bookings OH thanked the hosts" begins its sentence at "OH".
    """
    match = _SENTENCE_START.search(text)
    return match.start() if match else None


def ends_open(text: str) -> bool:
    """Does the text stop in mid-sentence?"""
    return bool(text) and text.rstrip()[-1:] not in '.!?:;)]"”…'
