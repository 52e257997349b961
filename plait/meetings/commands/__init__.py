"""Everything that changes minutes and meetings."""

from plait.meetings.commands.adding import add_minutes, put_back, read_again
from plait.meetings.commands.again import choose_again
from plait.meetings.commands.answering import answer, answer_day, leave_as_written, take_back
from plait.meetings.commands.answering_many import answer_over, take_back_over
from plait.meetings.commands.batches import add_to_batch, open_batch
from plait.meetings.commands.checking import (
    add_action,
    add_decision,
    change_action,
    change_decision,
    drop,
    restore,
    set_ticks,
)
from plait.meetings.commands.circling import put_meeting_into_circle
from plait.meetings.commands.confirming import confirm
from plait.meetings.commands.ending import finish, open_again
from plait.meetings.commands.facts import change_attendee, change_facts
from plait.meetings.commands.inviting import answer_invitation, invite, tell_of_change
from plait.meetings.commands.loose import choose_loose_ends
from plait.meetings.commands.matters import drop_matter, hand_over_matters, raise_matter
from plait.meetings.commands.planning import cancel_meeting, change_plan, plan_meetings
from plait.meetings.commands.reading import begin_reading, keep_reading, note_progress, read_minutes

__all__ = [
    "add_action",
    "add_decision",
    "add_minutes",
    "add_to_batch",
    "answer",
    "answer_day",
    "answer_invitation",
    "answer_over",
    "begin_reading",
    "cancel_meeting",
    "change_action",
    "change_attendee",
    "change_decision",
    "change_facts",
    "change_plan",
    "choose_again",
    "choose_loose_ends",
    "confirm",
    "drop",
    "drop_matter",
    "finish",
    "hand_over_matters",
    "invite",
    "keep_reading",
    "leave_as_written",
    "note_progress",
    "open_again",
    "open_batch",
    "plan_meetings",
    "put_back",
    "put_meeting_into_circle",
    "raise_matter",
    "read_again",
    "read_minutes",
    "restore",
    "set_ticks",
    "take_back",
    "take_back_over",
    "tell_of_change",
]
