"""Back-ups of a database and its files, on whichever database the tests run, and from one installation to another."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from pytest_django.fixtures import Settings

from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.files import commands as files
from plait.files.models import StoredFile
from plait.history import triggers
from plait.history.commands import record, seal
from plait.history.models import Detail, Entry
from plait.history.queries import verify
from plait.notifications.models import Outbox
from plait.people.models import Person
from plait.search.queries import matching
from plait.workbench.backups.archive import check
from plait.workbench.backups.restoring import PAUSED_BECAUSE, restore
from plait.workbench.backups.taking import take
from plait.workbench.commands import note_restored
from tests.factories import all_factories
from tests.factories.access import CircleFactory
from tests.factories.foundations import SearchRowFactory
from tests.factories.letters import MessageFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = b"A paper about the school run in Marlshire."


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> Iterator[None]:
    kept = settings.STORAGES
    settings.STORAGES = {**kept, "default": {**kept["default"], "OPTIONS": {"location": tmp_path / "files"}}}
    yield
    storages.__dict__.pop("backends", None)


@pytest.fixture
def filled(by: Actor, at: datetime) -> Person:
    """A person, a file, a search row, and a history that is sealed but for its last entry."""
    person = PersonFactory(name="Ingrid O’Farrell-Żak", email="ingrid@marlshire.example")
    circle = CircleFactory()
    files.store(data=PAPER, name="paper.txt", circle=circle, by=by, at=at)
    SearchRowFactory(key=7, circle=circle, title="The school run", text="buses and bicycles")
    seal(by=by, at=at)
    note_restored(made_at="2026-01-01", rows=0, files=0, by=by, at=at)
    return person


def contents(path: Path) -> dict[str, str]:
    """Part -> checksum, without what a restoration adds to: the history, and the outbox, which it pauses."""
    added_to = ("tables/history_", "tables/notifications_outbox")
    return {name: part.sha256 for name, part in check(path).parts.items() if not name.startswith(added_to)}


def restored(path: Path, by: Actor, at: datetime, *, replace: bool = True):  # type: ignore[no-untyped-def]
    return restore(path, replace=replace, by=by, at=at)


def test_every_kind_of_record_comes_back_as_it_was(tmp_path: Path, by: Actor, at: datetime) -> None:
    for factory in all_factories().values():
        factory()
    take(tmp_path / "before.zip", at=at)
    restored(tmp_path / "before.zip", by, at)
    take(tmp_path / "after.zip", at=at)
    assert contents(tmp_path / "after.zip") == contents(tmp_path / "before.zip")


def test_what_was_changed_since_is_put_back(filled: Person, tmp_path: Path, by: Actor, at: datetime) -> None:
    take(tmp_path / "one.zip", at=at)
    Person.objects.filter(pk=filled.pk).update(name="Somebody else")
    PersonFactory(name="A newcomer")
    default_storage.delete(StoredFile.objects.get().place)
    done = restored(tmp_path / "one.zip", by, at)
    assert [person.name for person in Person.objects.all()] == ["Ingrid O’Farrell-Żak"]
    with default_storage.open(StoredFile.objects.get().place) as kept:
        assert kept.read() == PAPER
    assert done.lost == []


def test_damaged_bytes_in_the_storage_are_replaced_by_those_of_the_back_up(
    filled: Person, tmp_path: Path, by: Actor, at: datetime
) -> None:
    take(tmp_path / "one.zip", at=at)
    (tmp_path / "files" / StoredFile.objects.get().place).chmod(0o600)
    (tmp_path / "files" / StoredFile.objects.get().place).write_bytes(b"rot")
    assert restored(tmp_path / "one.zip", by, at).lost == []


def test_the_history_holds_afterwards_and_tells_of_the_restoration(
    filled: Person, tmp_path: Path, by: Actor, at: datetime
) -> None:
    take(tmp_path / "one.zip", at=at)
    verdict = restored(tmp_path / "one.zip", by, at).verdict
    assert (verdict.broken, verdict.sealed, verdict.unsealed) == (None, 1, 3)
    assert Entry.objects.order_by("-pk")[0].verb == "restored"
    assert triggers.missing() == set()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()


def test_the_outbox_is_paused_so_that_nothing_is_sent_twice(
    filled: Person, tmp_path: Path, by: Actor, at: datetime
) -> None:
    MessageFactory(to=filled)
    take(tmp_path / "a.zip", at=at)
    done = restored(tmp_path / "a.zip", by, at)
    held = Outbox.objects.get()
    assert (held.paused_at, held.paused_because, done.waiting) == (at, PAUSED_BECAUSE, 1)


def test_records_are_found_by_their_words_afterwards(filled: Person, tmp_path: Path, by: Actor, at: datetime) -> None:
    take(tmp_path / "one.zip", at=at)
    SearchRowFactory(key=8, title="Something newer")
    restored(tmp_path / "one.zip", by, at)
    assert [row.key for row in matching("school bicyc")] == [7]
    assert list(matching("newer")) == []


def test_the_next_record_gets_a_key_of_its_own(filled: Person, tmp_path: Path, by: Actor, at: datetime) -> None:
    take(tmp_path / "one.zip", at=at)
    restored(tmp_path / "one.zip", by, at)
    assert PersonFactory().pk > filled.pk


def test_a_restoration_ends_every_sign_in(filled: Person, tmp_path: Path, by: Actor, at: datetime, client) -> None:  # type: ignore[no-untyped-def]
    from django.contrib.sessions.models import Session

    client.session.save()
    take(tmp_path / "one.zip", at=at)
    restored(tmp_path / "one.zip", by, at)
    assert Session.objects.count() == 0


def test_it_is_refused_while_there_is_something_to_lose_and_says_what(
    filled: Person, tmp_path: Path, by: Actor, at: datetime
) -> None:
    take(tmp_path / "one.zip", at=at)
    with pytest.raises(Refusal, match=r"would be lost: 1 people, 1 files, 2 entries of history.*--yes"):
        restored(tmp_path / "one.zip", by, at, replace=False)


def test_a_damaged_back_up_touches_nothing(filled: Person, tmp_path: Path, by: Actor, at: datetime) -> None:
    take(tmp_path / "one.zip", at=at)
    spoilt = bytearray((tmp_path / "one.zip").read_bytes())
    with ZipFile(tmp_path / "one.zip") as held:
        sha256 = StoredFile.objects.get().sha256
        place = held.getinfo(f"files/{sha256[:2]}/{sha256}").header_offset + 110
    spoilt[place] ^= 0xFF
    (tmp_path / "spoilt.zip").write_bytes(spoilt)
    Person.objects.filter(pk=filled.pk).update(name="Changed since")
    with pytest.raises(Refusal, match="damaged"):
        restored(tmp_path / "spoilt.zip", by, at)
    assert Person.objects.get().name == "Changed since"
    assert triggers.missing() == set()


def test_rows_the_database_does_not_accept_leave_everything_as_it_was(
    filled: Person, tmp_path: Path, by: Actor, at: datetime
) -> None:
    """A back-up whose checksums are right, made by somebody who wrote it by hand: two people with one key."""
    from plait.workbench.backups import tables

    real = tables.dump
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tables, "dump", lambda model, using: _twice(real(model, using), model is Person))
        take(tmp_path / "wrong.zip", at=at)
    default_storage.delete(StoredFile.objects.get().place)
    Person.objects.filter(pk=filled.pk).update(name="Changed since")
    with pytest.raises(Refusal, match=r"does not accept the rows of people_person .*Nothing was changed"):
        restored(tmp_path / "wrong.zip", by, at)
    assert Person.objects.get().name == "Changed since"
    assert not default_storage.exists(StoredFile.objects.get().place)
    assert triggers.missing() == set()


def _twice(rows: Iterator[bytes], really: bool) -> Iterator[bytes]:
    for row in rows:
        yield row
        if really:
            yield row


def test_a_back_up_is_of_one_moment_while_others_write(
    filled: Person, tmp_path: Path, by: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person who comes while the tables are written is in none of them, and does not have to wait."""
    from plait.workbench.backups import tables

    real, began = tables.dump, []

    def dump_and_let_somebody_come(model, using):  # type: ignore[no-untyped-def]
        if not began:
            began.append(model)
            PersonFactory(name="A newcomer")
        return real(model, using)

    monkeypatch.setattr(tables, "dump", dump_and_let_somebody_come)
    take(tmp_path / "one.zip", at=at)
    with ZipFile(tmp_path / "one.zip") as held:
        rows = held.read("tables/people_person.jsonl").decode().splitlines()
    assert [json.loads(row)[1] for row in rows] == ["Ingrid O’Farrell-Żak"]
    assert Person.objects.count() == 2
    assert "backup" not in connections


