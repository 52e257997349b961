"""Need to know: a deputy acts for the holder, a conflicted chair sees nothing of it, the scrutineer changes nothing."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from plait.access.models import Exclusion
from plait.accounts.commands import open_account
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import add_evidence, assign
from plait.actions.models import Action, ActionKind, OwnerKind, Update
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.models import Entry
from plait.meetings.models import Decision, Meeting
from plait.people.models import Person
from plait.workbench.sample.cast import BY_KEY, PASSWORD
from tests.journeys.conftest import SitDown
from tests.journeys.desk import PHONE, Desk
from tests.journeys.table import a_world, address_of, come_in, opened, routes_that_answer

pytestmark = pytest.mark.django_db(transaction=True)
BY = Actor.command_line()
WORDS = "Visit the quartzite nursery and say what was seen"
WHY = "Their sister runs the nursery"


def who(key: str) -> Person:
    return Person.objects.get(email=BY_KEY[key].email)


def minuted(*owners: str, meeting: Meeting | None = None) -> Action:
    """An action of the Practice Oversight Group, with a file."""
    group, at = Group.objects.get(slug="practice-oversight"), timezone.now() - timedelta(minutes=1)
    made = assign(
        group=group,
        wording=WORDS,
        kind=ActionKind.HOUSEKEEPING,
        owners=[OwnerChoice(OwnerKind.PERSON, person=who(key)) for key in owners],
        due=DueChoice(),
        origin=Ref("meeting", meeting.pk) if meeting else None,
        circle=group.circle,
        minuted_on=date(2026, 10, 7),
        by=BY,
        at=at,
    )
    add_evidence(action=made, data=b"As seen", name="quartzite visit.txt", words="", by=BY, at=at)
    return made


def answer(desk: Desk, path: str) -> tuple[int, str, str]:
    """Status, title and text of a page, for comparing two."""
    answered = desk.page.goto(path)
    assert answered is not None
    return answered.status, desk.page.title(), desk.page.locator("body").inner_text()


def test_a_deputy_acts_for_a_holder_and_the_history_names_both(sit_down: SitDown) -> None:
    action = minuted("owen")
    open_account(person=who("ruth"), password=PASSWORD, by=BY, at=timezone.now())
    ruth = sit_down("ruth", size=PHONE)
    ruth.go(f"/actions/{action.reference}")
    ruth.see("You deputise for Owen Tranter in this group.")
    for deed in ("Change it", "Close the action", "Close it as not done"):
        assert ruth.page.get_by_role("link", name=deed).count() == 0
    ruth.follow("Write an update")
    ruth.check_page()
    ruth.see("What you write is recorded as yours, on behalf of Owen Tranter.")
    ruth.page.get_by_label("What happened").fill("The nursery was visited on Monday.")
    ruth.page.get_by_label("On the way").check()
    ruth.press("Save the update")
    for desk in (ruth, sit_down("bronwen")):
        desk.go(f"/actions/{action.reference}")
        desk.see("Ruth Amberson, on behalf of Owen Tranter,")
        desk.see("The nursery was visited on Monday.")
    for deed in ("change", "close", "close-not-done"):
        assert answer(ruth, f"/actions/{action.reference}/{deed}")[0] == 403
    said = Entry.objects.get(kind="action", key=action.pk, verb="updated")
    assert (said.person_id, said.on_behalf_of_id) == (who("ruth").pk, who("owen").pk)
    assert Update.objects.get(action=action).on_behalf_of == who("owen")


def declares_a_conflict(desk: Desk, page: str) -> None:
    desk.go(page)
    desk.follow(re.compile("Who may know this"))
    desk.check_page()
    desk.follow("Record a conflict of interest in this one")
    desk.check_page()
    desk.page.get_by_label("Who has it").select_option(label="Hester Lockyer")
    desk.page.get_by_label("What the conflict is").fill(WHY)
    desk.press("Record it")
    desk.see("Hester Lockyer can no longer open")
    desk.check_page()


def links_to_it(meeting: Meeting, action: Action) -> dict[str, str]:
    """Each address of the item, what came of it and its files, with that of a record that is not there."""
    decision = Decision.objects.filter(meeting=meeting).first()
    version = meeting.versions.get()
    return {
        f"/meetings/{meeting.pk}": "/meetings/999999",
        f"/meetings/{meeting.pk}/minutes/{version.number}": "/meetings/999999/minutes/1",
        f"/files/{version.file_id}": "/files/999999",
        f"/files/{action.evidence.get().file_id}": "/files/999999",
        f"/actions/{action.reference}": "/actions/ACT-9999",
        f"/actions/{action.reference}/update": "/actions/ACT-9999/update",
        f"/actions/{action.reference}/change": "/actions/ACT-9999/change",
        f"/circles/of/meeting/{meeting.pk}": "/circles/of/meeting/999999",
        f"/circles/of/action/{action.reference}": "/circles/of/action/ACT-9999",
        **({f"/search?q={decision.reference}": "/search?q=DEC-9999"} if decision else {}),
    }


LISTS = (
    "/",
    "/meetings/",
    "/actions/",
    "/actions/?view=mine",
    "/actions/?q=nursery",
    "/actions/actions.csv",
    "/groups/practice-oversight",
    "/groups/practice-oversight/risks",
    "/meetings/matters/practice-oversight",
    "/people/",
    "/circles/",
    "/search?q=nursery",
    "/search?q=nursery+visit",
)


def whatever_hester_reads(desk: Desk) -> str:
    """The text and the links of every list she has, of her own page and of the group's."""
    lists = (*LISTS, f"/people/{who('hester').pk}")
    return "\n".join(desk.page.request.get(path).text() for path in lists)


