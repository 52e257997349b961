"""Letters out of the outbox by SMTP: plain text, the marking in the subject, nothing that a log would show."""

import logging
import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django_tasks import task

from plait.accounts.from_above import Letter
from plait.core.actor import Actor
from plait.core.dates import say
from plait.core.envelopes import unseal
from plait.notifications.commands import give_up, note_failed, note_sent, put_in_outbox
from plait.notifications.models import Message

POST = Actor.job("The post")
MOST_TRIES = 20
log = logging.getLogger("plait.post")


def carry(letter: Letter, by: Actor, at: datetime) -> None:
    """Put a letter of the accounts into the outbox, and ask the worker to send it."""
    message = put_in_outbox(
        to=letter.to,
        address=letter.address,
        template=letter.template,
        context=letter.context,
        secret=letter.secret,
        send_by=letter.send_by,
        by=by,
        at=at,
    )
    send_message.enqueue(message.pk)


def letter_of(message: Message) -> EmailMessage:
    """The first line of the text is its subject, the rest after an empty line is what it says."""
    words = {name: _in_words(value) for name, value in message.context.items()}
    context = {**words, **unseal(message.sealed), "name": message.to.name, "address": settings.ADDRESS}
    subject, _, body = render_to_string(f"{message.template}.txt", context).strip().partition("\n")
    marked = f"{settings.MARKING}: {subject}" if settings.MARKING else subject
    return EmailMessage(
        marked,
        body.strip() + "\n",
        to=[message.address or message.to.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _in_words(value: object) -> object:
    """Times are kept as ISO 8601 and said as days."""
    moment = parse_datetime(value) if isinstance(value, str) and value[:4].isdigit() else None
    return say(timezone.localdate(moment)) if moment else value


@task()
def send_message(key: int) -> None:
    send(key, timezone.now())


def send_waiting(at: datetime) -> None:
    """What a mail server did not take before; what came too late is emptied."""
    give_up(by=POST, at=at)
    waiting = Message.objects.filter(sent_at__isnull=True, send_by__gt=at, tries__range=(1, MOST_TRIES))
    for key in waiting.order_by("send_by").values_list("pk", flat=True):
        send(key, at)


def send(key: int, at: datetime) -> None:
    """Send one message that still waits. Two workers at once send it once: the row is held meanwhile."""
    with transaction.atomic():
        waiting = Message.objects.select_for_update(of=("self",)).filter(sent_at__isnull=True, send_by__gt=at)
        message = waiting.select_related("to").filter(pk=key).first()
        if message is None:
            return
        try:
            letter_of(message).send()
        except (OSError, smtplib.SMTPException) as fault:
            log.warning("a letter was not taken", extra={"message_key": key, "fault": type(fault).__name__})
            note_failed(message=message, by=POST, at=at)
        else:
            note_sent(message=message, by=POST, at=at)