def test_a_lost_file_is_told_and_the_rest_is_kept(filled: Person, tmp_path: Path, at: datetime) -> None:
    default_storage.delete(StoredFile.objects.get().place)
    with pytest.raises(CommandError, match="1 stored files are missing or damaged"):
        call_command("backup", str(tmp_path / "one.zip"), stdout=StringIO())
    assert check(tmp_path / "one.zip").lost == [StoredFile.objects.get().sha256]


def test_a_history_that_was_broken_before_is_restored_and_told(
    filled: Person, tmp_path: Path, by: Actor, at: datetime
) -> None:
    record(ref=Ref("person", filled.pk), verb="named", said={"to": "Ingrid"}, by=by, at=at)
    triggers.drop()
    Detail.objects.update(said={"name": "another"})
    triggers.install()
    assert verify().broken
    take(tmp_path / "one.zip", at=at)
    with pytest.raises(CommandError, match="it was not whole then"):
        call_command("restore", str(tmp_path / "one.zip"), "--yes", stdout=StringIO())
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda names: [*names, "people.9999_of_tomorrow"], "1 migrations that this one does not know"),
        (lambda names: [n for n in names if n != "search.0001_initial"], "it lacks 1 migrations"),
    ],
)
def test_a_back_up_of_another_version_is_refused_in_a_sentence(  # type: ignore[no-untyped-def]
    filled: Person, tmp_path: Path, by: Actor, at: datetime, monkeypatch: pytest.MonkeyPatch, change, sentence: str
) -> None:
    from plait.workbench.backups import taking

    real = taking.migrations_of
    with monkeypatch.context() as patched:
        patched.setattr(taking, "migrations_of", lambda on: change(real(on)))
        take(tmp_path / "other.zip", at=at)
    with pytest.raises(Refusal, match=sentence):
        restored(tmp_path / "other.zip", by, at)


