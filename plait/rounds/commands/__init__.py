"""Opening and closing rounds, asking, reminding; answers; and what waits for a word."""

from plait.rounds.commands.answering import answer
from plait.rounds.commands.asking import ask_owners, remind
from plait.rounds.commands.deciding import accept, decline
from plait.rounds.commands.habits import open_before_meetings, open_by_hand_only
from plait.rounds.commands.opening import close_round, note_asked_all, open_for_meeting, open_round
from plait.rounds.commands.pausing import add_pause, drop_pause
from plait.rounds.commands.replying import note_read, take_reply
from plait.rounds.commands.telling_leads import hold_lead_note, send_chair_note, send_lead_note
from plait.rounds.rules import Said

__all__ = [
    "Said",
    "accept",
    "add_pause",
    "answer",
    "ask_owners",
    "close_round",
    "decline",
    "drop_pause",
    "hold_lead_note",
    "note_asked_all",
    "note_read",
    "open_before_meetings",
    "open_by_hand_only",
    "open_for_meeting",
    "open_round",
    "remind",
    "send_chair_note",
    "send_lead_note",
    "take_reply",
]
