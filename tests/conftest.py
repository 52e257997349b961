"""What every test stands on: both databases, a strict template engine, closed sockets, shuffled unordered rows."""

import os
import random
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import TransactionTestCase

from plait.core.actor import Actor
from plait.history import triggers
from tests.journeys.chromium import MISSING, chromium

# CI tries the same examples each time; at a desk they differ from run to run.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}
THE_DAY = datetime(2026, 10, 14, 9, 30, tzinfo=UTC)


class UndefinedVariable(str):
    """Stands for what a template asked for and nobody gave: the test fails with its name."""

    __slots__ = ()

    def __contains__(self, _: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"The template uses {name!s}, which is not defined.")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="run only the tests that touch a database")


def pytest_configure(config: pytest.Config) -> None:
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("undefined")


def touches_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        kept = [item for item in items if touches_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if chromium() is None and not config.getoption("--database-only"):
        terminalreporter.write_line(MISSING, red=True, bold=True)


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    """No test reaches beyond this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise AssertionError(f"A test tried to reach {address[0]}.")
        real(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = real  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def _shuffle_unordered() -> Iterator[None]:
    """Rows that nobody ordered come in another order each time, as a database may give them."""
    real = QuerySet._fetch_all

    def fetch(self: QuerySet[Any]) -> None:
        fresh = self._result_cache is None
        real(self)
        if fresh and not self.ordered and not self.query.is_sliced:
            random.shuffle(self._result_cache)

    QuerySet._fetch_all = fetch  # type: ignore[method-assign]
    yield
    QuerySet._fetch_all = real  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def _history_can_be_emptied_between_tests() -> Iterator[None]:
    """Tests that commit are cleaned up by emptying every table, which the triggers forbid: they are lifted for that."""
    real = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        triggers.drop()
        try:
            real(self)
        finally:
            triggers.install()

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = real  # type: ignore[method-assign]


@pytest.fixture
def at() -> datetime:
    """Wednesday 14 October 2026, half past ten in the morning in London."""
    return THE_DAY


@pytest.fixture
def by() -> Actor:
    return Actor.command_line()
