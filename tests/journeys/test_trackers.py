"""A year's action log comes in from a spreadsheet, is checked, and comes again a month later."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from plait.actions.models import Action, State
from plait.risks.models import Risk
from tests.journeys.conftest import SitDown
from tests.journeys.desk import Desk
from tests.spreadsheets import action_log, risk_register

GROUP = "Practice Oversight Group"


def add(desk: Desk, data: bytes, path: Path) -> None:
    """Add the file, watch it being read, and arrive at its columns."""
    path.write_bytes(data)
    desk.go("/actions/")
    desk.follow("Trackers")
    desk.check_page()
    desk.follow("Add a tracker")
    desk.check_page()
    desk.page.get_by_label("Whose log it is").select_option(label=GROUP)
    desk.page.get_by_label("The action log or risk register").set_input_files(path)
    desk.press("Add and read the tracker")
    desk.heading("Reading the tracker")
    desk.see("You can leave this page.")
    desk.check_page()
    desk.work()
    if not desk.scripts:
        desk.follow("See how far it is now")
    desk.heading("What the columns hold")
    desk.check_page()


def read_rows(desk: Desk) -> None:
    desk.press("Read the rows")
    desk.heading("Check the rows")
    desk.see("Nothing is in the register yet")
    desk.check_page()


def map_a_column_anew(desk: Desk) -> None:
    desk.page.get_by_label("Column F of Action log holds").select_option(label="Due")
    desk.press("Read the rows")
    desk.see("On the sheet “Action log” the columns E and F cannot both be “Due”. Choose one.")
    desk.check_page()
    expect(desk.page.get_by_label("Column F of Action log holds")).to_have_value("due")
    desk.page.get_by_label("Column F of Action log holds").select_option(label="Update or comment")


def answer_all(desk: Desk) -> None:
    """KO is chosen among those offered; the others stand as written."""
    asked = desk.page.locator(".pl-question", has_text="Who is “KO”?")
    desk_row = desk.page.locator("#R1")
    expect(desk_row).to_contain_text("KO (as written)")
    asked.get_by_label(re.compile("Kemi Odukoya")).check()
    desk.press("Save the answer", within=asked)
    expect(desk_row).to_contain_text("Kemi Odukoya (KO)")
    expect(desk.page.locator("#R6")).to_contain_text("Kemi Odukoya")
    while desk.page.locator(".pl-question").count():
        left = desk.page.locator(".pl-question").first
        label = left.get_attribute("id")
        left.get_by_label("Not sure: leave as written").check()
        desk.press("Save the answer", within=left)
        expect(desk.page.locator(f".pl-question#{label}")).to_have_count(0)
    desk.check_page()


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without-scripts"])
def test_a_log_comes_in_is_checked_and_comes_again(sit_down: SitDown, tmp_path: Path, scripts: bool) -> None:
    desk = sit_down("bronwen", scripts=scripts)
    before = Action.objects.count()
    add(desk, action_log(), tmp_path / "log.xlsx")
    desk.picture("tracker-columns")
    map_a_column_anew(desk)
    read_rows(desk)
    desk.see("Nothing stands under “ACTION”.")
    desk.see("It is a total.")
    answer_all(desk)
    desk.picture("tracker-rows")
    desk.follow("Change R2")
    desk.check_page()
    desk.page.get_by_label("By when").fill("30 October 2026")
    desk.press("Save the row")
    expect(desk.page.locator("#R2")).to_contain_text("30 October")
    desk.press("Leave out R7")
    expect(desk.page.locator("#R7")).to_contain_text("Left out")
    desk.press("Confirm what is ticked")
    desk.see("What you confirmed stands in the register.")
    desk.check_page()
    assert Action.objects.count() == before + 6
    assert Action.objects.get(wording="The Business Unit to add the deputies.").due_on == date(2026, 10, 30)
    desk.page.locator("#R1 a.pl-ref").click()
    desk.see("KO to circulate the list.")
    desk.check_page()
    come_again(desk, before + 6, tmp_path)


def come_again(desk: Desk, actions: int, folder: Path) -> None:
    """A month later one row is closed in the log; the others are as they were."""
    book = load_workbook(io.BytesIO(action_log()))
    book.worksheets[0]["H7"] = "Yes"
    out = io.BytesIO()
    book.save(out)
    add(desk, out.getvalue(), folder / "log again.xlsx")
    read_rows(desk)
    changed = desk.page.locator("section[aria-labelledby=changed]")
    expect(changed).to_contain_text("HL and KO to rebuild the list.")
    expect(changed).to_contain_text("Status: before red, now red, Yes")
    desk.press("Confirm what is ticked")
    assert Action.objects.count() == actions
    assert Action.objects.get(wording="HL and KO to rebuild the list.").state == State.DONE


def test_a_risk_register_stands_on_the_groups_page(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down("bronwen")
    before = Risk.objects.count()
    add(desk, risk_register(), tmp_path / "risks.xlsx")
    read_rows(desk)
    desk.press("Tick all on this page")
    desk.press("Confirm what is ticked")
    desk.see("What you confirmed stands in the register.")
    assert Risk.objects.count() == before + 3
    desk.page.locator("#R1 a.pl-ref").click()
    desk.heading("Risks")
    desk.see("likelihood 4, impact IV")
    desk.check_page()
    desk.follow(GROUP)
    desk.see("The trainer pool shrinks, so that courses stop")
    desk.check_page()
    desk.follow("Add a tracker")
    desk.check_page()


def test_a_file_that_is_no_spreadsheet_says_what_to_do(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down("bronwen")
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "Workbook".encode("utf-16-le"))
    desk.go("/trackers/add")
    desk.press("Add and read the tracker")
    desk.see("Choose the group whose log it is.")
    desk.check_page()
    desk.page.get_by_label("Whose log it is").select_option(label=GROUP)
    desk.page.get_by_label("The action log or risk register").set_input_files(path)
    desk.press("Add and read the tracker")
    desk.heading("Reading the tracker")
    desk.work()
    desk.heading("This file could not be read")
    desk.see(re.compile("save it as .xlsx"))
    desk.check_page()
    desk.go("/trackers/")
    desk.see("Could not be read")
