"""From what a person chose or typed to whom and which day they mean."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from plait.actions.models import OwnerKind
from plait.core.refusals import Refusal
from plait.meetings.choices import Facts, Who
from plait.meetings.models import MinutesImport, Question, QuestionKind
from plait.meetings.queries.matching import Known


def known_in(minutes: MinutesImport) -> Known:
    return Known.on(minutes.group, minutes.held_on or timezone.localdate())


def who_is_meant(question: Question, choice: str, other: str, minutes: MinutesImport) -> list[Who]:
    """One of the candidates, all of them, or somebody else. A candidate who is none is refused."""
    offered = list(question.candidates.all())
    words = question.words
    if choice == "other":
        if not other.strip():
            raise Refusal("Write who is meant: a name, a post, an agency or “All partners”.")
        return [_known_here(known_in(minutes).who(other), question)]
    if choice == "both":
        return [*(Who.of_person(person, words) for person in offered), *map(Who.as_written, question.names)]
    kind, _, key = choice.partition(":")
    if kind == "person":
        return [Who.of_person(person, words) for person in offered if person.pk == int(key)]
    if kind == "name" and int(key) < len(question.names):
        return [Who.as_written(question.names[int(key)])]
    raise Refusal("Choose who is meant, or leave it as written.")


def _known_here(who: Who, question: Question) -> Who:
    """A name that nobody here bears answers nothing: the words of the minutes would be lost."""
    if who.kind != OwnerKind.AS_WRITTEN:
        return who
    what = "line" if question.kind == QuestionKind.SPEAKER else "action"
    stands = f"The {what} stands as written: {question.words}." if question.words else "The action has no owner yet."
    raise Refusal(f"Nobody here is called {who.words}. {stands}")


def owners_meant(typed: Sequence[str], minutes: MinutesImport) -> list[Who]:
    """Whom each typed owner names; words that name nobody stand as written."""
    known = known_in(minutes)
    return [known.who(words) for words in typed]


def day_for(question: Question) -> date | None:
    """The day after which a day without a year is meant: for a due date that of the meeting, else today."""
    return question.minutes_import.held_on if question.kind == QuestionKind.DUE else None


def due_day(question: Question, day: date | None) -> date:
    if day is None:
        label = question.finding.label if question.finding else "the action"
        raise Refusal(f"Give the day on which {label} is due, such as 30 June 2026, or leave it as written.")
    return day


def facts_with_day(minutes: MinutesImport, day: date | None) -> Facts:
    """The facts as they stand, with the day of the meeting."""
    if day is None:
        raise Refusal("Give the day of the meeting, such as 17 May 2026.")
    return Facts(day, minutes.starts_at, minutes.ends_at, minutes.venue, minutes.next_on)
