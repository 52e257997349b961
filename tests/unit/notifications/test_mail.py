"""A letter as a mail: whatever is in it, a reader of mail reads the same."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.notifications.carriers.mail import Mail
from plait.notifications.enclosures import Enclosure
from plait.notifications.wording import Letter

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cn")), max_size=200)


def read(subject: str, body: str, to: str = "zoe@marlshire.example"):  # type: ignore[no-untyped-def]
    data = Mail(Letter("0" * 32, to, subject, body)).message().as_bytes(linesep="\r\n")
    return message_from_bytes(data, policy=policy.default)


@given(WORDS, WORDS)
def test_what_is_read_is_what_was_written(subject: str, body: str) -> None:
    mail = read(subject, f"{body}\n")
    assert " ".join(mail["Subject"].split()) == " ".join(subject.split())
    assert mail.get_content().replace("\r\n", "\n") == f"{body}\n"
    assert mail["Message-ID"] == f"<{'0' * 32}@localhost>"


@pytest.mark.parametrize("part", ["subject", "to"])
def test_nothing_can_put_lines_into_the_head(part: str) -> None:
    evil = "a@marlshire.example\r\nBcc: evil@evil.example"
    mail = read(evil, "Text\n") if part == "subject" else read("A letter", "Text\n", evil)
    assert mail["Bcc"] is None


def test_an_address_beyond_ascii_is_written_as_mail_servers_want_it() -> None:
    assert read("A letter", "Text\n", "zoe@bücher.example")["To"] == "zoe@xn--bcher-kva.example"


CALENDAR = Enclosure("meeting.ics", 'text/calendar; method=REQUEST; charset="utf-8"', b"BEGIN:VCALENDAR\r\n", True)
SHEET = Enclosure('your "actions".xlsx', "application/vnd.ms-excel", bytes(range(256)))


def enclosing(enclosed: Enclosure, body: str):  # type: ignore[no-untyped-def]
    mail = Mail(Letter("0" * 32, "zoe@marlshire.example", "A letter", body, enclosed=enclosed))
    return message_from_bytes(mail.message().as_bytes(linesep="\r\n"), policy=policy.default)


@given(WORDS)
def test_an_invitation_is_another_form_of_the_text(body: str) -> None:
    mail = enclosing(CALENDAR, f"{body}\n")
    assert mail.get_content_type() == "multipart/alternative"
    text, calendar = mail.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == f"{body}\n"
    assert (calendar.get_content_type(), calendar["Content-Type"].params["method"]) == ("text/calendar", "REQUEST")
    assert calendar.get_payload(decode=True) == CALENDAR.data
    assert not mail.defects


def test_a_file_goes_beside_the_text() -> None:
    mail = enclosing(SHEET, "Line\n")
    assert mail.get_content_type() == "multipart/mixed"
    _, sheet = mail.iter_parts()
    assert (sheet.get_filename(), sheet.get_payload(decode=True)) == ("your 'actions'.xlsx", SHEET.data)
