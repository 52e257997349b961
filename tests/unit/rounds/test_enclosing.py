"""The spreadsheet in the letter: through a real mail server, filled in, and read back. Never of what is restricted."""

import re
from datetime import datetime
from email.message import EmailMessage
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plait.core.actor import Actor
from plait.core.sheets import XLSX
from plait.notifications.delivery import deliver
from plait.people.models import Person
from plait.rounds.models import Answer, AnswerWay
from tests.factories.people import PersonFactory
from tests.small_partnership import World, small_partnership
from tests.unit.notifications.conftest import Sink, sink  # noqa: F401 - a fixture
from tests.unit.notifications.test_notify import Service, notify  # noqa: F401 - a fixture
from tests.unit.rounds.test_answering_by_link import give, named, opened

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https?://[^/\s]+(/rounds/answer/\S+)")


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def kemi() -> Person:
    person: Person = PersonFactory(name="Kemi Adlard", email="kemi@outside.example")
    return person


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def sheet_in(mail: EmailMessage) -> bytes:
    (file,) = mail.iter_attachments()
    assert file.get_content_type() == XLSX
    data: bytes = file.get_content()
    return data


def test_the_sheet_of_the_letter_is_filled_in_and_read_back(
    world: World,
    kemi: Person,
    sink: Sink,  # noqa: F811
    by: Actor,
    at: datetime,
) -> None:
    action = give(world, named(kemi), by=by, at=at, wording="Send the rota")
    give(world, named(PersonFactory(name="Sol Brandt", email="sol@outside.example")), by=by, at=at, wording="Of Sol")
    opened(world, by, datetime.now(tz=at.tzinfo))
    deliver.call()
    mail = next(each for each in sink.taken if each["To"] == "kemi@outside.example")
    assert "A spreadsheet of them goes with this letter" in text_of(mail)
    book = openpyxl.load_workbook(BytesIO(sheet_in(mail)))
    page = book.active
    assert page is not None
    assert [(row[0].value, row[1].value) for row in page.iter_rows(min_row=5)] == [(action.reference, "Send the rota")]
    page.cell(5, 5).value = "Done"
    filled = BytesIO()
    book.save(filled)
    link = LINK.search(text_of(mail))
    assert link is not None
    answered = Client().post(f"{link[1]}/sheet", {"sheet": SimpleUploadedFile("mine.xlsx", filled.getvalue())})
    assert "Your answer is kept" in answered.content.decode()
    kept = Answer.objects.get()
    assert (kept.way, kept.done, kept.asked.action) == (AnswerWay.SHEET, True, action)


def test_of_a_restricted_action_no_sheet_goes_out_and_the_letter_names_the_page(
    world: World,
    kemi: Person,
    sink: Sink,  # noqa: F811
    by: Actor,
    at: datetime,
) -> None:
    give(world, named(kemi), by=by, at=at, wording="Ring the aunt of the twins", restricted=True)
    opened(world, by, datetime.now(tz=at.tzinfo), restricted=True)
    deliver.call()
    (mail,) = sink.taken
    assert not list(mail.iter_attachments())
    assert "The page also has a spreadsheet" in text_of(mail)
    assert "twins" not in mail.as_string()


def test_notify_carries_the_link_alone(
    world: World,
    kemi: Person,
    notify: Service,  # noqa: F811
    by: Actor,
    at: datetime,
) -> None:
    give(world, named(kemi), by=by, at=at)
    opened(world, by, datetime.now(tz=at.tzinfo))
    deliver.call()
    (sent,) = notify.sent
    body = sent["personalisation"]["body"]
    assert "The page also has a spreadsheet" in body
    assert "goes with this letter" not in body
    assert LINK.search(body)
