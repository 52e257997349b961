"""Health, readiness, errors and the pages that stand still."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.template import TemplateSyntaxError
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from plait.accounts.models import User
from plait.history import triggers
from plait.workbench import errors, readiness
from tests.small_partnership import World

SignIn = Callable[[User], Client]


def test_health_asks_nothing_of_the_database(client: Client) -> None:
    assert client.get("/health").json() == {"up": True}


@pytest.mark.django_db
def test_ready_when_everything_answers(client: Client) -> None:
    answer = client.get("/ready")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "checks": dict.fromkeys(readiness.CHECKS, "ok")}
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_missing_trigger_is_named_and_nothing_is_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "missing", lambda: {"keep_history_entry_update"})
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "1 triggers" not in answer.content.decode()
    assert answer.json()["checks"]["history"].startswith("1 trigger that protects the history is missing")


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> str:
        raise OperationalError("could not connect to 10.1.2.3")

    monkeypatch.setitem(readiness.CHECKS, "database", (fails, "The database does not answer."))
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "The database does not answer."
    assert "10.1.2.3" not in answer.content.decode()


@pytest.mark.django_db
def test_a_storage_that_cannot_be_written_to_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> str:
        raise OSError("Read-only file system: /srv/files")

    monkeypatch.setattr(default_storage, "save", fails)
    checks = client.get("/ready").json()["checks"]
    assert checks["files"] == "The file storage cannot be written to."
    assert checks["database"] == "ok"


@pytest.mark.django_db
def test_asking_leaves_no_file_behind(client: Client) -> None:
    client.get("/ready")
    folder = Path(default_storage.path("ready"))
    assert list(folder.iterdir()) == []


@pytest.mark.django_db
def test_unapplied_migrations_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Executor(readiness.MigrationExecutor):
        def migration_plan(self, *_: object, **__: object) -> list[object]:
            return [object(), object()]

    monkeypatch.setattr(readiness, "MigrationExecutor", Executor)
    assert readiness.migrated() == "2 migrations are not applied. Run: plait manage migrate"


@pytest.mark.django_db
def test_the_standing_pages_need_no_sign_in(client: Client) -> None:
    for name in ("help", "accessibility", "who_can_see"):
        assert client.get(reverse(name)).status_code == 200


def test_who_can_see_what_shows_the_table(world: World, sign_in: SignIn) -> None:
    said = sign_in(world.member).get(reverse("who_can_see")).content.decode()
    assert "Member (where they answer for it)" in said
    assert "A conflict of interest beats everything else" in said


def test_a_page_that_is_not_there_says_so_without_a_trace(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.member).get("/nowhere")
    assert answer.status_code == 404
    assert "Traceback" not in answer.content.decode()


@pytest.mark.django_db
def test_a_form_from_another_sign_in_is_refused_in_plain_words() -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("sign_in"), {"username": "a@b.example", "password": "x"})
    said = answer.content.decode()
    assert answer.status_code == 403
    assert "nothing you wrote is lost" in said
    assert "CSRF" not in said


@pytest.mark.django_db
@override_settings(DEBUG=False)
def test_a_fault_shows_no_traceback(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> dict[str, str]:
        raise RuntimeError("the case of J")

    client.raise_request_exception = False
    monkeypatch.setattr("plait.workbench.views.standing.readiness", fails)
    answer = client.get("/ready")
    said = answer.content.decode()
    assert answer.status_code == 500
    assert "the case of J" not in said
    assert "RuntimeError" not in said


def test_a_fault_in_the_page_of_faults_still_gives_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: str) -> None:
        raise TemplateSyntaxError("broken")

    monkeypatch.setattr(errors.loader, "get_template", fails)
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"Something went wrong" in answer.content


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    assert client.get("/health", headers={"host": "elsewhere.example"}).status_code == 400
