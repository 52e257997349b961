"""Factories for minutes that came again, came many at once, and left loose ends."""

import factory
from factory.django import DjangoModelFactory

from plait.meetings.models import AgainChoice, AgainWay, Batch, BatchFile, FileOutcome, LooseEnd
from tests.conftest import THE_DAY
from tests.factories.actions import ActionFactory
from tests.factories.groups import GroupFactory
from tests.factories.meetings import MinutesImportFactory


class AgainChoiceFactory(DjangoModelFactory):
    class Meta:
        model = AgainChoice

    minutes_import = factory.SubFactory(MinutesImportFactory)
    action = factory.SubFactory(ActionFactory)
    way = AgainWay.KEEP
    seen = 1
    chosen_at = THE_DAY


class BatchFactory(DjangoModelFactory):
    class Meta:
        model = Batch

    group = factory.SubFactory(GroupFactory)
    circle = factory.SelfAttribute("group.circle")
    token = factory.Sequence(lambda n: f"token-{n}")
    added_at = THE_DAY


class BatchFileFactory(DjangoModelFactory):
    class Meta:
        model = BatchFile

    batch = factory.SubFactory(BatchFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = "minutes.txt"
    outcome = FileOutcome.ADDED
    minutes_import = factory.SubFactory(MinutesImportFactory, group=factory.SelfAttribute("..batch.group"))


class LooseEndFactory(DjangoModelFactory):
    class Meta:
        model = LooseEnd

    minutes_import = factory.SubFactory(MinutesImportFactory)
    number = factory.Sequence(lambda n: n + 1)
    words = "KO said that she would find out who keeps the list."
    why = "Somebody says that they would find something out."
    first_line = 2
    last_line = 2
