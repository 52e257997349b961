"""One action, or the material of one meeting, goes into a restricted circle and comes back, with what hangs on it."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from plait.access.commands import let_in
from plait.access.models import Circle
from plait.accounts.models import User
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import add_evidence, assign
from plait.actions.models import Action, ActionKind, OwnerKind
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.files.commands import store
from plait.files.models import StoredFile
from plait.history.models import Entry
from plait.meetings.commands import raise_matter
from plait.meetings.models import Matter, Meeting, MinutesText
from plait.risks.commands import raise_risk
from plait.risks.models import Risk
from plait.search.commands import fill
from plait.search.models import SearchRow
from plait.workbench.circles import open_restricted_circle, put_into_circle
from tests.factories.meetings import (
    DecisionFactory,
    MeetingFactory,
    MinutesTextFactory,
    MinutesVersionFactory,
    TextPartFactory,
)
from tests.small_partnership import World, small_partnership
from tests.unit.workbench.test_circles import signed_in, text

pytestmark = pytest.mark.django_db
WHY = "One family is named in it"


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def matter(world: World, by: Actor, at: datetime) -> Circle:
    """A restricted circle of the oversight group's, with one member of the group in it by name."""
    circle = open_restricted_circle(group=world.oversight, name="Matter 3", reason=WHY, by=by, at=at)
    let_in(circle=circle, person=world.member.person, reason="Writes it up", by=by, at=at)
    return circle


@pytest.fixture
def meeting(world: World, by: Actor, at: datetime) -> Meeting:
    """With minutes, a decision, and an action with a file, a risk and a matter that came of it."""
    circle = world.oversight.circle
    held: Meeting = MeetingFactory(group=world.oversight, circle=circle, held_on=date(2026, 6, 3))
    words = MinutesTextFactory(circle=circle)
    TextPartFactory(text=words, words=["Minutes", "The quartzite family was spoken of"])
    paper = store(data=b"Minutes", name="minutes.txt", circle=circle, by=by, at=at)
    version = MinutesVersionFactory(meeting=held, file=paper, text=words)
    decision = DecisionFactory(meeting=held, version=version, wording="To ask the quartzite service")
    from_meeting = Ref("meeting", held.pk)
    _action(world, from_meeting, by, at)
    raise_risk(
        group=world.oversight,
        wording="The quartzite service closes",
        origin=from_meeting,
        circle=circle,
        raised_on=held.held_on,
        by=by,
        at=at,
    )
    raise_matter(
        group=world.oversight,
        wording="Quartzite again",
        origin=Ref("decision", decision.pk),
        circle=circle,
        raised_on=held.held_on,
        by=by,
        at=at,
    )
    fill(by=by, at=at)
    return held


def _action(world: World, origin: Ref | None, by: Actor, at: datetime) -> Action:
    made = assign(
        group=world.oversight,
        wording="Visit the quartzite service",
        kind=ActionKind.HOUSEKEEPING,
        owners=[OwnerChoice(OwnerKind.AS_WRITTEN, words="SC")],
        due=DueChoice(),
        origin=origin,
        circle=world.oversight.circle,
        minuted_on=date(2026, 6, 3),
        by=by,
        at=at,
    )
    add_evidence(action=made, data=b"Seen", name="visit.txt", words="", by=by, at=at)
    return made


def circles_of_everything() -> set[int]:
    """The circles of each meeting, text, file, action, risk, matter and search row there is."""
    models = (Meeting, MinutesText, StoredFile, Action, Risk, Matter, SearchRow)
    return {key for model in models for key in model.objects.order_by().values_list("circle", flat=True)}


def opens(user: User, meeting: Meeting) -> set[int]:
    """What the pages of the meeting, its minutes, files and actions answer."""
    version, act = meeting.versions.get(), Action.objects.get()
    pages = [("meeting", [meeting.pk]), ("minutes_lines", [meeting.pk, version.number]), ("action", [act.reference])]
    pages += [("file", [file.pk]) for file in StoredFile.objects.order_by("pk")]
    return {signed_in(user).get(reverse(name, args=args)).status_code for name, args in pages}


def finds(user: User) -> str:
    pages = [("search", {"q": "quartzite"}), ("actions", {"q": "quartzite"}), ("actions_csv", {}), ("meetings", {})]
    return "".join(text(signed_in(user).get(reverse(name), asked)) for name, asked in pages)


