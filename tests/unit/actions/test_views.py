"""The views of the register: what each finds, what it says beside a row, and the same list in other forms."""

import csv
import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from plait.access.models import Role, RoleHolding
from plait.actions.choices import DueChoice
from plait.actions.commands import hand_over, note_stuck, write_update
from plait.actions.models import Action, DueKind, State
from plait.actions.queries import Filters, View, page_of, sight_of
from plait.history.models import Entry, Reading
from tests.factories.groups import GroupFactory
from tests.unit.actions.places import Place, signed_in

pytestmark = pytest.mark.django_db
SINCE = date(2026, 9, 20)


def text(place: Place, path: str, who: str = "member") -> str:
    answer = signed_in(getattr(place, who)).get(path)
    assert answer.status_code == 200
    return " ".join(answer.getvalue().decode().split())


def found(place: Place, view: View, who: str = "member") -> list[str]:
    page = page_of(sight_of(getattr(place, who)), Filters(view), today=place.at.date())
    return [action.wording for action in page.actions]


def stuck(place: Place, *actions: Action) -> int:
    many: int = note_stuck(actions=[each.pk for each in actions], since=SINCE, by=place.by, at=place.at)
    return many


def test_my_groups_are_those_in_which_i_have_a_seat(place: Place) -> None:
    place.assign("Of the oversight group")
    place.assign("Of the review group", group=place.review)
    assert found(place, View.GROUPS) == ["Of the oversight group"]
    assert sorted(found(place, View.GROUPS, "runner")) == ["Of the oversight group", "Of the review group"]
    assert found(place, View.GROUPS, "scrutineer") == []


def test_the_oldest_are_those_minuted_first_whatever_their_date(place: Place) -> None:
    place.assign("Later", minuted_on=date(2026, 8, 1), due=DueChoice(DueKind.DATE, date(2026, 8, 2)))
    place.assign("First", minuted_on=date(2025, 3, 1), due=DueChoice(DueKind.DATE, date(2027, 1, 1)))
    page = text(place, "/actions/?view=oldest")
    assert page.index("First") < page.index("Later")
    assert "Minuted 1 Mar 2025" in page


def test_what_moved_leaves_the_stuck_ones_and_what_is_only_said_does_not(place: Place) -> None:
    first, second, third = (place.assign(words) for words in ("Moves", "Is blocked", "Asks for another date"))
    assert stuck(place, first, second, third) == 3
    assert stuck(place, first, second, third) == 0
    assert "No movement since 20 Sep" in text(place, "/actions/?view=stuck")
    told = {"by": place.by, "at": place.at}
    write_update(action=first, words="The first half is done", state=State.ON_THE_WAY, **told)
    write_update(action=second, words="Waits for the court", state=State.BLOCKED, **told)
    write_update(action=third, words="June would do", state=State.NOT_STARTED, moved=False, **told)
    assert sorted(found(place, View.STUCK)) == ["Asks for another date", "Is blocked"]
    assert Entry.objects.filter(verb="stuck").count() == 3


def test_what_was_handed_over_is_found_with_the_group_that_had_it(place: Place) -> None:
    action = place.assign("Goes on elsewhere")
    stuck(place, action)
    hand_over(actions=[action], to=place.review, by=place.by, at=place.at)
    hand_over(actions=[place.assign("Gone from sight")], to=GroupFactory(), by=place.by, at=place.at)
    assert found(place, View.HANDED, "runner") == ["Goes on elsewhere"]
    assert found(place, View.STUCK, "runner") == []
    assert "by the Oversight group" in text(place, "/actions/?view=handed", "runner")


@pytest.mark.parametrize("view", list(View))
def test_an_empty_view_says_so_in_its_own_words_and_in_every_form(place: Place, view: View) -> None:
    assert "pl-empty" in text(place, f"/actions/?view={view}")
    assert "pl-empty" in text(place, f"/actions/print?view={view}")
    assert json.loads(text(place, f"/actions/actions.json?view={view}"))["actions"] == []


