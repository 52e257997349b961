"""A year of one group's minutes comes in at once; one answer settles eleven documents; a loose end finds its agenda."""

import re
from pathlib import Path

from playwright.sync_api import expect

from plait.meetings.models import ImportState, MinutesImport
from tests.journeys.conftest import SitDown
from tests.journeys.desk import PHONE, Desk
from tests.journeys.year_of_minutes import LOOSE, a_year

GROUP = "Practice Oversight Group"


def add_the_year(desk: Desk, folder: Path) -> None:
    """The twelve files, one of them under a second name, and one that cannot be read."""
    files = [*a_year().items(), ("copy.txt", next(iter(a_year().values()))), ("torn.pdf", b"%PDF-1.7 nothing")]
    for name, data in files:
        (folder / name).write_bytes(data)
    desk.go("/meetings/add-minutes")
    desk.follow("Add many at once")
    desk.check_page()
    desk.page.get_by_label("Which group met").select_option(label=GROUP)
    desk.page.get_by_label("The minutes").set_input_files([folder / name for name, _ in files])
    desk.press("Add and read the minutes")
    desk.see("Reading, 1 of 14 files")
    desk.check_page()
    desk.work()
    desk.see("Who is “SC” in 12 documents?")


def test_a_year_of_minutes_is_added_answered_and_its_loose_end_found(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down("bronwen")
    add_the_year(desk, tmp_path)
    desk.check_page()
    desk.picture("many-minutes")
    desk.see("The same as “2025-01-08 oversight.txt”.")
    expect(desk.page.locator("tr", has_text="torn.pdf")).to_contain_text("Could not be read")
    one_answer_for_eleven(desk)
    what_was_said_is_kept_for_the_next_agenda(desk)


def one_answer_for_eleven(desk: Desk) -> None:
    """December is another SC: it is left out, and so is what is taken back."""
    asked = desk.page.locator(".pl-question", has_text="Who is “SC” in 12 documents?")
    asked.get_by_label("Stephen Corrie").check()
    asked.get_by_label(re.compile("2025-12-03")).uncheck()
    desk.press("Save the answer", within=asked)
    desk.see("Answered in 11 documents.")
    desk.see("Who is “SC” in 1 document?")
    desk.check_page()
    given = desk.page.locator("section", has_text="Answered over several documents")
    desk.press(re.compile("Take it back.*2025-02-05"), within=given)
    desk.see("The question is open there again.")
    desk.see("Who is “SC” in 2 documents?")


def what_was_said_is_kept_for_the_next_agenda(desk: Desk) -> None:
    desk.follow("2025-09-03 oversight.docx", within=desk.page.locator("table"))
    desk.heading("Check what was read")
    desk.see("Stephen Corrie")
    offered = desk.page.locator(".pl-finding", has_text=LOOSE)
    expect(offered.locator("input:checked")).to_have_count(0)
    offered.get_by_label("A matter for the next agenda").check()
    desk.check_page()
    desk.picture("loose-end")
    desk.press(re.compile("^Confirm the"))
    desk.see("The minutes are confirmed.")
    desk.go("/groups/practice-oversight")
    desk.see(LOOSE)
    desk.follow("Open the list of matters")
    row = desk.page.locator("tr", has_text=LOOSE)
    expect(row).to_contain_text("3 September 2025")
    desk.check_page()
    assert MinutesImport.objects.filter(state=ImportState.CONFIRMED, held_on="2025-09-03").exists()


def test_on_a_phone_and_without_scripts_the_year_is_answered_all_the_same(sit_down: SitDown, tmp_path: Path) -> None:
    desk = sit_down("bronwen", size=PHONE, scripts=False)
    add_the_year_without_scripts(desk, tmp_path)
    asked = desk.page.locator(".pl-question", has_text="Who is “SC” in 12 documents?")
    asked.get_by_label("Not sure: leave as written").check()
    desk.press("Save the answer", within=asked)
    desk.see("Answered in 12 documents.")


def add_the_year_without_scripts(desk: Desk, folder: Path) -> None:
    for name, data in a_year().items():
        (folder / name).write_bytes(data)
    desk.go("/meetings/add-many")
    desk.page.get_by_label("Which group met").select_option(label=GROUP)
    desk.page.get_by_label("The minutes").set_input_files([folder / name for name in a_year()])
    desk.press("Add and read the minutes")
    desk.work()
    desk.follow("Show how it stands now")
