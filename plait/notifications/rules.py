"""When a letter is tried again, and what may be done about one that did not arrive."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import Q

from plait.core.refusals import Refusal
from plait.notifications.models import Fault, Message, SignedLink, State
from plait.notifications.states import may_follow

MOST_TRIES = 12
LONGEST_WAIT = timedelta(hours=1)
FIRST_WAIT = timedelta(minutes=1)
FIRST_WAIT_URGENT = timedelta(seconds=10)
FIRST_REST, LONGEST_REST = timedelta(seconds=10), timedelta(minutes=10)  # of a carrier that takes nothing
LASTS = timedelta(days=3)  # how long a letter is tried where nothing else was said
_ANY = secrets.SystemRandom()


def wait_after(tries: int, *, urgent: bool = False, share: float | None = None) -> timedelta:
    """How long a letter waits: see `_growing`."""
    return _growing(FIRST_WAIT_URGENT if urgent else FIRST_WAIT, LONGEST_WAIT, tries, share)


def rest_after(faults: int, *, share: float | None = None) -> timedelta:
    """How long a carrier that takes nothing is left alone."""
    return _growing(FIRST_REST, LONGEST_REST, faults, share)


def _growing(first: timedelta, longest: timedelta, times: int, share: float | None) -> timedelta:
    """Twice as long after each time up to the longest, and never the same for two.

    `share` (0 to 1) says how much of the second half of that span is waited; chance decides where it is not given.
    """
    whole = min(first * 2 ** min(max(times - 1, 0), 20), longest)
    chance = _ANY.random() if share is None else share
    return timedelta(seconds=whole.total_seconds() * (0.5 + 0.5 * chance))


def is_time(field: str, at: datetime) -> Q:
    """That the moment in `field` has come. One further ahead than any wait is from before the clock was set back."""
    return Q(**{f"{field}__lte": at}) | Q(**{f"{field}__gt": at + LONGEST_WAIT})


def hash_token(token: str) -> str:
    """What is kept of a link. With 256 random bits one round of SHA-256 is enough, and no key is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_open(link: SignedLink, *, at: datetime) -> bool:
    return link.revoked_at is None and at < link.expires_at


def check_can_send_again(message: Message) -> None:
    if not may_follow(State(message.state), State.WAITING):
        raise Refusal("This letter is not one that failed. Nothing was changed.")
    if message.held_secret:
        raise Refusal(
            "This letter held a code or a link that was erased when it failed. Send a new one from where it came, "
            "such as another invitation. Nothing was changed."
        )
    if not message.address and not message.to.email:
        raise Refusal(f"{message.to.name} has no e-mail address. Give them one first.")


def can_send_again(message: Message) -> bool:
    try:
        check_can_send_again(message)
    except Refusal:
        return False
    return True


def check_can_correct(message: Message) -> None:
    """A letter to the address of an account goes there and nowhere else."""
    if message.state != State.FAILED:
        raise Refusal("This letter is not one that failed. Nothing was changed.")
    if message.address:
        raise Refusal(
            f"This letter goes to the address that {message.to.name} signs in with. Invite them again with another "
            "one. Nothing was changed."
        )


def can_correct(message: Message) -> bool:
    try:
        check_can_correct(message)
    except Refusal:
        return False
    return True


def check_can_be_told(message: Message) -> None:
    if not may_follow(State(message.state), State.TOLD):
        raise Refusal("This letter is not one that failed. Nothing was changed.")


def blames_the_address(fault: Fault) -> bool:
    return fault in (Fault.UNKNOWN, Fault.CAME_BACK)
