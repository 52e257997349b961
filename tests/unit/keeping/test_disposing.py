"""What is due is disposed of by a person, with everything that hangs on it; a line outlives it."""

from datetime import datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.urls import reverse

from plait.access.models import Role
from plait.actions.models import Action, Evidence, Responsibility, State, Update
from plait.core.actor import Actor
from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref
from plait.files.commands import store
from plait.files.models import StoredFile
from plait.history.commands import record, seal
from plait.history.models import Detail
from plait.history.queries import verify
from plait.keeping.commands import dispose, hold, keep_until, lift_hold, set_period
from plait.keeping.due import due_now, marks_of
from plait.keeping.models import Disposal
from plait.meetings.models import Decision, Finding, FindingState, ImportState, Meeting, MinutesImport, MinutesText
from plait.notifications.models import Message
from plait.people.models import Person
from plait.rounds.models import Answer, Asked, Proposal
from plait.search.models import SearchRow
from plait.trackers.models import TrackerRow
from tests.factories.access import GrantFactory, RoleHoldingFactory
from tests.factories.actions import ActionFactory, EvidenceFactory, ResponsibilityFactory, UpdateFactory
from tests.factories.foundations import SearchRowFactory, UserFactory
from tests.factories.groups import GroupFactory, SeatHoldingFactory
from tests.factories.letters import MessageFactory, PreferenceFactory
from tests.factories.meetings import (
    AttendanceFactory,
    DecisionFactory,
    FindingFactory,
    MeetingFactory,
    MinutesImportFactory,
    MinutesVersionFactory,
    QuestionFactory,
    ReadOwnerFactory,
    TextPartFactory,
)
from tests.factories.people import PersonFactory
from tests.factories.risks import RiskFactory
from tests.factories.rounds import AnswerFactory, AskedFactory, ProposalFactory
from tests.factories.trackers import TrackerRowFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=8 * 365)
WHY = "Six years have passed"


@pytest.fixture(autouse=True)
def _periods(db: None, by: Actor, at: datetime) -> None:
    for kind in ("action", "meeting", "risk", "message", "group", "person"):
        set_period(retention=kind, months=72, version=0, by=by, at=at)


def closed_action(at: datetime, by: Actor, **more: object) -> Action:
    then = at - LONG_AGO
    action: Action = ActionFactory(state=State.DONE, closed_at=then, **more)
    record(ref=Ref("action", action.pk), verb="closed", said={"words": "All of it"}, by=by, at=then)
    return action


def seen(*refs: Ref) -> dict[Ref, int]:
    return marks_of(refs)


def go(ref: Ref, by: Actor, at: datetime) -> list[Disposal]:
    return dispose(seen=seen(ref), because=WHY, by=by, at=at)


def test_an_action_goes_with_owners_updates_evidence_answers_letters_and_search_rows(by: Actor, at: datetime) -> None:
    action = closed_action(at, by)
    paper = store(data=b"A letter", name="letter.txt", circle=action.circle, by=by, at=at - LONG_AGO)
    EvidenceFactory(action=action, file=paper)
    UpdateFactory(action=action)
    asked = AskedFactory(responsibility=ResponsibilityFactory(action=action))
    ProposalFactory(answer=AnswerFactory(asked=asked))
    MessageFactory(kind="action", key=action.pk)
    TrackerRowFactory(action=action)
    SearchRowFactory(kind="action", key=action.pk, title="Bring the list")
    follows = ActionFactory(carried_from=action, origin_kind="action", origin_key=action.pk)
    seal(by=by, at=at)
    go(Ref("action", action.pk), by, at)
    for model in (Responsibility, Update, Evidence, Asked, Answer, Proposal, Message, SearchRow, TrackerRow):
        assert not model.objects.exists(), model
    assert not StoredFile.objects.filter(pk=paper.pk).exists()
    follows.refresh_from_db()
    assert (follows.carried_from, follows.origin_kind, follows.origin_key) == (None, "", None)
    connection.check_constraints()
    seal(by=by, at=at)
    assert (verify().broken, verify().unsealed) == (None, 0)


def test_the_line_that_stays_says_which_when_who_and_why_and_no_word_of_it(by: Actor, at: datetime) -> None:
    action = closed_action(at, by, wording="Write to the school of a child")
    [disposal] = go(Ref("action", action.pk), by, at)
    assert (disposal.reference, disposal.because, disposal.at) == (action.reference, WHY, at)
    said = [str(d.said) for d in Detail.objects.filter(entry__kind="action", entry__key=action.pk).order_by("pk")]
    assert "All of it" not in str(said)
    assert "The command line" in said[0]


