"""The calendar of what somebody answers for: its address, what it says, and when it says nothing."""

from datetime import date, timedelta
from json import loads
from logging import LogRecord

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plait.accounts.models import Invitation, User
from plait.actions.choices import DueChoice
from plait.actions.commands import change, close, end_calendar, make_calendar
from plait.actions.models import CalendarFeed, DueKind
from plait.core.logs import QuietFormatter
from plait.history.models import Entry
from plait.workbench.circles import record_conflict
from tests.unit.actions.places import Place, signed_in

pytestmark = pytest.mark.django_db
DAY = DueChoice(DueKind.DATE, date(2030, 5, 17))


def address(secret: str) -> str:
    return reverse("calendar_feed", args=[secret])


def made(place: Place, user: User) -> str:
    secret: str = make_calendar(user=user, by=place.by, at=place.at)
    return secret


def read(secret: str) -> str:
    answer = Client().get(address(secret))
    assert answer.status_code == 200
    return answer.content.decode().replace("\r\n ", "")


def test_it_has_the_days_of_what_one_answers_for_and_no_more(place: Place) -> None:
    mine = [place.owner(place.member.person)]
    action = place.assign("Ask, then write; to all", due=DAY, owners=mine)
    place.assign("Without a day", owners=mine)
    place.assign("Somebody else’s", due=DAY, owners=[place.owner(place.runner.person)])
    done = place.assign("Closed by now", due=DAY, owners=mine)
    close(action=done, words="It is done", by=place.by, at=place.at)
    said = read(made(place, place.member))
    assert said.count("BEGIN:VEVENT") == 1
    assert rf"SUMMARY:{action.reference}: Ask\, then write\; to all" in said
    assert "DTSTART;VALUE=DATE:20300517" in said
    assert "DESCRIPTION" not in said


def test_a_day_that_moves_moves_the_same_entry(place: Place) -> None:
    action = place.assign(due=DAY, owners=[place.owner(place.member.person)])
    secret = made(place, place.member)
    uid = next(line for line in read(secret).splitlines() if line.startswith("UID:"))
    change(action=action, due=DueChoice(DueKind.DATE, date(2030, 6, 3)), version=1, by=place.by, at=place.at)
    assert uid in read(secret)
    assert "VALUE=DATE:20300603" in read(secret)


def test_with_a_conflict_of_interest_it_says_nothing_of_the_action(place: Place) -> None:
    action = place.assign(due=DAY, owners=[place.owner(place.member.person)])
    secret = made(place, place.member)
    assert action.reference in read(secret)
    record_conflict(person=place.member.person, record=action, reason="A cousin", by=place.by, at=place.at)
    assert action.reference not in read(secret)


def test_of_a_restricted_action_it_says_the_safe_title(place: Place) -> None:
    place.assign("What the two brothers said", group=place.review, due=DAY, owners=[place.owner(place.member.person)])
    said = read(made(place, place.member))
    assert "brothers" not in said
    assert "of the Review group" in said


def test_of_the_address_only_a_hash_is_kept_and_the_page_shows_it_once(place: Place) -> None:
    client = signed_in(place.member)
    where = reverse("own_calendar")
    assert "Make an address" in client.get(where).content.decode()
    assert not CalendarFeed.objects.exists()
    page = client.post(where, {"do": "make"}).content.decode()
    feed = CalendarFeed.objects.get()
    secret = page.partition("/actions/calendar/")[2].partition(".ics")[0]
    assert Client().get(address(secret)).status_code == 200
    assert secret not in str(vars(feed))
    assert secret not in str(list(Entry.objects.filter(verb="calendar_made").values()))
    assert secret not in client.get(where).content.decode()


def test_a_new_address_ends_the_old_one_and_an_ended_one_answers_as_one_that_never_was(place: Place) -> None:
    first = made(place, place.member)
    second = made(place, place.member)
    assert CalendarFeed.objects.filter(revoked_at__isnull=True).count() == 1
    assert read(second)
    signed_in(place.member).post(reverse("own_calendar"), {"do": "end"})
    end_calendar(user=place.member, by=place.by, at=place.at)  # twice is no harm
    answers = [Client().get(address(secret)) for secret in (first, second, "nobody-was-given-this")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert Entry.objects.filter(verb="calendar_ended").count() == 1


def test_it_ends_with_the_account_and_an_invitation_back_does_not_wake_it(place: Place) -> None:
    secret = made(place, place.member)
    User.objects.filter(pk=place.member.pk).update(is_active=False)
    assert Client().get(address(secret)).status_code == 404
    User.objects.filter(pk=place.member.pk).update(is_active=True)
    later = place.at + timedelta(days=1)
    back = {"token_hash": "b" * 64, "sent_at": place.at, "expires_at": later, "used_at": later}
    Invitation.objects.create(user=place.member, **back)
    assert Client().get(address(secret)).status_code == 404


def test_asking_changes_nothing_and_nobody_keeps_a_copy(place: Place) -> None:
    place.assign(due=DAY, owners=[place.owner(place.member.person)])
    secret = made(place, place.member)
    before = Entry.objects.count(), CalendarFeed.objects.values().get()
    answer = Client().get(address(secret))
    assert Client().head(address(secret)).content == b""
    assert (Entry.objects.count(), CalendarFeed.objects.values().get()) == before
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_no_log_tells_an_address(place: Place) -> None:
    where = address(made(place, place.member))
    line = LogRecord("django.request", 30, "", 0, "Not Found: %s", (where,), None)
    assert "Not Found: /actions/calendar/…" in loads(QuietFormatter().format(line))["message"]


def test_a_program_that_asks_all_the_time_is_told_to_wait(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr("plait.actions.views.feeding.OFTEN", {"calendar": "2/h/key"})
    secret = made(place, place.member)
    answers = [Client().get(address(secret)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "3600"


def test_a_calendar_costs_few_statements_however_long_it_is(place: Place) -> None:
    for _ in range(6):
        place.assign(due=DAY, owners=[place.owner(place.member.person)])
    secret = made(place, place.member)
    read(secret)
    with CaptureQueriesContext(connection) as asked:
        read(secret)
    assert len([query for query in asked if "plait_cache" not in query["sql"]]) <= 8
