"""Opening and ending groups, their seats and who holds them, their terms of reference."""

from plait.groups.commands.groups import change_group, end_group, open_group
from plait.groups.commands.holding import leave_seat, record_past_holding, seat_person
from plait.groups.commands.seats import add_seat, change_seat, end_seat
from plait.groups.commands.terms import agree_terms, change_draft, draft_terms, drop_draft

__all__ = [
    "add_seat",
    "agree_terms",
    "change_draft",
    "change_group",
    "change_seat",
    "draft_terms",
    "drop_draft",
    "end_group",
    "end_seat",
    "leave_seat",
    "open_group",
    "record_past_holding",
    "seat_person",
]