@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_a_file_are_gone_too_and_a_file_that_another_record_has_stays(by: Actor, at: datetime) -> None:
    action, other = closed_action(at, by), ActionFactory()
    alone = store(data=b"alone", name="a.txt", circle=action.circle, by=by, at=at)
    shared = store(data=b"shared", name="b.txt", circle=action.circle, by=by, at=at)
    for kept in (alone, shared):
        EvidenceFactory(action=action, file=kept)
    EvidenceFactory(action=other, file=shared)
    go(Ref("action", action.pk), by, at)
    assert (default_storage.exists(alone.place), default_storage.exists(shared.place)) == (False, True)
    assert list(StoredFile.objects.order_by("pk")) == [shared]


def test_a_meeting_goes_with_its_minutes_their_lines_and_what_was_read_of_them(by: Actor, at: datetime) -> None:
    meeting = MeetingFactory()
    version = MinutesVersionFactory(meeting=meeting)
    TextPartFactory(text=version.text)
    AttendanceFactory(meeting=meeting)
    decision = DecisionFactory(version=version)
    waiting = MinutesImportFactory(
        group=meeting.group,
        file=version.file,
        text=version.text,
        meeting=meeting,
        minutes=version,
        state=ImportState.CONFIRMED,
        confirmed_at=at,
    )
    kept = ActionFactory(origin_kind="decision", origin_key=decision.pk)
    finding = FindingFactory(minutes_import=waiting, state=FindingState.CONFIRMED, action=kept)
    QuestionFactory(finding=finding, owner=ReadOwnerFactory(finding=finding))
    SearchRowFactory(kind="meeting", key=meeting.pk, part=1, text="Minutes")
    SearchRowFactory(kind="decision", key=decision.pk)
    record(ref=Ref("meeting", meeting.pk), verb="minuted", said={}, by=by, at=at - LONG_AGO)
    go(Ref("meeting", meeting.pk), by, at)
    for model in (Meeting, Decision, MinutesImport, MinutesText, Finding, StoredFile, SearchRow):
        assert not model.objects.exists(), model
    kept.refresh_from_db()
    assert kept.origin_kind == ""
    connection.check_constraints()


def test_what_was_read_of_minutes_goes_with_the_action_and_the_minutes_stay(by: Actor, at: datetime) -> None:
    action = closed_action(at, by)
    finding = FindingFactory(state=FindingState.CONFIRMED, action=action)
    QuestionFactory(finding=finding)
    go(Ref("action", action.pk), by, at)
    assert not Finding.objects.exists()
    assert MinutesImport.objects.filter(pk=finding.minutes_import_id).exists()


def test_what_is_open_held_kept_or_young_is_not_due_and_cannot_be_disposed_of(by: Actor, at: datetime) -> None:
    then = at - LONG_AGO
    still_open, held, kept, young = ActionFactory(), closed_action(at, by), closed_action(at, by), closed_action(at, by)
    record(ref=Ref("action", still_open.pk), verb="assigned", said={}, by=by, at=then)
    hold(ref=Ref("action", held.pk), because="An inquest is open", by=by, at=at)
    later = (at + timedelta(days=400)).date()
    keep_until(ref=Ref("action", kept.pk), day=later, because="A review asks for it", by=by, at=at)
    record(ref=Ref("action", young.pk), verb="reworded", said={}, by=by, at=at)
    assert due_now(at, most=10) == ([], 0)
    for action in (still_open, held, kept, young):
        with pytest.raises(Refusal, match="not due for review"):
            go(Ref("action", action.pk), by, at)
    assert Action.objects.count() == 4


def test_a_hold_does_not_make_a_record_younger(by: Actor, at: datetime) -> None:
    ref = Ref("action", closed_action(at, by).pk)
    hold(ref=ref, because="An inquest is open", by=by, at=at)
    lift_hold(ref=ref, because="It is over", by=by, at=at)
    assert due_now(at, most=10)[1] == 1


def test_a_hold_on_what_hangs_on_it_stops_it_and_nothing_is_lost(by: Actor, at: datetime) -> None:
    action = closed_action(at, by)
    paper = store(data=b"A letter", name="letter.txt", circle=action.circle, by=by, at=at)
    EvidenceFactory(action=action, file=paper)
    hold(ref=Ref("file", paper.pk), because="An inquest is open", by=by, at=at)
    with pytest.raises(Refusal, match="under a legal hold"):
        go(Ref("action", action.pk), by, at)
    assert (Evidence.objects.count(), Disposal.objects.count()) == (1, 0)


def test_one_that_may_not_go_keeps_all_that_were_ticked(by: Actor, at: datetime) -> None:
    first, second = closed_action(at, by), ActionFactory()
    with pytest.raises(Refusal):
        dispose(seen=seen(Ref("action", first.pk), Ref("action", second.pk)), because=WHY, by=by, at=at)
    assert (Action.objects.count(), Disposal.objects.count()) == (2, 0)


