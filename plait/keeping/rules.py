"""When words may be removed and records disposed of."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import Model
from django.utils.timezone import localdate

from plait.core.dates import say
from plait.core.refusals import Refusal, Stale
from plait.keeping.classes import KEPT
from plait.keeping.models import Hold
from plait.keeping.words import Wanted

# Retention classes that a partnership sets a period for: records that people make and that can fall due.
CLASSES = tuple(KEPT)


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


def check_unchanged(seen: int, last: int) -> None:
    if last != seen:
        raise Stale("A record was changed since you looked at it. Look again; nothing was disposed of.")


def check_due(due: bool) -> None:
    if not due:
        raise Refusal(
            "A record is not due for review any more: somebody keeps it or holds it, or its period was changed. "
            "Nothing was disposed of."
        )


def check_disposed(before: bool) -> None:
    if not before:
        raise Refusal("There is no such record. Nothing was disposed of.")


def check_may_go(reference: str, needed: Mapping[type[Model], int]) -> None:
    if needed:
        names = (f"{many:,} of {model._meta.verbose_name_plural}" for model, many in needed.items())
        raise Refusal(f"{reference} is still needed by others: {', '.join(sorted(names))}. Nothing was disposed of.")


def check_none_held(held: Sequence[Hold]) -> None:
    if held:
        raise Refusal("A record, or something that hangs on it, is under a legal hold. Nothing was disposed of.")


def note_instead(why: str, at: datetime) -> bytes:
    """What stands in the place of an original that was withheld."""
    return f"The original was withheld on {say(localdate(at))}.\nWhy: {why}\n".encode()


def _records(many: int) -> str:
    return "A record that holds these words is" if many == 1 else f"{many} records that hold these words are"
