"""Everything that changes the register."""

from plait.actions.commands.assigning import assign, settle_owner
from plait.actions.commands.changing import change, hand_over
from plait.actions.commands.circling import put_into_circle
from plait.actions.commands.closing import close, close_not_done, reopen
from plait.actions.commands.feeding import end_calendar, make_calendar
from plait.actions.commands.handing_on import hand_on
from plait.actions.commands.leaving import answer_by_post_instead, answer_instead
from plait.actions.commands.standing_still import note_stuck
from plait.actions.commands.updating import add_evidence, write_update

__all__ = [
    "add_evidence",
    "answer_by_post_instead",
    "answer_instead",
    "assign",
    "change",
    "close",
    "close_not_done",
    "end_calendar",
    "hand_on",
    "hand_over",
    "make_calendar",
    "note_stuck",
    "put_into_circle",
    "reopen",
    "settle_owner",
    "write_update",
]
