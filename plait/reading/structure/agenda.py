"""Agendas that stand around the minutes: before them, or pasted after their end. They are no items."""

import re

from plait.reading.draft import Draft, Role

_AGENDA = re.compile(r"(?:(?:draft|the|meeting) )*agenda(?: for .{0,80})?[:.]?", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,2})[.)]?\s+\S")
_LONGEST_POINT = 110


def set_agendas_aside(draft: Draft) -> None:
    """Takes the passages of agendas, so that no later step reads them."""
    for place, passage in enumerate(draft.passages):
        if draft.roles[place] is Role.BODY and passage.cell is None and _AGENDA.fullmatch(passage.text.strip()):
            end = _end_of_agenda(draft, place)
            if end - place > 2:
                start = place
                if end == len(draft.passages) and place and draft.passages[place - 1].text.isupper():
                    start -= 1
                draft.take(list(range(start, end)), Role.AGENDA)


def _end_of_agenda(draft: Draft, start: int) -> int:
    """An agenda is a run of short lines; it ends where its first number comes again or where talk begins."""
    seen: set[str] = set()
    for place in range(start + 1, len(draft.passages)):
        passage = draft.passages[place]
        number = _NUMBERED.match(passage.text)
        if len(passage.text) > _LONGEST_POINT or passage.text.endswith("."):
            return place
        if number and number[1] in seen:
            return place
        if number:
            seen.add(number[1])
        elif passage.cell is not None and place - start > 60:
            return place
    return len(draft.passages)
