"""A letter as a mail (RFC 5322): one part of plain text, written directly, as a round is thousands of them; or that
part with what is enclosed (RFC 2046)."""

import base64
import quopri
from dataclasses import dataclass
from email.header import Header
from email.utils import formatdate, parseaddr
from functools import lru_cache

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address

from plait.notifications.wording import Letter

_LONGEST = 76  # characters of a line in the head


@dataclass(frozen=True, slots=True)
class Written:
    lines: list[str]

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        return linesep.join(self.lines).encode("ascii")


class Mail(EmailMessage):
    """What any of Django's carriers takes; its bytes are made here, with `Message-ID` the same on every try."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(_one_line(letter.subject), letter.body, to=[_one_line(letter.to)])
        self._reference = letter.reference
        self._enclosed = letter.enclosed
        self._reply_to = [f"Reply-To: {letter.reply_to}"] if letter.reply_to else []

    @property
    def envelope_from(self) -> str:
        return _bare(self.from_email)

    @property
    def envelope_to(self) -> str:
        """As a mail server wants it: a host name beyond ASCII is written in its encoded form."""
        return self.to[0] if self.to[0].isascii() else sanitize_address(self.to[0], "utf-8")

    def message(self) -> Written:  # type: ignore[override]  # Django's own is a Message; carriers ask for its bytes
        content, lines = self._parts() if self._enclosed else self._text()
        head = [
            *content,
            "MIME-Version: 1.0",
            *_in_head("Subject", str(self.subject)).split("\n"),
            f"From: {_sender(self.from_email)}",
            f"To: {self.envelope_to}",
            *self._reply_to,
            f"Date: {formatdate()}",
            f"Message-ID: {message_id(self._reference)}",
            "Auto-Submitted: auto-generated",
        ]
        return Written([*head, "", *lines])

    def _text(self) -> tuple[list[str], list[str]]:
        """What its head says of it, and its lines."""
        text = self.body if self.body.isascii() else quopri.encodestring(self.body.encode()).decode("ascii")
        encoding = "7bit" if text is self.body else "quoted-printable"
        said = ['Content-Type: text/plain; charset="utf-8"', f"Content-Transfer-Encoding: {encoding}"]
        return said, text.split("\n")

    def _parts(self) -> tuple[list[str], list[str]]:
        """The text, then what is enclosed: another form of it, or a file beside it."""
        assert self._enclosed is not None
        said, lines = self._text()
        name = self._enclosed.name.encode("ascii", "replace").decode().replace('"', "'")
        beside = [] if self._enclosed.another_form else [f'Content-Disposition: attachment; filename="{name}"']
        how = [f"Content-Type: {self._enclosed.kind}", "Content-Transfer-Encoding: base64", *beside]
        data = base64.encodebytes(self._enclosed.data).decode("ascii").rstrip("\n").split("\n")
        edge = f"plait-{self._reference}"
        kind = "alternative" if self._enclosed.another_form else "mixed"
        body = [f"--{edge}", *said, "", *lines, f"--{edge}", *how, "", *data, f"--{edge}--", ""]
        return [f'Content-Type: multipart/{kind}; boundary="{edge}"'], body


def message_id(reference: str) -> str:
    """The same on every try: a receiver that got two copies can tell that they are one letter."""
    return f"<{reference}@{_domain(settings.DEFAULT_FROM_EMAIL)}>"


@lru_cache(maxsize=8)
def _bare(sender: str) -> str:
    return parseaddr(sanitize_address(_one_line(sender), "utf-8"))[1]


@lru_cache(maxsize=8)
def _domain(sender: str) -> str:
    return _bare(sender).rpartition("@")[2] or "localhost"


@lru_cache(maxsize=8)
def _sender(sender: str) -> str:
    return sanitize_address(_one_line(sender), "utf-8")


def _one_line(words: str) -> str:
    """A head has no room for a second line: whoever wrote one into a name or a title gets a blank."""
    return " ".join(words.split())


def _in_head(name: str, words: str) -> str:
    if words.isascii() and len(name) + 2 + len(words) <= _LONGEST:
        return f"{name}: {words}"
    charset = "ascii" if words.isascii() else "utf-8"
    return f"{name}: {Header(words, charset, maxlinelen=_LONGEST, header_name=name).encode()}"
