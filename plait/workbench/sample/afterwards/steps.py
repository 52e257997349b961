"""The steps in the life of an action.

`when` is a number of days: positive after the meeting, negative before the sample's own day. `who` is a key of the
cast. `Place` names another action: the meeting's key and the number of the action in its minutes, from 1.
"""

from dataclasses import dataclass

from plait.actions.models import ActionKind, State

HOUSEKEEPING, ENQUIRY, CHANGE = ActionKind.HOUSEKEEPING, ActionKind.ENQUIRY, ActionKind.PRACTICE_CHANGE
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Heard:
    """An update. `told_to`: the person said it on the telephone, and this person of the business unit wrote it."""

    when: int
    who: str
    words: str
    state: State = State.ON_THE_WAY
    told_to: str = ""
    blocked_by: Place | None = None


def blocked(when: int, who: str, words: str, by: Place | None = None) -> Heard:
    return Heard(when, who, words, State.BLOCKED, blocked_by=by)


def telephoned(when: int, who: str, words: str, to: str = "bronwen") -> Heard:
    return Heard(when, who, words, told_to=to)


@dataclass(frozen=True, slots=True)
class Shown:
    """Evidence: a small text file with its title as name."""

    when: int
    who: str
    name: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Done:
    when: int
    who: str
    words: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class NotDone:
    when: int
    who: str
    because: str


@dataclass(frozen=True, slots=True)
class Reopened:
    when: int
    who: str
    because: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Somebody of the business unit says who was meant by an owner that stood as written."""

    when: int
    who: str
    meant: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The date moves to so many days after the sample's own day."""

    when: int
    who: str
    to: int


Step = Heard | Shown | Done | NotDone | Reopened | Settled | Moved


@dataclass(frozen=True, slots=True)
class Followed:
    """One action: what kind it is, and what became of it.

    `answers` says who the ambiguous owner was (a key of the cast) where somebody answered while confirming.
    `post` names the holder of the post that owns it, where the minutes name a post.
    """

    kind: ActionKind
    steps: tuple[Step, ...] = ()
    answers: str = ""
    post: str = ""


def followed(kind: ActionKind, *steps: Step, answers: str = "", post: str = "") -> Followed:
    return Followed(kind, steps, answers, post)
