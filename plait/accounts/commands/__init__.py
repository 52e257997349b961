"""Letting a person sign in, and ending that."""

from plait.accounts.commands.accounts import close_account, open_account
from plait.accounts.commands.invitations import accept_invitation, invite, withdraw_invitation
from plait.accounts.commands.own import change_password, note_link_of_office, note_seen, seal_keys_again, tell_of_change
from plait.accounts.commands.sign_ins import clear_ended, end_sign_ins, send_code

__all__ = [
    "accept_invitation",
    "change_password",
    "clear_ended",
    "close_account",
    "end_sign_ins",
    "invite",
    "note_link_of_office",
    "note_seen",
    "open_account",
    "seal_keys_again",
    "send_code",
    "tell_of_change",
    "withdraw_invitation",
]
