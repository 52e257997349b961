"""Codes by e-mail: the same answer and the same work whether an address is known or not."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from plait.accounts.models import User
from plait.history.models import Detail
from plait.notifications.models import Message
from plait.people.models import Person
from tests.factories.foundations import UserFactory
from tests.unit.accounts.conftest import ADDRESS, Door, Letters, code_in

pytestmark = pytest.mark.django_db


def test_a_code_signs_in_once(user: User, door: Door, letters: Letters) -> None:
    assert door.ask_for_code().headers["Location"] == reverse("account_confirm_login_code")
    code = code_in(letters()[0])
    assert door.answer_code(code).headers["Location"] == "/"
    assert door.is_in
    door.client.post(reverse("sign_out"))
    door.answer_code(code)
    assert not door.is_in


def test_a_code_works_only_in_the_window_that_asked(user: User, door: Door, letters: Letters) -> None:
    door.ask_for_code()
    elsewhere = Door(Client())
    elsewhere.answer_code(code_in(letters()[0]))
    assert not elsewhere.is_in


def test_three_wrong_codes_end_it(user: User, door: Door, letters: Letters) -> None:
    door.ask_for_code()
    for _ in range(3):
        door.answer_code("BBBB-BBBB")
    door.answer_code(code_in(letters()[0]))
    assert not door.is_in


@pytest.mark.parametrize("email", ["nobody@marlshire.example", "closed@marlshire.example"])
def test_an_address_that_nobody_signs_in_with_gets_the_same_answer_and_no_letter(
    email: str, user: User, letters: Letters
) -> None:
    UserFactory(person__email="closed@marlshire.example", is_active=False)
    answers = []
    for asked in (ADDRESS, email):
        door = Door(Client())
        answer = door.ask_for_code(asked)
        page = door.client.get(answer.headers["Location"])
        wrong = door.answer_code("BBBB-BBBB")
        words = [each.content.decode().replace(asked, "…") for each in (page, wrong)]
        answers.append((answer.headers["Location"], page.status_code, wrong.status_code, *map(_without_token, words)))
    assert answers[0] == answers[1]
    assert [letter.to for letter in letters()] == [[ADDRESS]]


def _without_token(page: str) -> str:
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)


def test_the_request_does_the_same_work_for_an_unknown_address(user: User) -> None:
    """Who is meant is found out by the worker: the time of the answer tells nothing."""
    counted = []
    for email in (ADDRESS, "nobody@marlshire.example"):
        door = Door(Client())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            door.ask_for_code(email)
        counted.append(sorted(q["sql"].split()[0] for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]))
    assert counted[0] == counted[1]
    assert DBTaskResult.objects.count() == 2
    lengths = {len(str(task.args_kwargs)) for task in DBTaskResult.objects.all()}
    assert max(lengths) - min(lengths) <= 64


def test_the_code_is_in_no_log_no_history_and_not_readable_in_the_queue(
    user: User, door: Door, letters: Letters, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        door.ask_for_code()
        queued = [str(task.args_kwargs) for task in DBTaskResult.objects.all()]
        code = code_in(letters()[0])
    assert len(queued) == 1
    kept = [
        caplog.text,
        *queued,
        *(str(message.__dict__) for message in Message.objects.all()),
        *map(str, Detail.objects.values_list("said", flat=True)),
    ]
    assert not any(code in words for words in kept)
    assert all(message.sealed == "" for message in Message.objects.all())


def test_a_code_goes_to_the_address_of_the_account_whatever_the_persons_record_says(
    user: User, door: Door, letters: Letters
) -> None:
    Person.objects.filter(pk=user.person_id).update(email="somebody.else@marlshire.example")
    door.ask_for_code()
    door.ask_for_code("somebody.else@marlshire.example")
    assert [letter.to for letter in letters()] == [[ADDRESS]]


def test_without_a_mail_server_no_code_is_offered(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.SENDS_LETTERS = False
    assert "code by e-mail" not in client.get(reverse("sign_in")).content.decode()
    assert client.get(reverse("account_request_login_code")).status_code == 403
