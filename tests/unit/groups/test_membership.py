"""Who sat in a group on a day: on the page, in Word and in Excel; with its marking, and never a formula."""

import io
from datetime import date, datetime

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from docx import Document
from docx.shared import Mm
from openpyxl import load_workbook

from plait.accounts.models import User
from plait.core.actor import Actor
from plait.groups.commands import add_seat, change_group, end_group, record_past_holding, seat_person
from plait.groups.models import Group, GroupKind, HoldingAs, SeatRole
from plait.history.models import Reading
from plait.people.commands import add_partnership
from plait.people.models import Partnership
from tests.factories.people import AgencyFactory, PersonFactory, PostFactory
from tests.small_partnership import World, small_partnership

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)


@pytest.fixture
def world(by: Actor, at: datetime) -> World:
    world = small_partnership(by=by, at=at)
    probation = AgencyFactory(name="Marlshire Probation")
    seat = add_seat(group=world.oversight, title="Head of Probation", agency=probation, by=by, at=at)
    before = PersonFactory(name="Amara Quell", email="amara@probation.marlshire.example")
    record_past_holding(seat=seat, person=before, starts_on=MAY, ends_on=JUNE, by=by, at=at)
    now, deputy = PersonFactory(name="Nia Frome", telephone="01632 960001"), PersonFactory(name="Joel Birch")
    PostFactory(holder=now, title="Head of Probation, Marlshire", agency=probation)
    term = date(2028, 6, 1)
    seat_person(seat=seat, person=now, starts_on=JUNE, term_ends_on=term, by=by, at=at)
    seat_person(seat=seat, person=deputy, starts_on=JUNE, as_what=HoldingAs.DEPUTY, by=by, at=at)
    observer = SeatRole.OBSERVER
    add_seat(group=world.oversight, title="=Inspectorate()", agency=None, sector="+Sector", role=observer, by=by, at=at)
    return world


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(world: World, **asked: str) -> str:
    answer = signed_in(world.member).get(reverse("membership", args=[world.oversight.slug]), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def words_of(data: bytes) -> str:
    paper = Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([paper.sections[0].header.paragraphs[0].text, *(p.text for p in paper.paragraphs), *cells])


def word(user: User, group: Group, **asked: str) -> str:
    return words_of(signed_in(user).get(reverse("membership_docx", args=[group.slug]), asked).content)


def test_the_page_shows_the_day_that_is_asked_for(world: World) -> None:
    assert "Amara Quell" in page(world, on="17 May 2026")
    assert "Nia Frome" not in page(world, on="17 May 2026")
    now = page(world)
    for words in ("Nia Frome", "Joel Birch", "Term to 1 June 2028", "Observers", "Vacant since 6 January 2025"):
        assert words in now
    assert "is not a day" in page(world, on="some time")


def test_before_a_group_began_and_after_it_ended_nobody_was_a_member(world: World, by: Actor, at: datetime) -> None:
    assert "began on 6 January 2025. On 5 January 2025 it had no members" in page(world, on="5 January 2025")
    end_group(group=world.oversight, taken_over_by=None, ended_on=date(2026, 10, 1), by=by, at=at)
    assert "ended on 1 October 2026. On 1 October 2026 it had no members" in page(world, on="1 October 2026")
    assert "membership on 30 September 2026" in page(world)


def test_the_word_list_is_a4_and_says_what_the_page_says(world: World) -> None:
    answer = signed_in(world.member).get(reverse("membership_docx", args=[world.oversight.slug]), {"on": "2026-10-14"})
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="OFFICIAL-SENSITIVE oversight-membership-2026-10-14.docx"'
    )
    paper = Document(io.BytesIO(answer.content))
    sheet = paper.sections[0]
    size = [round((length or 0) / Mm(1)) for length in (sheet.page_width, sheet.page_height)]
    assert size == [210, 297]
    told = words_of(answer.content)
    for words in (
        "Practice oversight group",
        "Membership on 14 October 2026",
        "Marlshire Safeguarding Children Partnership",
        "Head of Probation, Marlshire, Marlshire Probation",
        "01632 960001",
        "None named",
        "OFFICIAL-SENSITIVE",
    ):
        assert words in told
    headings = [row.cells[0].text for table in paper.tables for row in table.rows[:1]]
    assert headings == ["Seat"] * len(paper.tables)
    assert paper.core_properties.last_modified_by == ""


