"""Factories for periods, holds, removals and disposals."""

import factory
from factory.django import DjangoModelFactory

from plait.keeping.models import Disposal, Hold, Period, Review, WordsRemoval
from tests.conftest import THE_DAY


class PeriodFactory(DjangoModelFactory):
    class Meta:
        model = Period

    retention = factory.Sequence(lambda n: f"class-{n}")
    months = 72


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    kind = "action"
    key = factory.Sequence(lambda n: n + 1)
    keep_until = THE_DAY.date()
    because = "The review is not over"
    at = THE_DAY


class HoldFactory(DjangoModelFactory):
    class Meta:
        model = Hold

    kind = "action"
    key = factory.Sequence(lambda n: n + 1)
    because = "An inquest is open"
    at = THE_DAY
    by = "Bridget Ames"


class WordsRemovalFactory(DjangoModelFactory):
    class Meta:
        model = WordsRemoval

    at = THE_DAY
    by = "Bridget Ames"
    why = "A wrong name"
    counts = {"actions.Action": 1}
    token = factory.Sequence(lambda n: f"token-{n}")


class DisposalFactory(DjangoModelFactory):
    class Meta:
        model = Disposal

    kind = "action"
    key = factory.Sequence(lambda n: n + 1)
    reference = "ACT-0001"
    because = "The period has passed"
    counts = {"actions.Action": 1}
    at = THE_DAY
    by = "Bridget Ames"
