"""Factories for risks."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from plait.actions.models import OwnerKind
from plait.risks.models import Risk, RiskOwner
from tests.factories.groups import GroupFactory


class RiskFactory(DjangoModelFactory):
    class Meta:
        model = Risk

    number = factory.Sequence(lambda n: n + 1)
    group = factory.SubFactory(GroupFactory)
    circle = factory.SelfAttribute("group.circle")
    wording = "The trainer pool shrinks, so that courses stop"
    raised_on = date(2026, 9, 2)


class RiskOwnerFactory(DjangoModelFactory):
    class Meta:
        model = RiskOwner

    risk = factory.SubFactory(RiskFactory)
    position = 0
    kind = OwnerKind.AS_WRITTEN
    words = "BC"
