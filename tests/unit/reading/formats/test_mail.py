"""E-mails: the message counts, then what it carries; older messages and signatures never do."""

from base64 import encodebytes
from email.message import EmailMessage

import pytest

from plait.reading import Kind, read
from plait.reading.document import Document, Line
from plait.reading.formats import extract
from plait.reading.formats.older_messages import messages
from tests.unit.reading.marlshire import MINUTES

COVER = "Dear all,\n\nThe minutes are attached.\n\nKind regards\nJess\n"


def mail(text: str, page: str | None = None, **headings: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "Jess Thorne <j@marlshire.example>", "Subject": "Notes", **headings}.items():
        message[name] = value
    message.set_content(text)
    if page is not None:
        message.add_alternative(page, subtype="html")
    return message


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.text]


def test_sender_day_and_subject_stand_before_the_words() -> None:
    message = mail("Action: Ada to write the café list", Date="Fri, 06 Jun 2025 15:20:11 +0100")
    assert texts(extract(message.as_bytes(), "a.eml")) == [
        "From: Jess Thorne <j@marlshire.example>", "Sent: 6 June 2025", "Subject: Notes",
        "Action: Ada to write the café list",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_every_way_to_write_letters_is_undone(encoding: str) -> None:
    message = EmailMessage()
    message["From"] = "Ada"
    message.set_content("Action: Ben – “send” it = now" + " and more" * 20, cte=encoding)
    assert "Action: Ben – “send” it = now and more" in texts(extract(message.as_bytes(), "a.eml"))[-1]


def test_of_two_forms_the_one_with_tables_is_read() -> None:
    page = "<table><tr><td>Ada</td><td>to write</td></tr></table>"
    found = extract(mail("Ada to write", page).as_bytes(), "a.eml")
    assert [line.text for line in found.lines if line.cell] == ["Ada", "to write"]


def test_a_page_that_says_less_than_its_text_is_not_read() -> None:
    found = extract(mail(MINUTES, "<p>See the text.</p>").as_bytes(), "a.eml")
    assert "Decision: The leaflet is printed in four languages." in texts(found)


def test_lines_that_the_program_broke_are_whole_again() -> None:
    raw = b"From: Ada\nContent-Type: text/plain; format=flowed\n\nAction: Ben to \nwrite the \nlist\n-- \nBen\n"
    assert texts(extract(raw, "a.eml"))[1:] == ["Action: Ben to write the list"]


def parted(text: str) -> list[list[str]]:
    return [[line.text for line in one if line.text] for one in messages([Line(0, row) for row in text.split("\n")])]


@pytest.mark.parametrize(
    "older",
    [
        "On 12 May 2025, Ada Thorne wrote:\n> Notes\n> ACTION Ada to book",
        "On Mon, 12 May 2025 at 10:04, Ada Thorne <ada@marlshire.example>\nwrote:\n> Notes\n> ACTION Ada to book",
        "On 12 May 2025, at 10:04, Ada wrote:\n\nNotes\nACTION Ada to book",
        "-----Original Message-----\nFrom: Ada\nSent: 12 May\nTo: Jess\n\nNotes\nACTION Ada to book",
        "________________________________\nFrom: Ada\nSent: 12 May\nTo: Jess\nSubject: x\n\nNotes\nACTION Ada to book",
        "---------- Forwarded message ---------\nFrom: Ada\nDate: 12 May\nSubject: x\n\nNotes\nACTION Ada to book",
    ],
)
def test_older_messages_are_set_apart(older: str) -> None:
    found = parted(f"Hello\nAction: Ben to write\nKind regards\nJess\n--\nJess Thorne\n\n{older}")
    assert [row for row in found[0] if not row.startswith("___")] == ["Hello", "Action: Ben to write"]
    assert found[1][-2:] == ["Notes", "ACTION Ada to book"]


def test_answers_between_quoted_lines_are_the_message() -> None:
    assert parted("> Who writes?\nAction: Ada\n> And who sends?\nAction: Ben")[0] == ["Action: Ada", "Action: Ben"]


def test_words_of_minutes_are_no_older_message() -> None:
    text = "Present:\nAda\nFrom: the Chair\nOn 3 May the clerk wrote:\nto all members\nMany thanks\n" + "Talk\n" * 20
    assert len(parted(text)) == 1
    assert parted(text)[0][-1] == "Talk"


def test_minutes_that_were_sent_on_are_read_where_the_cover_holds_none() -> None:
    forwarded = f"FYI\n\nBegin forwarded message:\n\nFrom: Ada\nDate: 6 March 2025\nSubject: Minutes\n\n{MINUTES}"
    reading = read(mail(forwarded).as_bytes(), "a.eml")
    assert reading.kind is Kind.MINUTES
    assert reading.date is not None
    assert len(reading.actions) >= 5


def carrying(content: bytes, name: str, text: str = COVER) -> bytes:
    message = mail(text)
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_minutes_that_an_e_mail_carries_are_read_where_it_holds_none() -> None:
    reading = read(carrying(MINUTES.encode(), "minutes of March.txt"), "a.eml")
    assert reading.kind is Kind.MINUTES
    assert [w.text for w in reading.warnings if w.code == "attachment"] == [
        "The e-mail itself holds no minutes. They were read from a file that it carries."
    ]
    assert reading.lines[0].text == "Marlshire Safeguarding Children Partnership"


def test_minutes_in_the_message_come_before_those_it_carries() -> None:
    reading = read(carrying(b"Minutes of another group", "older.txt", MINUTES), "a.eml")
    assert reading.title == "Minutes of the Early Years Practice Group"
    assert "other_files" in [w.code for w in reading.warnings]


def test_an_e_mail_within_an_e_mail_is_opened_and_not_for_ever() -> None:
    inner = carrying(MINUTES.encode(), "m.txt")
    assert read(carrying(inner, "fwd.eml"), "a.eml").kind is Kind.MINUTES
    for _ in range(8):
        inner = carrying(inner, "fwd.eml")
    assert read(inner, "a.eml").kind is not Kind.MINUTES


def test_a_carried_file_that_cannot_be_read_is_the_reason(locked: bytes) -> None:
    assert [w.code for w in read(carrying(locked, "minutes.pdf"), "a.eml").warnings] == ["protected"]


def test_pictures_and_invitations_are_no_reason() -> None:
    assert read(carrying(b"\x89PNG" + bytes(300), "logo.png"), "a.eml").kind is Kind.NOT_MINUTES
    assert read(carrying(b"name;joined\n", "list.csv"), "a.eml").kind is Kind.NOT_MINUTES


def test_parts_within_parts_without_end_are_not_followed() -> None:
    raw = b"From: Ada\nSubject: Minutes\n"
    for n in range(600):
        raw += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n)
    assert read(raw + b"Content-Type: text/plain\n\nMinutes", "a.eml").kind in (Kind.UNREADABLE, Kind.NOT_MINUTES)


@pytest.mark.parametrize(
    "heading",
    [
        b"Date: 99 Foo 99999 99:99",
        b"Subject: =?x?b?//?=",
        b"Content-Type: text/plain; charset*=x''%ff",
        b"Content-Type: text/html; charset=idna",
        b"Content-Transfer-Encoding: x-uuencode",
        b"From: \xff\xfe\xed\xa0\x80",
        b"Content-Type: ;;;",
    ],
)
def test_headings_that_no_program_writes_do_no_harm(heading: bytes) -> None:
    raw = b"MIME-Version: 1.0\n" + heading + b"\n\nAction: Ada to write\n"
    assert texts(extract(raw, "a.eml"))[-1] == "Action: Ada to write"


def test_a_web_page_saved_whole_is_read_as_one() -> None:
    raw = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n'
    raw += b"Content-Transfer-Encoding: base64\n\n" + encodebytes(b"<p>Action: Ada</p>") + b"--x--\n"
    assert texts(extract(raw, "minutes.mht")) == ["Action: Ada"]