def test_everything_of_a_meeting_goes_into_the_circle_and_comes_back(
    world: World, matter: Circle, meeting: Meeting, by: Actor, at: datetime
) -> None:
    another = world.business_unit
    for to, answered in ((matter, {404}), (world.oversight.circle, {200})):
        meeting = Meeting.objects.select_related("circle", "group").get(pk=meeting.pk)
        put_into_circle(record=meeting, circle=to, because=WHY, by=by, at=at)
        assert circles_of_everything() == {to.pk}
        assert opens(world.member, meeting) == {200}
        assert opens(another, meeting) == answered
        assert opens(world.reviewer, meeting) == {404}
    assert "quartzite service" in finds(another)


def test_what_is_in_a_restricted_circle_is_found_by_nobody_outside_it(
    world: World, matter: Circle, meeting: Meeting, by: Actor, at: datetime
) -> None:
    put_into_circle(record=meeting, circle=matter, because=WHY, by=by, at=at)
    for user in (world.business_unit, world.scrutineer, world.reviewer):
        found = finds(user)
        assert not [word for word in ("quartzite service", "ACT-", "DEC-", "minutes.txt", "3 June") if word in found]
    assert "ACT-0001" in finds(world.member)


def test_the_reason_stands_in_the_history_of_everything_that_went(
    world: World, matter: Circle, meeting: Meeting, by: Actor, at: datetime
) -> None:
    put_into_circle(record=meeting, circle=matter, because=f"  {WHY} ", by=by, at=at)
    told = Entry.objects.filter(verb="put_into_circle").select_related("detail")
    assert {entry.kind: entry.detail.said["because"] for entry in told} == dict.fromkeys(
        ("meeting", "action", "risk", "matter"), WHY
    )
    page = text(signed_in(world.member).get(reverse("action", args=[Action.objects.get().reference])))
    assert f"put the action into the circle {matter.name}: “{WHY}”" in page


def test_an_owner_from_outside_learns_neither_the_circle_nor_why(
    world: World, matter: Circle, meeting: Meeting, by: Actor, at: datetime
) -> None:
    action = Action.objects.get()
    action.responsibilities.update(kind=OwnerKind.PERSON, person=world.reviewer.person, words="")
    put_into_circle(record=meeting, circle=matter, because=WHY, by=by, at=at)
    page = text(signed_in(world.reviewer).get(reverse("action", args=[action.reference])))
    assert "Visit the quartzite service" in page
    assert "Matter 3" not in page
    assert WHY not in page


def test_one_sees_beforehand_who_will_know_and_afterwards_who_knows(
    world: World, matter: Circle, by: Actor, at: datetime
) -> None:
    action = _action(world, None, by, at)
    client, where = signed_in(world.business_unit), reverse("put_into_circle", args=["action", action.reference])
    page = text(client.get(where))
    assert '<td data-label="Can open it">Owen Tasker</td>' in page
    assert '<td data-label="No longer can">Bridget Onslow and Iris Penhaligon<small>You are among them' in page
    done = text(client.post(where, {"circle": matter.pk, "reason": WHY}, follow=True))
    assert "It can be opened by Owen Tasker, and no longer by Bridget Onslow and Iris Penhaligon." in done
    assert client.get(where).status_code == 404


@pytest.mark.parametrize(("sent", "said"), [({"reason": " "}, "Say why."), ({"reason": WHY}, "Choose a circle.")])
def test_without_a_reason_or_a_circle_nothing_goes_anywhere(
    world: World, matter: Circle, by: Actor, at: datetime, sent: dict[str, str], said: str
) -> None:
    action = _action(world, None, by, at)
    full = {"circle": matter.pk, **sent} if said == "Say why." else sent
    where = reverse("put_into_circle", args=["action", action.reference])
    answer = signed_in(world.business_unit).post(where, full)
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert Action.objects.get().circle == world.oversight.circle


def test_another_groups_circle_is_not_taken_from_a_form(world: World, by: Actor, at: datetime) -> None:
    action = _action(world, None, by, at)
    elsewhere = open_restricted_circle(group=world.review, name="Matter 9", reason=WHY, by=by, at=at)
    client, where = signed_in(world.business_unit), reverse("put_into_circle", args=["action", action.reference])
    assert "Matter 9" not in text(client.get(where))
    assert client.post(where, {"circle": elsewhere.pk, "reason": WHY}).status_code == 422
    assert Action.objects.get().circle == world.oversight.circle


def test_the_command_too_wants_a_reason(world: World, matter: Circle, by: Actor, at: datetime) -> None:
    action = _action(world, None, by, at)
    with pytest.raises(Refusal, match="Say why"):
        put_into_circle(record=action, circle=matter, because="\x00 ", by=by, at=at)
    with pytest.raises(Refusal, match="at most 300"):
        put_into_circle(record=action, circle=matter, because="x" * 301, by=by, at=at)
