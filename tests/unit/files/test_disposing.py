"""Files that go for good, and bytes that no record has."""

import os
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.files.commands import dispose, store
from plait.files.models import StoredFile
from plait.files.places import new_place
from plait.history.models import Detail, Entry
from plait.history.queries import verify
from tests.factories.access import CircleFactory
from tests.factories.actions import EvidenceFactory

pytestmark = pytest.mark.django_db
PAPER = b"A paper about the school run in Marlshire."


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> None:
    kept = settings.STORAGES
    settings.STORAGES = {**kept, "default": {**kept["default"], "OPTIONS": {"location": tmp_path}}}


@pytest.fixture
def kept(by: Actor, at: datetime) -> StoredFile:
    return store(data=PAPER, name="Tilly Marsh.txt", circle=CircleFactory(), by=by, at=at)


def test_a_disposed_file_takes_its_bytes_along_and_leaves_that_it_was_there(
    kept: StoredFile, by: Actor, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert dispose(files=[kept.pk], because="Its time was up.", by=by, at=at) == 1
    assert (StoredFile.objects.count(), default_storage.exists(kept.place)) == (0, False)
    entry = Entry.objects.get(kind="file", verb="disposed")
    assert Detail.objects.get(entry=entry).said["because"] == "Its time was up."
    assert "Tilly" not in str(Detail.objects.get(entry=entry).said)
    assert verify().broken is None


def test_disposing_again_changes_nothing(kept: StoredFile, by: Actor, at: datetime) -> None:
    assert [dispose(files=[kept.pk], because="Once.", by=by, at=at) for _ in range(2)] == [1, 0]


def test_bytes_stay_until_the_disposal_is_settled(kept: StoredFile, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        dispose(files=[kept.pk], because="A slip.", by=by, at=at)
        transaction.set_rollback(True)
    assert StoredFile.objects.filter(pk=kept.pk).exists()
    assert default_storage.exists(kept.place)


def test_a_file_that_a_record_needs_is_not_disposed_of(kept: StoredFile, by: Actor, at: datetime) -> None:
    EvidenceFactory(file=kept)
    with pytest.raises(Refusal, match="still needs it"):
        dispose(files=[kept.pk], because="Its time was up.", by=by, at=at)
    assert StoredFile.objects.filter(pk=kept.pk).exists()


def test_bytes_that_an_older_record_shares_stay_for_the_other(
    kept: StoredFile, by: Actor, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """Records from before random names share their bytes where the papers are the same."""
    StoredFile.objects.create(
        name="same.txt", sha256=kept.sha256, size=kept.size, place=kept.place, circle=kept.circle, stored_at=at
    )
    with django_capture_on_commit_callbacks(execute=True):
        dispose(files=[kept.pk], because="Its time was up.", by=by, at=at)
    assert default_storage.exists(kept.place)


def test_a_storage_that_is_silent_when_bytes_should_go_leaves_them_to_be_taken_away_later(
    kept: StoredFile,
    by: Actor,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def silent(name: str) -> None:
        raise OSError("silent")

    with monkeypatch.context() as patched:
        patched.setattr(default_storage, "delete", silent)
        with django_capture_on_commit_callbacks(execute=True):
            dispose(files=[kept.pk], because="Its time was up.", by=by, at=at)
    _make_old(kept.place)
    assert told("--delete") == "1 files in the storage belong to no record.\n1 of them were taken away.\n"
    assert not default_storage.exists(kept.place)


def _make_old(place: str) -> None:
    os.utime(default_storage.path(place), (0, 0))


def told(*words: str) -> str:
    said = StringIO()
    call_command("stray_files", *words, stdout=said)
    return said.getvalue()


def test_what_a_command_began_and_did_not_end_is_counted_and_only_taken_away_when_asked(kept: StoredFile) -> None:
    stray, young = new_place(), new_place()
    for place in (stray, young):
        default_storage.save(place, ContentFile(b"begun"))
    _make_old(stray)
    _make_old(kept.place)
    assert told() == "1 files in the storage belong to no record.\n"
    told("--delete")
    assert [default_storage.exists(place) for place in (stray, young, kept.place)] == [False, True, True]


def test_where_nothing_was_ever_kept_there_are_no_strays(settings: Settings, tmp_path: Path) -> None:
    kept = settings.STORAGES
    settings.STORAGES = {**kept, "default": {**kept["default"], "OPTIONS": {"location": tmp_path / "none"}}}
    assert told() == "0 files in the storage belong to no record.\n"
