"""Mails that say a letter came back (RFC 3464), and a mailbox that holds some."""

from datetime import datetime

import pytest
from django.conf import LazySettings
from hypothesis import example, given
from hypothesis import strategies as st

from plait.notifications.models import Fault, Message, ReturnedAddress, State
from plait.notifications.queries import returned_addresses
from plait.notifications.returns import Return, look_for_returns, note_return, return_in
from tests.factories.letters import MessageFactory

REFERENCE = "0123456789abcdef0123456789abcdef"


def report(*, action: str = "failed", status: str = "5.1.1", kind: str = "message/rfc822") -> bytes:
    return f"""From: MAILER-DAEMON@marlshire.example
To: plait@marlshire.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver it.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.marlshire.example

Final-Recipient: rfc822; zoe@marlshire.example
Action: {action}
Status: {status}

--b
Content-Type: {kind}

From: plait@marlshire.example
To: zoe@marlshire.example
Message-ID: <{REFERENCE}@marlshire.example>
Subject: A letter

Dear Zoe
--b--
""".replace("\n", "\r\n").encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_names_the_letter_and_what_the_server_said(kind: str) -> None:
    assert return_in(report(kind=kind)) == Return(REFERENCE, "5.1.1", True)


def test_a_full_mailbox_is_not_an_address_that_does_not_exist() -> None:
    assert return_in(report(status="5.2.2")) == Return(REFERENCE, "5.2.2", False)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_letter_that_is_only_late_has_not_come_back(action: str) -> None:
    assert return_in(report(action=action)) is None


def test_somebody_who_answers_is_no_report() -> None:
    assert return_in(b"From: zoe@marlshire.example\r\nSubject: Re: A letter\r\n\r\nThank you") is None


@given(st.binary(max_size=400))
def test_no_mail_makes_the_reader_fall_over(junk: bytes) -> None:
    assert return_in(junk) is None


@given(st.integers(0, len(report())))
@example(report().index(b"\nStatus:") + len(b"\nStatus: "))
def test_a_report_cut_off_anywhere_is_read_or_left(length: int) -> None:
    found = return_in(report()[:length])
    assert found is None or found.code.startswith("5")


@pytest.mark.django_db
def test_what_came_back_stands_on_the_letter_and_on_the_person(at: datetime) -> None:
    sent = MessageFactory(mail_id=REFERENCE, state=State.SENT, sent_at=at)
    for _ in range(2):
        note_return(Return(REFERENCE, "5.1.1", True), at)
    sent.refresh_from_db()
    assert (sent.state, sent.fault) == (State.FAILED, Fault.CAME_BACK)
    assert [back.code for back in returned_addresses(sent.to_id)] == ["5.1.1"]


@pytest.mark.django_db
def test_a_report_about_no_letter_of_ours_changes_nothing(at: datetime) -> None:
    note_return(Return("f" * 32, "5.1.1", True), at)
    assert (Message.objects.count(), ReturnedAddress.objects.count()) == (0, 0)


class Box:
    """A mailbox with what an IMAP server answers."""

    def __init__(self, mails: dict[str, bytes]) -> None:
        self.mails, self.seen = mails, set[str]()

    def __call__(self, host: str, port: int, timeout: float) -> "Box":
        return self

    def __enter__(self) -> "Box":
        return self

    def __exit__(self, *_: object) -> None: ...

    def login(self, user: str, password: str) -> None: ...

    def select(self, folder: str) -> None: ...

    def search(self, charset: None, *what: str) -> tuple[str, list[bytes]]:
        return "OK", [" ".join(key for key in self.mails if key not in self.seen).encode()]

    def fetch(self, number: str, parts: str) -> tuple[str, list[object]]:
        return "OK", [(b"1 (BODY[] {1}", self.mails[number]), b")"]

    def store(self, number: str, deed: str, flag: str) -> None:
        self.seen.add(number)


@pytest.mark.django_db
def test_reports_in_the_mailbox_are_taken_once_and_other_mail_is_left(
    at: datetime, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = MessageFactory(mail_id=REFERENCE, state=State.SENT, sent_at=at)
    box = Box({"1": report(), "2": b"Subject: Re: A letter\r\n\r\nThank you"})
    monkeypatch.setattr("plait.notifications.returns.imaplib.IMAP4_SSL", box)
    settings.IMAP_HOST = "mail.marlshire.example"
    look_for_returns(at)
    sent.refresh_from_db()
    assert (sent.fault, box.seen) == (Fault.CAME_BACK, {"1"})


@pytest.mark.django_db
def test_a_mailbox_that_does_not_answer_is_asked_again_in_the_next_turn(
    at: datetime, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def dead(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("plait.notifications.returns.imaplib.IMAP4_SSL", dead)
    settings.IMAP_HOST = "mail.marlshire.example"
    look_for_returns(at)
    assert "the mailbox was not read" in caplog.text
