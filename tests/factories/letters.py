"""Factories for letters, links, and what people chose."""

import hashlib
from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from plait.notifications.models import (
    How,
    LinkOpening,
    LinkToken,
    Message,
    Outbox,
    Preference,
    ReturnedAddress,
    SignedLink,
)
from tests.conftest import THE_DAY
from tests.factories.people import PersonFactory


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    to = factory.SubFactory(PersonFactory)
    template = "accounts/letters/change"
    context = {"change": "passkey_added", "when": THE_DAY.isoformat()}
    written_at = THE_DAY
    due_at = THE_DAY
    send_by = THE_DAY + timedelta(days=3)


class OutboxFactory(DjangoModelFactory):
    class Meta:
        model = Outbox
        django_get_or_create = ("pk",)

    pk = 1


class SignedLinkFactory(DjangoModelFactory):
    class Meta:
        model = SignedLink

    purpose = "choices"
    person = factory.SubFactory(PersonFactory)
    route = "letter_choices_by_link"
    name = "choices"
    made_at = THE_DAY
    expires_at = THE_DAY + timedelta(days=7)


class LinkTokenFactory(DjangoModelFactory):
    class Meta:
        model = LinkToken

    link = factory.SubFactory(SignedLinkFactory)
    hash = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    made_at = THE_DAY


class LinkOpeningFactory(DjangoModelFactory):
    class Meta:
        model = LinkOpening

    link = factory.SubFactory(SignedLinkFactory)
    at = THE_DAY


class PreferenceFactory(DjangoModelFactory):
    class Meta:
        model = Preference

    person = factory.SubFactory(PersonFactory)
    topic = "receipt"
    how = How.DAILY


class ReturnedAddressFactory(DjangoModelFactory):
    class Meta:
        model = ReturnedAddress

    person = factory.SubFactory(PersonFactory)
    address = factory.SelfAttribute("person.email")
    since = THE_DAY
