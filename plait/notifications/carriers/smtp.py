"""A mail server. One connection for many letters; what it answers is sorted into what can be done about it."""

import re
import smtplib
from types import TracebackType

from django.core.mail import get_connection

from plait.notifications.carriers import Down, NotTaken, NotYet
from plait.notifications.carriers.mail import Mail
from plait.notifications.models import Fault
from plait.notifications.wording import Letter

_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_NOT_THE_ADDRESS = "5.7."  # enhanced codes of policy: relaying, sender not allowed (RFC 3463)


class MailServer:
    encloses = True

    def __init__(self) -> None:
        self._line = get_connection()

    def __enter__(self) -> "MailServer":
        try:
            self._line.open()
        except (OSError, smtplib.SMTPException) as fault:
            raise Down(_says(fault)) from fault
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._line.close()
        except (OSError, smtplib.SMTPException):
            return  # it went away by itself

    def hand_over(self, letter: Letter, *, doubtful: bool) -> str:
        try:
            self._send(Mail(letter))
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            raise _sorted(code, words, Fault.UNKNOWN) from refused
        except smtplib.SMTPDataError as refused:
            raise _sorted(refused.smtp_code, refused.smtp_error, Fault.NOT_TAKEN) from refused
        except (smtplib.SMTPSenderRefused, smtplib.SMTPConnectError, smtplib.SMTPHeloError) as fault:
            raise Down(_says(fault)) from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise Down(_says(fault), in_doubt=True) from fault
        return ""

    def _send(self, mail: Mail) -> None:
        """To a mail server directly: Django works out the same addresses anew for each of thousands of letters."""
        server = getattr(self._line, "connection", None)
        if isinstance(server, smtplib.SMTP):
            server.sendmail(mail.envelope_from, [mail.envelope_to], mail.message().as_bytes(linesep="\r\n"))
        else:
            self._line.send_messages([mail])


def _sorted(code: int, words: bytes | str, fault: Fault) -> Exception:
    """421 is the server's leave-taking; other 4xx ask to wait; of 5xx only those about an address blame the address."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    enhanced = _ENHANCED.search(text)
    told = f"{code} {enhanced[1]}" if enhanced else str(code)
    if code == 421:
        return Down(told)
    if code < 500:
        return NotYet(told)
    if fault is Fault.UNKNOWN and enhanced and enhanced[1].startswith(_NOT_THE_ADDRESS):
        return NotTaken(Fault.NOT_TAKEN, told)
    return NotTaken(fault, told)


def _says(fault: Exception) -> str:
    """The kind of the fault and its number, without the server's own words, which may name people."""
    code = getattr(fault, "smtp_code", None) or getattr(fault, "errno", None)
    return f"{type(fault).__name__} {code}" if code else type(fault).__name__