def test_a_row_costs_no_statement_of_its_own(place: Place, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for n in range(6):
        place.assign(f"Action {n}", owners=[place.owner(place.member.person)])
    client = signed_in(place.member)
    for path in ("/actions/print", "/actions/print?by=owner", "/actions/actions.json", "/actions/actions.csv"):
        client.get(path)
        with django_assert_max_num_queries(12):
            assert client.get(path).getvalue()


def test_the_page_for_the_table_puts_together_what_is_asked_for(place: Place) -> None:
    place.assign("Mary’s", owners=[place.owner(place.member.person)], due=DueChoice(DueKind.DATE, date(2026, 1, 1)))
    place.assign("Nobody’s")
    assert 'rowgroup" colspan="6">Oversight group <span' in text(place, "/actions/print")
    by_owner = text(place, "/actions/print?by=owner")
    assert by_owner.index("Mary Oke <span") < by_owner.index("Nobody answers yet <span")
    by_date = text(place, "/actions/print?by=date")
    assert by_date.index("Past the date <span") < by_date.index("No date <span")
    assert "Open: 2 actions on" in by_date
    assert text(place, "/actions/print?by=nonsense&view=mine").count("pl-tracker__notes") == 1


def test_restricted_actions_go_onto_paper_under_safe_titles_and_it_is_recorded(place: Place) -> None:
    action = place.assign("What was found about the two brothers", group=place.review)
    page = text(place, "/actions/print", "runner")
    assert "brothers" not in page
    assert f"Action {action.reference} of the Review group" in page
    assert "restricted actions under their safe titles" in page
    assert Reading.objects.filter(how="export", key=action.pk).count() == 1


def test_json_has_the_shape_that_the_reference_describes(place: Place) -> None:
    owner = place.owner(place.member.person)
    place.assign("=1+1", owners=[owner], due=DueChoice(DueKind.DATE, date(2026, 12, 1), "by December"))
    place.assign("What the brothers said", group=place.review, due=DueChoice(words="before they move"))
    told = json.loads(text(place, "/actions/actions.json?sort=reference&view=nonsense", "runner"))
    assert list(told) == ["schema", "marking", "taken_on", "asked", "actions"]
    assert (told["schema"], told["asked"]) == ("plait.actions/1", {"sort": "reference"})
    first, second = told["actions"]
    assert first == {
        "reference": "ACT-0001",
        "action": "=1+1",
        "restricted": False,
        "kind": "housekeeping",
        "state": "not_started",
        "group": {"name": "Oversight group", "slug": "oversight"},
        "owners": ["Mary Oke"],
        "due_on": "2026-12-01",
        "due_words": "by December",
        "hard_date": False,
        "blocked_by": None,
        "blocked_since": None,
        "last_heard_on": None,
        "minuted_on": "2026-09-02",
    }
    assert (second["restricted"], second["due_words"]) == (True, "")
    assert "brothers" not in json.dumps(second)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tcmd", '=HYPERLINK("x")'])
def test_no_owner_group_or_date_becomes_a_formula(place: Place, start: str) -> None:
    """The wording is asked in `test_pages`; this is everything else that somebody typed."""
    group = GroupFactory(name=start)
    person = place.member.person
    type(person).objects.filter(pk=person.pk).update(name=start)
    action = place.assign(owners=[place.owner(person)], due=DueChoice(words=start))
    Action.objects.filter(pk=action.pk).update(group=group)
    client = signed_in(place.runner)
    lines = list(csv.reader(io.StringIO(client.get("/actions/actions.csv").getvalue().decode("utf-8-sig"))))
    assert [lines[2][at] for at in (3, 4, 6)] == [f"'{start}"] * 3
    sheet = load_workbook(io.BytesIO(client.get("/actions/actions.xlsx").content)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows(min_row=3) for cell in row if cell.value is not None} <= {
        "s",
        "d",
    }
    assert sheet["E3"].value == f"'{start}"


def test_a_file_says_its_marking_its_view_and_its_day(place: Place) -> None:
    place.assign()
    answer = signed_in(place.member).get("/actions/actions.json?view=past")
    assert 'filename="OFFICIAL-SENSITIVE actions-past-' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Type"] == "application/json"


def test_who_may_not_take_the_register_away_is_not_offered_it(place: Place) -> None:
    place.assign()
    assert "For the table" in text(place, "/actions/")
    RoleHolding.objects.filter(person=place.outsider.person).update(role=Role.ADMINISTRATOR)
    for form in ("print", "actions.json", "actions.csv", "actions.xlsx"):
        assert signed_in(place.outsider).get(f"/actions/{form}").status_code == 403
