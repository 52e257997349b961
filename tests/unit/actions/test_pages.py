"""What people meet on the pages of the register."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import close, write_update
from plait.actions.models import Action, ActionKind, DueKind, OwnerKind, State
from plait.history.models import Reading
from tests.unit.actions.places import Place, signed_in

YESTERDAY = timezone.localdate() - timedelta(days=1)


def page(place: Place, user_name: str, address: str) -> str:
    response = signed_in(getattr(place, user_name)).get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_the_list_shows_what_is_past_the_date_first(place: Place) -> None:
    place.assign("No hurry")
    place.assign("Send the letter", due=DueChoice(DueKind.DATE, YESTERDAY))
    text = page(place, "member", "/actions/")
    assert text.index("Past the date <") < text.index("Send the letter") < text.index("No hurry")
    assert "1 day over" in text


def test_an_owner_outside_the_circle_sees_the_wording_and_not_the_meeting(place: Place) -> None:
    action = place.assign("Send the list", owners=[place.owner(place.outsider.person)], lines=(4, 5))
    text = page(place, "outsider", f"/actions/{action.reference}")
    assert "Send the list" in text
    assert "lines 4 to 5" not in text
    assert "You see it because you answer for it" in text


@pytest.mark.parametrize("path", ["", "/update", "/change", "/close", "/reopen", "/file"])
def test_another_groups_action_answers_as_if_it_were_not_there(place: Place, path: str) -> None:
    action = place.assign("Secret", group=place.review)
    for user in (place.member, place.outsider, place.scrutineer):
        assert signed_in(user).get(f"/actions/{action.reference}{path}").status_code == 404


def test_a_restricted_action_is_listed_and_exported_under_its_safe_title(place: Place) -> None:
    action = place.assign("What was found about the two brothers", group=place.review)
    text = page(place, "runner", "/actions/")
    assert f"Action {action.reference} of the Review group" in text
    assert "brothers" not in text
    assert "brothers" not in signed_in(place.runner).get("/actions/actions.csv").getvalue().decode()
    assert Reading.objects.filter(how="export", key=action.pk).count() == 1


def test_opening_a_restricted_action_is_recorded(place: Place) -> None:
    action = place.assign("What was found", group=place.review)
    page(place, "runner", f"/actions/{action.reference}")
    assert Reading.objects.filter(how="detail", key=action.pk, person_id=place.runner.person_id).count() == 1


@pytest.mark.parametrize(
    "query", ["view=nonsense", "group=999999", "group=abc", "page=999", "agency=1' OR 1", "q=%00%27%22"]
)
def test_nonsense_in_the_address_is_never_an_error(place: Place, query: str) -> None:
    place.assign()
    assert signed_in(place.member).get(f"/actions/?{query}").status_code == 200


def test_a_reference_in_the_search_box_opens_the_action(place: Place) -> None:
    action = place.assign()
    response = signed_in(place.member).get(f"/actions/?q={action.number}".replace("=", "=act "))
    assert response.headers["Location"] == f"/actions/{action.reference}"


def test_words_find_an_action_whatever_their_form(place: Place) -> None:
    place.assign("Arrange the learning events")
    place.assign("Something else")
    text = page(place, "member", "/actions/?q=event arran")
    assert "learning events" in text
    assert "Something else" not in text


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tcmd"])
def test_what_a_person_typed_never_becomes_a_formula(place: Place, start: str) -> None:
    Action.objects.filter(pk=place.assign().pk).update(wording=start)
    client = signed_in(place.member)
    assert f"'{start}" in client.get("/actions/actions.csv").getvalue().decode()
    book = load_workbook(io.BytesIO(client.get("/actions/actions.xlsx").content))
    cell = book.worksheets[0]["B3"]
    assert (cell.data_type, cell.value) == ("s", f"'{start}")


def test_an_update_is_written_and_shown_in_words(place: Place) -> None:
    action = place.assign(owners=[place.owner(place.member.person)])
    client = signed_in(place.member)
    sent = {"words": "Half of them have answered", "state": "on_the_way", "version": 1}
    assert client.post(f"/actions/{action.reference}/update", sent).status_code == 302
    text = page(place, "member", f"/actions/{action.reference}")
    assert "Half of them have answered" in text
    assert "From Not started to On the way" in text


def test_a_stale_form_comes_back_with_what_was_typed_and_who_changed_it(place: Place) -> None:
    action = place.assign(owners=[place.owner(place.member.person)])
    write_update(action=action, words="I was first", state=State.ON_THE_WAY, by=place.by, at=place.at)
    sent = {"words": "I was second", "state": "on_the_way", "version": 1}
    response = signed_in(place.member).post(f"/actions/{action.reference}/update", sent)
    text = response.content.decode()
    assert response.status_code == 409
    assert "I was first" in text
    assert "I was second" in text
    assert 'name="version" value="2"' in text


def test_a_member_writes_no_update_on_what_others_answer_for(place: Place) -> None:
    action = place.assign()
    assert signed_in(place.member).get(f"/actions/{action.reference}/update").status_code == 403


def test_an_enquiry_closes_with_its_answer(place: Place) -> None:
    action = place.assign(kind=ActionKind.ENQUIRY)
    client = signed_in(place.runner)
    assert client.post(f"/actions/{action.reference}/close", {"words": "", "version": 1}).status_code == 422
    assert (
        client.post(f"/actions/{action.reference}/close", {"words": "Yes, since May", "version": 1}).status_code == 302
    )
    assert "Yes, since May" in page(place, "runner", f"/actions/{action.reference}")


def test_a_hard_date_moves_only_by_a_decision(place: Place) -> None:
    action = place.assign(due=DueChoice(DueKind.DATE, date(2027, 9, 1), hard=True))
    client = signed_in(place.runner)
    sent = {"wording": action.wording, "kind": "housekeeping", "due_on": "2 September 2027", "hard": "on", "version": 1}
    refused = client.post(f"/actions/{action.reference}/change", sent)
    assert refused.status_code == 422
    assert "moves only by a decision" in refused.content.decode()
    decided = sent | {"decision": "Strategic group, 3 June 2027"}
    assert client.post(f"/actions/{action.reference}/change", decided).status_code == 302


def test_who_is_meant_is_asked_with_the_candidates_in_order_and_answered_once(place: Place) -> None:
    people = (place.outsider.person, place.member.person)
    action = place.assign(owners=[OwnerChoice(OwnerKind.AS_WRITTEN, words="MO", candidates=people)])
    assert "MO: who?" in page(place, "member", "/actions/")
    key = action.responsibilities.get().pk
    address = f"/actions/{action.reference}/owner/{key}"
    text = page(place, "runner", address)
    assert text.index("Mary Oke") < text.index("Otto Lind")
    client = signed_in(place.runner)
    assert client.post(address, {"person": place.member.person_id}).status_code == 302
    assert client.post(address, {"person": place.outsider.person_id}).status_code == 409
    assert "Mary Oke" in page(place, "member", "/actions/?view=open")


def test_adding_by_hand_twice_adds_once(place: Place) -> None:
    client = signed_in(place.runner)
    sent = {"group": place.oversight.pk, "wording": "Book the room", "kind": "housekeeping", "key": "abc"}
    first, second = client.post("/actions/add", sent), client.post("/actions/add", sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert Action.objects.count() == 1


def test_a_file_is_kept_with_the_action(place: Place) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    action = place.assign(owners=[place.owner(place.member.person)])
    sent = {"file": SimpleUploadedFile("list.txt", b"names"), "words": "The new list"}
    assert signed_in(place.member).post(f"/actions/{action.reference}/file", sent).status_code == 302
    assert "The new list" in page(place, "member", f"/actions/{action.reference}")


def test_a_closed_action_can_only_be_opened_again(place: Place) -> None:
    action = close(action=place.assign(), by=place.by, at=place.at)
    text = page(place, "runner", f"/actions/{action.reference}")
    assert "Open it again" in text
    assert "Write an update" not in text


def test_the_list_asks_the_database_a_constant_number_of_times(
    place: Place, django_assert_max_num_queries: object
) -> None:
    for i in range(30):
        place.assign(f"Action {i}", owners=[place.owner(place.member.person)])
    client = signed_in(place.member)
    client.get("/actions/")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/actions/")


def test_one_actions_page_asks_the_database_at_most_twelve_times(
    place: Place, django_assert_max_num_queries: object
) -> None:
    action = place.assign(owners=[place.owner(place.member.person)])
    for user in (place.member, place.runner, place.scrutineer):
        client = signed_in(user)
        client.get(f"/actions/{action.reference}")
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            client.get(f"/actions/{action.reference}")
