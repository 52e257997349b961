"""Everything that changes trackers on their way in."""

from plait.trackers.commands.adding import add_tracker, put_back, read_again
from plait.trackers.commands.answering import answer, leave_as_written
from plait.trackers.commands.checking import change_row, drop_row, enter_as_new, restore_row, set_ticks
from plait.trackers.commands.columns import choose_columns
from plait.trackers.commands.confirming import confirm, confirm_in_turn, finish
from plait.trackers.commands.reading import begin_reading, keep_book, read_tracker

__all__ = [
    "add_tracker",
    "answer",
    "begin_reading",
    "change_row",
    "choose_columns",
    "confirm",
    "confirm_in_turn",
    "drop_row",
    "enter_as_new",
    "finish",
    "keep_book",
    "leave_as_written",
    "put_back",
    "read_again",
    "read_tracker",
    "restore_row",
    "set_ticks",
]
