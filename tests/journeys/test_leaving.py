"""Somebody leaves: their session, their password, and every link that was ever sent to them are dead."""

import re

import pytest
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone

from plait.accounts.commands import invite
from plait.core.actor import Actor
from plait.people.models import Person
from plait.workbench.sample.cast import BY_KEY, PASSWORD
from tests.journeys.conftest import SitDown
from tests.journeys.desk import PHONE, Desk

pytestmark = pytest.mark.django_db(transaction=True)
GROUP = "Practice Oversight Group"
NEVER_SENT = {
    "rounds/answer": "/rounds/answer/was-never-sent",
    "letters/choices": "/letters/choices/was-never-sent",
    "invitation": "/invitation/was-never-sent",
}


@pytest.fixture(autouse=True)
def _links_lead_here(settings: LazySettings, live_server) -> None:  # type: ignore[no-untyped-def]
    settings.ADDRESS = live_server.url


def who(key: str) -> Person:
    return Person.objects.get(email=BY_KEY[key].email)


def ask_everybody(desk: Desk) -> None:
    """A round of the largest group: each owner of an open action gets a letter with a link."""
    desk.go("/rounds/")
    desk.follow("Open a round")
    desk.page.get_by_label("Group").select_option(label=GROUP)
    desk.press("Ask every owner")
    desk.see("The round is open")


def links_in_letters_to(desk: Desk, person: Person) -> list[str]:
    """Whatever was sent to them, after the worker did what waits."""
    for _ in range(3):
        desk.work()
    bodies = [str(letter.body) for letter in mail.outbox if person.email in letter.to]
    return [link for body in bodies for link in re.findall(r"http://[^/\s]+(/\S*/[\w-]{20,})", body)]


def text_of(desk: Desk, path: str) -> tuple[int, str]:
    answered = desk.page.goto(path)
    assert answered is not None
    return answered.status, desk.page.locator("main").inner_text()


def record_that_they_leave(desk: Desk, person: Person) -> None:
    desk.go(f"/people/{person.pk}")
    desk.follow("Record that they leave")
    desk.check_page()
    desk.press("Record that they leave")
    desk.page.wait_for_load_state()
    assert "/leaves" not in desk.page.url, desk.page.locator("main").inner_text()


@pytest.mark.parametrize("leaver", ["farida", "kemi"])
def test_every_link_of_a_leaver_is_dead_like_one_that_was_never_sent(sit_down: SitDown, leaver: str) -> None:
    person, unit = who(leaver), sit_down("bronwen")
    ask_everybody(unit)
    if leaver == "kemi":
        invite(person=person, by=Actor.command_line(), at=timezone.now())
    links = links_in_letters_to(unit, person)
    assert any("/rounds/answer/" in link for link in links) or leaver == "kemi"
    phone = sit_down(size=PHONE)
    assert {text_of(phone, link)[0] for link in links} == {200}

    record_that_they_leave(unit, person)

    for link in links:
        never = next(path for part, path in NEVER_SENT.items() if part in link)
        assert text_of(phone, link) == text_of(phone, never), link
        phone.check_page()
    assert links_in_letters_to(unit, person) == links


def test_a_leaver_who_is_signed_in_is_at_the_door_at_the_next_press(sit_down: SitDown) -> None:
    farida, unit = sit_down("farida", size=PHONE), sit_down("bronwen")
    farida.go("/actions/?view=mine")
    record_that_they_leave(unit, who("farida"))
    farida.page.locator("a.pl-ref").first.click()
    farida.heading("Sign in")
    farida.page.get_by_label("E-mail address").fill(BY_KEY["farida"].email)
    farida.page.get_by_label("Password").fill(PASSWORD)
    farida.press("Sign in")
    farida.see("The e-mail address or the password is not right.")
    farida.check_page()
