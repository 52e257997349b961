"""The frame of every page, and the gallery that shows what pages are made of."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from plait.web import gallery

PARTNERSHIP = SimpleNamespace(name="Marlshire Safeguarding Children Partnership")


def _link(label: str, url: str, current: bool = False) -> SimpleNamespace:
    return SimpleNamespace(label=label, url=url, current=current)


def _frame(**changed: Any) -> str:
    """The gallery's page in a frame told in plain values, as nobody's room would give them."""
    told: dict[str, Any] = {
        "partnership": PARTNERSHIP,
        "marking": "OFFICIAL-SENSITIVE",
        "nav": [_link("Today", "/", True), _link("Actions", "/actions/")],
        "footer_links": [_link("Help", "/help")],
        "person_menu": [_link("Groups", "/groups/")],
        "signed_in_as": "Bridget Onslow",
        "messages": [],
    }
    return render_to_string("web/page.html", told | changed)


def test_the_first_thing_on_a_page_leads_past_the_head() -> None:
    page = _frame()
    assert page.index('href="#main"') < page.index("<header")
    assert 'id="main"' in page


def test_the_present_room_is_said_and_not_only_drawn() -> None:
    assert '<a href="/" aria-current="page">Today</a>' in _frame()
    assert '<a href="/actions/">Actions</a>' in _frame()


def test_rooms_search_and_signing_out_are_in_a_menu_that_needs_no_script() -> None:
    page = _frame()
    menu = page[page.index('<details class="pl-rooms"') : page.index("</header>")]
    assert "<summary>Menu</summary>" in menu
    assert 'role="search"' in menu
    assert 'action="/sign-out"' in menu
    assert "/actions/" in menu


def test_the_marking_stands_at_the_foot_and_only_where_it_is_set() -> None:
    assert "OFFICIAL-SENSITIVE" in _frame()
    assert "pl-marking" not in _frame(marking="")


def test_one_who_is_signed_out_sees_no_rooms_and_no_search() -> None:
    page = _frame(nav=[], person_menu=[], signed_in_as="", partnership=None)
    assert "pl-rooms" not in page
    assert "Sign out" not in page
    assert 'class="pl-brand"' in page


def test_messages_are_told_and_never_shouted() -> None:
    said = SimpleNamespace(level_tag="warning")
    page = _frame(messages=[said])
    assert 'role="status"' in page
    assert "pl-message--warning" in page


def test_the_title_says_that_a_form_was_refused() -> None:
    assert "<title>Error: Plait" in _frame(form=gallery.GalleryForm({}))
    assert "<title>Plait" in _frame(form=gallery.GalleryForm())
    assert "<title>Plait" in _frame()


def test_pages_let_htmx_write_no_style_and_run_no_text() -> None:
    assert '"includeIndicatorStyles":false,"allowEval":false' in _frame()


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_a_refusal_stands_without_a_request_and_says_what_to_do(name: str) -> None:
    page = render_to_string(name)
    assert "<h1" in page
    assert 'href="/"' in page


@pytest.mark.django_db
def test_the_gallery_shows_every_pattern_with_its_anchor() -> None:
    request = RequestFactory().get("/components")
    page = gallery.gallery(request).content.decode()
    for anchor in ("dates", "states", "questions", "list", "strand", "history", "form", "check", "refused"):
        assert f'<section id="{anchor}"' in page, anchor
