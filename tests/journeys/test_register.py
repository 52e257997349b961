"""Finding actions, taking them away as a spreadsheet, saying what became of them."""

import csv
import io
import re

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.conftest import SitDown
from tests.journeys.desk import PHONE, Desk


def reference_of(desk: Desk, words: str) -> str:
    """Find one action by its words in the register, open it, and say its reference."""
    desk.go(f"/actions/?q={words}")
    desk.page.locator("a.pl-ref").first.click()
    found = re.search(r"ACT-\d{4}", desk.page.url)
    assert found
    return found[0]


def rows(desk: Desk) -> int:
    return desk.page.locator("td:first-child > a.pl-ref").count()


def test_the_register_is_narrowed_until_the_one_action_is_found(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    desk.go("/actions/")
    desk.picture("register")
    everything = rows(desk)
    desk.follow(re.compile("^Past the date"))
    desk.check_page()
    assert 0 < rows(desk) < everything
    if not desk.page.get_by_label("Group").is_visible():
        desk.page.get_by_text("Filter and sort").click()
    desk.page.get_by_label("Group").select_option(label="Practice Oversight Group")
    desk.page.get_by_label("Words or reference").fill("licence holder")
    desk.press("Show")
    desk.check_page()
    assert rows(desk) == 1
    desk.see("GA to ask the licence holder")
    desk.follow(re.compile("Take away the filter.*licence"))
    assert rows(desk) > 1


def test_a_reference_said_aloud_opens_its_action(sit_down: SitDown) -> None:
    desk = sit_down("hester")
    desk.page.get_by_role("searchbox").fill("act 43")
    desk.page.keyboard.press("Enter")
    desk.heading(re.compile("front door"))
    desk.see("Hard date")
    desk.check_page()
    desk.picture("action")


def test_both_spreadsheets_hold_the_whole_filtered_list_and_the_marking(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    desk.go("/actions/?view=blocked")
    shown = rows(desk)
    with desk.page.expect_download() as taken:
        desk.follow("CSV")
    lines = list(csv.reader(io.StringIO(taken.value.path().read_text("utf-8-sig"))))
    assert "OFFICIAL-SENSITIVE" in lines[0][0]
    assert sum(1 for line in lines if line and line[0].startswith("ACT-")) == shown
    with desk.page.expect_download() as taken:
        desk.follow("Excel")
    sheet = load_workbook(io.BytesIO(taken.value.path().read_bytes())).worksheets[0]
    assert sum(1 for (cell,) in sheet.iter_rows(max_col=1, values_only=True) if str(cell).startswith("ACT-")) == shown


def test_an_owner_says_what_happened_and_the_business_unit_closes_and_opens_again(sit_down: SitDown) -> None:
    farida = sit_down("farida")
    reference = reference_of(farida, "protocol bruising babies")
    farida.follow("Write an update")
    farida.check_page()
    farida.page.get_by_label("What happened").fill("General practice agrees with the text.")
    farida.page.get_by_label("On the way").check()
    farida.press(re.compile("update", re.IGNORECASE))
    farida.see("General practice agrees with the text.")
    bronwen = sit_down("bronwen")
    bronwen.go(f"/actions/{reference}")
    bronwen.follow("Close the action")
    bronwen.check_page()
    bronwen.page.get_by_label("What was done").fill("One protocol is in force for both trusts and general practice.")
    bronwen.press(re.compile("Close"))
    bronwen.see("Done")
    bronwen.follow("Open it again")
    bronwen.check_page()
    bronwen.page.get_by_label("Why").fill("One surgery has not had it yet.")
    bronwen.press(re.compile("pen"))
    bronwen.see("One surgery has not had it yet.")
    bronwen.check_page()


def test_an_enquiry_does_not_close_without_its_answer(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    reference_of(desk, "document website changes")
    desk.follow("Close the action")
    desk.press(re.compile("Close"))
    desk.see("An enquiry closes with its answer")
    desk.check_page()
    desk.page.get_by_label("The answer").fill("Yes, from the next release of the website.")
    desk.press(re.compile("Close"))
    desk.see("Yes, from the next release of the website.")


def test_two_people_write_at_once_and_nothing_is_lost(sit_down: SitDown) -> None:
    grace_for_kemi, bronwen = sit_down("bronwen"), sit_down("bronwen")
    reference = reference_of(bronwen, "mailing list learning briefings")
    for desk in (grace_for_kemi, bronwen):
        desk.go(f"/actions/{reference}/update")
    grace_for_kemi.page.get_by_label("What happened").fill("Education has sent the list.")
    grace_for_kemi.page.get_by_label("On the way").check()
    grace_for_kemi.press(re.compile("update", re.IGNORECASE))
    bronwen.page.get_by_label("What happened").fill("I have rung Education.")
    bronwen.page.get_by_label("On the way").check()
    bronwen.press(re.compile("update", re.IGNORECASE))
    bronwen.see(f"Somebody changed {reference} while you were writing.")
    bronwen.see("Education has sent the list.")
    expect(bronwen.page.get_by_label("What happened")).to_have_value("I have rung Education.")
    bronwen.check_page()
    bronwen.press(re.compile("update", re.IGNORECASE))
    bronwen.see("I have rung Education.")


def test_who_is_meant_is_settled_with_one_press(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    desk.go("/actions/?view=unsettled")
    desk.see("SC: who?")
    desk.page.locator("a.pl-ref").first.click()
    desk.follow("Say who is meant")
    desk.check_page()
    desk.picture("who-is-meant")
    desk.press(re.compile("Sunita Chandel"))
    desk.see("Sunita Chandel")
    desk.check_page()


def test_an_owner_outside_the_circle_sees_the_wording_and_not_the_meeting(sit_down: SitDown) -> None:
    desk = sit_down("farida")
    desk.go("/actions/?view=mine")
    safe = desk.page.get_by_text("of the Case Review Group").first
    expect(safe).to_be_visible()
    desk.not_see("moved into or out of the county")
    desk.page.locator("tr", has=safe).locator("a.pl-ref").click()
    desk.heading(re.compile("moved into or out of the county"))
    desk.see("You see it because you answer for it")
    assert desk.page.locator("main a[href*='/meetings/']").count() == 0
    desk.check_page()


def test_the_scrutineer_reads_and_is_offered_nothing_to_change(sit_down: SitDown) -> None:
    desk = sit_down("miriam")
    desk.go("/actions/")
    desk.not_see("Case Review Group</td>")
    assert desk.page.get_by_role("link", name="Add an action").count() == 0
    reference_of(desk, "licence holder")
    assert desk.page.get_by_role("link", name="Write an update").count() == 0
    desk.check_page()


def test_on_a_phone_the_register_and_an_action_fit_the_window(sit_down: SitDown) -> None:
    desk = sit_down("farida", size=PHONE)
    desk.go("/")
    desk.picture("today-phone")
    desk.go("/actions/")
    desk.picture("register-phone")
    reference_of(desk, "protocol bruising babies")
    desk.check_page()
    desk.picture("action-phone")
