"""What each route answers to somebody in each kind of place. A route without a line here fails.

Columns: signed out; business unit; a member of the record's group; a member of another group; the scrutineer;
an owner outside the record's group; somebody who signs in without any seat. `route:restricted` is the same route with
a record of a restricted group, whose member (only) is in the third column. POST sends an empty form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from plait.accounts.models import User
from plait.actions.choices import DueChoice, OwnerChoice
from plait.actions.commands import assign
from plait.actions.models import ActionKind, OwnerKind
from plait.core.actor import Actor
from plait.files.commands import store
from plait.groups.commands import add_seat, seat_person
from plait.groups.models import Group
from tests.factories.foundations import UserFactory
from tests.factories.groups import GroupFactory, SeatHoldingFactory, TermsVersionFactory
from tests.factories.matters import MatterFactory
from tests.factories.people import AgencyFactory, PostFactory
from tests.factories.risks import RiskFactory
from tests.factories.trackers import OwnerQuestionFactory, TrackerImportFactory, TrackerRowFactory
from tests.guards import (
    routes_of_circles,
    routes_of_keeping,
    routes_of_letters,
    routes_of_meetings,
    routes_of_people,
    routes_of_rounds,
    routes_of_sign_in,
    routes_of_views,
)
from tests.small_partnership import BEGAN, small_partnership

PLACES = ("signed_out", "business_unit", "member", "other", "scrutineer", "owner", "no_seat")
ANSWERS = """
today                        GET   302 200 200 200 200 200 200
search                       GET   302 200 200 200 200 200 200
people                       GET   302 200 200 200 200 200 403
person                       GET   302 200 200 200 200 200 403
groups                       GET   302 200 200 200 200 200 403
group                        GET   302 200 200 200 200 200 403
group:restricted             GET   302 200 200 200 200 200 403
end_group                    GET   302 200 403 403 403 403 403
end_group                    POST  302 422 403 403 403 403 403
open_group                   GET   302 200 403 403 403 403 403
open_group                   POST  302 422 403 403 403 403 403
change_group                 GET   302 200 403 403 403 403 403
change_group                 POST  302 422 403 403 403 403 403
add_partnership              GET   302 200 403 403 403 403 403
add_partnership              POST  302 422 403 403 403 403 403
vacancies                    GET   302 200 200 200 200 200 403
membership                   GET   302 200 200 200 200 200 403
membership_docx              GET   302 200 200 200 200 200 403
membership_xlsx              GET   302 200 200 200 200 200 403
membership_xlsx:restricted   GET   302 200 200 200 200 200 403
terms                        GET   302 200 200 404 200 404 403
terms:restricted             GET   302 404 200 404 404 404 403
draft_terms                  GET   302 200 403 403 403 403 403
draft_terms                  POST  302 422 403 403 403 403 403
draft_terms:restricted       GET   302 404 403 403 403 403 403
change_terms                 GET   302 200 403 403 403 403 403
change_terms                 POST  302 422 403 403 403 403 403
change_terms:restricted      POST  302 404 403 403 403 403 403
drop_terms                   GET   302 200 403 403 403 403 403
drop_terms                   POST  302 302 403 403 403 403 403
drop_terms:restricted        POST  302 404 403 403 403 403 403
agree_terms                  GET   302 200 403 403 403 403 403
agree_terms                  POST  302 422 403 403 403 403 403
agree_terms:restricted       POST  302 404 403 403 403 403 403
day_one                      GET   302 200 200 403 403 403 403
day_one:restricted           GET   302 200 200 403 403 403 403
add_seat                     GET   302 200 403 403 403 403 403
add_seat                     POST  302 422 403 403 403 403 403
seat                         GET   302 200 200 200 200 200 403
take_seat                    GET   302 200 403 403 403 403 403
take_seat                    POST  302 422 403 403 403 403 403
held_before                  GET   302 200 403 403 403 403 403
held_before                  POST  302 422 403 403 403 403 403
change_seat                  GET   302 200 403 403 403 403 403
change_seat                  POST  302 422 403 403 403 403 403
end_seat                     GET   302 200 403 403 403 403 403
end_seat                     POST  302 422 403 403 403 403 403
leave_seat                   GET   302 200 403 403 403 403 403
leave_seat                   POST  302 422 403 403 403 403 403
add_person                   GET   302 200 403 403 403 403 403
add_person                   POST  302 422 403 403 403 403 403
change_person                GET   302 200 403 403 403 403 403
change_person                POST  302 422 403 403 403 403 403
add_post                     GET   302 200 403 403 403 403 403
add_post                     POST  302 422 403 403 403 403 403
end_post                     GET   302 200 403 403 403 403 403
end_post                     POST  302 422 403 403 403 403 403
person_leaves                GET   302 200 403 403 403 403 403
person_leaves                POST  302 422 403 403 403 403 403
merge_people                 GET   302 200 403 403 403 403 403
merge_people                 POST  302 422 403 403 403 403 403
agencies                     GET   302 200 200 200 200 200 403
add_agency                   GET   302 200 403 403 403 403 403
add_agency                   POST  302 422 403 403 403 403 403
change_agency                GET   302 200 403 403 403 403 403
change_agency                POST  302 422 403 403 403 403 403
operations                   GET   302 200 403 403 403 403 403
file                         GET   302 200 200 404 200 404 404
file:restricted              GET   302 404 200 404 404 404 404
health                       GET   200 200 200 200 200 200 200
ready                        GET   200 200 200 200 200 200 200
help                         GET   200 200 200 200 200 200 200
accessibility                GET   200 200 200 200 200 200 200
who_can_see                  GET   200 200 200 200 200 200 200
actions                      GET   302 200 200 200 200 200 403
actions_csv                  GET   302 200 200 200 200 200 403
actions_xlsx                 GET   302 200 200 200 200 200 403
add_action                   GET   302 200 403 403 403 403 403
add_action                   POST  302 422 403 403 403 403 403
action                       GET   302 200 200 404 200 200 404
action:restricted            GET   302 404 200 404 404 200 404
update_action                GET   302 200 200 404 403 200 404
update_action                POST  302 422 422 404 403 422 404
update_action:restricted     GET   302 404 200 404 404 200 404
change_action                GET   302 200 403 404 403 403 404
change_action                POST  302 422 403 404 403 403 404
change_action:restricted     GET   302 404 403 404 404 403 404
close_action                 GET   302 200 403 404 403 403 404
close_action                 POST  302 422 403 404 403 403 404
close_action:restricted      POST  302 404 403 404 404 403 404
close_action_not_done        GET   302 200 403 404 403 403 404
close_action_not_done        POST  302 422 403 404 403 403 404
reopen_action                GET   302 200 403 404 403 403 404
reopen_action                POST  302 422 403 404 403 403 404
add_evidence                 GET   302 200 200 404 403 200 404
add_evidence                 POST  302 422 422 404 403 422 404
hand_on_action               GET   302 403 403 404 403 403 404
hand_on_action               POST  302 403 403 404 403 403 404
settle_owner                 GET   302 200 403 404 403 403 404
settle_owner                 POST  302 422 403 404 403 403 404
settle_owner:restricted      POST  302 404 403 404 404 403 404
risks                        GET   302 200 200 404 200 404 403
risks:restricted             GET   302 404 200 404 404 404 403
trackers                     GET   302 200 403 403 403 403 403
add_tracker                  GET   302 200 403 403 403 403 403
add_tracker                  POST  302 422 403 403 403 403 403
tracker                      GET   302 200 403 404 403 404 404
tracker:restricted           GET   302 404 403 404 404 404 404
tracker_progress             GET   302 200 403 404 403 404 404
read_tracker_again           POST  302 409 403 404 403 404 404
tracker_columns              GET   302 200 403 404 403 404 404
tracker_columns              POST  302 409 403 404 403 404 404
tracker_columns:restricted   GET   302 404 403 404 404 404 404
confirm_tracker              POST  302 302 403 404 403 404 404
confirm_tracker:restricted   POST  302 404 403 404 404 404 404
finish_tracker               POST  302 302 403 404 403 404 404
answer_tracker_question      POST  302 302 403 404 403 404 404
answer_tracker_question:restricted POST 302 404 403 404 404 404 404
change_tracker_row           GET   302 200 403 404 403 404 404
change_tracker_row           POST  302 422 403 404 403 404 404
change_tracker_row:restricted GET  302 404 403 404 404 404 404
drop_tracker_row             POST  302 302 403 404 403 404 404
restore_tracker_row          POST  302 302 403 404 403 404 404
enter_tracker_row_as_new     POST  302 302 403 404 403 404 404
"""
_PARTS = (routes_of_sign_in, routes_of_people, routes_of_circles, routes_of_letters, routes_of_keeping)
_OTHERS = tuple(part.ANSWERS for part in (*_PARTS, routes_of_rounds, routes_of_views, routes_of_meetings))
LINES = [line.split() for part in (ANSWERS, *_OTHERS) for line in part.strip().splitlines()]
ONLY_IN_DEBUG = {"components"}


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)


def test_every_route_has_a_line_for_every_place() -> None:
    named = set(routes(get_resolver().url_patterns)) - ONLY_IN_DEBUG
    assert {line[0].split(":")[0] for line in LINES} == named
    assert {len(line) for line in LINES} == {2 + len(PLACES)}


def test_every_route_is_read_by_somebody_who_is_signed_out() -> None:
    """Nothing but the standing pages and the door opens without signing in."""
    opened = {line[0] for line in LINES if line[2] == "200"}
    assert opened == {"health", "ready", "help", "accessibility", "who_can_see"} | routes_of_sign_in.OPEN_TO_ALL


@dataclass(frozen=True)
class Place:
    """Where the record of a route lies: in the open group, or in the restricted one."""

    group: Group
    insider: User


def _owners(insider: User, owner: User) -> list[OwnerChoice]:
    named = [OwnerChoice(OwnerKind.PERSON, person=user.person, words=user.person.name) for user in (insider, owner)]
    return [*named, OwnerChoice(OwnerKind.AS_WRITTEN, words="SC")]


def _keys(place: Place, owner: User, by: Actor, at: datetime) -> dict[str, list[object]]:
    """Route -> what its address names, for one place."""
    action = assign(
        group=place.group,
        wording="Bring the list up to date",
        kind=ActionKind.HOUSEKEEPING,
        owners=_owners(place.insider, owner),
        due=DueChoice(),
        origin=None,
        circle=place.group.circle,
        minuted_on=BEGAN,
        by=by,
        at=at,
    )
    unsettled = action.responsibilities.get(kind=OwnerKind.AS_WRITTEN)
    kept = store(data=b"A paper", name="paper.txt", circle=place.group.circle, by=by, at=at)
    of_action = {name for line in LINES if (name := line[0].split(":")[0]).endswith("_action")} - {"add_action"}
    of_action |= {"action", "add_evidence", "close_action_not_done"}
    return {
        **{name: [action.reference] for name in of_action},
        "settle_owner": [action.reference, unsettled.pk],
        "file": [kept.pk],
        "group": [place.group.slug],
        "end_group": [place.group.slug],
        **_keys_of_people(place),
        "risks": [RiskFactory(group=place.group).group.slug],
        **_keys_of_trackers(place),
        "matters": [place.group.slug],
        "drop_matter": [place.group.slug, MatterFactory(group=place.group).pk],
        **routes_of_meetings.keys_of(place.group),
        **routes_of_letters.keys_of(),
        **routes_of_rounds.keys_of(place.group, action),
        **routes_of_views.keys_of(owner),
        **routes_of_sign_in.keys_of(place.insider.person_id),
        **routes_of_people.keys_of(place.insider.person),
        **routes_of_circles.keys_of(place.group, action),
        **routes_of_keeping.keys_of(action.pk, place.insider.person_id),
    }


def _keys_of_people(place: Place) -> dict[str, list[object]]:
    """A seat that somebody holds, a post, a person, an agency."""
    held = SeatHoldingFactory(seat__group=place.group, starts_on=BEGAN, person=place.insider.person)
    TermsVersionFactory(group=place.group)
    of_person = ("person", "change_person", "add_post", "person_leaves", "merge_people")
    lists = ("membership", "membership_docx", "membership_xlsx")
    terms = ("terms", "draft_terms", "change_terms", "drop_terms", "agree_terms")
    return {
        **{name: [place.group.slug] for name in ("add_seat", "change_group", *lists, *terms)},
        **{name: [held.seat_id] for name in ("seat", "take_seat", "held_before", "change_seat", "end_seat", "day_one")},
        "leave_seat": [held.pk],
        **{name: [place.insider.person_id] for name in of_person},
        "end_post": [PostFactory(holder=place.insider.person).pk],
        "change_agency": [AgencyFactory().slug],
    }


def _keys_of_trackers(place: Place) -> dict[str, list[object]]:
    """A tracker that waits with one row and one question."""
    tracker = TrackerImportFactory(group=place.group)
    TrackerRowFactory(tracker=tracker, number=1)
    OwnerQuestionFactory(tracker=tracker, number=1)
    deeds = ("change_tracker_row", "drop_tracker_row", "restore_tracker_row", "enter_tracker_row_as_new")
    whole = ("tracker", "tracker_progress", "read_tracker_again", "tracker_columns", "confirm_tracker")
    return {
        **{name: [tracker.pk] for name in (*whole, "finish_tracker")},
        **{name: [tracker.pk, 1] for name in (*deeds, "answer_tracker_question")},
    }


def _seated_elsewhere(by: Actor, at: datetime) -> User:
    """Somebody who answers for actions of groups they have no seat in."""
    network = GroupFactory(name="Neglect network", slug="network")
    seat = add_seat(group=network, title="Seat of an owner", agency=None, by=by, at=at)
    user: User = UserFactory(person__name="Kemi Adlard")
    seat_person(seat=seat, person=user.person, starts_on=BEGAN, by=by, at=at)
    return user


def _answer(user: User | None, method: str, address: str) -> int:
    """The status, of a request that leaves nothing behind."""
    client = Client()
    with transaction.atomic():
        if user is not None:
            client.force_login(user)
        answer = client.get(address) if method == "GET" else client.post(address, {})
        status = answer.status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.django_db
def test_every_route_answers_every_place_as_it_should(by: Actor, at: datetime) -> None:
    world = small_partnership(by=by, at=at)
    owner = _seated_elsewhere(by, at)
    open_place, restricted = Place(world.oversight, world.member), Place(world.review, world.reviewer)
    keys = {"": _keys(open_place, owner, by, at), "restricted": _keys(restricted, owner, by, at)}
    lookers = {
        place: [None, world.business_unit, inside, other, world.scrutineer, owner, world.outsider]
        for place, inside, other in (
            ("", world.member, world.reviewer),
            ("restricted", world.reviewer, world.member),
        )
    }
    wrong = []
    for route, method, *expected in LINES:
        name, _, place = route.partition(":")
        address = reverse(name, args=keys[place].get(name, []))
        for where, user, status in zip(PLACES, lookers[place], expected, strict=True):
            found = _answer(user, method, address)
            if str(found) != status:
                wrong.append(f"{method} {route} for {where}: {found}, expected {status}")
    assert wrong == []
