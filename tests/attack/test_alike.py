"""What one may not know answers exactly like what is not there: status, words and headers.

How long both take is compared by `python -m tests.attack.timing`, which asserts nothing: a timed test would fail on a
busy day and be believed on a quiet one.
"""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from plait.access.commands import exclude
from plait.accounts.models import User
from plait.actions.models import Action
from plait.core.actor import Actor
from plait.files.commands import store
from tests.attack.conftest import SignIn
from tests.factories.again import BatchFileFactory
from tests.factories.meetings import MinutesImportFactory, MinutesVersionFactory
from tests.factories.trackers import TrackerImportFactory
from tests.small_partnership import World

NOBODYS = 999_999
Pair = tuple[str, str]


@pytest.fixture
def pairs(world: World, make_action: Callable[..., Action], by: Actor, at) -> list[Pair]:  # type: ignore[no-untyped-def]
    """Addresses of what is hidden, each with one of what is not there."""
    act = make_action(world.review)
    minutes = MinutesImportFactory(group=world.review)
    version = MinutesVersionFactory(meeting__group=world.review)
    batch = BatchFileFactory(batch__group=world.review, minutes_import=minutes).batch
    tracker = TrackerImportFactory(group=world.review)
    file = store(data=b"x", name="x.txt", circle=world.review.circle, by=by, at=at)
    keyed = {
        "meeting": version.meeting_id,
        "minutes_import": minutes.pk,
        "import_progress": minutes.pk,
        "change_facts": minutes.pk,
        "batch": batch.pk,
        "batch_progress": batch.pk,
        "tracker": tracker.pk,
        "tracker_columns": tracker.pk,
        "file": file.pk,
    }
    named = {"risks": world.review.slug, "matters": world.review.slug}
    of_action = ("action", "update_action", "change_action", "close_action", "add_evidence")
    return [
        *((reverse(name, args=[key]), reverse(name, args=[NOBODYS])) for name, key in keyed.items()),
        *((reverse(name, args=[slug]), reverse(name, args=["no-such-group"])) for name, slug in named.items()),
        *((reverse(name, args=[act.reference]), reverse(name, args=["ACT-9999"])) for name in of_action),
        (f"{reverse('search')}?q={act.reference}", f"{reverse('search')}?q=ACT-9999"),
        (f"{reverse('actions')}?q={act.reference}", f"{reverse('actions')}?q=ACT-9999"),
    ]


def told(answer: HttpResponse, address: str) -> tuple[int, dict[str, str], str]:
    """All of an answer but what differs between any two: its number, and the address itself where it is repeated."""
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    for said in (address, address.partition("=")[2]):
        text = text.replace(said, "") if said else text
    headers.pop("Content-Length", None)  # of the address that is repeated
    return answer.status_code, headers, text


def assert_alike(client: Client, pairs: list[Pair], method: str) -> None:
    different = [
        hidden
        for hidden, missing in pairs
        if told(getattr(client, method)(hidden), hidden) != told(getattr(client, method)(missing), missing)
    ]
    assert different == []


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_hidden_and_missing_are_answered_alike(world: World, sign_in: SignIn, pairs: list[Pair], method: str) -> None:
    for user in (world.member, world.business_unit, world.scrutineer):
        assert_alike(sign_in(user), pairs, method)


def test_to_somebody_who_was_shut_out_it_is_as_if_it_were_not_there(
    world: World, sign_in: SignIn, pairs: list[Pair], by: Actor, at
) -> None:  # type: ignore[no-untyped-def]
    reviewer: User = world.reviewer
    exclude(circle=world.review.circle, person=reviewer.person, reason="A conflict of interest.", by=by, at=at)
    assert_alike(sign_in(reviewer), pairs, "get")


def test_signed_out_every_address_of_a_record_leads_to_the_same_door(pairs: list[Pair]) -> None:
    for hidden, missing in pairs:
        answers = [Client().get(address) for address in (hidden, missing)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert {answer.headers["Location"].partition("?")[0] for answer in answers} == {reverse("sign_in")}
