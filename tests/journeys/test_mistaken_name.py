"""A name that was minuted by mistake is gone everywhere, the history still verifies; a record is held, kept, let go."""

import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook
from playwright.sync_api import expect

from plait.actions.commands import write_update
from plait.actions.models import Action, State
from plait.core.actor import Actor
from plait.files.models import StoredFile
from plait.files.queries import read
from plait.history.commands import seal
from tests.journeys.conftest import SitDown
from tests.journeys.desk import DESKTOP, PHONE, Desk

pytestmark = pytest.mark.django_db(transaction=True)
BY = Actor.command_line()
NAME, PART = "Zebedee Quillfeather", "quillfeather"
MINUTES = f"""Marlshire Safeguarding Children Partnership
Minutes of the Practice Oversight Group
Monday 5 October 2026, 10:00 to 11:00, Microsoft Teams

Present
Kemi Odukoya (KO)\tMarlshire Safeguarding Children Partnership Business Unit\tPartnership development officer

1. Welcome
No conflicts of interest were declared.

2. Schools
The group spoke about {NAME} and the school. The farm called Quillfeathers was mentioned too.
Action: KO to write to the school of {NAME} by 25 October 2026.

3. Next meeting
The next meeting will be on Monday 2 November 2026.
"""


def minute(desk: Desk, where: Path) -> Action:
    """Typed minutes with the name are read and confirmed; somebody writes it once more, and a job waits with it."""
    paper = where / f"2026-10-05 {NAME}.txt"
    paper.write_text(MINUTES, encoding="utf-8")
    desk.go("/meetings/add-minutes")
    desk.page.get_by_label("Which group met").select_option(label="Practice Oversight Group")
    desk.page.get_by_label("The minutes").set_input_files(paper)
    desk.press("Add and read the minutes")
    desk.heading("Reading the minutes")
    desk.work()
    desk.heading("Check what was read")
    desk.press(re.compile("Confirm the"))
    desk.page.locator(".pl-ref", has_text="ACT-").first.wait_for()
    action = Action.objects.get(wording__contains=NAME)
    at = timezone.now()
    write_update(action=action, words=f"Spoke with {NAME}", state=State.ON_THE_WAY, by=BY, at=at)
    said = {"args": [f"Of {NAME}"], "kwargs": {}}
    DBTaskResult.objects.create(args_kwargs=said, task_path="x.y", run_after=at, backend_name="default")
    seal(by=BY, at=at)
    return action


def look(desk: Desk) -> None:
    desk.go("/keeping")
    desk.follow("Remove words everywhere")
    desk.check_page()
    desk.page.get_by_label("The words that are to go").fill(NAME)
    desk.page.get_by_label("Why").fill("Another family's child was named")
    desk.press("Look where they stand")
    desk.see(re.compile("In your circles the words stand in"))
    desk.see(re.compile("Back-ups made before today still hold the words"))
    desk.check_page()


def everything_in_the_database() -> str:
    """Every row of every table, as the database itself would write them out."""
    return "\n".join(connection.connection.iterdump()).lower()


def cells(desk: Desk, path: str) -> str:
    answered = desk.page.request.get(path)
    assert answered.status == 200, path
    return str(list(load_workbook(BytesIO(answered.body())).active.iter_rows(values_only=True))).lower()


def places_of(action: Action) -> list[str]:
    return [f"/actions/{action.reference}", f"/history/action/{action.pk}", f"/meetings/{action.origin_key}"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["", "on-a-phone"])
def test_a_mistaken_name_is_gone_and_the_history_still_verifies(
    sit_down: SitDown, tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = sit_down("bronwen", size=size)
    action = minute(desk, tmp_path)
    for path in places_of(action)[:2]:
        desk.go(path)
        expect(desk.page.locator("main")).to_contain_text(NAME)
    look(desk)
    desk.press("Remove them for good")
    desk.heading("Keeping records")
    desk.see(re.compile("Another family's child was named"))
    desk.check_page()
    for path in (*places_of(action), f"/search?q={PART}", f"/actions/?q={PART}"):
        desk.go(path)
        assert NAME.lower() not in desk.page.locator("main").inner_text().lower(), path
    desk.go(f"/search?q={NAME.replace(' ', '+')}")
    assert action.reference not in desk.page.locator("main").inner_text()
    for path in ("/actions/actions.xlsx", f"/history/action/{action.pk}?as=xlsx"):
        assert PART not in cells(desk, path)
    everything = everything_in_the_database()
    assert NAME.lower() not in everything
    assert "farm called quillfeathers was" in everything  # a name within a longer word stays
    kept = StoredFile.objects.order_by("-pk").first()
    assert kept is not None
    assert (kept.name, PART in read(kept).decode().lower()) == ("withheld.txt", False)
    call_command("verify_history", stdout=(out := StringIO()))
    assert "had their words removed" in out.getvalue()


def test_a_record_is_held_said_so_and_lifted(sit_down: SitDown) -> None:
    desk = sit_down("bronwen", size=PHONE)
    action = Action.objects.order_by("pk").first()
    assert action is not None
    desk.go(f"/actions/{action.reference}")
    desk.follow("place a legal hold")
    desk.check_page()
    desk.page.get_by_label("Why").fill("An inquest is open")
    desk.press("Place the hold")
    desk.go(f"/actions/{action.reference}")
    desk.see(re.compile("Under a legal hold since 14 Oct"))
    desk.follow("lift the legal hold")
    desk.check_page()
    desk.page.get_by_label("Why").fill("It is over")
    desk.press("Lift the hold")
    desk.go(f"/actions/{action.reference}")
    desk.not_see("Under a legal hold")


def test_what_is_due_is_looked_at_and_disposed_of_and_a_line_outlives_it(sit_down: SitDown) -> None:
    desk = sit_down("bronwen", size=PHONE)
    desk.go("/keeping")
    desk.page.get_by_label("Actions, months").fill("18")
    desk.press("Set the period for Actions")
    desk.page.locator("input[name=record]").first.check()
    desk.press("Look at what goes with the ticked")
    desk.heading("Dispose of records")
    desk.check_page()
    reference = desk.page.locator("td.pl-row-title").first.inner_text().split()[0]
    desk.press("Dispose of them for good")
    desk.see("Say why: it is kept.")
    desk.page.get_by_label("Why").fill("Six years have passed")
    desk.press("Dispose of them for good")
    desk.heading("Keeping records")
    desk.see(re.compile(f"{reference}, [0-9]+ rows of it"))
    assert desk.page.request.get(f"/actions/{reference}").status == 404
