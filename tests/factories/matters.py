"""Factories for matters for the next agenda."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from plait.meetings.models import Matter
from tests.factories.groups import GroupFactory


class MatterFactory(DjangoModelFactory):
    class Meta:
        model = Matter

    group = factory.SubFactory(GroupFactory)
    circle = factory.SelfAttribute("group.circle")
    wording = "Whether schools hear of notifications"
    raised_on = date(2026, 10, 1)
