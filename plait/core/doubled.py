"""A form that is sent twice does its deed once, also when both arrive at the same moment.

To be asked within a command: the claim is kept, or goes, with what the command did.
"""

import hashlib

from django.core.cache import cache

LASTS = 12 * 60 * 60  # seconds: as long as a sign-in


def _slot(form: str) -> str:
    return f"sent-{hashlib.sha256(form.encode()).hexdigest()}"


def is_first(form: str) -> bool:
    """Whether this form (its name, who sends it, and its own key) comes for the first time. The second one waits here
    until the first is settled."""
    return bool(cache.add(_slot(form), "", LASTS))


def note_made(form: str, made: str) -> None:
    cache.set(_slot(form), made, LASTS)


def made_by(form: str) -> str:
    """What the first one made, as it noted it."""
    return str(cache.get(_slot(form), ""))
