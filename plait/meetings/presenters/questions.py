"""What only a person can answer, in words: who or which day is meant, why it is asked, what it holds up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from django.urls import reverse

from plait.core.dates import say_near
from plait.meetings.models import Question, QuestionKind, QuestionState
from plait.meetings.presenters.findings import passage
from plait.meetings.queries.texts import TextLine
from plait.people.models import Post


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `also` offers to answer the same words elsewhere at once."""

    label: str
    number: int
    kind: str
    title: str
    why: str
    holds: str
    choices: Sequence[Choice]
    also: str
    url: str
    anchor: str
    passage: Sequence[tuple[int, str]]
    answer: str = ""


Posts = Mapping[int, Post]
SHOWN = 3  # places named in the words of a box


def asked(questions: Sequence[Question], posts: Posts, lines: Mapping[int, TextLine], today: date) -> list[Asked]:
    """Every question in its order, as it stands. The work grows with their number, however many are alike."""
    like = _alike(questions)
    return [_asked(question, like[question.pk], posts, lines, today) for question in questions]


@dataclass(slots=True)
class Alike:
    """Unanswered questions after the same words and people: their findings' labels and other lines, by their keys."""

    labels: dict[int, str]
    lines: dict[int, str]

    def add(self, question: Question) -> None:
        if question.finding is not None:
            self.labels[question.pk] = question.finding.label
        elif question.line:
            self.lines[question.pk] = f"line {question.line}"

    def held(self, question: Question) -> tuple[int, str]:
        """How many actions it holds up along with its like, and one of them."""
        own = question.finding.label if question.finding else ""
        count = len(self.labels) + (1 if own and question.pk not in self.labels else 0)
        return count, own or next(iter(self.labels.values()), "")

    def others(self, question: Question) -> tuple[int, list[str]]:
        """How many places there are besides the question's own, and the first three."""
        count = len(self.labels) + len(self.lines) - (question.pk in self.labels or question.pk in self.lines)
        near = islice(chain(self.labels.items(), self.lines.items()), SHOWN + 1)
        return count, [place for key, place in near if key != question.pk][:SHOWN]


def _alike(questions: Sequence[Question]) -> dict[int, Alike]:
    """For each question those that ask after the same words and the same people."""
    groups: dict[object, Alike] = {}
    found: dict[int, Alike] = {}
    for question in questions:
        people = frozenset(person.pk for person in question.candidates.all())
        alone = question.kind == QuestionKind.DUE or not question.words
        key = (question.pk if alone else question.words, people, frozenset(question.names))
        found[question.pk] = groups.setdefault(key, Alike({}, {}))
        if question.state != QuestionState.ANSWERED:
            found[question.pk].add(question)
    return found


def _asked(question: Question, like: Alike, posts: Posts, lines: Mapping[int, TextLine], today: date) -> Asked:
    return Asked(
        label=question.label,
        number=question.number,
        kind=question.kind,
        title=_title(question),
        why=_why(question),
        holds=_holds(question, *like.held(question)),
        choices=_choices(question, posts),
        also=_also(question, *like.others(question)),
        url=reverse("answer_question", args=[question.minutes_import_id, question.number]),
        anchor=f"#line-{question.line}" if question.line else "",
        passage=passage(question.line, question.line, lines) if question.line else (),
        answer=_answer(question, today),
    )


def _title(question: Question) -> str:
    label = question.finding.label if question.finding else ""
    if question.kind == QuestionKind.DATE:
        return "On which day was the meeting?"
    if question.kind == QuestionKind.DUE:
        return question.text
    if question.kind == QuestionKind.NO_OWNER:
        return f"Who is to do action {label}?"
    if question.kind == QuestionKind.SPEAKER:
        return f"Who is “{question.words}”, who speaks in line {question.line}?"
    return f"Who is “{question.words}”, an owner of action {label}?"


def _why(question: Question) -> str:
    where = f"Line {question.line}. " if question.line else ""
    several = len(question.candidates.all()) + len(question.names)
    if question.kind == QuestionKind.DATE:
        return f"{why_no_day(question)} Without a day the meeting cannot stand in the record."
    if question.kind == QuestionKind.DUE:
        return f"{where}Until somebody knows, it stands as written."
    if question.kind == QuestionKind.NO_OWNER:
        return f"{where}The minutes name no owner."
    if several > 1:
        many = {2: "Two", 3: "Three", 4: "Four"}.get(several, str(several))
        return f"{where}{many} people at this meeting may be meant. Plait does not guess."
    if several == 1:
        return f"{where}Nobody in the list of this meeting is called that. Somebody known here may be meant."
    return f"{where}Nobody in the list of this meeting is called that."


def why_no_day(question: Question) -> str:
    """That the document names no day of the meeting, or one that cannot be."""
    return question.text.partition(" When was ")[0]


def _holds(question: Question, count: int, one: str) -> str:
    if question.kind == QuestionKind.DATE:
        return "Holds up everything."
    if not count or question.kind in (QuestionKind.SPEAKER, QuestionKind.DUE):
        return "No action waits for it."
    return f"Holds up {one}." if count == 1 else f"Holds up {count:,} actions."


def _choices(question: Question, posts: Posts) -> list[Choice]:
    """In alphabetical order, people known here and names as written together."""
    known = [Choice(f"person:{p.pk}", p.name, _post(posts.get(p.pk))) for p in question.candidates.all()]
    names = [Choice(f"name:{n}", name, "In the document; nobody known here") for n, name in enumerate(question.names)]
    twice = {name for name, count in Counter(c.name for c in known).items() if count > 1}
    if twice:
        emails = {f"person:{p.pk}": p.email for p in question.candidates.all()}
        known = [Choice(c.value, c.name, ", ".join(x for x in (c.note, emails[c.value]) if x)) for c in known]
    return sorted([*known, *names], key=lambda choice: (choice.name.casefold(), choice.value))


def _post(post: Post | None) -> str:
    return f"{post.title}, {post.agency}" if post else ""


def _also(question: Question, count: int, places: Sequence[str]) -> str:
    if not count:
        return ""
    rest = f" and {count - SHOWN:,} more" if count > SHOWN else ""
    return f"also for “{question.words}” in {', '.join(places)}{rest}"


def _answer(question: Question, today: date) -> str:
    who = question.answered_by.name if question.answered_by else "Answered"
    day = say_near(question.answered_at.date(), today) if question.answered_at else ""
    if question.state == QuestionState.LEFT:
        return f"Left as written. {who}, {day}."
    return f"{question.answer}. {who}, {day}." if question.state == QuestionState.ANSWERED else ""
