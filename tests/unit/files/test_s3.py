"""Files in S3-compatible storage: against a real S3 server on this machine, and against one that went away."""

import logging
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from moto.server import ThreadedMotoServer
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.files.commands import dispose, store
from plait.files.leftovers import strays
from plait.files.models import StoredFile
from plait.files.places import new_place
from plait.files.queries import damaged, read
from plait.workbench.backups.restoring import restore
from plait.workbench.backups.taking import take
from plait.workbench.readiness import readiness
from tests.factories.access import CircleFactory, GrantFactory
from tests.factories.foundations import UserFactory

pytestmark = pytest.mark.django_db
PAPER = b"A paper about the school run in Marlshire. " * 100


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


def options(server: str) -> dict[str, object]:
    return {
        "bucket_name": "marlshire",
        "endpoint_url": server,
        "region_name": "eu-west-2",
        "location": "plait",
        "access_key": "a-key",
        "secret_key": "a-secret",
    }


def _use(settings: Settings, server: str) -> None:
    kept = settings.STORAGES
    settings.STORAGES = {**kept, "default": {"BACKEND": "plait.files.s3.S3", "OPTIONS": options(server)}}


@pytest.fixture
def bucket(settings: Settings, server: str) -> Iterator[Any]:
    """The bucket itself, looked at past Plait."""
    _use(settings, server)
    found = default_storage.bucket  # type: ignore[attr-defined]
    found.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield found
    found.objects.all().delete()
    found.delete()
    storages.__dict__.pop("backends", None)


@pytest.fixture
def down(settings: Settings) -> None:
    """Nobody listens where the storage should be."""
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        nobody = f"http://127.0.0.1:{gone.getsockname()[1]}"
    _use(settings, nobody)


@pytest.fixture
def reader() -> Client:
    client = Client()
    client.user = UserFactory()  # type: ignore[attr-defined]
    client.force_login(client.user)  # type: ignore[attr-defined]
    return client


@pytest.fixture
def kept(bucket: Any, reader: Client, by: Actor, at: datetime) -> StoredFile:
    circle = GrantFactory(person=reader.user.person).circle  # type: ignore[attr-defined]
    return store(data=PAPER, name="Tilly Marsh.docx", circle=circle, by=by, at=at)


def keys(bucket: Any) -> list[str]:
    return [each.key for each in bucket.objects.all()]


def test_a_file_lies_in_the_bucket_under_a_random_name_and_says_nothing_of_itself(
    kept: StoredFile, bucket: Any
) -> None:
    assert keys(bucket) == [f"plait/{kept.place}"]
    found = bucket.Object(f"plait/{kept.place}")
    assert (found.content_type, found.metadata) == ("application/octet-stream", {})
    assert read(kept) == PAPER
    assert list(damaged()) == []


def test_it_is_opened_through_plait_whole_and_in_parts(kept: StoredFile, reader: Client) -> None:
    address = reverse("file", args=[kept.pk])
    whole = reader.get(address)
    assert (whole.status_code, whole.content) == (200, PAPER)
    part = reader.get(address, headers={"Range": "bytes=2-6"})
    assert (part.status_code, part.content) == (206, PAPER[2:7])


def test_the_storage_gives_nobody_an_address(kept: StoredFile) -> None:
    with pytest.raises(NotImplementedError, match="through its circle"):
        default_storage.url(kept.place)


def test_missing_and_damaged_bytes_are_told_of_with_410(kept: StoredFile, bucket: Any, reader: Client) -> None:
    address = reverse("file", args=[kept.pk])
    bucket.Object(f"plait/{kept.place}").put(Body=b"another paper")
    assert reader.get(address).status_code == 410
    bucket.Object(f"plait/{kept.place}").delete()
    for header in ({}, {"Range": "bytes=2-6"}):
        answer = reader.get(address, headers=header)
        assert (answer.status_code, "brought back from a backup" in answer.content.decode()) == (410, True)
    assert list(damaged()) == [kept]


def test_disposing_takes_it_out_of_the_bucket(
    kept: StoredFile,
    bucket: Any,
    by: Actor,
    at: datetime,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        dispose(files=[kept.pk], because="Its time was up.", by=by, at=at)
    assert keys(bucket) == []


def test_what_was_begun_and_did_not_end_is_found(kept: StoredFile, bucket: Any) -> None:
    stray = new_place()
    default_storage.save(stray, ContentFile(b"begun"))
    later = datetime.now(UTC) + timedelta(days=2)
    assert list(strays(before=later)) == [stray]
    assert list(strays(before=later - timedelta(days=3))) == []


def test_while_the_server_is_down_nothing_is_half_kept(down: None, by: Actor, at: datetime) -> None:
    with pytest.raises(Refusal, match=r"storage does not answer, so the file was not kept"), transaction.atomic():
        store(data=PAPER, name="Tilly Marsh.docx", circle=CircleFactory(), by=by, at=at)
    assert StoredFile.objects.count() == 0


def test_a_bucket_that_is_not_there_or_not_ours_keeps_nothing(
    settings: Settings, server: str, by: Actor, at: datetime
) -> None:
    _use(settings, server)
    with pytest.raises(Refusal, match="storage does not answer"), transaction.atomic():
        store(data=PAPER, name="Tilly Marsh.docx", circle=CircleFactory(), by=by, at=at)
    assert StoredFile.objects.count() == 0


def test_while_the_server_is_down_a_file_is_not_called_missing(
    kept: StoredFile, reader: Client, down: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = reader.get(reverse("file", args=[kept.pk]))
    assert (answer.status_code, "Try again in a few minutes" in answer.content.decode()) == (503, True)
    assert "Tilly" not in caplog.text
    assert readiness()["files"] == "The file storage cannot be written to."


@pytest.mark.django_db(transaction=True)
def test_a_back_up_holds_the_files_of_the_bucket_and_brings_them_back(
    kept: StoredFile, bucket: Any, tmp_path: Path, by: Actor, at: datetime
) -> None:
    call_command("backup", str(tmp_path / "one.zip"), stdout=StringIO())
    bucket.objects.all().delete()
    done = restore(tmp_path / "one.zip", replace=True, by=by, at=at)
    assert (done.lost, keys(bucket)) == ([], [f"plait/{kept.place}"])
    assert read(kept) == PAPER


@pytest.mark.django_db(transaction=True)
def test_a_back_up_is_refused_while_the_server_is_down_and_leaves_no_file(
    kept: StoredFile, down: None, tmp_path: Path, at: datetime
) -> None:
    with pytest.raises(Refusal, match="file storage does not answer"):
        take(tmp_path / "one.zip", at=at)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_a_restoration_is_refused_while_the_server_is_down_and_changes_nothing(
    kept: StoredFile, tmp_path: Path, by: Actor, at: datetime, settings: Settings, request: pytest.FixtureRequest
) -> None:
    take(tmp_path / "one.zip", at=at)
    request.getfixturevalue("down")
    with pytest.raises(Refusal, match="does not answer"):
        restore(tmp_path / "one.zip", replace=True, by=by, at=at)
    assert StoredFile.objects.get() == kept
