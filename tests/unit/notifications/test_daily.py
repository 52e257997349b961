"""The daily letter, and what people chose."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.core.registry import Ref, repoint
from plait.notifications.commands import choose, put_all_in_outbox, write_daily_letters
from plait.notifications.delivery import deliver
from plait.notifications.models import How, LinkToken, Message, Preference, State
from plait.notifications.outgoing import DAILY, Link, Outgoing
from plait.notifications.queries import choices_of
from plait.notifications.topics import RECEIPT
from plait.people.models import Person
from tests.factories.letters import MessageFactory, PreferenceFactory
from tests.factories.people import PersonFactory
from tests.unit.notifications.conftest import Now, Sink

pytestmark = pytest.mark.django_db


def receipt(person: Person, at: datetime, *, change: str = "passkey_added") -> Outgoing:
    news = {"change": change, "when": at.isoformat()}
    return Outgoing(to=person, template="accounts/letters/change", context=news, topic="receipt")


def test_letters_of_a_day_come_as_one(sink: Sink, person: Person, by: Actor, wall: Now) -> None:
    now = wall.at
    choose(person=person, topic_slug="receipt", how=How.DAILY, by=by, at=now)
    letters = [receipt(person, now), receipt(person, now, change="passkey_removed")]
    assert {m.state for m in put_all_in_outbox(letters=letters, by=by, at=now)} == {State.GATHERED}
    assert write_daily_letters(by=by, at=now) == 1
    deliver.call()
    (mail,) = sink.taken
    text = mail.get_content()
    assert mail["Subject"] == "OFFICIAL-SENSITIVE: Your letters of today from Plait: 2"
    assert text.index("1. A change to how you sign in") < text.index("2. A change to how you sign in")
    assert text.count("Dear Zoë O’Dowd,") == 1
    assert text.count("Choose how letters reach you: http") == 1
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def test_there_is_one_a_day_at_most_and_a_missed_hour_is_caught_up(person: Person, by: Actor) -> None:
    PreferenceFactory(person=person, topic="receipt", how=How.DAILY)
    day = datetime(2026, 10, 14, 5, 0, tzinfo=UTC)  # six in the morning in London
    put_all_in_outbox(letters=[receipt(person, day)], by=by, at=day)
    assert write_daily_letters(by=by, at=day) == 0
    assert write_daily_letters(by=by, at=day + timedelta(hours=9)) == 1
    put_all_in_outbox(letters=[receipt(person, day)], by=by, at=day + timedelta(hours=10))
    assert write_daily_letters(by=by, at=day + timedelta(hours=10)) == 0
    assert write_daily_letters(by=by, at=day + timedelta(days=1, hours=1)) == 1


def test_a_clock_set_back_by_days_does_not_stop_the_daily_letter(person: Person, by: Actor) -> None:
    PreferenceFactory(person=person, topic="receipt", how=How.DAILY)
    day = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)
    for at in (day, day - timedelta(days=3)):
        put_all_in_outbox(letters=[receipt(person, at)], by=by, at=at)
        assert write_daily_letters(by=by, at=at) == 1


def test_what_somebody_does_not_want_is_not_sent(sink: Sink, person: Person, by: Actor) -> None:
    now = timezone.now()
    choose(person=person, topic_slug="receipt", how=How.OFF, by=by, at=now)
    (message,) = put_all_in_outbox(letters=[receipt(person, now)], by=by, at=now)
    deliver.call()
    assert (message.state, sink.taken) == (State.UNWANTED, [])


def test_being_asked_cannot_be_turned_off(person: Person, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match="cannot be turned off"):
        choose(person=person, topic_slug="asked", how=How.OFF, by=by, at=at)
    PreferenceFactory(person=person, topic="asked", how=How.OFF)
    assert {t.slug: how for t, how in choices_of(person)}["asked"] == How.AT_ONCE


def test_a_letter_without_a_topic_comes_at_once_whatever_was_chosen(person: Person, by: Actor, at: datetime) -> None:
    PreferenceFactory(person=person, topic="receipt", how=How.DAILY)
    letter = Outgoing(to=person, template=DAILY)
    assert put_all_in_outbox(letters=[letter], by=by, at=at)[0].state == State.WAITING


def test_links_are_made_at_delivery_anew_on_each_try_and_each_opens_the_same(
    sink: Sink, person: Person, by: Actor
) -> None:
    now = timezone.now()
    link = Link("rounds", "letter_choices_by_link", timedelta(days=7), Ref("round", 5))
    letter = Outgoing(
        to=person, template="accounts/letters/invitation", context={"until": now.isoformat(), "invited_by": "B"},
        links={"link": link},
    )  # fmt: skip
    put_all_in_outbox(letters=[letter], by=by, at=now)
    assert not LinkToken.objects.exists()
    sink.to_data = "450 4.3.0 Wait"
    deliver.call()
    sink.to_data = "250 OK"
    Message.objects.update(due_at=now)
    deliver.call()
    kept = LinkToken.objects.all()
    assert (len(kept), len({token.link_id for token in kept})) == (2, 1)
    assert (kept[0].link.kind, kept[0].link.key) == ("round", 5)
    assert "/letters/choices/" in sink.taken[0].get_content()


def test_when_two_records_are_one_person_what_they_chose_is_not_doubled(by: Actor, at: datetime) -> None:
    keep, merge = PersonFactory(), PersonFactory()
    PreferenceFactory(person=keep, topic="receipt", how=How.OFF)
    PreferenceFactory(person=merge, topic="receipt", how=How.DAILY)
    MessageFactory(to=merge)
    repoint(Ref("person", merge.pk), Ref("person", keep.pk), by=by, at=at)
    assert [(p.person, p.how) for p in Preference.objects.all()] == [(keep, How.OFF)]
    assert Message.objects.get().to == keep
    assert RECEIPT.may_be_off
