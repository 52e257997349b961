"""What only a person can answer, in words: who is meant, why it is asked, what it holds up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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


def asked(questions: Sequence[Question], posts: Posts, lines: Mapping[int, TextLine], today: date) -> list[Asked]:
    """Every question in its order, as it stands."""
    like = _alike(questions)
    return [_asked(question, like[question.pk], posts, lines, today) for question in questions]


def _alike(questions: Sequence[Question]) -> dict[int, list[Question]]:
    """For each question the other unanswered ones that ask after the same words and the same people."""
    groups: dict[object, list[Question]] = {}
    keys: dict[int, object] = {}
    for question in questions:
        people = frozenset(person.pk for person in question.candidates.all())
        key = (question.words or question.pk, people, frozenset(question.names))
        keys[question.pk] = key
        if question.state != QuestionState.ANSWERED:
            groups.setdefault(key, []).append(question)
    return {q.pk: [o for o in groups.get(keys[q.pk], []) if o.pk != q.pk] for q in questions}


def _asked(
    question: Question, like: Sequence[Question], posts: Posts, lines: Mapping[int, TextLine], today: date
) -> Asked:
    held = [q.finding.label for q in (question, *like) if q.finding is not None]
    return Asked(
        label=question.label,
        number=question.number,
        kind=question.kind,
        title=_title(question),
        why=_why(question),
        holds=_holds(question, held),
        choices=_choices(question, posts),
        also=_also(question, like),
        url=reverse("answer_question", args=[question.minutes_import_id, question.number]),
        anchor=f"#line-{question.line}" if question.line else "",
        passage=passage(question.line, question.line, lines) if question.line else (),
        answer=_answer(question, today),
    )


def _title(question: Question) -> str:
    label = question.finding.label if question.finding else ""
    if question.kind == QuestionKind.DATE:
        return "On which day was the meeting?"
    if question.kind == QuestionKind.NO_OWNER:
        return f"Who is to do action {label}?"
    if question.kind == QuestionKind.SPEAKER:
        return f"Who is “{question.words}”, who speaks in line {question.line}?"
    return f"Who is “{question.words}”, an owner of action {label}?"


def _why(question: Question) -> str:
    where = f"Line {question.line}. " if question.line else ""
    several = len(question.candidates.all()) + len(question.names)
    if question.kind == QuestionKind.DATE:
        return "The document does not say it. Without a day the meeting cannot stand in the record."
    if question.kind == QuestionKind.NO_OWNER:
        return f"{where}The minutes name no owner."
    if several > 1:
        many = {2: "Two", 3: "Three", 4: "Four"}.get(several, str(several))
        return f"{where}{many} people at this meeting may be meant. Plait does not guess."
    if several == 1:
        return f"{where}Nobody in the list of this meeting is called that. Somebody known here may be meant."
    return f"{where}Nobody in the list of this meeting is called that."


def _holds(question: Question, held: Sequence[str]) -> str:
    if question.kind == QuestionKind.DATE:
        return "Holds up everything."
    if not held or question.kind == QuestionKind.SPEAKER:
        return "Holds up nothing."
    return f"Holds up {held[0]}." if len(held) == 1 else f"Holds up {len(held)} actions."


def _choices(question: Question, posts: Posts) -> list[Choice]:
    """In alphabetical order, people known here and names as written together."""
    known = [Choice(f"person:{p.pk}", p.name, _post(posts.get(p.pk))) for p in question.candidates.all()]
    names = [Choice(f"name:{n}", name, "As written; nobody known here") for n, name in enumerate(question.names)]
    twice = {name for name, count in Counter(c.name for c in known).items() if count > 1}
    if twice:
        emails = {f"person:{p.pk}": p.email for p in question.candidates.all()}
        known = [Choice(c.value, c.name, ", ".join(x for x in (c.note, emails[c.value]) if x)) for c in known]
    return sorted([*known, *names], key=lambda choice: (choice.name.casefold(), choice.value))


def _post(post: Post | None) -> str:
    return f"{post.title}, {post.agency}" if post else ""


def _also(question: Question, like: Sequence[Question]) -> str:
    labels = [q.finding.label for q in like if q.finding is not None]
    lines = [f"line {q.line}" for q in like if q.finding is None and q.line]
    places = [*labels, *lines]
    if not places:
        return ""
    said = ", ".join(places[:3]) if len(places) > 1 else places[0]
    rest = f" and {len(places) - 3} more" if len(places) > 3 else ""
    return f"also for “{question.words}” in {said}{rest}"


def _answer(question: Question, today: date) -> str:
    who = question.answered_by.name if question.answered_by else "Answered"
    day = say_near(question.answered_at.date(), today) if question.answered_at else ""
    if question.state == QuestionState.LEFT:
        return f"Left as written. {who}, {day}."
    return f"{question.answer}. {who}, {day}." if question.state == QuestionState.ANSWERED else ""
