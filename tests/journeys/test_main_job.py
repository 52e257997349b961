"""The main job: minutes in, tracked actions out, from a Word file and from a PDF."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from plait.actions.models import Action
from tests.journeys.conftest import SitDown
from tests.journeys.desk import Desk, to_try


@dataclass(frozen=True)
class Job:
    """A set of minutes and what a person does with it."""

    ending: str
    group: str
    day: str
    answer: str
    changed: str
    owner: str
    dropped: str
    missed: str
    actions: int
    find: str


WORD = Job(
    ".docx", "Practice Oversight Group", "3 September", "Sunita Chandel",
    "A3", "Rosalind Teale", "A6", "TP offered to ask school nurses", 8, "one-page summary first audit",
)  # fmt: skip
PDF = Job(
    ".pdf", "Strategic Safeguarding Group", "28 September", "Stephen Corrie",
    "A5", "Ruth Amberson", "A3", "asked who explains it to parents", 5, "chapter probation changed",
)  # fmt: skip


def add(desk: Desk, job: Job) -> None:
    """Add the file, watch it being read, and arrive where it is checked."""
    desk.go("/meetings/")
    desk.follow("Add minutes")
    desk.check_page()
    desk.page.get_by_label("Which group met").select_option(label=job.group)
    desk.page.get_by_label("The minutes").set_input_files(to_try(job.ending))
    desk.picture("add-minutes")
    desk.press("Add and read the minutes")
    desk.heading("Reading the minutes")
    desk.see("You can leave this page.")
    desk.check_page()
    desk.picture("reading")
    desk.work()
    if not desk.scripts:
        desk.follow("See how far it is now")
    desk.heading("Check what was read")
    desk.see(re.compile("Nothing goes into the register until you confirm it"))
    desk.check_page()


def answer(desk: Desk, job: Job) -> None:
    asked = desk.page.locator("#Q1")
    asked.get_by_label(job.answer).check()
    desk.press("Save the answer", within=asked)
    expect(desk.page.locator("section[aria-labelledby=questions]")).to_have_count(0)
    desk.check_page()


def change(desk: Desk, job: Job) -> None:
    desk.follow(f"Change {job.changed}")
    desk.check_page()
    desk.picture("change-an-action")
    desk.page.get_by_label("Owner 1", exact=True).fill(job.owner)
    second = desk.page.get_by_label("Owner 2", exact=True)
    if second.count():
        second.fill("")
    desk.page.get_by_label("By when").select_option(label="By a day")
    desk.page.get_by_label("Day", exact=True).fill("20 November 2026")
    desk.page.locator("main form button[type=submit]").click()
    changed = desk.page.locator(f"#{job.changed}")
    expect(changed).to_contain_text(job.owner)
    expect(changed).to_contain_text("20 Nov")


def drop(desk: Desk, job: Job) -> None:
    desk.press(f"Drop {job.dropped}")
    expect(desk.page.locator(f"#{job.dropped}")).to_contain_text("Dropped")


def add_missed(desk: Desk, job: Job) -> None:
    line = desk.page.locator(".pl-line", has_text=job.missed).locator(".pl-line__no").inner_text()
    desk.page.get_by_label("Add a missed one from line").fill(line)
    desk.press("Add it")
    desk.check_page()
    assert job.missed in desk.page.get_by_label("Wording").input_value()
    desk.page.get_by_label("Wording").fill("TP to ask about this and say what was found out.")
    desk.page.get_by_label("Owner 1", exact=True).fill("Temwa Phiri")
    desk.page.locator("main form button[type=submit]").click()
    expect(desk.page.get_by_text("TP to ask about this and say what was found out.").first).to_be_visible()


def confirm(desk: Desk, job: Job) -> None:
    before = Action.objects.count()
    desk.press(re.compile(f"Confirm the {job.actions} ticked actions"))
    desk.page.locator(".pl-ref", has_text="ACT-").first.wait_for()
    desk.check_page()
    assert Action.objects.count() == before + job.actions


def find_and_follow_back(desk: Desk, job: Job) -> None:
    desk.go(f"/actions/?q={job.find}")
    desk.page.locator("a.pl-ref").first.click()
    desk.see(job.owner)
    desk.see(re.compile("20 Nov"))
    desk.check_page()
    desk.page.locator(".pl-strand a[href^='/meetings/']").first.click()
    desk.see(re.compile(job.day))
    desk.check_page()
    desk.picture("meeting")


@pytest.mark.parametrize("job", [WORD, PDF], ids=lambda job: job.ending)
@pytest.mark.parametrize("scripts", [True, False], ids=["", "without-scripts"])
def test_minutes_become_tracked_actions(sit_down: SitDown, job: Job, scripts: bool) -> None:
    desk = sit_down("bronwen", scripts=scripts)
    add(desk, job)
    if job is WORD and scripts:
        desk.picture("check")
    answer(desk, job)
    change(desk, job)
    drop(desk, job)
    add_missed(desk, job)
    confirm(desk, job)
    find_and_follow_back(desk, job)


def add_missed_by_keyboard(desk: Desk, job: Job) -> None:
    keys = desk.page.keyboard
    line = desk.page.locator(".pl-line", has_text=job.missed).locator(".pl-line__no").inner_text()
    desk.tab_to("Add a missed one from line")
    keys.type(line)
    desk.tab_to("Add it")
    keys.press("Enter")
    expect(desk.page.get_by_label("Wording")).to_have_value(re.compile(job.missed))
    desk.tab_to("Wording")
    keys.press("Control+A")
    keys.type("TP to ask about this and say what was found out.")
    desk.tab_to("Owner 1")
    keys.type("Temwa Phiri")
    desk.tab_to("Add the action")
    keys.press("Enter")
    expect(desk.page.get_by_text("TP to ask about this and say what was found out.").first).to_be_visible()


@pytest.mark.parametrize("job", [WORD, PDF], ids=lambda job: job.ending)
def test_the_same_by_keyboard_alone(sit_down: SitDown, job: Job) -> None:
    desk = sit_down("bronwen")
    keys, before = desk.page.keyboard, Action.objects.count()
    desk.go("/")
    desk.tab_to("Add minutes")
    keys.press("Enter")
    desk.heading("Add minutes")
    desk.tab_to("Which group met")
    keys.type(job.group[:9])
    desk.tab_to("The minutes")
    desk.page.get_by_label("The minutes").set_input_files(to_try(job.ending))  # the window of the system is not ours
    desk.tab_to("Add and read the minutes")
    keys.press("Enter")
    desk.heading("Reading the minutes")
    desk.work()
    desk.heading("Check what was read")
    desk.tab_to(job.answer, arrows=True)
    keys.press("Space")
    desk.tab_to("Save the answer")
    keys.press("Enter")
    expect(desk.page.locator("section[aria-labelledby=questions]")).to_have_count(0)
    desk.tab_to(f"Change {job.changed}")
    keys.press("Enter")
    desk.heading(f"Change {job.changed}")
    desk.tab_to("Owner 1")
    keys.press("Control+A")
    keys.type(job.owner)
    desk.tab_to("Day")
    keys.press("Control+A")
    keys.type("20 November 2026")
    desk.tab_to("By when", back=True)
    keys.type("By a day")
    desk.tab_to("Save")
    keys.press("Enter")
    expect(desk.page.locator(f"#{job.changed}")).to_contain_text("20 Nov")
    desk.tab_to(f"Drop {job.dropped}")
    keys.press("Enter")
    expect(desk.page.locator(f"#{job.dropped}")).to_contain_text("Dropped")
    add_missed_by_keyboard(desk, job)
    desk.tab_to("Confirm the")
    keys.press("Enter")
    desk.page.locator(".pl-ref", has_text="ACT-").first.wait_for()
    assert Action.objects.count() == before + job.actions
