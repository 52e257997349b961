"""Signing in, looking round, searching, ending a group: every page, by everybody who may open it."""

import re

import pytest

from tests.journeys.conftest import SitDown
from tests.journeys.desk import PHONE

PAGES = (
    "/",
    "/meetings/",
    "/actions/",
    "/actions/?view=closed",
    "/actions/?view=hard&q=nothing+fits+this",
    "/groups/",
    "/groups/practice-oversight",
    "/groups/neglect",
    "/people/",
    "/search",
    "/search?q=licence",
    "/search?q=nothing+at+all",
    "/help",
    "/accessibility",
    "/who-can-see-what",
)
FOR_THE_BUSINESS_UNIT = ("/operations", "/actions/add", "/groups/strategic/end", "/meetings/add-minutes")


def test_a_wrong_password_says_what_to_do_and_not_whether_the_address_is_known(sit_down: SitDown) -> None:
    desk = sit_down()
    desk.page.goto("/sign-in")
    desk.check_page()
    desk.picture("sign-in")
    for address in ("bronwen.pask@partnership.marlshire.example", "nobody@nowhere.example"):
        desk.page.get_by_label("E-mail address").fill(address)
        desk.page.get_by_label("Password").fill("not the password")
        desk.press("Sign in")
        desk.see("The e-mail address or the password is not right. Check both and try again.")
    desk.check_page()


def test_one_signs_in_lands_on_today_and_signs_out(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    desk.check_page()
    desk.picture("today")
    desk.page.get_by_text("Bronwen Pask", exact=True).first.click()
    desk.press("Sign out")
    desk.heading("Sign in")
    desk.page.goto("/actions/")
    desk.heading("Sign in")


@pytest.mark.parametrize("who", ["bronwen", "hester", "farida", "idris", "miriam"])
def test_every_page_is_accessible_for_everybody_who_signs_in(sit_down: SitDown, who: str) -> None:
    desk = sit_down(who)
    for path in PAGES:
        desk.go(path)


def test_the_pages_of_the_business_unit_are_accessible(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    for path in FOR_THE_BUSINESS_UNIT:
        desk.go(path)


def test_every_page_fits_a_phone(sit_down: SitDown) -> None:
    desk = sit_down("bronwen", size=PHONE)
    for path in (*PAGES, *FOR_THE_BUSINESS_UNIT):
        desk.go(path)


def test_the_question_of_today_is_answered_where_it_is_asked(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    desk.see("Questions only you can answer")
    desk.press(re.compile("Stephen Corrie"))
    desk.page.goto("/actions/?view=unsettled")
    desk.not_see("SC: who?")


def test_words_find_actions_decisions_groups_and_people(sit_down: SitDown) -> None:
    desk = sit_down("hester")
    desk.go("/search?q=bruising")
    desk.see(re.compile("one protocol for bruising"))
    desk.go("/search?q=Noorani")
    desk.follow("Farida Noorani")
    desk.heading(re.compile("Farida Noorani"))
    desk.see("Safeguarding lead")
    desk.check_page()


def test_restricted_words_are_found_by_nobody_outside_their_circle(sit_down: SitDown) -> None:
    for who, found in (("idris", True), ("hester", False), ("miriam", False)):
        desk = sit_down(who)
        desk.go("/search?q=supervision+records")
        desk.not_see("ten supervision records")
        assert (desk.page.get_by_text("of the Case Review Group").count() > 0) is found


def test_a_group_ends_and_its_open_actions_go_on(sit_down: SitDown) -> None:
    desk = sit_down("bronwen")
    desk.go("/groups/strategic")
    desk.picture("group")
    desk.follow("End this group")
    desk.check_page()
    desk.page.get_by_role("combobox").select_option(label="Practice Oversight Group")
    desk.press(re.compile("End the group"))
    desk.go("/groups/strategic")
    desk.see("goes on with its work")
    desk.go("/actions/ACT-0043")
    desk.see(re.compile("from the Strategic Safeguarding Group"))


def test_another_groups_meeting_answers_as_if_it_were_not_there(sit_down: SitDown) -> None:
    bronwen, hester = sit_down("bronwen"), sit_down("hester")
    bronwen.go("/groups/case-review")
    bronwen.picture("group-restricted")
    bronwen.page.locator("a[href^='/meetings/']").last.click()
    secret = bronwen.page.url
    bronwen.check_page()
    answered = hester.page.goto(secret)
    assert answered is not None
    assert answered.status == 404
    hester.check_page()


def test_without_scripts_the_register_is_filtered_and_updated(sit_down: SitDown) -> None:
    desk = sit_down("farida", scripts=False)
    desk.go("/actions/?view=mine")
    desk.page.locator("a.pl-ref").first.click()
    desk.follow("Write an update")
    desk.page.get_by_label("What happened").fill("Written without any script.")
    desk.page.get_by_label("On the way").check()
    desk.press(re.compile("update", re.IGNORECASE))
    desk.see("Written without any script.")
