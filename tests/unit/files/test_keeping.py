"""Keeping a file, opening it, and knowing whether it is still what was stored."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from plait.access.models import Circle, Level
from plait.accounts.models import User
from plait.core import registry
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.files.commands import move_to_circle, store
from plait.files.models import StoredFile
from plait.files.places import is_place
from plait.files.queries import damaged, files_for, read
from plait.history.models import Entry
from plait.history.queries import times_opened
from tests.factories.access import CircleFactory, ExclusionFactory, GrantFactory
from tests.factories.foundations import UserFactory

pytestmark = pytest.mark.django_db
PAPER = b"A paper about the school run in Marlshire."


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    kept = settings.STORAGES
    settings.STORAGES = {**kept, "default": {**kept["default"], "OPTIONS": {"location": tmp_path}}}
    return tmp_path


@pytest.fixture
def reader() -> User:
    return UserFactory()


@pytest.fixture
def circle(reader: User) -> Circle:
    return GrantFactory(person=reader.person).circle


@pytest.fixture
def kept(circle: Circle, by: Actor, at: datetime) -> StoredFile:
    return store(data=PAPER, name="C:\\papers\\school run.docx", circle=circle, by=by, at=at)


def open_as(user: User, file: StoredFile):  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(user)
    return client.get(reverse("file", args=[file.pk]))


def on_disk(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_file_is_kept_under_a_random_name_where_only_plait_reads_it(kept: StoredFile, folder: Path) -> None:
    [path] = on_disk(folder)
    assert path == folder / kept.place
    assert is_place(kept.place)
    assert kept.sha256 not in kept.place
    assert [each.stat().st_mode & 0o077 for each in (path, path.parent)] == [0, 0]
    assert (read(kept), kept.name, kept.size) == (PAPER, "school run.docx", len(PAPER))


def test_keeping_it_leaves_history(kept: StoredFile) -> None:
    assert Entry.objects.get(kind="file", key=kept.pk).verb == "stored"


def test_the_same_bytes_lie_apart_so_that_nobody_learns_who_else_has_them(
    kept: StoredFile, folder: Path, by: Actor, at: datetime
) -> None:
    again = store(data=PAPER, name="another name.txt", circle=CircleFactory(), by=by, at=at)
    assert (again.sha256 == kept.sha256, again.place != kept.place, len(on_disk(folder))) == (True, True, 2)


def test_bytes_that_were_cut_off_are_noticed_and_never_sent(kept: StoredFile, folder: Path, reader: User) -> None:
    on_disk(folder)[0].write_bytes(PAPER[:10])
    assert list(damaged()) == [kept]
    answer = open_as(reader, kept)
    assert (answer.status_code, PAPER[:10] in answer.content) == (410, False)


def test_missing_bytes_are_noticed(kept: StoredFile) -> None:
    default_storage.delete(kept.place)
    assert list(damaged()) == [kept]


def test_an_empty_file_leaves_no_trace(circle: Circle, folder: Path, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal), transaction.atomic():
        store(data=b"", name="empty.docx", circle=circle, by=by, at=at)
    assert (StoredFile.objects.count(), on_disk(folder)) == (0, [])


def test_who_is_in_the_circle_opens_it(kept: StoredFile, reader: User) -> None:
    answer = open_as(reader, kept)
    assert (answer.status_code, answer.content) == (200, PAPER)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="school run.docx"'
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_who_is_not_in_the_circle_does_not_learn_that_it_exists(kept: StoredFile) -> None:
    nobody = UserFactory()
    assert open_as(nobody, kept).status_code == 404
    assert list(files_for(nobody)) == []
    assert registry.describe([Ref("file", kept.pk)], nobody)[Ref("file", kept.pk)].restricted


def test_who_is_excluded_does_not_open_it(kept: StoredFile, reader: User) -> None:
    ExclusionFactory(circle=kept.circle, person=reader.person)
    assert open_as(reader, kept).status_code == 404


def test_the_same_bytes_in_another_circle_open_nothing_here(
    kept: StoredFile, reader: User, by: Actor, at: datetime
) -> None:
    theirs = store(data=PAPER, name="same.docx", circle=CircleFactory(), by=by, at=at)
    assert open_as(reader, theirs).status_code == 404


def test_opening_restricted_material_is_recorded(reader: User, by: Actor, at: datetime) -> None:
    circle = GrantFactory(person=reader.person, circle__level=Level.RESTRICTED).circle
    secret = store(data=PAPER, name="review.docx", circle=circle, by=by, at=at)
    open_as(reader, secret)
    assert times_opened(Ref("file", secret.pk)) == 1


def test_opening_anything_else_is_not(kept: StoredFile, reader: User) -> None:
    open_as(reader, kept)
    assert times_opened(Ref("file", kept.pk)) == 0


@pytest.mark.parametrize(
    "name", ["notes.txt", 'he said "no".pdf', "Besprechung – Ärzte.docx", "a\r\nSet-Cookie: x=1.pdf"]
)
def test_no_name_breaks_out_of_its_header(circle: Circle, reader: User, by: Actor, at: datetime, name: str) -> None:
    answer = open_as(reader, store(data=PAPER, name=name, circle=circle, by=by, at=at))
    assert answer.status_code == 200
    assert "\n" not in answer.headers["Content-Disposition"]
    assert "x" not in answer.cookies


def test_files_go_along_to_another_circle(kept: StoredFile, by: Actor, at: datetime) -> None:
    elsewhere = CircleFactory()
    assert move_to_circle(files=[kept.pk], circle=elsewhere, by=by, at=at) == 1
    assert move_to_circle(files=[kept.pk], circle=elsewhere, by=by, at=at) == 0
    assert StoredFile.objects.get().circle == elsewhere
