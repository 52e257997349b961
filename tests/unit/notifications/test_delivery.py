"""Letters out of the outbox, to a real mail server on this machine."""

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from django.conf import LazySettings

from plait.core.actor import Actor
from plait.history.models import Entry
from plait.notifications.commands import put_in_outbox
from plait.notifications.delivery import send, send_waiting
from plait.notifications.models import Message
from plait.people.models import Person
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


class Sink:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def sink(settings: LazySettings) -> Iterator[Sink]:
    kept = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = False
    settings.DEFAULT_FROM_EMAIL = "plait@marlshire.example"
    yield kept
    controller.stop()


@pytest.fixture
def person() -> Person:
    return PersonFactory(name="Zoë O’Dowd", email="zoe@marlshire.example")


def write(person: Person, by: Actor, at: datetime) -> Message:
    return put_in_outbox(
        to=person,
        template="accounts/letters/sign_in_code",
        context={},
        secret={"code": "BCDF-GHJK"},
        send_by=at + timedelta(minutes=10),
        by=by,
        at=at,
    )


def test_a_letter_goes_out_as_plain_text_with_the_marking_in_its_subject(
    sink: Sink, person: Person, by: Actor, at: datetime
) -> None:
    message = write(person, by, at)
    send(message.pk, at)
    (taken,) = sink.taken
    assert taken["Subject"] == "OFFICIAL-SENSITIVE: Your code for Plait"
    assert (taken["From"], taken["To"]) == ("plait@marlshire.example", "zoe@marlshire.example")
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken.get_content_type() == "text/plain"
    assert "Dear Zoë O’Dowd," in taken.get_content()
    assert "BCDF-GHJK" in taken.get_content()


def test_it_goes_out_once_and_its_secret_is_erased(sink: Sink, person: Person, by: Actor, at: datetime) -> None:
    message = write(person, by, at)
    send(message.pk, at)
    send(message.pk, at)
    message.refresh_from_db()
    assert (len(sink.taken), message.sealed, message.sent_at) == (1, "", at)
    assert list(Entry.objects.filter(kind="message").values_list("verb", flat=True)) == ["written", "sent"]


def test_a_server_that_is_down_is_tried_again(
    person: Person, by: Actor, at: datetime, settings: LazySettings, sink: Sink
) -> None:
    message, port = write(person, by, at), settings.EMAIL_PORT
    settings.EMAIL_PORT = 9
    send(message.pk, at)
    message.refresh_from_db()
    assert (message.tries, message.sent_at) == (1, None)
    settings.EMAIL_PORT = port
    send_waiting(at + timedelta(minutes=1))
    assert len(sink.taken) == 1


def test_what_came_too_late_is_emptied_and_never_sent(sink: Sink, person: Person, by: Actor, at: datetime) -> None:
    message = write(person, by, at)
    send_waiting(at + timedelta(minutes=11))
    send(message.pk, at + timedelta(minutes=11))
    message.refresh_from_db()
    assert (sink.taken, message.sealed, message.sent_at) == ([], "", None)


def test_a_name_cannot_put_lines_into_the_head(sink: Sink, by: Actor, at: datetime) -> None:
    person = PersonFactory(name="Zoë\nBcc: evil@evil.example", email="zoe@marlshire.example")
    send(write(person, by, at).pk, at)
    assert sink.taken[0]["Bcc"] is None


def test_a_message_that_is_not_a_letter_stays_in_the_outbox(
    sink: Sink, person: Person, by: Actor, at: datetime
) -> None:
    put_in_outbox(to=person, template="update_wanted", context={}, by=by, at=at)
    send_waiting(at)
    assert sink.taken == []
