"""What is held about a person lists what rounds hold of them too: asked of every table, so a new room is in it."""

import pytest

from plait.accounts.models import User
from plait.workbench.subject.gathering import everything_about
from plait.workbench.subject.spellings import spelt
from tests.factories.access import GrantFactory
from tests.factories.foundations import UserFactory
from tests.factories.rounds import AnswerFactory, PauseFactory, ReplyFactory, RoundFactory

pytestmark = pytest.mark.django_db


def test_being_asked_answers_replies_and_pauses_are_listed() -> None:
    user: User = UserFactory()
    answer = AnswerFactory(words="Zebedee Quillfeather is not known to us")
    person = answer.asked.request.person
    answer.by = person
    answer.save()
    PauseFactory(person=person)
    RoundFactory(opened_by=person, group=answer.asked.request.round.group, closed_at=answer.at)
    ReplyFactory(request=answer.asked.request, words="Ask about Zebedee Quillfeather")
    GrantFactory(circle=answer.asked.action.circle, person=user.person)
    GrantFactory(circle=answer.asked.request.round.group.circle, person=user.person)
    what = {entry.what for entry in everything_about(person, spelt(["Zebedee Quillfeather"]), user).entries}
    assert what >= {
        "was asked in a round",
        "answered in a round",
        "opened a round",
        "is not asked for a while",
        "Answer in a round",
        "Reply to a round by e-mail",
    }
