"""Everything pages are made of, on one page: accessible, and never wider than the window."""

import sys
import types
from typing import Any

import pytest
from django.urls import path

from config import urls
from plait.web.gallery import gallery
from tests.journeys.conftest import SitDown
from tests.journeys.desk import DESKTOP, PHONE

ENLARGED = (320, 256)  # what is left of 1280 by 1024 at 400 %


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ENLARGED], ids=["desktop", "phone", "enlarged four times"])
def test_every_component_is_accessible_and_fits(
    sit_down: SitDown, settings: Any, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """The page is only there in debug, so it is given an address for this journey."""
    room = types.ModuleType("gallery_urls")
    room.__dict__["urlpatterns"] = [*urls.urlpatterns, path("components", gallery, name="components")]
    monkeypatch.setitem(sys.modules, "gallery_urls", room)
    settings.ROOT_URLCONF = "gallery_urls"
    desk = sit_down("bronwen", size=size)
    desk.go("/components")
    desk.heading("Components")


def test_the_menu_of_a_phone_opens_without_a_script(sit_down: SitDown) -> None:
    desk = sit_down("bronwen", size=PHONE, scripts=False)
    assert not desk.page.get_by_role("link", name="Actions", exact=True).is_visible()
    desk.page.locator(".pl-rooms > summary").click()
    desk.follow("Actions")
    desk.heading("Actions")


def test_the_menu_closes_on_escape_and_attention_stays_with_it(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    name = desk.page.locator(".pl-menu > summary")
    name.click()
    assert desk.page.get_by_role("button", name="Sign out").is_visible()
    desk.page.keyboard.press("Escape")
    assert not desk.page.get_by_role("button", name="Sign out").is_visible()
    assert name.evaluate("element => element === document.activeElement")
