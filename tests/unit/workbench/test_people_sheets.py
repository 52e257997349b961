"""People, agencies and posts leave as a spreadsheet and come back: compared, ticked and accepted in the browser."""

import io
import re
from datetime import date, datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plait.core.actor import Actor
from plait.people.commands import add_person
from plait.people.models import Agency, PeopleSheet, Person, Post
from plait.people.queries import proposals
from plait.people.sheets.proposal import Verdict
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.small_partnership import World, small_partnership
from tests.spreadsheets import saved, workbook

pytestmark = pytest.mark.django_db
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.business_unit)
    return client


def sent(client: Client, data: bytes, name: str = "people.xlsx") -> PeopleSheet:
    answer = client.post(reverse("add_people_sheet"), {"file": SimpleUploadedFile(name, data, SHEET)})
    assert answer.status_code == 302, answer.content.decode()
    return PeopleSheet.objects.latest("pk")


def refused(client: Client, data: bytes, name: str) -> str:
    answer = client.post(reverse("add_people_sheet"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert PeopleSheet.objects.count() == 0
    return answer.content.decode()


def ticks(page: str) -> list[str]:
    return re.findall(r'name="row" value="([^"]+)"', page)


def test_what_leaves_comes_back_unchanged(client: Client) -> None:
    person = PersonFactory(name="=Nia Frome", telephone="+44 1632 960001")
    ended = {"starts_on": date(2023, 5, 1), "ends_on": date(2025, 5, 1)}
    PostFactory(holder=person, title="Head of nursing", **ended)
    PostFactory(holder=person, agency=AgencyFactory(name="Marlshire Council", short_name="Council"))
    PostFactory(holder=None, title="Vacant post")
    out = client.get(reverse("people_xlsx"))
    assert (out.status_code, out.headers["Content-Type"]) == (200, SHEET)
    sheet = sent(client, out.content)
    assert {p.verdict for p in proposals(sheet)} == {Verdict.SAME}
    assert len(sheet.lines) == Person.objects.count() + Agency.objects.count() + Post.objects.count()


def test_a_changed_export_is_shown_ticked_and_accepted(client: Client) -> None:
    person = PersonFactory(name="Nia Frome", telephone="01632 960001")
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("people_xlsx")).content))
    rows = book["People"]
    row = next(row for row in rows.iter_rows() if row[1].value == "Nia Frome")
    row[4].value = "01632 960999"
    rows.append([None, "Iris Hale", None, "iris@trust.example", None])
    sheet = sent(client, saved(book))
    address = reverse("people_sheet", args=[sheet.pk])
    page = client.get(address).content.decode()
    assert "from <del>01632 960001</del> to <strong>01632 960999</strong>" in page
    assert len(ticks(page)) == 2
    assert client.post(address, {"row": ticks(page), "do": "ticked"}, follow=True).status_code == 200
    person.refresh_from_db()
    assert person.telephone == "01632 960999"
    again = client.post(address, {"row": ticks(page), "do": "ticked"}, follow=True)
    assert "nothing changed" in again.content.decode()
    assert Person.objects.filter(name="Iris Hale").count() == 1


def test_a_question_is_answered_on_the_page(client: Client) -> None:
    PersonFactory(name="Nia Frome", email="nia@trust.example")
    meant = PersonFactory(name="Nia Frome", email="nia@council.example")
    sheet = sent(client, workbook([["Name", "Telephone"], ["Nia Frome", "1"]]))
    address = reverse("people_sheet", args=[sheet.pk])
    page = client.get(address).content.decode()
    assert "2 people are called Nia Frome" in page
    assert "nia@council.example" in page
    client.post(address, {"answer-1": str(meant.pk)})
    client.post(address, {"do": "ticked", "row": ticks(client.get(address).content.decode())})
    meant.refresh_from_db()
    assert meant.telephone == "1"


def test_a_stale_tick_is_refused_on_the_page(client: Client, by: Actor, at: datetime) -> None:
    sheet = sent(client, workbook([["Name", "Telephone"], ["Nia Frome", "1"]]))
    address = reverse("people_sheet", args=[sheet.pk])
    ticked = ticks(client.get(address).content.decode())
    add_person(name="Nia Frome", telephone="1", by=by, at=at)
    page = client.post(address, {"do": "ticked", "row": ticked}, follow=True).content.decode()
    assert "Row 2, Nia Frome is not what it was" in page
    assert Person.objects.filter(name="Nia Frome").count() == 1


def test_everything_clear_is_accepted_with_one_button(client: Client) -> None:
    sheet = sent(client, workbook([["Name"], *([f"Person of row {n}"] for n in range(120))]))
    address = reverse("people_sheet", args=[sheet.pk])
    page = client.get(address).content.decode()
    assert "Page 1 of 3" in page
    seen = re.search(r'name="all" value="([^"]+)"', page)
    assert seen is not None
    client.post(address, {"do": "all", "all": seen[1]})
    assert Person.objects.filter(name__startswith="Person of row").count() == 120
    assert "No row is here" in client.get(address + "?show=clear").content.decode()


def test_files_of_other_kinds_are_refused_in_a_sentence(client: Client) -> None:
    assert "old Excel format" in refused(
        client, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "a.xls"
    )
    assert "a document, not a spreadsheet" in refused(client, b"%PDF-1.7 and so on", "people.pdf")
    assert "not a spreadsheet that can be read" in refused(client, b"\x89PNG\r\n\x1a\n", "people.xlsx")
    assert "damaged" in refused(client, b"PK\x03\x04 cut off", "people.xlsx")
    assert "file is empty" in refused(client, b"", "people.xlsx")
    assert "The file has 6 MB" in refused(client, b"x" * (6 * 1024 * 1024), "people.csv")
    assert "could be read as a person" in refused(client, workbook([["Ref", "Action"], ["1", "Write"]]), "log.xlsx")


def test_when_the_comparing_has_ended_the_page_is_gone(client: Client) -> None:
    sheet = sent(client, workbook([["Name"], ["Nia Frome"]]))
    client.post(reverse("end_people_sheet", args=[sheet.pk]))
    assert client.get(reverse("people_sheet", args=[sheet.pk])).status_code == 404
    assert Person.objects.filter(name="Nia Frome").count() == 0


def test_only_those_who_keep_people_may_add_a_list(world: World) -> None:
    client = Client()
    client.force_login(world.member)
    assert client.get(reverse("people_xlsx")).status_code == 403
    data = SimpleUploadedFile("people.xlsx", workbook([["Name"], ["Nia Frome"]]))
    assert client.post(reverse("add_people_sheet"), {"file": data}).status_code == 403
    assert PeopleSheet.objects.count() == 0