def test_a_record_that_was_changed_meanwhile_stays(by: Actor, at: datetime) -> None:
    ref = Ref("action", closed_action(at, by).pk)
    before = seen(ref)
    record(ref=ref, verb="reopened", said={}, by=by, at=at)
    with pytest.raises(Stale, match="changed since you looked"):
        dispose(seen=before, because=WHY, by=by, at=at)
    assert Action.objects.exists()


def test_a_second_press_disposes_of_nothing_more(by: Actor, at: datetime) -> None:
    ref = Ref("action", closed_action(at, by).pk)
    before = seen(ref)
    assert len(dispose(seen=before, because=WHY, by=by, at=at)) == 1
    assert dispose(seen=before, because=WHY, by=by, at=at) == []
    assert Disposal.objects.count() == 1


def test_a_group_that_still_has_records_stays(by: Actor, at: datetime) -> None:
    then = at - LONG_AGO
    group = GroupFactory(ended_on=then.date(), started_on=then.date())
    risk = RiskFactory(group=group, circle=group.circle)
    record(ref=Ref("group", group.pk), verb="ended", said={}, by=by, at=then)
    with pytest.raises(Refusal, match="still needed by others"):
        go(Ref("group", group.pk), by, at)
    risk.refresh_from_db()


def test_a_card_goes_with_letters_and_choices_but_not_while_a_record_names_the_person(by: Actor, at: datetime) -> None:
    person = PersonFactory()
    MessageFactory(to=person)
    PreferenceFactory(person=person)
    record(ref=Ref("person", person.pk), verb="added", said={"name": person.name}, by=by, at=at - LONG_AGO)
    update = UpdateFactory(by=person)
    with pytest.raises(Refusal, match="still needed by others"):
        go(Ref("person", person.pk), by, at)
    Update.objects.filter(pk=update.pk).update(by=None)
    go(Ref("person", person.pk), by, at)
    assert not Person.objects.filter(pk=person.pk).exists()


def test_whoever_has_a_seat_or_an_account_is_never_due(by: Actor, at: datetime) -> None:
    for person in (SeatHoldingFactory().person, UserFactory().person):
        record(ref=Ref("person", person.pk), verb="added", said={}, by=by, at=at - LONG_AGO)
    assert due_now(at, most=10)[1] == 0


def test_the_page_lists_what_is_due_shows_what_goes_and_disposes_once(client: Client, by: Actor, at: datetime) -> None:
    user = UserFactory()
    RoleHoldingFactory(person=user.person, role=Role.BUSINESS_UNIT)
    client.force_login(user)
    mine, hidden = closed_action(at, by, wording="Bring the list"), closed_action(at, by, wording="Of another circle")
    GrantFactory(circle=mine.circle, person=None, role=Role.BUSINESS_UNIT)
    UpdateFactory(action=mine)
    page = client.get(reverse("keeping")).content.decode()
    assert "Bring the list" in page
    assert hidden.reference in page
    assert "Of another circle" not in page
    ticked = [f"{r.kind}-{r.key}-{m}" for r, m in seen(Ref("action", mine.pk), Ref("action", hidden.pk)).items()]
    looked = client.post(reverse("dispose_records"), {"record": ticked}).content.decode()
    assert "Update: 1" in looked
    assert "1 of the records you ticked is in circles that are not yours" in looked
    sent = {"record": ticked, "do": "dispose"}
    assert client.post(reverse("dispose_records"), sent).status_code == 422
    for _ in range(2):
        assert client.post(reverse("dispose_records"), {**sent, "because": WHY}).status_code == 302
    assert list(Action.objects.order_by("pk")) == [hidden]
    assert f"{mine.reference}" in client.get(reverse("keeping")).content.decode()


def test_nothing_ticked_and_nonsense_dispose_of_nothing(client: Client) -> None:
    user = UserFactory()
    RoleHoldingFactory(person=user.person, role=Role.BUSINESS_UNIT)
    client.force_login(user)
    for said in ([], ["action"], ["action-x-1"], ["user-1-1"]):
        assert client.post(reverse("dispose_records"), {"record": said}).status_code == 422


def test_a_record_is_kept_until_a_day_for_a_reason(client: Client, by: Actor, at: datetime) -> None:
    user = UserFactory()
    RoleHoldingFactory(person=user.person, role=Role.BUSINESS_UNIT)
    client.force_login(user)
    address = reverse("keep_record", args=["action", closed_action(at, by).pk])
    assert client.post(address, {"day": "1 January 2020", "because": "It is asked for"}).status_code == 422
    assert client.post(address, {"day": "1 January 2099", "because": "It is asked for"}).status_code == 302
    assert "Nothing is due" in client.get(reverse("keeping")).content.decode()
    assert client.get(reverse("keep_record", args=["action", 999999])).status_code == 404
