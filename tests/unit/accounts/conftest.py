"""Somebody with an account, the worker that carries letters, and another sign-in service."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from plait.accounts.models import User
from plait.people.models import Person
from tests.factories.foundations import UserFactory
from tests.factories.people import PersonFactory

PASSWORD = "a long sample password"
ADDRESS = "bridget@marlshire.example"
Letters = Callable[[], list[EmailMessage]]


@pytest.fixture
def user(db: None) -> User:
    return UserFactory(person__email=ADDRESS, person__name="Bridget Onslow")


@pytest.fixture
def newcomer(db: None) -> Person:
    return PersonFactory(name="Owen Tasker", email="Owen.Tasker@marlshire.example")


@pytest.fixture
def letters(db: None) -> Letters:
    """Everything that was sent, after what waits in the queue was done. (A worker would close this test's database.)"""

    def carried() -> list[EmailMessage]:
        while waiting := list(DBTaskResult.objects.ready()):
            for row in waiting:
                row.task.call(*row.args_kwargs["args"])
                row.delete()
        return list(mail.outbox)

    return carried


@pytest.fixture
def link(letters: Letters) -> Callable[[], str]:
    """The path of the link in the latest letter."""

    def found() -> str:
        written = re.search(r"http://127\.0\.0\.1:8000(/\S+)", str(letters()[-1].body))
        assert written is not None
        return written[1]

    return found


@dataclass
class Door:
    """What a browser does at the door."""

    client: Client

    def sign_in(self, email: str = ADDRESS, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
        return self.client.post(reverse("sign_in"), {"login": email, "password": password, **more})

    def ask_for_code(self, email: str = ADDRESS, **more: str):  # type: ignore[no-untyped-def]
        return self.client.post(reverse("account_request_login_code"), {"email": email, **more})

    def answer_code(self, code: str, **more: str):  # type: ignore[no-untyped-def]
        return self.client.post(reverse("account_confirm_login_code"), {"code": code, **more})

    @property
    def is_in(self) -> bool:
        return "_auth_user_id" in self.client.session


@pytest.fixture
def door(client: Client) -> Door:
    return Door(client)


@pytest.fixture
def restricted_only(settings: LazySettings) -> None:
    """The policy that production has."""
    settings.SECOND_FACTOR = "restricted"


def code_in(letter: EmailMessage) -> str:
    written = re.search(r"^([B-Z]{4}-[B-Z]{4})$", str(letter.body), re.MULTILINE)
    assert written is not None
    return written[1]