def test_the_sheet_holds_one_seat_a_row_and_no_formula(world: World) -> None:
    answer = signed_in(world.member).get(reverse("membership_xlsx", args=[world.oversight.slug]), {"on": "2026-10-14"})
    sheet = load_workbook(io.BytesIO(answer.content))["Membership"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if row[0] == "Seat")
    by_seat = {row[0]: row for row in rows[head + 1 :]}
    assert by_seat["Head of Probation"][3] == "Nia Frome"
    assert by_seat["Head of Probation"][9] == "Joel Birch"
    assert by_seat["'=Inspectorate()"][2] == "'+Sector"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert rows[0][0] == "OFFICIAL-SENSITIVE"


def test_a_restricted_list_is_marked_and_taking_it_is_recorded(world: World) -> None:
    address = reverse("membership_docx", args=[world.review.slug])
    answer = signed_in(world.reviewer).get(address)
    assert "restricted-review-membership-" in answer.headers["Content-Disposition"]
    assert "OFFICIAL-SENSITIVE, restricted group" in words_of(answer.content)
    assert Reading.objects.get(kind="group", how="export").person_id == world.reviewer.person_id
    signed_in(world.member).get(reverse("membership_docx", args=[world.oversight.slug]))
    assert Reading.objects.count() == 1


@override_settings(MARKING="")
def test_without_a_marking_nothing_stands_there(world: World) -> None:
    assert word(world.member, world.oversight).startswith("\nMarlshire")
    assert "restricted group" in word(world.reviewer, world.review)


def test_a_day_that_is_none_has_no_list(world: World) -> None:
    for name in ("membership_docx", "membership_xlsx"):
        address = reverse(name, args=[world.oversight.slug])
        assert signed_in(world.member).get(address, {"on": "some time"}).status_code == 404


def test_a_group_may_serve_two_partnerships_and_its_list_names_both(world: World, by: Actor, at: datetime) -> None:
    client = signed_in(world.business_unit)
    added = client.post(reverse("add_partnership"), {"name": "Wendmouth Safeguarding Partnership"})
    assert added.status_code == 302
    again = client.post(reverse("add_partnership"), {"name": "wendmouth safeguarding partnership"})
    assert (again.status_code, Partnership.objects.count()) == (422, 2)
    both = list(Partnership.objects.order_by("name"))
    said = {"name": "Joint oversight group", "kind": "network", "partnerships": [p.pk for p in both]}
    assert client.post(reverse("change_group", args=[world.oversight.slug]), said).status_code == 302
    names = "Marlshire Safeguarding Children Partnership and Wendmouth Safeguarding Partnership"
    told = word(world.member, world.oversight)
    assert names in told
    assert "Joint oversight group" in told


def test_a_group_does_not_take_another_groups_name(world: World, by: Actor, at: datetime) -> None:
    add_partnership(name="Other", slug="other", by=by, at=at)
    said = {"name": world.review.name, "kind": "network", "partnerships": [Partnership.objects.get(slug="other").pk]}
    answer = signed_in(world.business_unit).post(reverse("change_group", args=[world.oversight.slug]), said)
    assert answer.status_code == 422
    world.oversight.refresh_from_db()
    assert world.oversight.name == "Practice oversight group"
    same = change_group(
        group=world.oversight, name=world.oversight.name, short_name="", kind=GroupKind.OVERSIGHT,
        partnerships=list(world.oversight.partnerships.all()), by=by, at=at,
    )  # fmt: skip
    assert same == world.oversight


def test_what_no_document_may_hold_is_left_out(world: World, by: Actor, at: datetime) -> None:
    add_seat(group=world.oversight, title="Odd \x0bseat", agency=None, by=by, at=at)
    assert "Odd seat" in word(world.member, world.oversight)
