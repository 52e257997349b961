"""What only a person can answer: which of two people is meant, who owns what nobody owns, who spoke."""

import re

from plait.reading.draft import Draft, Role
from plait.reading.model import Owner, OwnerKind, Question
from plait.reading.people.roll import Roll


def ask(draft: Draft) -> None:
    """One question for each owner that is not one person, for each action without any, for each doubtful speaker."""
    for n, action in enumerate(draft.actions):
        if not action.owners:
            draft.questions.append(Question(f"actions[{n}].owners", "This action names no owner. Who is to do it?"))
        for m, owner in enumerate(action.owners):
            if (text := _doubt(owner)) is not None:
                draft.questions.append(Question(f"actions[{n}].owners[{m}]", text, owner.candidates))
    _ask_speakers(draft)


def _doubt(owner: Owner) -> str | None:
    if owner.candidates and not owner.sure:
        return f"Nobody listed is called {owner.text}; {_any_of(owner.candidates)} is near. Who is meant?"
    if owner.kind not in (OwnerKind.PERSON, OwnerKind.UNKNOWN) or len(owner.candidates) == 1:
        return None
    if owner.candidates:
        return f"{owner.text} could be {_any_of(owner.candidates)}. Who is meant?"
    return f"{owner.text} is not in the attendance list. Who is meant?"


def _any_of(names: tuple[str, ...]) -> str:
    return " or ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} or {names[-1]}"


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
