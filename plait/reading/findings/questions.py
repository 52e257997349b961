"""What only a person can answer: which of two people is meant, who owns what nobody owns, who spoke."""

import re

from plait.core.dates import say
from plait.reading.draft import Draft, FoundAction, Role
from plait.reading.due.terms import names_term
from plait.reading.due.unlike_days import impossible_day
from plait.reading.model import DueKind, Owner, OwnerKind, Question, Status
from plait.reading.people.roll import Roll


def ask(draft: Draft) -> None:
    """One question for each owner that is not one person, for each action without any, for each doubtful speaker."""
    for n, action in enumerate(draft.actions):
        if not action.owners:
            draft.questions.append(Question(f"actions[{n}].owners", "This action names no owner. Who is to do it?"))
        for m, owner in enumerate(action.owners):
            if (text := _doubt(owner)) is not None:
                draft.questions.append(Question(f"actions[{n}].owners[{m}]", text, owner.candidates))
        if (text := _doubt_of_day(draft, action)) is not None:
            draft.questions.append(Question(f"actions[{n}].due", text))
    _ask_speakers(draft)
    _ask_challengers(draft)


def _doubt(owner: Owner) -> str | None:
    if owner.candidates and not owner.sure:
        return f"Nobody listed is called {owner.text}; {_any_of(owner.candidates)} is near. Who is meant?"
    if owner.kind not in (OwnerKind.PERSON, OwnerKind.UNKNOWN) or len(owner.candidates) == 1:
        return None
    if owner.candidates:
        return f"{owner.text} could be {_any_of(owner.candidates)}. Who is meant?"
    return f"{owner.text} is not in the attendance list. Who is meant?"


def _doubt_of_day(draft: Draft, action: FoundAction) -> str | None:
    due = action.due
    if due.kind is DueKind.DATE and due.date is None and (words := impossible_day(due.text or "")) is not None:
        return f"There is no day “{words}”. Which day is meant?"
    if due.kind is DueKind.DATE and due.date is None and action.status is Status.NEW and names_term(due.text or ""):
        return f"Term dates differ from one area to the next. Which day is meant by “{due.text}”?"
    if due.date is None or draft.date is None or action.status is not Status.NEW or action.old:
        return None
    if due.kind is DueKind.DATE and due.date < draft.date:
        return f"{say(due.date)} lies before this meeting. Which day is meant?"
    return None


def _any_of(names: tuple[str, ...]) -> str:
    return " or ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} or {names[-1]}"


def _ask_challengers(draft: Draft) -> None:
    """Whoever challenged or was challenged under a name that several bear: asked once for each such name."""
    asked = {question.text.split(" ", 1)[0] for question in draft.questions if question.about.endswith(".speaker")}
    for challenge in draft.challenges:
        told = [(owner, "challenges") for owner in challenge.by] + [(owner, "is challenged") for owner in challenge.to]
        for owner, does in told:
            if len(owner.candidates) > 1 and owner.text not in asked:
                asked.add(owner.text)
                text = f"{owner.text} {does} here and could be {_any_of(owner.candidates)}. Who is meant?"
                about = f"lines[{challenge.source.first_line}].speaker"
                draft.questions.append(Question(about, text, owner.candidates))


def _ask_speakers(draft: Draft) -> None:
    """Initials that two people share, where the text lets one of them speak: asked once for each."""
    shared = Roll(draft.attendees).shared_initials()
    if not shared:
        return
    pattern = re.compile(rf"\b({'|'.join(re.escape(each) for each in list(shared)[:200])})\b(?!\))")
    asked: set[str] = set()
    for place, passage in enumerate(draft.passages):
        if draft.roles[place] is not Role.BODY:
            continue
        for match in pattern.finditer(passage.text):
            initials = match[1]
            if initials not in asked:
                asked.add(initials)
                line = passage.source_of(match.start(), match.end()).first_line
                names = shared[initials]
                text = f"{initials} speaks here and could be {_any_of(names)}. Who is meant?"
                draft.questions.append(Question(f"lines[{line}].speaker", text, names))
        if len(asked) == len(shared):
            return
