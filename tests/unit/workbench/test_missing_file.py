"""A file whose bytes are gone is told of, not fallen over."""

from datetime import datetime

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from plait.core.actor import Actor
from plait.files.commands import store
from tests.small_partnership import small_partnership


@pytest.mark.django_db
def test_a_file_whose_bytes_are_missing_says_so_and_what_to_do(by: Actor, at: datetime) -> None:
    world = small_partnership(by=by, at=at)
    kept = store(data=b"A paper", name="paper.txt", circle=world.oversight.circle, by=by, at=at)
    client = Client()
    client.force_login(world.business_unit)
    address = reverse("file", args=[kept.pk])
    assert client.get(address).status_code == 200
    default_storage.delete(kept.place)
    answer = client.get(address)
    assert answer.status_code == 410
    assert "brought back from a backup" in answer.content.decode()
