"""What the lead of an agency sees, and handing an action on within the agency."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plait.access.commands import appoint, exclude
from plait.access.models import Level, Role
from plait.accounts.models import User
from plait.actions.commands import hand_on
from plait.actions.commands.shared import _index
from plait.actions.models import Action, OwnerKind, Responsibility
from plait.actions.queries import Filters, View, counts, page_of, register_for, sight_of
from plait.core.refusals import Refusal
from plait.people.models import Agency
from tests.factories.access import CircleFactory, GrantFactory
from tests.factories.actions import ActionFactory, ResponsibilityFactory
from tests.factories.foundations import UserFactory
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.unit.actions.places import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    made: Agency = AgencyFactory(name="Marlshire Police")
    return made


@pytest.fixture
def lead(agency: Agency, place: Place) -> User:
    user: User = UserFactory(person__name="Ines Marlow")
    since = place.at.date() - timedelta(days=9)
    appoint(person=user.person, role=Role.AGENCY_LEAD, agency=agency, starts_on=since, by=place.by, at=place.at)
    return user


def test_a_lead_sees_what_the_agency_its_posts_and_its_people_answer_for(agency: Agency, lead: User) -> None:
    post = PostFactory(agency=agency, holder=PersonFactory())
    owned = [ActionFactory() for _ in range(3)]
    ResponsibilityFactory(action=owned[0], kind=OwnerKind.AGENCY, person=None, agency=agency)
    ResponsibilityFactory(action=owned[1], kind=OwnerKind.POST, person=None, post=post)
    ResponsibilityFactory(action=owned[2], person=post.holder)
    ActionFactory()
    assert set(register_for(lead)) == set(owned)


def test_a_role_opens_no_restricted_action_and_none_with_a_conflict(agency: Agency, lead: User, place: Place) -> None:
    shut = CircleFactory()
    exclude(circle=shut, person=lead.person, reason="Knows the family", by=place.by, at=place.at)
    for circle in (CircleFactory(level=Level.RESTRICTED), shut):
        action = ActionFactory(circle=circle)
        ResponsibilityFactory(action=action, kind=OwnerKind.AGENCY, person=None, agency=agency)
    assert not register_for(lead).exists()


@pytest.mark.parametrize("few", [100, 0])
def test_few_keys_or_thousands_are_the_same_list(
    agency: Agency, lead: User, place: Place, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many keys are given to the database as one value. What one sees in two ways counts once."""
    for where in ("core.keys", "actions.queries.register", "actions.queries.sight"):
        monkeypatch.setattr(f"plait.{where}.FEW", few)
    led = [ActionFactory(wording="Bring a briefing on neglect") for _ in range(4)]
    for action in led:
        ResponsibilityFactory(action=action, kind=OwnerKind.AGENCY, person=None, agency=agency)
        _index(action, place.by, place.at)
    ResponsibilityFactory(action=led[0], person=lead.person)
    GrantFactory(circle=led[1].circle, person=lead.person)
    ActionFactory.create_batch(2, circle=led[1].circle)
    ActionFactory.create_batch(2)
    sight, today = sight_of(lead), place.at.date()
    assert sight.of(Action.objects.all()).count() == 6
    assert sight.of(Action.objects.all(), walking=True).count() == 6
    views = [view for view in View if view != View.AGENCY]
    counted = counts(sight, views, today=today)
    assert (counted[View.OPEN], counted[View.MINE]) == (6, 1)
    assert counted == {view: page_of(sight, Filters(view=view), today=today).total for view in views}
    assert page_of(sight, Filters(words="neglect"), today=today).total == 4


def test_a_lead_hands_an_action_on_within_the_agency(agency: Agency, lead: User, place: Place) -> None:
    first, second = (PostFactory(agency=agency, holder=PersonFactory()).holder for _ in range(2))
    stranger = PersonFactory()
    action = place.assign(owners=[place.owner(first), place.owner(stranger)])
    client = Client()
    client.force_login(lead)
    page = client.get(reverse("action", args=[action.reference])).content.decode()
    assert "an agency that you lead answers for it" in " ".join(page.split())
    assert "Hand it on" in page
    where = reverse("hand_on_action", args=[action.reference])
    form = client.get(where).context["form"]
    held = Responsibility.objects.get(action=action, person=first)
    assert [key for key, _ in form.fields["held"].choices] == [str(held.pk)]
    wrong = client.post(where, {"version": action.version, "held": held.pk, "person": stranger.pk})
    assert wrong.status_code == 422
    done = client.post(where, {"version": action.version, "held": held.pk, "person": second.pk})
    assert done.status_code == 302
    running = Responsibility.objects.filter(action=action, ended_at=None)
    assert {each.person for each in running} == {second, stranger}


def test_an_agency_goes_on_answering_beside_whom_it_was_handed_to(agency: Agency, place: Place) -> None:
    person = PostFactory(agency=agency, holder=PersonFactory()).holder
    action = place.assign(owners=[])
    held = ResponsibilityFactory(action=action, kind=OwnerKind.AGENCY, person=None, agency=agency)
    hand_on(action=action, held=held, to=person, version=None, by=place.by, at=place.at)
    running = Responsibility.objects.filter(action=action, ended_at=None)
    assert {(each.kind, each.person) for each in running} == {("agency", None), ("person", person)}
    held = running.get(kind="agency")
    with pytest.raises(Refusal, match="answers for it already"):
        hand_on(action=action, held=held, to=person, version=None, by=place.by, at=place.at)


def test_a_lead_asks_the_database_no_statement_more_than_a_member(
    agency: Agency, lead: User, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        sight_of(lead)
