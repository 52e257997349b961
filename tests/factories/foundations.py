"""Factories for the rooms that people do not see: counters, history, jobs, files, search, messages, accounts."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from plait.accounts.models import User
from plait.core.models import ReferenceCounter
from plait.files.models import StoredFile
from plait.history.models import Detail, Entry, Reading, Seal, Sealer
from plait.history.rules import START, hash_detail
from plait.jobs.models import Turn, Worker
from plait.search.models import SearchRow
from tests.conftest import THE_DAY
from tests.factories.access import CircleFactory
from tests.factories.people import PersonFactory


class ReferenceCounterFactory(DjangoModelFactory):
    class Meta:
        model = ReferenceCounter

    prefix = factory.Sequence(lambda n: f"T{n}")


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    at = THE_DAY
    kind = "group"
    key = 1
    verb = "opened"
    way = "command_line"
    detail_hash = hash_detail("salt", {"name": "A group"})


class DetailFactory(DjangoModelFactory):
    class Meta:
        model = Detail

    entry = factory.SubFactory(EntryFactory)
    salt = "salt"
    said = {"name": "A group"}


class SealFactory(DjangoModelFactory):
    class Meta:
        model = Seal

    position = factory.Sequence(lambda n: n + 1)
    entry_key = factory.Sequence(lambda n: n + 1)
    hash = START


class SealerFactory(DjangoModelFactory):
    class Meta:
        model = Sealer


class ReadingFactory(DjangoModelFactory):
    class Meta:
        model = Reading

    at = THE_DAY
    kind = "action"
    key = 1
    how = "detail"


class TurnFactory(DjangoModelFactory):
    class Meta:
        model = Turn

    job = factory.Sequence(lambda n: f"job {n}")
    turns = 1
    slot_at = THE_DAY
    claimed_at = THE_DAY


class WorkerFactory(DjangoModelFactory):
    class Meta:
        model = Worker

    name = factory.Sequence(lambda n: f"{n}-worker")
    host = "plait-1"
    began_at = THE_DAY


class StoredFileFactory(DjangoModelFactory):
    class Meta:
        model = StoredFile

    name = "paper.txt"
    sha256 = hashlib.sha256(b"paper").hexdigest()
    size = 5
    content_type = "text/plain"
    place = factory.Sequence(lambda n: f"{n % 256:02x}/{n:064x}")
    circle = factory.SubFactory(CircleFactory)
    stored_at = THE_DAY


class SearchRowFactory(DjangoModelFactory):
    class Meta:
        model = SearchRow

    kind = "action"
    key = factory.Sequence(lambda n: n + 1)
    circle = factory.SubFactory(CircleFactory)
    title = "The mailing list"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    email = factory.SelfAttribute("person.email")
    password = factory.django.Password("a long sample password")
