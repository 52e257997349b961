from datetime import date

import factory
from factory.django import DjangoModelFactory

from plait.groups.models import Group, GroupKind, Seat, SeatHolding, TermsVersion
from tests.conftest import THE_DAY
from tests.factories.access import CircleFactory
from tests.factories.people import AgencyFactory, PersonFactory


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    name = factory.Sequence(lambda n: f"Group {n}")
    slug = factory.Sequence(lambda n: f"group-{n}")
    kind = GroupKind.OVERSIGHT
    circle = factory.SubFactory(CircleFactory)
    started_on = date(2024, 1, 1)


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    group = factory.SubFactory(GroupFactory)
    title = factory.Sequence(lambda n: f"Seat {n}")
    agency = factory.SubFactory(AgencyFactory)


class SeatHoldingFactory(DjangoModelFactory):
    class Meta:
        model = SeatHolding

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)
    starts_on = date(2024, 1, 1)


class TermsVersionFactory(DjangoModelFactory):
    """A draft, unless it is told from which day it holds and where it was agreed."""

    class Meta:
        model = TermsVersion

    group = factory.SubFactory(GroupFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "The group meets every quarter."
    drafted_at = THE_DAY