def rows_of(desk: Desk) -> set[str]:
    """The references of the register's rows."""
    return set(desk.page.locator("td:first-child > a.pl-ref").all_inner_texts())


def test_a_conflicted_chair_cannot_open_the_item_its_file_its_search_hit_or_its_action(sit_down: SitDown) -> None:
    meeting = Meeting.objects.filter(group__slug="practice-oversight", circle__follows=None).latest("held_on")
    action = minuted("hester", meeting=meeting)
    gives_it_away = ["quartzite", action.reference, f'href="/meetings/{meeting.pk}']
    gives_it_away += [each.reference for each in Action.objects.filter(origin_kind="meeting", origin_key=meeting.pk)]
    hester = sit_down("hester")
    before = whatever_hester_reads(hester)
    assert [words for words in gives_it_away if words not in before] == []
    declares_a_conflict(hester, f"/meetings/{meeting.pk}")

    after = whatever_hester_reads(hester)
    assert [words for words in gives_it_away if words in after] == []
    for path, missing in links_to_it(meeting, action).items():
        status, title, text = answer(hester, path)
        gone = answer(hester, missing)
        assert (status, title, text) == (gone[0], gone[1], gone[2].replace("DEC-9999", path.partition("=")[2])), path
        assert status == (200 if path.startswith("/search") else 404)
    hester.page.goto("/actions/?view=mine")
    counted = hester.page.get_by_role("link", name=re.compile("^Mine")).first.inner_text()
    assert str(len(rows_of(hester))) in counted

    others = sit_down("bronwen")
    others.go(f"/meetings/{meeting.pk}")
    others.go(f"/actions/{action.reference}")
    assert Exclusion.objects.get(lifted=False, followed=None).person == who("hester")


def everything() -> dict[str, int]:
    """How many rows there are of each kind; but for visits and what was read, which reading leaves behind."""
    left_by_reading = {"Reading", "Session", "UserSession", "LinkOpening", "SignIn"}
    models = [each for each in apps.get_models() if each.__name__ not in left_by_reading]
    return {each._meta.label: each._base_manager.count() for each in models}


def test_the_scrutineer_reads_and_changes_nothing(sit_down_elsewhere: SitDown) -> None:
    world, keys = a_world()
    miriam = sit_down_elsewhere()
    come_in(miriam, world.scrutineer)
    anyone = set(routes_that_answer("no_seat", "POST", "200", "302", "405", "410", "422"))
    # what everybody does for themselves: signing in, choosing how letters come, their own calendar
    own = {"signing_in", "own_calendar", *anyone}
    pages, buttons = 0, []
    for name in routes_that_answer("scrutineer", "GET", "200"):
        if name in own or opened(miriam, address_of(name, keys)) is None:
            continue
        pages += 1
        sends = miriam.page.locator("main form[method=post], main [hx-post], main button:not(form[method=get] button)")
        buttons += [(name, each) for each in sends.all_inner_texts()]
    assert buttons == []
    assert pages > 15

    before, last = everything(), Entry.objects.latest("pk").pk
    miriam.page.goto("/")
    token = miriam.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    taken = []
    posts = set(routes_that_answer("scrutineer", "POST", "200", "302", "403", "404", "409", "410", "422")) - own
    for name in sorted(posts):
        form = {"csrfmiddlewaretoken": token, "words": "changed", "state": "on_the_way", "version": "1", "reason": "x"}
        sent = miriam.page.request.post(address_of(name, keys), form=form, max_redirects=0)
        taken += [(name, sent.status)] if sent.status not in (403, 404) else []
    assert taken == []
    assert len(posts) > 60
    assert (everything(), Entry.objects.latest("pk").pk) == (before, last)
