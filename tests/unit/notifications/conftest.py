"""A real mail server on this machine, and somebody to write to."""

import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from django.conf import LazySettings
from django.test import Client

from plait.accounts.models import User
from plait.core.actor import Actor
from plait.notifications import delivery
from plait.people.models import Person
from tests.factories.people import PersonFactory
from tests.small_partnership import World, small_partnership


class Sink:
    """Keeps what it is given. `answers` says what it answers to a receiver, and `to_data` to the whole letter."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.to_data = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address: str, options) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        if address not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get(address, "250 OK")

    async def handle_DATA(self, server: object, session: object, envelope) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        if self.to_data.startswith("2"):
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return self.to_data

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.taken]


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
    settings.DEFAULT_FROM_EMAIL = "Plait <plait@marlshire.example>"
    yield kept
    controller.stop()


@pytest.fixture
def person(db: None) -> Person:
    return PersonFactory(name="Zoë O’Dowd", email="zoe@marlshire.example")


@pytest.fixture
def world(db: None, by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of


class Now:
    """The clock on the wall, as a test sets it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def wall(at: datetime, monkeypatch: pytest.MonkeyPatch) -> Now:
    clock = Now(at)
    monkeypatch.setattr(delivery, "timezone", clock)
    return clock
