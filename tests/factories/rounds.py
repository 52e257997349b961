from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from plait.rounds.models import (
    Answer,
    AnswerWay,
    Asked,
    Asking,
    BeforeMeetings,
    Pause,
    Proposal,
    ProposalKind,
    Reply,
    ReplyState,
    Request,
    Round,
)
from tests.conftest import THE_DAY
from tests.factories.actions import ResponsibilityFactory
from tests.factories.groups import GroupFactory
from tests.factories.people import PersonFactory


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    group = factory.SubFactory(GroupFactory)
    opened_at = THE_DAY
    asked_all_at = THE_DAY


class RequestFactory(DjangoModelFactory):
    class Meta:
        model = Request

    round = factory.SubFactory(RoundFactory)
    person = factory.SubFactory(PersonFactory)
    words = factory.SelfAttribute("person.name")
    state = Asking.ASKED


class AskedFactory(DjangoModelFactory):
    """One action of the round's group, which the person of the part answers for."""

    class Meta:
        model = Asked

    request = factory.SubFactory(RequestFactory)
    responsibility = factory.SubFactory(
        ResponsibilityFactory,
        person=factory.SelfAttribute("..request.person"),
        action__group=factory.SelfAttribute("...request.round.group"),
    )
    action = factory.SelfAttribute("responsibility.action")


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    asked = factory.SubFactory(AskedFactory)
    at = THE_DAY
    way = AnswerWay.LINK
    words = "The first half is done"


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = Proposal

    answer = factory.SubFactory(AnswerFactory, not_mine="The registrar’s")
    kind = ProposalKind.HAND_OVER


class PauseFactory(DjangoModelFactory):
    class Meta:
        model = Pause

    person = factory.SubFactory(PersonFactory)
    first = THE_DAY.date()
    last = (THE_DAY + timedelta(days=6)).date()


class BeforeMeetingsFactory(DjangoModelFactory):
    class Meta:
        model = BeforeMeetings

    group = factory.SubFactory(GroupFactory)


class ReplyFactory(DjangoModelFactory):
    class Meta:
        model = Reply

    request = factory.SubFactory(RequestFactory)
    mail = factory.Sequence(lambda n: f"{n:064x}")
    came_at = THE_DAY
    state = ReplyState.WAITING
    words = "I am on leave from Monday, Sol knows more"
