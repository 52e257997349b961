"""When the meeting ended, where a sentence near the end says it."""

import re

from plait.reading.draft import Draft
from plait.reading.structure.times import find_times

_ENDED = re.compile(
    r"\b(?:meeting|chair|board|panel|committee|there being no)\b.*?\b(?:closed|ended|finished|concluded)\b"
    r"(?P<rest>.{0,60})",
    re.IGNORECASE,
)
_LAST = 8  # passages from the end that are looked at


def find_closing_time(draft: Draft) -> None:
    """Fills `draft.end` where the head does not tell it."""
    if draft.end is not None:
        return
    for passage in draft.passages[-_LAST:]:
        ended = _ENDED.search(passage.text[:400])
        if ended and (times := find_times(ended["rest"])) and draft.start != times[0].text:
            draft.end = times[0].text
            return
