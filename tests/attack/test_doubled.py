"""Forms that are old, and forms that come twice: one after the other, or at the same moment."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from plait.accounts.models import User
from plait.actions.models import Action, State
from plait.people.models import Person
from tests.attack.conftest import SignIn, Unchanged
from tests.small_partnership import World

NEW = {"wording": "Write the plan of the year", "kind": "housekeeping"}


def add_form(client: Client, world: World) -> dict[str, object]:
    key = client.get(reverse("add_action")).context["form"]["key"].value()
    return {**NEW, "key": key, "group": world.oversight.pk}


def test_a_form_sent_twice_makes_one_action_and_leads_to_it_both_times(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.business_unit)
    said = add_form(client, world)
    answers = [client.post(reverse("add_action"), said) for _ in range(2)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Action.objects.count() == 1


def test_another_persons_form_of_the_same_key_is_another_form(world: World, runs_review: User, sign_in: SignIn) -> None:
    said = add_form(sign_in(world.business_unit), world)
    sign_in(world.business_unit).post(reverse("add_action"), said)
    sign_in(runs_review).post(reverse("add_action"), {**said, "group": world.review.pk})
    assert Action.objects.count() == 2


def test_a_form_that_was_refused_may_be_sent_again(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.business_unit)
    said = add_form(client, world)
    assert client.post(reverse("add_action"), {**said, "wording": ""}).status_code == 422
    assert client.post(reverse("add_action"), said).status_code == 302
    assert Action.objects.count() == 1


def at_once(user: User, address: str, said: dict[str, object], times: int = 4) -> list[int]:
    """The same form from several windows at the same moment; how each was answered."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    begin, answers = threading.Barrier(times), []

    def send() -> None:
        one = Client(raise_request_exception=False)
        one.cookies["sessionid"] = session
        begin.wait()
        answers.append(one.post(address, said).status_code)
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


@pytest.mark.django_db(transaction=True)
def test_four_at_the_same_moment_make_one_action(world: World, sign_in: SignIn) -> None:
    connection.close()
    said = add_form(sign_in(world.business_unit), world)
    assert at_once(world.business_unit, reverse("add_action"), said) == [302] * 4
    assert Action.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_four_who_close_at_the_same_moment_one_does(world: World, make_action: Callable[..., Action]) -> None:
    act = make_action(world.oversight, world.member)
    said = {"version": act.version, "words": "It is done."}
    answers = at_once(world.business_unit, reverse("close_action", args=[act.reference]), said)
    assert answers == [302, 409, 409, 409]
    assert Action.objects.get().version == act.version + 1


@pytest.mark.parametrize("version", ["0", "-1", "999999", "", "x"])
def test_a_form_that_is_old_or_says_so_falsely_changes_nothing(
    world: World, sign_in: SignIn, unchanged: Unchanged, make_action: Callable[..., Action], version: str
) -> None:
    act = make_action(world.oversight, world.member)
    client = sign_in(world.business_unit)
    said = {"version": version, "words": "Nothing", "wording": "Another", "kind": "enquiry", "because": "It is old"}
    with unchanged():
        for name in ("update_action", "change_action", "close_action", "close_action_not_done"):
            answer = client.post(reverse(name, args=[act.reference]), {**said, "state": State.BLOCKED})
            assert answer.status_code in (409, 422), name


def test_an_agency_sent_twice_stands_once(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.business_unit)
    said = {"name": "Marlshire Fire", "short_name": "Fire"}
    assert [client.post(reverse("add_agency"), said).status_code for _ in range(2)] == [302, 422]


def test_a_person_with_an_address_sent_twice_stands_once(world: World, sign_in: SignIn) -> None:
    client = sign_in(world.business_unit)
    said = {"name": "Ada Merrow", "email": "ada@marlshire.example"}
    assert [client.post(reverse("add_person"), said).status_code for _ in range(2)] == [302, 422]
    assert Person.objects.filter(name="Ada Merrow").count() == 1


def test_names_that_look_alike_in_an_address_are_two_partnerships(world: World, sign_in: SignIn) -> None:
    """Also where nothing is left of them there."""
    client = sign_in(world.business_unit)
    names = ["Marlshire & Coast", "Marlshire, Coast", "٣", "²²", "Марлшир"]
    answers = [client.post(reverse("add_partnership"), {"name": name}).status_code for name in names]
    assert answers == [302] * len(names)
    assert client.post(reverse("add_partnership"), {"name": "marlshire & coast"}).status_code == 422
