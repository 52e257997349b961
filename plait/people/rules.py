"""What must hold when people, agencies and posts are changed."""

from collections.abc import Mapping
from datetime import date

from plait.core.refusals import Refusal, Stale
from plait.people.models import Agency, Person, Post
from plait.people.seen import seen

LONGEST_INITIALS = 10


def check_still_as_seen(record: Person | Agency | Post, seen_before: str) -> None:
    """Nobody overwrites what somebody else has changed meanwhile. An empty `seen_before` asks for no such care."""
    if seen_before and seen_before != seen(record):
        raise Stale(
            f"Somebody else has changed the record of {_name(record)} since you opened it. Nothing was saved: open the "
            "page again and look at what it says now."
        )


def initials_of(name: str) -> str:
    """Grace Adeyemi-Holt is GAH."""
    return "".join(word[0] for word in name.replace("-", " ").split()).upper()[:LONGEST_INITIALS]


def in_words(values: Mapping[str, object]) -> dict[str, str]:
    """Values of fields as the history keeps them: words, and days as 2026-10-14."""
    return {
        name: "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
        for name, value in values.items()
    }


def _name(record: Person | Agency | Post) -> str:
    return record.title if isinstance(record, Post) else record.name


def check_is_not_ones_own(by: int | None, *merged: int) -> None:
    """What the other record may know would become theirs: nobody lets themselves into a circle this way either."""
    if by in merged:
        raise Refusal("Nobody merges their own record: what the other may see would become theirs. Ask a colleague.")