def test_a_back_up_moves_to_another_installation_and_back(
    filled: Person, tmp_path: Path, by: Actor, at: datetime
) -> None:
    """The other is a fresh SQLite; where these tests run on PostgreSQL the work crosses between databases twice."""
    there = {**os.environ, "PLAIT_MODE": "test", "PLAIT_DATA": str(tmp_path / "there"), "DATABASE_URL": ""}

    def plait(*words: str) -> None:
        subprocess.run([sys.executable, "-m", "plait.cli.main", *words], env=there, check=True, capture_output=True)

    take(tmp_path / "here.zip", at=at)
    plait("manage", "migrate", "--skip-checks")
    plait("restore", str(tmp_path / "here.zip"))
    plait("verify-history", "--skip-checks")
    plait("backup", str(tmp_path / "there.zip"))
    Person.objects.all().update(name="Nobody")
    restored(tmp_path / "there.zip", by, at)
    assert check(tmp_path / "there.zip").database == "sqlite"
    assert contents(tmp_path / "there.zip") == contents(tmp_path / "here.zip")
    assert Person.objects.get().name == "Ingrid O’Farrell-Żak"
    assert verify().broken is None


def test_a_folder_gets_a_back_up_named_after_the_time(filled: Person, tmp_path: Path, at: datetime) -> None:
    (tmp_path / "kept").mkdir()
    assert take(tmp_path / "kept", at=at).path.name == "plait-2026-10-14-093000.zip"
    assert connection.in_atomic_block is False
