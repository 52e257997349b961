"""What stored files say becomes findable, in passages that know their page and line."""

from datetime import date, datetime

import pytest

from plait.core.actor import Actor
from plait.files.commands import store
from plait.files.models import StoredFile
from plait.groups.models import Group
from plait.search.models import SearchRow
from plait.search.queries import matching
from plait.workbench.jobs import read_files_for_search
from plait.workbench.queries.finding import Wanted, find
from tests.factories.actions import EvidenceFactory
from tests.factories.meetings import MinutesImportFactory
from tests.small_partnership import World
from tests.unit.workbench.conftest import MakeAction

DAY = date(2026, 10, 14)
TEXT = b"Audit of thresholds\n\nThe nurses were asked about bruising in small children.\n"


@pytest.fixture
def keep(world: World, by: Actor, at: datetime):  # type: ignore[no-untyped-def]
    def kept(name: str = "audit.txt", data: bytes = TEXT, group: Group | None = None) -> StoredFile:
        return store(data=data, name=name, circle=(group or world.oversight).circle, by=by, at=at)

    return kept


def test_a_files_text_is_found_with_its_line(world: World, keep, at: datetime) -> None:  # type: ignore[no-untyped-def]
    file = keep()
    read_files_for_search(at)
    found = find(Wanted("bruise nurse"), world.member, on=DAY).found
    assert [(each.told.title, each.told.url) for each in found] == [("audit.txt", f"/files/{file.pk}")]
    assert [place.line for each in found for place in each.places] == [1]
    assert find(Wanted("bruise nurse"), world.reviewer, on=DAY).found == []


def test_a_file_that_cannot_be_read_is_found_by_its_name_and_not_read_again(
    world: World,
    keep,  # type: ignore[no-untyped-def]
    at: datetime,
) -> None:
    keep("Photograph of the hall.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)))
    read_files_for_search(at)
    assert len(find(Wanted("photograph"), world.member, on=DAY).found) == 1
    row = SearchRow.objects.get(kind="file")
    read_files_for_search(at)
    assert SearchRow.objects.get(kind="file").pk == row.pk


def test_a_restricted_files_name_and_words_are_not_listed(world: World, keep, at: datetime) -> None:  # type: ignore[no-untyped-def]
    keep("Child K.txt", group=world.review)
    read_files_for_search(at)
    [found] = find(Wanted("bruise"), world.reviewer, on=DAY).found
    assert (found.told.title, found.told.restricted, found.places) == ("A restricted file", True, [])


def test_minutes_that_wait_to_be_confirmed_are_found_by_their_files_name_only(
    world: World,
    keep,  # type: ignore[no-untyped-def]
    at: datetime,
) -> None:
    MinutesImportFactory(group=world.oversight, circle=world.oversight.circle, file=keep("Minutes of July.txt"))
    read_files_for_search(at)
    assert matching("july", kind="file").exists()
    assert not matching("bruise").exists()


def test_a_file_of_an_action_is_found_under_the_actions_group(
    world: World,
    make_action: MakeAction,
    keep,  # type: ignore[no-untyped-def]
    at: datetime,
) -> None:
    EvidenceFactory(action=make_action(), file=keep())
    read_files_for_search(at)
    assert len(find(Wanted("bruise", groups=(world.oversight.pk,)), world.member, on=DAY).found) == 1
    assert find(Wanted("bruise", groups=(world.review.pk,)), world.member, on=DAY).found == []
