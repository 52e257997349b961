"""Putting letters into the outbox, what becomes of them, and what people choose."""

from plait.notifications.commands.bounces import note_came_back
from plait.notifications.commands.keeping import (
    correct_address,
    note_told,
    pause,
    resume,
    send_again,
    send_all_again,
    set_aside_waiting,
)
from plait.notifications.commands.links import make_link, mint, note_opened, revoke_links
from plait.notifications.commands.posting import (
    give_up,
    let_go,
    note_down,
    note_outcomes,
    note_up,
    release_lost,
    take_batch,
)
from plait.notifications.commands.preferences import choose, write_daily_letters
from plait.notifications.commands.writing import put_all_in_outbox, put_in_outbox

__all__ = [
    "choose",
    "correct_address",
    "give_up",
    "let_go",
    "make_link",
    "mint",
    "note_came_back",
    "note_down",
    "note_opened",
    "note_outcomes",
    "note_told",
    "note_up",
    "pause",
    "put_all_in_outbox",
    "put_in_outbox",
    "release_lost",
    "resume",
    "revoke_links",
    "send_again",
    "send_all_again",
    "set_aside_waiting",
    "take_batch",
    "write_daily_letters",
]
