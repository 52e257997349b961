"""Who carries letters: a mail server or GOV.UK Notify. What each may answer, in the same words for both."""

from contextlib import AbstractContextManager
from typing import Protocol

from django.conf import settings

from plait.notifications.models import Fault
from plait.notifications.wording import Letter


class NotTaken(Exception):
    """This letter is refused for good. `code` is what the carrier called it."""

    def __init__(self, fault: Fault, code: str) -> None:
        super().__init__(f"{fault}: {code}")
        self.fault, self.code = fault, code[:40]


class NotYet(Exception):
    """This letter is not taken now and may be later."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:40]


class Down(Exception):
    """The carrier takes nothing just now. `in_doubt`: it broke off while it had the letter."""

    def __init__(self, words: str, *, in_doubt: bool = False) -> None:
        super().__init__(words)
        self.words, self.in_doubt = words, in_doubt


class Carrier(Protocol):
    """Entering opens a connection; leaving closes it. One that `encloses` takes a file with a letter."""

    encloses: bool

    def hand_over(self, letter: Letter, *, doubtful: bool) -> str:
        """Returns the carrier's own name for the letter, or "". Raises NotTaken, NotYet or Down.

        `doubtful`: an earlier try may have reached it. A carrier that can tell hands it over only if it did not.
        """


def carrier() -> AbstractContextManager[Carrier]:
    """The one this installation is set up with. Raises Down where it does not answer."""
    from plait.notifications.carriers.notify import Notify
    from plait.notifications.carriers.smtp import MailServer

    return Notify() if settings.NOTIFY_KEY else MailServer()
