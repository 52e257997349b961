"""Letters out of the outbox, to a real mail server on this machine."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from plait.core.actor import Actor
from plait.history.models import Entry
from plait.notifications import enclosures
from plait.notifications.commands import let_go, put_in_outbox, take_batch
from plait.notifications.delivery import deliver, send_waiting
from plait.notifications.enclosures import Enclosure, register_enclosure
from plait.notifications.models import Fault, Message, Outbox, State
from plait.people.models import Person
from tests.factories.people import PersonFactory
from tests.unit.notifications.conftest import Now, Sink

pytestmark = pytest.mark.django_db


def write_code(person: Person, by: Actor, at: datetime) -> Message:
    return put_in_outbox(
        to=person,
        template="accounts/letters/sign_in_code",
        context={},
        secret={"code": "BCDF-GHJK"},
        send_by=at + timedelta(minutes=10),
        urgent=True,
        by=by,
        at=at,
    )


def write_news(person: Person, by: Actor, at: datetime) -> Message:
    news = {"change": "passkey_added", "when": at.isoformat()}
    return put_in_outbox(to=person, template="accounts/letters/change", context=news, by=by, at=at)


def test_a_letter_goes_out_as_plain_text_with_the_marking_in_its_subject(
    sink: Sink, person: Person, by: Actor, wall: Now
) -> None:
    write_code(person, by, wall.at)
    deliver.call()
    (taken,) = sink.taken
    assert taken["Subject"] == "OFFICIAL-SENSITIVE: Your code for Plait"
    assert (taken["From"], taken["To"]) == ("Plait <plait@marlshire.example>", "zoe@marlshire.example")
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken.get_content_type() == "text/plain"
    assert "Dear Zoë O’Dowd," in taken.get_content()
    assert "BCDF-GHJK" in taken.get_content()


def test_it_goes_out_once_and_its_secret_is_erased(sink: Sink, person: Person, by: Actor, wall: Now) -> None:
    message = write_code(person, by, wall.at)
    deliver.call()
    deliver.call()
    message.refresh_from_db()
    assert (len(sink.taken), message.sealed, message.sent_at, message.state) == (1, "", wall.at, State.SENT)
    assert list(Entry.objects.filter(kind="message").values_list("verb", flat=True)) == ["written", "sent"]


def test_every_try_bears_the_same_message_id(sink: Sink, person: Person, by: Actor, wall: Now) -> None:
    message = write_news(person, by, wall.at)
    deliver.call()
    Message.objects.update(state=State.WAITING, sent_at=None)
    deliver.call()
    assert [mail["Message-ID"] for mail in sink.taken] == [f"<{message.mail_id.hex}@marlshire.example>"] * 2


def test_an_address_that_is_unknown_has_failed_at_once_and_stands_on_the_person(
    sink: Sink, person: Person, by: Actor, wall: Now
) -> None:
    sink.answers[person.email] = "550 5.1.1 No such user"
    message = write_news(person, by, wall.at)
    deliver.call()
    message.refresh_from_db()
    assert (message.state, message.fault, message.code) == (State.FAILED, Fault.UNKNOWN, "550 5.1.1")
    assert Entry.objects.filter(kind="person", key=person.pk, verb="letter_came_back").count() == 1
    again = write_news(person, by, wall.at)
    assert (again.state, again.fault) == (State.FAILED, Fault.COMES_BACK)


def test_a_code_that_its_owner_asks_for_is_sent_to_an_address_that_came_back(
    sink: Sink, person: Person, by: Actor, wall: Now
) -> None:
    sink.answers[person.email] = "550 5.1.1 No such user"
    write_news(person, by, wall.at)
    deliver.call()
    sink.answers.clear()
    write_code(person, by, wall.at)
    deliver.call()
    assert len(sink.taken) == 1


def test_a_policy_of_the_server_is_not_blamed_on_the_address(sink: Sink, person: Person, by: Actor, wall: Now) -> None:
    sink.answers[person.email] = "554 5.7.1 Relay access denied"
    message = write_news(person, by, wall.at)
    deliver.call()
    message.refresh_from_db()
    assert (message.state, message.fault) == (State.FAILED, Fault.NOT_TAKEN)
    assert not Entry.objects.filter(kind="person", verb="letter_came_back").exists()


def test_a_busy_mailbox_is_asked_again_later_and_given_up_after_twelve_tries(
    sink: Sink, person: Person, by: Actor, wall: Now
) -> None:
    sink.answers[person.email] = "450 4.2.0 Greylisted"
    message = write_news(person, by, wall.at)
    waits = []
    for _ in range(12):
        deliver.call()
        message.refresh_from_db()
        waits.append(message.due_at - wall.at)
        wall.at = max(message.due_at, wall.at)
    assert (message.state, message.fault, message.tries) == (State.FAILED, Fault.BUSY, 12)
    assert timedelta(seconds=30) <= waits[0] <= timedelta(minutes=1)
    assert timedelta(minutes=30) <= waits[10] <= timedelta(hours=1)


def test_a_letter_put_off_does_not_go_out_before_its_time(sink: Sink, person: Person, by: Actor, wall: Now) -> None:
    sink.answers[person.email] = "450 4.2.0 Greylisted"
    write_news(person, by, wall.at)
    deliver.call()
    sink.answers.clear()
    deliver.call()
    assert sink.taken == []
    wall.at += timedelta(minutes=1)
    deliver.call()
    assert len(sink.taken) == 1


def test_a_clock_set_back_holds_up_no_letter(sink: Sink, person: Person, by: Actor, wall: Now) -> None:
    write_news(person, by, wall.at + timedelta(days=300))
    deliver.call()
    assert len(sink.taken) == 1


def test_a_server_that_is_down_for_a_day_costs_no_letter(
    person: Person, by: Actor, wall: Now, settings: LazySettings, sink: Sink
) -> None:
    port, letters = settings.EMAIL_PORT, [write_news(person, by, wall.at) for _ in range(3)]
    settings.EMAIL_PORT = 9
    for _ in range(24 * 60):
        wall.at += timedelta(minutes=1)
        send_waiting(wall.at)
        while DBTaskResult.objects.ready().exists():
            DBTaskResult.objects.all().delete()
            deliver.call()
    outbox = Outbox.objects.get()
    assert outbox.fault.startswith("ConnectionRefusedError")
    assert 140 <= outbox.faults <= 400
    settings.EMAIL_PORT = port
    wall.at += timedelta(minutes=11)
    deliver.call()
    assert len(sink.taken) == len(letters)
    assert Outbox.objects.get().fault == ""


def test_a_server_that_leaves_in_mid_letter_gets_it_again_and_the_doubt_is_kept(
    sink: Sink, person: Person, by: Actor, wall: Now
) -> None:
    message = write_news(person, by, wall.at)
    sink.to_data = "421 4.3.2 Shutting down"
    deliver.call()
    message.refresh_from_db()
    assert (message.state, message.tries) == (State.WAITING, 0)
    sink.to_data = "250 OK"
    wall.at += timedelta(minutes=2)
    deliver.call()
    assert len(sink.taken) == 1


def test_one_letter_that_cannot_be_written_holds_up_no_other(sink: Sink, person: Person, by: Actor, wall: Now) -> None:
    lost = put_in_outbox(to=person, template="no/such/letter", context={}, by=by, at=wall.at)
    write_news(person, by, wall.at)
    deliver.call()
    lost.refresh_from_db()
    assert (lost.state, lost.fault, len(sink.taken)) == (State.FAILED, Fault.NOT_WRITTEN, 1)


def test_a_code_goes_before_ten_thousand_other_letters(sink: Sink, person: Person, by: Actor, wall: Now) -> None:
    for _ in range(25):
        write_news(person, by, wall.at)
    write_code(person, by, wall.at)
    deliver.call()
    assert "Your code" in sink.subjects[0]
    assert len(sink.taken) == 26


def test_what_came_too_late_is_emptied_and_never_sent(sink: Sink, person: Person, by: Actor, wall: Now) -> None:
    code, news = write_code(person, by, wall.at), write_news(person, by, wall.at)
    wall.at += timedelta(days=4)
    send_waiting(wall.at)
    deliver.call()
    code.refresh_from_db()
    news.refresh_from_db()
    assert (sink.taken, code.sealed, code.state, news.state) == ([], "", State.LATE, State.FAILED)


def test_an_owner_without_an_address_is_a_failure_one_can_see(by: Actor, at: datetime) -> None:
    message = write_news(PersonFactory(email=""), by, at)
    assert (message.state, message.fault, message.fault_at) == (State.FAILED, Fault.NO_ADDRESS, at)


def test_a_name_cannot_put_lines_into_the_head(sink: Sink, by: Actor, wall: Now) -> None:
    person = PersonFactory(name="Zoë\nBcc: evil@evil.example", email="zoe@marlshire.example")
    write_code(person, by, wall.at)
    deliver.call()
    assert sink.taken[0]["Bcc"] is None


def test_only_what_a_killed_worker_may_have_handed_over_is_in_doubt(person: Person, by: Actor, wall: Now) -> None:
    written = [write_news(person, by, wall.at) for _ in range(3)]
    take_batch(holder="killed", most=3, urgent_since=None, by=by, at=wall.at)
    let_go(holder="killed", in_doubt=2, by=by, at=wall.at)
    found = Message.objects.order_by("pk").values_list("pk", "doubtful", "taken_by")
    assert list(found) == [(message.pk, nth < 2, "") for nth, message in enumerate(written)]


def test_what_a_killed_worker_had_taken_goes_out_and_is_marked_as_in_doubt(
    sink: Sink, person: Person, by: Actor, wall: Now
) -> None:
    message = write_news(person, by, wall.at)
    take_batch(holder=str(uuid4()), most=20, urgent_since=None, by=by, at=wall.at)
    deliver.call()
    assert sink.taken == []
    send_waiting(wall.at)
    deliver.call()
    message.refresh_from_db()
    assert (len(sink.taken), message.state, message.doubtful) == (1, State.SENT, True)


def test_two_jobs_never_take_the_same_letter(person: Person, by: Actor, at: datetime) -> None:
    for _ in range(30):
        write_news(person, by, at)
    one = take_batch(holder="one", most=20, urgent_since=None, by=by, at=at)
    two = take_batch(holder="two", most=20, urgent_since=None, by=by, at=at)
    assert (len(one), len(two), {m.pk for m in one} & {m.pk for m in two}) == (20, 10, set())


def test_a_transaction_that_is_undone_has_written_no_letter(person: Person, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        write_news(person, by, at)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_what_goes_with_a_letter_is_made_when_it_is_handed_over_and_its_failure_costs_no_letter(
    sink: Sink, person: Person, by: Actor, wall: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosures, "_makers", {})
    register_enclosure("sheet", lambda all_of: {m.pk: Enclosure("a.txt", "text/plain", b"A sheet") for m in all_of})
    register_enclosure("broken", lambda all_of: {m.pk: 1 // 0 for m in all_of})  # type: ignore[misc]
    for enclosed in ("sheet", "broken"):
        write_news(person, by, wall.at)
        Message.objects.filter(enclosed="").update(enclosed=enclosed)
    deliver.call()
    assert sorted(mail.get_content_type() for mail in sink.taken) == ["multipart/mixed", "text/plain"]
    assert Message.objects.filter(state=State.SENT).count() == 2
