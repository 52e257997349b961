"""While minutes are checked: leaving and coming back, two people at once, a phone, bad files, and the circle."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from plait.accounts.commands import open_account
from plait.actions.models import Action
from plait.core.actor import Actor
from plait.meetings.models import ImportState, MinutesImport
from plait.people.models import Person
from plait.workbench.sample.cast import BY_KEY, PASSWORD
from tests.journeys.conftest import SitDown
from tests.journeys.desk import PHONE, Desk, to_try


def check_what_waits(desk: Desk) -> None:
    """Open the minutes that wait in the sample."""
    desk.go(f"/meetings/imports/{MinutesImport.objects.get(state=ImportState.READY).pk}")
    desk.heading("Check what was read")


@pytest.fixture
def kemi(sample: None) -> str:
    """A second member of the business unit who can sign in."""
    person = Person.objects.get(name=BY_KEY["kemi"].name)
    open_account(person=person, password=PASSWORD, by=Actor.command_line(), at=timezone.now())
    return "kemi"


def test_what_is_half_done_is_there_when_one_comes_back(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    check_what_waits(desk)
    desk.page.get_by_label("Confirm A1").uncheck()
    desk.press(re.compile("^Confirm the"))
    desk.page.locator(".pl-ref", has_text="ACT-").first.wait_for()
    desk.go("/")
    desk.follow(re.compile("Practice Oversight Group, 7 October"))
    desk.heading("Check what was read")
    expect(desk.page.get_by_label("Confirm A1")).not_to_be_checked()
    expect(desk.page.locator("#A3")).to_contain_text("ACT-")
    desk.check_page()
    desk.picture("check-half-done")


def test_an_owner_nobody_is_sure_of_goes_in_as_written(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    check_what_waits(desk)
    asked = desk.page.locator("#Q1")
    asked.get_by_label("Not sure: leave as written").check()
    desk.press("Save the answer", within=asked)
    expect(desk.page.locator(".pl-question#Q1")).to_have_count(0)
    desk.page.locator("#A2 input[type=checkbox]").check()
    desk.press(re.compile("^Confirm the"))
    desk.page.locator("#A2 .pl-ref").wait_for()
    desk.page.locator("#A2 .pl-ref").click()
    desk.see("Say who is meant")
    desk.check_page()


def test_two_people_confirm_at_once_and_nothing_is_doubled(sit_down: SitDown, kemi: str) -> None:
    before = Action.objects.count()
    first, second = sit_down("bronwen"), sit_down(kemi)
    check_what_waits(first)
    check_what_waits(second)
    first.press(re.compile("^Confirm the"))
    first.page.locator(".pl-ref", has_text="ACT-").first.wait_for()
    after = Action.objects.count()
    second.press(re.compile("^Confirm the"))
    second.see(re.compile("Bronwen Pask"))
    second.check_page()
    second.picture("two-at-once")
    assert Action.objects.count() == after > before


def test_on_a_phone_the_findings_come_first_and_each_line_opens_in_its_place(sit_down: SitDown) -> None:
    desk = sit_down("bronwen", size=PHONE)
    check_what_waits(desk)
    desk.check_page()
    desk.picture("check-phone")
    finding = desk.page.locator("#A3")
    finding.get_by_text("Show the line").first.click()
    expect(finding.locator(".pl-inplace p").first).to_be_visible()
    desk.check_page()
    questions = desk.page.locator("#Q1").bounding_box()
    document = desk.page.locator(".pl-doc").bounding_box()
    assert questions
    assert not document or questions["y"] < document["y"]


def test_the_same_file_is_not_added_twice(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    for _ in range(2):
        desk.go("/meetings/add-minutes")
        desk.page.get_by_label("Which group met").select_option(label="Practice Oversight Group")
        desk.page.get_by_label("The minutes").set_input_files(to_try(".docx"))
        desk.press("Add and read the minutes")
    desk.see("This file is here already.")
    desk.check_page()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("minutes.docx", b"PK\x03\x04 this was a Word file once"),
        ("minutes.pdf", b"%PDF-1.7 and nothing after it"),
        ("minutes.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("letter.txt", b"Dear all,\n\nthank you for the cake.\n\nBronwen\n"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence_and_is_not_lost(
    sit_down: SitDown, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    desk = sit_down("bronwen")
    desk.go("/meetings/add-minutes")
    desk.page.get_by_label("Which group met").select_option(label="Practice Oversight Group")
    desk.page.get_by_label("The minutes").set_input_files(tmp_path / name)
    desk.press("Add and read the minutes")
    desk.heading("Reading the minutes")
    desk.work()
    desk.see(re.compile("is kept|nothing (is|was) lost", re.IGNORECASE))
    desk.check_page()
    if name == "minutes.docx":
        desk.picture("refused-file")
    with desk.page.expect_download() as kept:
        desk.page.locator("main a[href^='/files/']").first.click()
    assert kept.value.path().read_bytes() == data


def test_members_read_meetings_and_are_offered_no_minutes_to_add(sit_down: SitDown) -> None:
    desk = sit_down("hester")
    desk.go("/meetings/")
    desk.picture("meetings")
    assert desk.page.get_by_role("link", name="Add minutes").count() == 0
    answered = desk.page.goto("/meetings/add-minutes")
    assert answered is not None
    assert answered.status == 403


def test_the_lines_of_restricted_minutes_open_for_their_circle_and_say_that_it_is_recorded(sit_down: SitDown) -> None:
    desk = sit_down("idris")
    desk.go("/groups/case-review")
    desk.page.locator("main a[href^='/meetings/']").first.click()
    desk.see("Your name and the time were recorded when you opened it.")
    desk.follow("Read the lines")
    desk.see(re.compile("Review CR-"))
    desk.check_page()


def test_ticks_and_half_typed_answers_stay_when_something_else_is_pressed_at_once(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    check_what_waits(desk)
    asked = desk.page.locator(".pl-question input[name=other]").first
    asked.fill("Half a na")
    desk.page.get_by_label("Confirm A1").uncheck()
    desk.page.locator("#A3").get_by_role("button", name="Drop").click()
    expect(desk.page.locator("#A3")).to_contain_text("Take it back in")
    expect(desk.page.get_by_label("Confirm A1")).not_to_be_checked()
    expect(asked).to_have_value("Half a na")
    desk.page.get_by_label("Confirm A1").check()
    desk.go("/")
    check_what_waits(desk)
    expect(desk.page.get_by_label("Confirm A1")).to_be_checked()
