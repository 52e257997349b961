"""The spreadsheet of an owner's actions, taken away and sent back as people send such things back."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from plait.core.actor import Actor
from plait.people.models import Person
from plait.reading.trackers.book import Book, Cell, Row, Sheet
from plait.rounds.models import Answer, AnswerWay, Asked, Asking, Proposal, Request
from plait.rounds.sheets import as_sheet, read_back
from tests.factories.people import PersonFactory
from tests.factories.rounds import AskedFactory
from tests.small_partnership import World, small_partnership
from tests.unit.rounds.test_answering_by_link import give, link_to, named, opened

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
HEADINGS = ("Reference", "What happened", "Where it stands", "Another date", "Why another date", "Not mine, it is")


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    return small_partnership(by=by, at=at)


@pytest.fixture
def part(world: World, by: Actor, at: datetime) -> Request:
    kemi: Person = PersonFactory(name="Kemi Adlard", email="kemi@outside.example")
    for wording in ("Send the rota", "=Tell the hubs", "Find out why"):
        give(world, named(kemi), by=by, at=at, wording=wording)
    return opened(world, by, at).requests.get(person=kemi)


def asked_of(part: Request) -> list[Asked]:
    return list(part.asked.select_related("action").order_by("action__number"))


def book(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> Book:
    """As the reader hands it over; the heading is in the third row."""
    lines = [headings, *rows]
    cells = [
        Row(3 + at, tuple(each if isinstance(each, Cell) else Cell(str(each)) for each in line))
        for at, line in enumerate(lines)
    ]
    return Book((Sheet("Your actions", tuple(cells)),))


def sent_back(part: Request, change: Callable[[Any], None]) -> bytes:
    """The file as it was taken away, changed in a spreadsheet program."""
    kept = openpyxl.load_workbook(BytesIO(as_sheet(asked_of(part), "Practice oversight group")))
    change(kept.active)
    out = BytesIO()
    kept.save(out)
    return out.getvalue()


def test_the_sheet_holds_open_actions_and_no_formula(part: Request) -> None:
    page = openpyxl.load_workbook(BytesIO(as_sheet(asked_of(part), "Practice oversight group"))).active
    assert page is not None
    assert [row[1].value for row in page.iter_rows(min_row=5)] == ["Send the rota", "'=Tell the hubs", "Find out why"]


def test_rows_moved_left_out_and_added_are_understood(part: Request, by: Actor, at: datetime) -> None:
    first, second, third = (each.action.reference for each in asked_of(part))

    def change(page: Any) -> None:
        rows = {page.cell(at, 1).value: at for at in range(5, 8)}
        page.cell(rows[third], 4).value = "They moved house"
        page.cell(rows[third], 5).value = "blocked"
        page.cell(rows[first], 5).value = "Done"
        page.move_range(f"A{rows[third]}:H{rows[third]}", rows=20)
        page.delete_rows(rows[second])
        page.append(["ACT-9999", "Somebody else’s", "", "I did this one too", "Done"])
        page.append(["", "", "", "And something else", ""])

    answered = send(part, sent_back(part, change), by, at)
    told = {answer.asked.action.reference: answer for answer in Answer.objects.select_related("asked__action")}
    assert told.keys() == {first, third}
    assert (told[first].done, told[third].blocked, told[third].words) == (True, True, "They moved house")
    assert {answer.way for answer in told.values()} == {AnswerWay.SHEET}
    for words in ("“ACT-9999” is not one of", "no reference", f"left as they were: {second}", "2 answers are kept"):
        assert words in answered
    part.refresh_from_db()
    assert part.state == Asking.PARTLY


def send(part: Request, data: bytes, by: Actor, at: datetime) -> str:
    address = link_to(part, by, datetime.now(tz=at.tzinfo))
    file = SimpleUploadedFile("your actions.xlsx", data)
    return Client().post(f"{address}/sheet", {"sheet": file}).content.decode()


def test_the_same_file_sent_twice_is_taken_once(part: Request, by: Actor, at: datetime) -> None:
    def change(page: Any) -> None:
        page.cell(5, 4).value = "Half done"

    data = sent_back(part, change)
    send(part, data, by, at)
    assert "There was nothing new in it" in send(part, data, by, at)
    assert Answer.objects.count() == 1


def test_what_is_no_spreadsheet_is_told_kindly(part: Request, by: Actor, at: datetime) -> None:
    assert "This was not taken" in send(part, b"\x00\x01 no file of ours", by, at)
    assert Answer.objects.count() == 0
    assert "The file is empty" in send(part, b"", by, at)


def test_the_business_unit_sends_the_file_for_the_owner(world: World, part: Request) -> None:
    client = Client()
    client.force_login(world.business_unit)
    address = f"/rounds/parts/{part.pk}/told/sheet"
    taken = client.get(address)
    assert "your%20actions.xlsx" in taken.headers["Content-Disposition"] or "your actions" in str(taken.headers)

    def change(page: Any) -> None:
        page.cell(5, 6).value, page.cell(5, 7).value = date(2030, 5, 17), "The printer is closed"

    file = SimpleUploadedFile("sheet.xlsx", sent_back(part, change))
    assert "answer is kept" in client.post(address, {"sheet": file}).content.decode()
    assert Proposal.objects.get().answer.new_day == date(2030, 5, 17)
    part.refresh_from_db()
    assert part.answered_at is not None


def test_a_restricted_action_is_in_the_file_by_its_safe_title_only(world: World, by: Actor, at: datetime) -> None:
    kemi: Person = PersonFactory(name="Kemi Adlard")
    give(world, named(kemi), by=by, at=at, wording="Ask about the child’s school", restricted=True)
    part = opened(world, by, at, restricted=True).requests.get()
    page = openpyxl.load_workbook(BytesIO(as_sheet(asked_of(part), "Case review group"))).active
    assert page is not None
    assert "child" not in str(page.cell(5, 2).value)


@pytest.fixture
def asked(part: Request) -> list[Asked]:
    return asked_of(part)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("", "sort of"), "“sort of” is none of"),
        (("", "blocked"), "Say what blocks"),
        (("", "", "32 May 2030", "Leave"), "is not a day"),
        (("", "", "1 May 2019", "Leave"), "has passed"),
        (("", "", "17 May 2030", ""), "needs another date"),
        ((Cell(note="The cell holds a formula"), ""), "a formula without a value"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(asked: list[Asked], row: tuple[object, ...], sentence: str) -> None:
    found = read_back(book((asked[0].action.reference, *row)), asked, TODAY)
    assert found.said == {}
    assert sentence in found.problems[0]
    assert found.problems[0].startswith("Row 4:")


def test_two_rows_that_disagree_are_both_left_out(asked: list[Asked]) -> None:
    name = asked[0].action.reference
    found = read_back(book((name, "", "Done"), (name, "Not yet", "On the way")), asked, TODAY)
    assert (found.said, "different things" in found.problems[0]) == ({}, True)
    same = read_back(book((name, "", "Done"), (name.lower().replace("-", " "), "", "done")), asked, TODAY)
    assert same.said[asked[0].pk].done


def test_columns_may_be_moved_and_left_out(asked: list[Asked]) -> None:
    found = read_back(
        book(("Done", asked[0].action.reference), headings=("Where it stands:", "REFERENCE")), asked, TODAY
    )
    assert found.said[asked[0].pk].done


def test_a_file_without_references_is_told(asked: list[Asked]) -> None:
    found = read_back(book(("Done",), headings=("Where it stands",)), asked, TODAY)
    assert "has a column “Reference”" in found.problems[0]


@given(st.lists(st.lists(st.text(max_size=30), max_size=8), max_size=8))
def test_whatever_is_in_the_cells_a_sentence_or_an_answer_comes_of_it(rows: list[list[str]]) -> None:
    one = AskedFactory.build(pk=1, responsibility__action__number=7)
    found = read_back(book(*(tuple(row) for row in rows), ("ACT-0007", "Half done")), [one], TODAY)
    assert found.said[1].words == "Half done" or "different things" in str(found.problems)
