"""A letter as a mail: whatever is in it, a reader of mail reads the same."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.notifications.carriers.mail import Mail
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
