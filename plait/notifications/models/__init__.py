"""The outbox: what is to be said to whom, written in the transaction of what caused it."""

from plait.notifications.models.letters import Fault, Message, Outbox, State
from plait.notifications.models.links import LinkOpening, LinkToken, SignedLink
from plait.notifications.models.people import How, Preference, ReturnedAddress

__all__ = [
    "Fault",
    "How",
    "LinkOpening",
    "LinkToken",
    "Message",
    "Outbox",
    "Preference",
    "ReturnedAddress",
    "SignedLink",
    "State",
]
