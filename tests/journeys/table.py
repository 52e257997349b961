"""The guards' table of routes and answers, and an address for each of its pages, for journeys through every page."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from playwright.sync_api import Error, Response

from plait.accounts.models import User
from plait.core.actor import Actor
from tests.guards.test_routes import LINES, PLACES, Place, _keys, _seated_elsewhere
from tests.journeys.desk import DESKTOP, PHONE, Desk
from tests.small_partnership import World, small_partnership

Keys = dict[str, list[object]]


def routes_that_answer(place: str, method: str, *statuses: str) -> list[str]:
    """Names of routes that answer so to somebody in that place, with records of a group that is not restricted."""
    column = 2 + PLACES.index(place)
    names = [line[0] for line in LINES if line[1] == method and line[column] in statuses]
    return [name for name in names if ":" not in name]


def a_world() -> tuple[World, Keys]:
    """A small partnership, and what the addresses of all routes name in it."""
    by, at = Actor.command_line(), timezone.now() - timedelta(minutes=5)
    world = small_partnership(by=by, at=at)
    return world, _keys(Place(world.oversight, world.member), _seated_elsewhere(by, at), by, at)


def come_in(desk: Desk, user: User) -> None:
    """Signed in without the door: for people of the small partnership, who have no password."""
    client = Client()
    client.force_login(user)
    kept = client.cookies["sessionid"].value
    desk.page.goto("/help")
    desk.page.context.add_cookies([{"name": "sessionid", "value": kept, "url": desk.page.url}])


def pages_on_the_way(desk: Desk, names: set[str]) -> Iterator[str]:
    """From the first page along every link: the first address of each of these routes that is come by, opened."""
    waiting, seen = ["/"], {"today"}
    while waiting:
        if opened(desk, waiting[0]) is not None:
            yield waiting[0]
            links = desk.page.eval_on_selector_all("a[href]", "found => found.map((each) => each.href)")
            for path in (urlsplit(link).path for link in links if link.startswith(desk.page.url.split("/", 3)[0])):
                name = _route_of(path)
                if name in names - seen:
                    seen.add(name)
                    waiting.append(path)
        del waiting[0]


def _route_of(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def opened(desk: Desk, path: str) -> Response | None:
    """The page of an address; None for what is no page: a download, or a part of one."""
    try:
        answered = desk.page.goto(path)
    except Error as fault:
        if "Download is starting" in fault.message:
            return None
        raise
    assert answered is not None
    is_page = answered.status == 200 and answered.text().lstrip().startswith("<!DOCTYPE html>")
    return answered if is_page else None


def address_of(name: str, keys: Keys) -> str:
    return reverse(name, args=keys.get(name, []))


def faults_of(desk: Desk, path: str) -> list[str]:
    """What axe finds and what is wider than the window, on a desk and on a phone."""
    found = []
    for width, height in (PHONE, DESKTOP):
        desk.page.set_viewport_size({"width": width, "height": height})
        try:
            desk.check_page()
        except AssertionError as fault:
            found.append(f"{path} at {width}: {str(fault).splitlines()[0]}")
    return found
