"""The pages: what they show, to whom, and what they do with stale, doubled and foreign forms."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plait.access.models import Role
from plait.accounts.models import User
from plait.actions.models import Action
from plait.history.models import Reading as Opening
from plait.meetings import commands
from plait.meetings.models import ImportState, Meeting, MinutesImport, Question
from tests.factories.access import GrantFactory, RoleHoldingFactory
from tests.factories.foundations import UserFactory
from tests.unit.meetings.conftest import Import, Room, finding, state, told

Page = Callable[..., str]


@pytest.fixture
def client(room: Room) -> Client:
    client = Client()
    client.force_login(room.user)
    return client


def member(room: Room, *, knows: bool) -> Client:
    user: User = UserFactory()
    RoleHoldingFactory(person=user.person, role=Role.MEMBER)
    if knows:
        GrantFactory(circle=room.group.circle, person=user.person)
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, minutes: MinutesImport, query: str = "") -> str:
    answer = client.get(reverse("minutes_import", args=[minutes.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, name: str, *args: object, **data: object) -> int:
    return int(client.post(reverse(name, args=args), data).status_code)


def test_the_page_shows_questions_findings_and_the_document(client: Client, imported: Import) -> None:
    shown = page(client, imported())
    assert "Who is “SC”, an owner of action A3?" in shown
    assert shown.index("Stephen Corrie") < shown.index("Sunita Chandel")
    assert "Named nurse, Wendmouth Hospitals" in shown
    assert "Read as hard because of line 7" in shown
    assert 'id="line-12"' in shown
    assert "Confirm the 2 ticked actions and 1 decision" in shown
    assert "checked" not in shown[shown.index("Q1-1") : shown.index("Q1-left")]


def test_an_answer_is_saved_and_the_page_goes_on(client: Client, imported: Import, room: Room) -> None:
    minutes = imported()
    choice = {"choice": f"person:{room.sunita.pk}", "also": "1"}
    assert send(client, "answer_question", minutes.pk, 1, **choice) == 302
    assert state(minutes, "A4") == "ticked"
    assert "Answer first" not in page(client, minutes)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"choice": "person:999999"},
        {"choice": "name:7"},
        {"choice": "other", "other": " "},
        {"choice": "person:1 OR 1=1"},
        {"choice": "\x00"},
    ],
)
def test_an_answer_that_names_nobody_is_refused_with_a_sentence(
    client: Client, imported: Import, data: dict[str, str]
) -> None:
    minutes = imported()
    assert send(client, "answer_question", minutes.pk, 1, **data) == 302
    assert Question.objects.get(minutes_import=minutes, number=1).state == "open"
    assert "pl-error" in page(client, minutes)


def test_somebody_else_may_be_named_by_typing(client: Client, imported: Import, room: Room) -> None:
    minutes = imported()
    send(client, "answer_question", minutes.pk, 1, choice="other", other="kemi odukoya")
    assert Question.objects.get(minutes_import=minutes, number=1).person == room.kemi


def test_confirming_takes_the_ticks_of_the_page(client: Client, imported: Import) -> None:
    minutes = imported()
    keys = [finding(minutes, label).pk for label in ("A1", "A2", "A3", "A4", "D1")]
    data = {"version": minutes.version, "shown": keys, "finding": keys[:1], "do": "confirm"}
    assert send(client, "confirm_minutes", minutes.pk, **data) == 302
    assert Action.objects.count() == 1
    shown = page(client, minutes)
    assert Action.objects.get().reference in shown
    assert "1 in the register" in shown


def test_the_same_form_sent_twice_confirms_once(client: Client, imported: Import) -> None:
    minutes = imported()
    keys = [finding(minutes, label).pk for label in ("A1", "A2")]
    data = {"version": minutes.version, "shown": keys, "finding": keys, "do": "confirm"}
    for _ in range(2):
        assert send(client, "confirm_minutes", minutes.pk, **data) == 302
    assert Action.objects.count() == 2


def test_confirming_on_an_old_page_keeps_the_ticks_and_says_who_was_faster(
    client: Client, imported: Import, room: Room, at: datetime
) -> None:
    minutes = imported()
    commands.drop(finding=finding(minutes, "A2"), by=room.by, at=at)
    key = finding(minutes, "A1").pk
    send(client, "confirm_minutes", minutes.pk, version=minutes.version, shown=[key], do="confirm")
    assert not Action.objects.exists()
    assert state(minutes, "A1") == "unticked"
    assert "Bronwen Pask dropped A2" in page(client, minutes)


def test_findings_of_another_import_are_left_alone(client: Client, imported: Import) -> None:
    minutes, other = imported(), imported(data=b"other minutes", date="2026-10-08")
    foreign = finding(other, "A1").pk
    send(client, "confirm_minutes", minutes.pk, version=1, shown=[foreign], finding=[], do="keep")
    assert state(other, "A1") == "ticked"
    assert client.post(reverse("answer_question", args=[minutes.pk, 99])).status_code == 404
    assert client.get(reverse("change_finding", args=[minutes.pk, "A99"])).status_code == 404


def test_ticks_are_kept_quietly(client: Client, imported: Import) -> None:
    minutes = imported()
    key = finding(minutes, "A1").pk
    answer = client.post(
        reverse("confirm_minutes", args=[minutes.pk]), {"shown": [key], "do": "keep"}, headers={"X-Ticks": "1"}
    )
    assert answer.status_code == 204
    assert state(minutes, "A1") == "unticked"


def test_everything_decided_leads_to_the_meeting(client: Client, imported: Import) -> None:
    minutes = imported(actions=[], questions=[])
    key = finding(minutes, "D1").pk
    answer = client.post(
        reverse("confirm_minutes", args=[minutes.pk]),
        {"version": minutes.version, "shown": [key], "finding": [key], "do": "confirm"},
        follow=True,
    )
    meeting = Meeting.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("meeting", args=[meeting.pk])
    shown = answer.content.decode()
    assert "DEC-0001" in shown
    assert "Wyn Stranger" in shown


CHANGE = {"wording": "HL to open both doors.", "kind": "enquiry", "due_kind": "date", "due_on": "2 November 2026"}


def test_a_finding_is_changed_with_its_owners_and_date(client: Client, imported: Import, room: Room) -> None:
    minutes = imported()
    found = finding(minutes, "A2")
    assert "Hester" not in client.get(reverse("change_finding", args=[minutes.pk, "A2"])).content.decode()[:200]
    data = {**CHANGE, "version": found.version, "owner": ["Kemi Odukoya", "", "Wyn"]}
    assert send(client, "change_finding", minutes.pk, "A2", **data) == 302
    found.refresh_from_db()
    assert (found.wording, found.action_kind, str(found.due_on)) == ("HL to open both doors.", "enquiry", "2026-11-02")
    assert [o.words for o in found.owners.order_by("position")] == ["Kemi Odukoya", "Wyn"]


def test_a_stale_change_keeps_what_was_typed_and_shows_what_stands(client: Client, imported: Import) -> None:
    minutes = imported()
    old = finding(minutes, "A2").version
    for wording, status in (("First words.", 302), ("Second words.", 409)):
        data = {**CHANGE, "wording": wording, "version": old, "owner": []}
        answer = client.post(reverse("change_finding", args=[minutes.pk, "A2"]), data)
        assert answer.status_code == status
    shown = answer.content.decode()
    assert "It now says: “First words.”" in shown
    assert "Second words." in shown


@pytest.mark.parametrize("wrong", [{"due_on": "the thirtieth"}, {"due_on": ""}, {"wording": " "}, {"kind": "other"}])
def test_a_wrong_field_is_said_in_a_sentence_and_nothing_is_lost(
    client: Client, imported: Import, wrong: dict[str, str]
) -> None:
    minutes = imported()
    data = {**CHANGE, **wrong, "version": 1, "owner": ["Somebody typed"]}
    answer = client.post(reverse("change_finding", args=[minutes.pk, "A2"]), data)
    assert answer.status_code == 422
    assert "Somebody typed" in answer.content.decode()


def test_a_finding_is_dropped_and_taken_back(client: Client, imported: Import) -> None:
    minutes = imported()
    assert send(client, "drop_finding", minutes.pk, "D1") == 302
    assert "Take it back in" in page(client, minutes)
    assert send(client, "restore_finding", minutes.pk, "D1") == 302
    assert state(minutes, "D1") == "ticked"


def test_a_missed_action_is_added_from_its_lines(client: Client, imported: Import) -> None:
    minutes = imported()
    url = reverse("add_finding", args=[minutes.pk])
    assert "From line" in client.get(url).content.decode()
    assert client.get(url, {"what": "action", "first": "99"}).status_code == 422
    assert client.get(url, {"what": "action", "first": "x"}).status_code == 422
    filled = client.get(url, {"what": "action", "first": "5", "last": "5"}).content.decode()
    assert "KO to circulate the mailing list for learning briefings.</textarea>" in filled
    data = {"wording": "KO to call.", "kind": "housekeeping", "due_kind": "none", "owner": ["KO"]}
    assert client.post(f"{url}?what=action&first=5&last=5", data).status_code == 302
    assert finding(minutes, "A5").by_hand
    assert client.post(f"{url}?what=decision&first=11", {"wording": "So be it."}).status_code == 302
    assert finding(minutes, "D2").wording == "So be it."


def test_facts_and_attendance_are_changed(client: Client, imported: Import, room: Room) -> None:
    minutes = imported()
    data = {"version": minutes.version, "held_on": "8 October 2026", "starts_at": "2pm", "ends_at": "16:00"}
    assert send(client, "change_facts", minutes.pk, **data) == 302
    assert send(client, "change_facts", minutes.pk, **data) == 302
    stale = {**data, "held_on": "9 October 2026"}
    assert send(client, "change_facts", minutes.pk, **stale) == 409
    assert send(client, "change_facts", minutes.pk, **{**stale, "starts_at": "late"}) == 422
    assert send(client, "change_attendee", minutes.pk, 5, status="deputy", person="Nobody Here") == 422
    assert send(client, "change_attendee", minutes.pk, 5, status="deputy", person=room.user.person.name) == 302
    assert "Bronwen Pask" in page(client, minutes)


def test_a_missing_day_is_asked_for_and_given(client: Client, imported: Import) -> None:
    minutes = imported(date=None)
    assert "On which day was the meeting?" in page(client, minutes)
    send(client, "answer_question", minutes.pk, 1, day="the other day")
    assert "is not a day" in page(client, minutes)
    send(client, "answer_question", minutes.pk, 1, day="7 October 2026")
    assert "Wednesday 7 October 2026" in page(client, minutes)


@pytest.mark.parametrize("name", ["minutes_import", "import_progress", "change_facts", "add_finding"])
def test_who_may_not_know_finds_nothing_and_who_may_know_is_not_let_in(imported: Import, room: Room, name: str) -> None:
    url = reverse(name, args=[imported().pk])
    assert member(room, knows=False).get(url).status_code == 404
    assert member(room, knows=True).get(url).status_code == 403


def test_meetings_are_seen_by_their_circle_alone(imported: Import, room: Room, at: datetime) -> None:
    commands.confirm(minutes=imported(), by=room.by, at=at)
    key = Meeting.objects.get().pk
    for url in (reverse("meeting", args=[key]), reverse("minutes_lines", args=[key, 1])):
        assert member(room, knows=False).get(url).status_code == 404
        assert member(room, knows=True).get(url).status_code == 200
    lines = member(room, knows=True).get(reverse("minutes_lines", args=[key, 1])).content.decode()
    assert all(action.reference in lines for action in Action.objects.all())
    assert "7 October" in member(room, knows=True).get(reverse("meetings")).content.decode()
    assert "7 October" not in member(room, knows=False).get(reverse("meetings")).content.decode()


def test_opening_restricted_minutes_is_recorded(
    restricted_room: Room, client: Client, imported: Import, at: datetime
) -> None:
    minutes = imported()
    page(client, minutes)
    commands.confirm(minutes=minutes, by=restricted_room.by, at=at)
    client.get(reverse("meeting", args=[Meeting.objects.get().pk]))
    assert list(Opening.objects.order_by("pk").values_list("kind", flat=True)) == ["minutes_import", "meeting"]


def upload(client: Client, room: Room, data: bytes = b"Minutes", name: str = "minutes.txt") -> object:
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("add_minutes"), {"group": room.group.pk, "file": file})


def test_an_added_file_waits_to_be_read_and_says_so(client: Client, room: Room) -> None:
    upload(client, room)
    minutes = MinutesImport.objects.get()
    assert minutes.state == ImportState.WAITING
    assert "You can leave this page" in page(client, minutes)
    assert "Waiting its turn" in client.get(reverse("import_progress", args=[minutes.pk])).content.decode()


def test_the_page_of_progress_gives_way_when_the_reading_is_over(client: Client, imported: Import) -> None:
    answer = client.get(reverse("import_progress", args=[imported().pk]))
    assert answer.headers["HX-Refresh"] == "true"


def test_the_same_file_leads_to_what_is_there(client: Client, room: Room) -> None:
    upload(client, room)
    again = upload(client, room, name="copy of minutes.txt")
    assert again.status_code == 409  # type: ignore[attr-defined]
    assert "This file is here already" in again.content.decode()  # type: ignore[attr-defined]
    assert MinutesImport.objects.count() == 1


def test_an_empty_or_too_large_file_is_refused_in_a_sentence(client: Client, room: Room, settings: object) -> None:
    empty = upload(client, room, b"")
    assert empty.status_code == 422  # type: ignore[attr-defined]
    assert "The file is empty" in empty.content.decode()  # type: ignore[attr-defined]
    settings.UPLOAD_LIMIT = 5  # type: ignore[attr-defined]
    assert "the limit is" in upload(client, room).content.decode()  # type: ignore[attr-defined]
    assert not MinutesImport.objects.exists()


def test_minutes_are_added_to_groups_one_knows_only(client: Client, room: Room) -> None:
    from tests.factories.groups import GroupFactory

    hidden = GroupFactory(name="Hidden group")
    assert "Hidden group" not in client.get(reverse("add_minutes")).content.decode()
    file = SimpleUploadedFile("minutes.txt", b"Minutes")
    assert client.post(reverse("add_minutes"), {"group": hidden.pk, "file": file}).status_code == 422


def test_a_refused_file_says_what_to_do_and_keeps_the_original(client: Client, imported: Import) -> None:
    minutes = imported(kind="unreadable", reason="The file is damaged. Save it again.", lines=[])
    shown = page(client, minutes)
    assert "The file is damaged. Save it again." in shown
    assert reverse("file", args=[minutes.file_id]) in shown
    assert send(client, "read_again", minutes.pk) == 302
    minutes.refresh_from_db()
    assert minutes.state == ImportState.WAITING


def test_a_long_document_shows_what_is_near_the_findings(client: Client, imported: Import) -> None:
    minutes = imported(lines=[*told()["lines"], *(f"Later line {n}" for n in range(13, 3001))])
    shown = page(client, minutes)
    assert 'id="line-12"' in shown
    assert 'id="line-400"' not in shown
    assert "lines=16-215" in shown
    assert "from=2&amp;lines=" in page(client, minutes, "?from=2")
    assert 'id="line-2990"' in page(client, minutes, "?lines=2900-3000")


@pytest.mark.parametrize("query", ["?from=x", "?from=-1", "?from=999999999", "?lines=9-1", "?lines=a", "?lines=0-5"])
def test_wild_addresses_show_the_page(client: Client, imported: Import, query: str) -> None:
    assert "Check what was read" in page(client, imported(), query)


def test_reading_continues_where_the_page_is_left(client: Client, imported: Import, room: Room, at: datetime) -> None:
    minutes = imported()
    assert "7 October" in client.get(reverse("meetings")).content.decode()
    commands.confirm(minutes=minutes, by=room.by, at=at)
    shown = client.get(reverse("meeting", args=[Meeting.objects.get().pk])).content.decode()
    assert "wait to be confirmed" in shown
