"""When words may be removed and records disposed of."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.keeping.models import Hold
from plait.keeping.words import Wanted

# Retention classes that a partnership sets a period for: records that people make and that can fall due.
CLASSES = ("action", "meeting", "risk")


def check_why(why: str, wanted: Wanted) -> None:
    check_reason(why)
    if wanted.within(why):
        raise Refusal("The reason holds the words that are to go. Say it without them; nothing was removed.")


def check_reason(words: str) -> None:
    if not words.strip():
        raise Refusal("Say why: the reason is kept.")


def check_found(places: int) -> None:
    if not places:
        raise Refusal("These words stand nowhere. Look at how they are spelt; nothing was removed.")


def check_not_held(held: Sequence[Hold]) -> None:
    if held:
        raise Refusal(
            f"{_records(len(held))} under a legal hold, so nothing was removed. "
            "Whoever keeps the holds can lift them, and the words can be removed then."
        )


def check_later(day: date, at: datetime) -> None:
    if day <= localdate(at):
        raise Refusal("The day until which it is kept lies in the past. Give a day to come.")


def note_instead(why: str, at: datetime) -> bytes:
    """What stands in the place of an original that was withheld."""
    return f"The original was withheld on {say(localdate(at))}.\nWhy: {why}\n".encode()


def _records(many: int) -> str:
    return "A record that holds these words is" if many == 1 else f"{many} records that hold these words are"
