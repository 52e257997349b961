"""A real browser, the sample partnership of Wednesday 14 October 2026, and people who sit down to work with it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from plait.workbench.sample.loading import load
from tests.journeys.chromium import MISSING, chromium
from tests.journeys.desk import DESKTOP, Desk

HERE = Path(__file__).resolve().parent
THE_DAY = date(2026, 10, 14)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SitDown = Callable[..., Desk]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Journeys are made once, not again for the second database."""
    if config.getoption("--database-only"):
        gone = [item for item in items if HERE in item.path.parents]
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if item not in set(gone)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all journeys. Missing, it is the one thing that may be skipped, and never with CI=true."""
    found = chromium()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's own loop runs in this thread
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def _the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is half past ten on the sample's day, and goes on from there."""
    began, real = datetime.now().astimezone(), timezone.now
    there = datetime(2026, 10, 14, 10, 30, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: real() - began + there)


@pytest.fixture(scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample") / "sample.sqlite3"


@pytest.fixture
def sample(transactional_db: None, _kept: Path) -> None:
    """The sample partnership. It is loaded once and copied back for every further journey."""
    if connection.vendor != "sqlite":
        load(on=THE_DAY)
        return
    connection.ensure_connection()
    if _kept.exists():
        with closing(sqlite3.connect(_kept)) as copy:
            copy.backup(connection.connection)
    else:
        load(on=THE_DAY)
        with closing(sqlite3.connect(_kept)) as copy:
            connection.connection.backup(copy)


@pytest.fixture
def sit_down(browser: Browser, live_server: object, sample: None) -> Iterator[SitDown]:
    """`sit_down("bronwen")`: a desk of one's own, signed in. No page may have a fault in its script or policy."""
    yield from _desks(browser, live_server)


@pytest.fixture
def sit_down_elsewhere(browser: Browser, live_server: object, transactional_db: None) -> Iterator[SitDown]:
    """The same without the sample partnership."""
    yield from _desks(browser, live_server)


def _desks(browser: Browser, live_server: object) -> Iterator[SitDown]:
    desks: list[Desk] = []

    def sit(who: str | None = None, *, size: tuple[int, int] = DESKTOP, scripts: bool = True) -> Desk:
        context = browser.new_context(
            base_url=live_server.url,  # type: ignore[attr-defined]
            viewport={"width": size[0], "height": size[1]},
            locale="en-GB",
            timezone_id="Europe/London",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        desk = Desk(context.new_page(), scripts)
        desks.append(desk)
        if who:
            desk.sign_in(who)
        return desk

    yield sit
    for desk in desks:
        desk.page.context.close()
    assert [fault for desk in desks for fault in desk.faults] == []
