"""Rows inserted without instances are the rows that `bulk_create` writes."""

from datetime import timedelta

import pytest

from plait.core.rows import insert_rows
from plait.notifications.models import SignedLink
from tests.conftest import THE_DAY
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

NAMES = ("purpose", "person", "kind", "key", "route", "name", "message", "made_at", "expires_at", "revoked_at")


def test_rows_are_read_back_as_bulk_create_would_have_written_them() -> None:
    person, ends = PersonFactory(), THE_DAY + timedelta(days=1)
    rows = [(f"p’{n}", person.pk, "", n or None, "r", "n", None, THE_DAY, ends, None) for n in range(3)]
    insert_rows(SignedLink, NAMES, rows)
    values = ({**dict(zip(NAMES, row, strict=True)), "person": person} for row in rows)
    SignedLink.objects.bulk_create(SignedLink(**each) for each in values)
    found = list(SignedLink.objects.order_by("pk").values_list(*NAMES))
    assert found[:3] == found[3:] == rows


def test_a_field_left_out_is_refused_and_no_rows_are_nothing() -> None:
    with pytest.raises(TypeError, match="SignedLink takes"):
        insert_rows(SignedLink, ["purpose"], [("p",)])
    insert_rows(SignedLink, NAMES, [])
    assert not SignedLink.objects.exists()
