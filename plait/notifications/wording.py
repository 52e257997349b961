"""A letter in words: its template, its context, the links made for it. Nothing of this is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from plait.core.dates import say
from plait.core.envelopes import unseal
from plait.notifications.enclosures import Enclosure
from plait.notifications.models import Message
from plait.notifications.outgoing import DAILY

Links = Mapping[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Letter:
    """As it is handed over. `reference` is the same on every try; `subject` carries the marking. `reply_to`: where an
    answer goes, if mail is taken in."""

    reference: str
    to: str
    subject: str
    body: str
    reply_to: str = ""
    enclosed: Enclosure | None = None


def letter_of(
    message: Message, links: Links, parts: Sequence[Message] = (), enclosed: Enclosure | None = None
) -> Letter:
    """The first line of a template is its subject, the rest after an empty line is what it says."""
    subject, body = _daily(message, links, parts) if message.template == DAILY else _said(message, links, enclosed)
    choices = next((links[m.pk]["choices"] for m in (message, *parts) if "choices" in links.get(m.pk, {})), "")
    if choices:
        body += f"\n\nChoose how letters reach you: {choices}"
    marked = f"{settings.MARKING}: {subject}" if settings.MARKING else subject
    reply_to = links.get(message.pk, {}).get("reply_to", "")
    to = message.address or message.to.email
    return Letter(message.mail_id.hex, to, marked, body + "\n", reply_to, enclosed)


def _said(message: Message, links: Links, enclosed: Enclosure | None = None) -> tuple[str, str]:
    words = {name: _in_words(value) for name, value in message.context.items()}
    own = {"reply_to": "", **words, **unseal(message.sealed), **links.get(message.pk, {})}
    context = {**own, "name": message.to.name, "address": settings.ADDRESS, "enclosed": enclosed is not None}
    subject, _, body = render_to_string(f"{message.template}.txt", context).strip().partition("\n")
    return subject, body.strip()


def _daily(message: Message, links: Links, parts: Iterable[Message]) -> tuple[str, str]:
    told = [_said(part, links) for part in parts]
    letters = [{"subject": subject, "body": _without_greeting(body)} for subject, body in told]
    context = {"name": message.to.name, "letters": letters, "address": settings.ADDRESS}
    subject, _, body = render_to_string(f"{DAILY}.txt", context).strip().partition("\n")
    return subject, body.strip()


def _without_greeting(body: str) -> str:
    first, _, rest = body.partition("\n\n")
    return rest if first.startswith("Dear ") else body


def _in_words(value: object) -> object:
    """Times are kept as ISO 8601 and said as days."""
    moment = parse_datetime(value) if isinstance(value, str) and value[:4].isdigit() else None
    return say(timezone.localdate(moment)) if moment else value


def subject_of(message: Message) -> str:
    """What a letter is about, for whoever looks after it: its subject, as it would be written without its secrets."""
    words = {name: _in_words(value) for name, value in message.context.items()}
    context = {
        **words,
        "name": message.to.name,
        "address": settings.ADDRESS,
        "letters": [],
        "link": "",
        "code": "",
        "reply_to": "",
        "enclosed": False,
    }
    return render_to_string(f"{message.template}.txt", context).strip().partition("\n")[0]
