"""Opening circles, letting in and shutting out, giving roles, and recording who opened restricted material."""

from plait.access.commands.circles import break_glass, end_grant, end_place, grant, let_in, open_circle
from plait.access.commands.conflicts import carry_over, exclude, lift, own_circle
from plait.access.commands.opening import note_all_opened, note_exported, note_opened
from plait.access.commands.roles import appoint, end_role, give_role, take_role

__all__ = [
    "appoint",
    "break_glass",
    "carry_over",
    "end_grant",
    "end_place",
    "end_role",
    "exclude",
    "give_role",
    "grant",
    "let_in",
    "lift",
    "note_all_opened",
    "note_exported",
    "note_opened",
    "open_circle",
    "own_circle",
    "take_role",
]
