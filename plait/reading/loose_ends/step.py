"""What was said and left lying: promises, questions without an answer, and risks, offered when checking ends."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from plait.reading.document import LineKind
from plait.reading.draft import Draft, Role, Section
from plait.reading.layout.passages import Passage
from plait.reading.loose_ends.promises import promise_in
from plait.reading.loose_ends.questions import question_in
from plait.reading.loose_ends.risks import risk_in
from plait.reading.model import LooseEnd
from plait.reading.people.roll import Roll
from plait.reading.structure.sections import speaks_of_earlier_actions
from plait.reading.wording import content_words, sentence_spans, squash

_SHORTEST = 24  # characters: shorter sentences tell too little to be offered
_TAKEN_UP = 0.5  # share of the words of a sentence that an action or a decision repeats: it is no loose end
_MOST = 40  # a word that stands in more actions than this tells nothing


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    place: int
    passage: Passage
    start: int
    end: int


def find_loose_ends(draft: Draft) -> None:
    """Fills `draft.loose_ends`: each sentence of the talk is at most one, and none that an action takes up."""
    roll = Roll(draft.attendees)
    talk = list(_talk(draft))
    taken_up = _words_taken_up(draft)
    seen: set[tuple[str, ...]] = set()
    for n, sentence in enumerate(talk):
        after = talk[n + 1] if n + 1 < len(talk) else None
        same_item = after is not None and draft.heading_of[after.place] == draft.heading_of[sentence.place]
        end = loose_end_of(sentence.text, after.text if after and same_item else "", roll)
        key = tuple(content_words(sentence.text)) if end else ()
        if end is None or key in seen or _is_taken_up(set(key), taken_up):
            continue
        seen.add(key)
        kind, who, why = end
        source = sentence.passage.source_of(sentence.start, sentence.end)
        draft.loose_ends.append(LooseEnd(sentence.text, kind, why, who, source))


def loose_end_of(sentence: str, following: str, roll: Roll) -> tuple[str, str | None, str] | None:
    """Kind, who and why of one sentence; None where it leaves nothing lying."""
    if len(sentence) < _SHORTEST:
        return None
    if found := promise_in(sentence, roll):
        return "promise", *found
    if found := question_in(sentence, following, roll):
        return "question", *found
    if found := risk_in(sentence, roll):
        return "risk", *found
    return None


def _talk(draft: Draft) -> Iterator[_Sentence]:
    """The sentences of the meeting's talk, in order."""
    for place, passage in enumerate(draft.passages):
        heading = draft.heading_at(place)
        if draft.roles[place] is not Role.BODY or passage.kind is LineKind.HEADING:
            continue
        if (heading is None and draft.headings) or (heading is not None and heading.section is not Section.TALK):
            continue
        if heading is not None and speaks_of_earlier_actions(heading.title):
            continue
        for start, end in sentence_spans(passage.text):
            text = squash(passage.text[start:end])
            if text:
                yield _Sentence(text, place, passage, start, end)


def _words_taken_up(draft: Draft) -> dict[str, list[set[str]]]:
    """The words of every action and decision, found by each of their words."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for text in [*(action.text for action in draft.actions), *(decision.text for decision in draft.decisions)]:
        words = set(content_words(text))
        for word in words:
            found[word].append(words)
    return found


def _is_taken_up(words: set[str], taken_up: dict[str, list[set[str]]]) -> bool:
    near = (each for word in words if len(taken_up.get(word, ())) <= _MOST for each in taken_up.get(word, ()))
    return any(len(words & each) >= _TAKEN_UP * min(len(words), len(each)) for each in near)
