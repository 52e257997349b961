"""The sample partnership in the database: what every newcomer sees, and that it is loaded once."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.utils import timezone

from plait.accounts.models import User
from plait.actions.models import Action, ActionKind, Evidence, OwnerKind, Responsibility, State, Update
from plait.actions.queries import register_for
from plait.core.refusals import Refusal
from plait.groups.models import Group
from plait.groups.queries import vacancies
from plait.history.models import Entry
from plait.keeping.models import Hold, Period, Review
from plait.meetings.models import Decision, ImportState, Meeting, MinutesImport, Question, QuestionState
from plait.people.commands import add_agency
from plait.people.models import Agency, Person
from plait.people.queries import people
from plait.workbench.sample.cast import PASSWORD, SIGN_IN
from plait.workbench.sample.loading import load

pytestmark = pytest.mark.django_db
THE_DAY = date(2026, 10, 14)


def user(key: str) -> User:
    return User.objects.get(email=next(person.email for person in SIGN_IN if person.key == key))


def test_the_partnership_looks_like_a_place_where_people_work() -> None:
    load(on=THE_DAY)
    assert (Agency.objects.count(), people().count(), Group.objects.count()) == (12, 25, 4)
    assert Meeting.objects.count() == 14
    assert 55 <= Action.objects.count() <= 70
    assert Decision.objects.count() >= 8
    assert {a.state for a in Action.objects.all()} == set(State)
    assert {a.kind for a in Action.objects.all()} == set(ActionKind)
    assert {r.kind for r in Responsibility.objects.all()} >= set(OwnerKind) - {OwnerKind.GROUP}
    assert Evidence.objects.count() >= 5
    assert [seat.title for seat in vacancies(on=THE_DAY)] == ["Secondary schools"]


def test_open_actions_are_past_the_date_hard_blocked_by_another_and_silent() -> None:
    load(on=THE_DAY)
    open_ = Action.objects.filter(closed_at__isnull=True)
    assert open_.filter(due_on__lt=THE_DAY).count() >= 10
    assert open_.filter(due_hard=True, due_on__gt=THE_DAY).count() == 2
    assert open_.filter(blocked_by__isnull=False).count() >= 3
    assert open_.filter(state=State.BLOCKED, blocked_by__isnull=True).exclude(blocked_words="").exists()
    assert open_.filter(last_heard_on__isnull=True).exists()
    assert Action.objects.filter(responsibilities__ended_at__isnull=True).distinct().count() > 60


def test_the_group_that_ended_handed_its_open_actions_over_with_a_trace() -> None:
    load(on=THE_DAY)
    neglect = Group.objects.get(slug="neglect")
    assert neglect.taken_over_by is not None
    assert neglect.taken_over_by.slug == "practice-oversight"
    assert not Action.objects.filter(group=neglect, closed_at__isnull=True).exists()
    moved = Entry.objects.filter(kind="action", verb="handed_over").values("key")
    assert Action.objects.filter(pk__in=moved, group=neglect.taken_over_by, closed_at__isnull=True).count() == 5


def test_an_unanswered_owner_stands_as_written_with_both_who_could_be_meant() -> None:
    load(on=THE_DAY)
    asked = Responsibility.objects.get(kind=OwnerKind.AS_WRITTEN, ended_at__isnull=True)
    assert asked.words == "SC"
    assert {person.name for person in asked.candidates.all()} == {"Stephen Corrie", "Sunita Chandel"}


def test_minutes_wait_to_be_confirmed_with_questions() -> None:
    load(on=THE_DAY)
    waiting = MinutesImport.objects.get(state=ImportState.READY)
    assert Question.objects.filter(minutes_import=waiting, state=QuestionState.OPEN).count() >= 2
    assert waiting.meeting is None


def test_nothing_happens_after_the_day_it_is_loaded_for() -> None:
    load(on=THE_DAY)
    assert timezone.localdate(Entry.objects.latest("at").at) < THE_DAY
    assert timezone.localdate(Update.objects.earliest("at").at) < THE_DAY - timedelta(days=600)
    assert not Meeting.objects.filter(held_on__gte=THE_DAY).exists()


def test_restricted_actions_are_known_to_the_case_review_group_and_to_their_owners() -> None:
    load(on=THE_DAY)
    restricted = Action.objects.exclude(safe_title="")
    assert restricted.count() == 12
    seen = {key: register_for(user(key)).exclude(safe_title="") for key in ("idris", "farida", "miriam", "hester")}
    assert seen["idris"].count() == 12
    assert [str(r.person) for a in seen["farida"] for r in a.responsibilities.all()] == ["Farida Noorani"]
    assert not seen["miriam"].exists()
    assert not seen["hester"].exists()


def test_the_history_of_the_sample_verifies() -> None:
    load(on=THE_DAY)
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert "Every link holds" in out.getvalue()


def test_everybody_who_can_sign_in_has_the_password_that_is_printed() -> None:
    load(on=THE_DAY)
    assert all(user(person.key).check_password(PASSWORD) for person in SIGN_IN)


def test_the_command_loads_once_and_says_so_in_one_line_the_second_time() -> None:
    first, second = StringIO(), StringIO()
    call_command("demo", "--on", "2026-10-14", stdout=first)
    call_command("demo", stdout=second)
    assert all(person.email in first.getvalue() for person in SIGN_IN)
    assert "practice oversight.docx" in first.getvalue()
    assert len(second.getvalue().splitlines()) == 1
    assert "loaded already" in second.getvalue()
    assert Meeting.objects.count() == 14
    assert (Hold.objects.count(), Period.objects.count(), Review.objects.count()) == (1, 2, 1)


def test_a_database_with_other_data_is_left_alone(at: object, by: object) -> None:
    add_agency(name="A council", short_name="Council", slug="council", by=by, at=at)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="holds data already"):
        load(on=THE_DAY)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("demo", stdout=StringIO())
    assert not Person.objects.exists()


def test_the_command_refuses_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(configured, "PRODUCTION", True)
    with pytest.raises(CommandError, match="not loaded in production"):
        call_command("demo", stdout=StringIO())
    assert not Person.objects.exists()


def test_a_day_that_is_none_is_a_sentence() -> None:
    with pytest.raises(CommandError, match="Write it as 2026-10-14"):
        call_command("demo", "--on", "soon", stdout=StringIO())
