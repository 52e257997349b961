import factory
from factory.django import DjangoModelFactory

from plait.actions.models import Action, ActionKind, CalendarFeed, Evidence, OwnerKind, Responsibility, State, Update
from tests.conftest import THE_DAY
from tests.factories.foundations import StoredFileFactory, UserFactory
from tests.factories.groups import GroupFactory
from tests.factories.people import PersonFactory


class ActionFactory(DjangoModelFactory):
    """An open action of a group, in that group's circle."""

    class Meta:
        model = Action

    number = factory.Sequence(lambda n: n + 1)
    wording = "Bring the mailing list up to date"
    kind = ActionKind.HOUSEKEEPING
    group = factory.SubFactory(GroupFactory)
    circle = factory.SelfAttribute("group.circle")
    minuted_on = THE_DAY.date()


class ResponsibilityFactory(DjangoModelFactory):
    class Meta:
        model = Responsibility

    action = factory.SubFactory(ActionFactory)
    kind = OwnerKind.PERSON
    person = factory.SubFactory(PersonFactory)


class UpdateFactory(DjangoModelFactory):
    class Meta:
        model = Update

    action = factory.SubFactory(ActionFactory)
    at = THE_DAY
    words = "The first half is done"
    state_before = State.NOT_STARTED
    state_after = State.ON_THE_WAY


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    action = factory.SubFactory(ActionFactory)
    file = factory.SubFactory(StoredFileFactory)
    added_at = THE_DAY


class CalendarFeedFactory(DjangoModelFactory):
    """The address of a calendar that works."""

    class Meta:
        model = CalendarFeed

    user = factory.SubFactory(UserFactory)
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    made_at = THE_DAY
