"""The save bar of the check page: what there is, when it was kept, and the one button that says what it will do.

The script counts again as ticks change, from the numbers given here: the words of both must be the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from plait.core.dates import say_near, say_time
from plait.meetings.models import MinutesImport
from plait.meetings.presenters.amounts import many
from plait.meetings.presenters.findings import Shown
from plait.meetings.queries.imports import Tally

NO_ACTIONS, NOTHING = "Confirm the meeting without actions", "Nothing is ticked"


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of actions for the script: the whole, and those whose ticks are not on this page."""

    total: int
    register: int
    dropped: int
    asked: int
    ticked: int
    unticked: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Bar:
    """`leave` leads to the list of what would be left out; it shows while nothing is ticked (`leave_now`)."""

    counts: str
    counted: Counted
    saved: str
    button: str
    can_confirm: bool
    why_not: str
    leave: str
    leave_now: bool
    first: bool
    none: str


def bar(
    minutes: MinutesImport,
    actions: Tally,
    decisions: Tally,
    asked: int,
    now: datetime,
    *,
    can: bool,
    here: Iterable[Shown],
) -> Bar:
    """`asked` is the number of open questions that hold something up, `here` are the actions shown."""
    no_day = minutes.held_on is None
    first = minutes.meeting_id is None
    left = actions.unticked + actions.waiting + decisions.unticked + decisions.waiting
    ticked = actions.ticked + decisions.ticked
    return Bar(
        counts=_counts(actions, asked),
        counted=_elsewhere(actions, asked, list(here)),
        saved=_saved(minutes, now),
        button=_button(actions, decisions, first=first),
        can_confirm=can and not no_day and (ticked > 0 or first),
        why_not="Give the day of the meeting first." if can and no_day else "",
        leave=_leave(left + ticked) if can and not first and left + ticked else "",
        leave_now=ticked == 0,
        first=first,
        none=NO_ACTIONS if first else NOTHING,
    )


def _leave(left: int) -> str:
    return "Leave the other one out" if left == 1 else f"Leave the other {left:,} out"


def _elsewhere(actions: Tally, asked: int, here: list[Shown]) -> Counted:
    """What stands on other pages is what there is, less what has a box to tick on this one."""
    boxes = [row for row in here if row.mark in ("tick", "waits")]
    on = sum(1 for row in boxes if row.ticked)
    held = sum(1 for row in boxes if not row.ticked and row.held)
    return Counted(
        total=actions.total,
        register=actions.confirmed,
        dropped=actions.dropped,
        asked=asked,
        ticked=actions.ticked - on,
        unticked=actions.unticked - (len(boxes) - on - held),
        waiting=actions.waiting - held,
    )


def _counts(actions: Tally, asked: int) -> str:
    """ "14 actions: 2 in the register, 11 ticked, 1 waits for 1 question"."""
    parts = [
        f"{actions.confirmed:,} in the register" if actions.confirmed else "",
        f"{actions.ticked:,} ticked" if actions.ticked else "",
        f"{actions.unticked:,} not ticked" if actions.unticked else "",
        _waiting(actions.waiting, asked),
        f"{actions.dropped:,} dropped" if actions.dropped else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{many(actions.total, 'action')}{': ' if said else ''}{said}"


def _waiting(waiting: int, asked: int) -> str:
    if waiting and asked:
        return f"{waiting:,} {'waits' if waiting == 1 else 'wait'} for {many(asked, 'question')}"
    return f"{waiting:,} left as written" if waiting else ""


def _saved(minutes: MinutesImport, now: datetime) -> str:
    at = timezone.localtime(minutes.changed_at or minutes.heard_at)
    today = timezone.localtime(now).date()
    when = say_time(at.time()) if at.date() == today else f"{say_near(at.date(), today)}, {say_time(at.time())}"
    who = f" {minutes.changed_by.name} {minutes.changed_words}." if minutes.changed_by and minutes.changed_words else ""
    return f"Saved {when}.{who} You can leave and come back."


def _button(actions: Tally, decisions: Tally, *, first: bool) -> str:
    if actions.ticked:
        what = f"the {actions.ticked:,} ticked actions" if actions.ticked > 1 else "the ticked action"
        also = f" and {many(decisions.ticked, 'decision')}" if decisions.ticked else ""
        return f"Confirm {what}{also}"
    if decisions.ticked:
        return f"Confirm {many(decisions.ticked, 'decision')}"
    return NO_ACTIONS if first else NOTHING
