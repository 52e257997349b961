"""Every page of the routes table, opened by the business unit and by somebody signed out, on a desk and on a phone.

A page that is added later is opened here without anyone listing it.
"""

import pytest

from tests.journeys.conftest import SitDown
from tests.journeys.table import (
    a_world,
    address_of,
    come_in,
    faults_of,
    opened,
    pages_on_the_way,
    routes_that_answer,
)

pytestmark = pytest.mark.django_db(transaction=True)
EMPTIED = """form => {
  for (const field of form.elements) {
    if (field.type === "hidden" || field.type === "submit" || field.tagName === "BUTTON") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else if (field.tagName === "SELECT") field.selectedIndex = -1;
    else field.value = "";
  }
  form.submit();
}"""


def test_every_page_on_the_way_through_the_sample_is_accessible_and_fits_a_phone(sit_down: SitDown) -> None:
    desk, found, pages = sit_down("bronwen"), [], 0
    for path in pages_on_the_way(desk, set(routes_that_answer("business_unit", "GET", "200"))):
        pages += 1
        found += faults_of(desk, path)
    assert found == []
    assert pages > 60


def test_every_page_of_the_business_unit_is_accessible_and_fits_a_phone(sit_down_elsewhere: SitDown) -> None:
    desk, found, pages = sit_down_elsewhere(), [], 0
    world, keys = a_world()
    come_in(desk, world.business_unit)
    for name in routes_that_answer("business_unit", "GET", "200"):
        path = address_of(name, keys)
        if opened(desk, path) is not None:
            pages += 1
            found += faults_of(desk, path)
    assert found == []
    assert pages > 80


def test_every_form_that_is_sent_empty_says_what_is_missing_accessibly(sit_down_elsewhere: SitDown) -> None:
    desk, found, refused = sit_down_elsewhere(), [], 0
    world, keys = a_world()
    come_in(desk, world.business_unit)
    asked = set(routes_that_answer("business_unit", "GET", "200"))
    for name in routes_that_answer("business_unit", "POST", "422"):
        path = address_of(name, keys)
        form = desk.page.locator("main form[method=post]").first
        if name not in asked or opened(desk, path) is None or not form.count():
            continue
        with desk.page.expect_navigation():
            form.evaluate(EMPTIED)
        refused += "Error:" in desk.page.title()
        found += faults_of(desk, f"{path}, sent empty")
    assert found == []
    assert refused > 20


def test_every_page_that_opens_without_signing_in_is_accessible_and_fits_a_phone(sit_down_elsewhere: SitDown) -> None:
    desk, found = sit_down_elsewhere(), []
    for name in routes_that_answer("signed_out", "GET", "200"):
        if opened(desk, address_of(name, {})) is not None:
            found += faults_of(desk, name)
    for path in ("/no-such-page", "/invitation/nobody-was-given-this", "/letters/choices/nobody-was-given-this"):
        desk.page.goto(path)
        found += faults_of(desk, path)
    assert found == []


def test_pages_that_refuse_are_accessible_and_fit_a_phone(sit_down_elsewhere: SitDown) -> None:
    """To one who may only read, and to one who may not know."""
    found = []
    world, keys = a_world()
    for user, status in ((world.scrutineer, 403), (world.reviewer, 404)):
        desk = sit_down_elsewhere()
        come_in(desk, user)
        path = address_of("update_action", keys)
        answered = desk.page.goto(path)
        assert answered is not None
        assert answered.status == status, path
        found += faults_of(desk, path)
    assert found == []
