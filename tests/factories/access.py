from datetime import date

import factory
from factory.django import DjangoModelFactory

from plait.access.models import Circle, Exclusion, Grant, Level, Role, RoleHolding
from tests.factories.people import PartnershipFactory, PersonFactory


class CircleFactory(DjangoModelFactory):
    class Meta:
        model = Circle

    name = factory.Sequence(lambda n: f"Circle {n}")
    level = Level.GROUP
    partnership = factory.SubFactory(PartnershipFactory)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    circle = factory.SubFactory(CircleFactory)
    person = factory.SubFactory(PersonFactory)
    starts_on = date(2024, 1, 1)


class ExclusionFactory(DjangoModelFactory):
    class Meta:
        model = Exclusion

    circle = factory.SubFactory(CircleFactory)
    person = factory.SubFactory(PersonFactory)
    reason = "Declared a conflict of interest"


class RoleHoldingFactory(DjangoModelFactory):
    class Meta:
        model = RoleHolding

    person = factory.SubFactory(PersonFactory)
    role = Role.MEMBER
    starts_on = date(2024, 1, 1)
