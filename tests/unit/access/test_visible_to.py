"""The only boundary, against a plain oracle: random grants, exclusions, roles and days."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plait.access.models import Circle, Exclusion, Grant, Level, Role, RoleHolding
from plait.access.queries import circles_of, may_know, people_in, visible_to
from plait.people.models import Agency, Partnership, Person
from plait.search.models import SearchRow

TODAY, NOW = date(2026, 10, 14), datetime(2026, 10, 14, 9, 30, tzinfo=UTC)
PEOPLE, CIRCLES = range(4), range(3)


@dataclass
class Looker:
    """A signed-in user, as far as circles ask."""

    person_id: int | None


@dataclass(frozen=True)
class Span:
    starts: int
    lasts: int | None

    @property
    def starts_on(self) -> date:
        return TODAY + timedelta(days=self.starts)

    @property
    def ends_on(self) -> date | None:
        return None if self.lasts is None else self.starts_on + timedelta(days=self.lasts)

    def holds(self) -> bool:
        """In force from its first day until the day before its end."""
        return self.starts <= 0 and (self.lasts is None or self.starts + self.lasts > 0)


spans = st.builds(Span, st.integers(-3, 2), st.none() | st.integers(0, 4))
people, circles, roles = st.sampled_from(PEOPLE), st.sampled_from(CIRCLES), st.sampled_from(list(Role))
MINUTES = st.none() | st.integers(-2, 2).filter(bool)  # broken glass runs out to the minute
grants = st.lists(st.tuples(circles, people | roles, spans, MINUTES), max_size=8)
shut = st.lists(st.tuples(circles, people, st.booleans()), max_size=4, unique_by=lambda row: row[:2])
held = st.lists(st.tuples(people, roles, spans), max_size=6, unique_by=lambda row: row[:2])


@contextmanager
def undone() -> Iterator[None]:
    """Each example leaves the database as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def knows(person: int, circle: int, grants: list, shut: list, held: list) -> bool:
    """The rule in plain words: let in by name or by a role held today, and not shut out."""
    mine = {role for who, role, span in held if who == person and span.holds()}
    let_in = any(
        c == circle and span.holds() and (runs_out is None or runs_out > 0) and (who == person or who in mine)
        for c, who, span, runs_out in grants
    )
    return let_in and not any(c == circle and who == person and not lifted for c, who, lifted in shut)


def build(grants: list, shut: list, held: list) -> tuple[list[int], list[int]]:
    """The same in the database: keys of the people and of the circles."""
    partnership = Partnership.objects.create(name="Marlshire", slug="marlshire-oracle")
    who = [Person.objects.create(name=f"Person {n}").pk for n in PEOPLE]
    where = [Circle.objects.create(name=f"C{n}", level=Level.GROUP, partnership=partnership).pk for n in CIRCLES]
    for circle, looker, span, runs_out in grants:
        by_role = isinstance(looker, Role)
        Grant.objects.create(
            circle_id=where[circle],
            person_id=None if by_role else who[looker],
            role=looker if by_role else "",
            starts_on=span.starts_on,
            ends_on=span.ends_on,
            until=NOW + timedelta(minutes=runs_out) if runs_out else None,
        )
    for circle, person, lifted in shut:
        Exclusion.objects.create(circle_id=where[circle], person_id=who[person], reason="Declared", lifted=lifted)
    led = Agency.objects.create(name="Marlshire Police", slug="police-oracle")
    for person, role, span in held:
        agency = led if role == Role.AGENCY_LEAD else None
        days = {"starts_on": span.starts_on, "ends_on": span.ends_on}
        held_in = where[0] if role in (Role.CHAIR, Role.MEMBER) else None
        RoleHolding.objects.create(person_id=who[person], role=role, agency=agency, circle_id=held_in, **days)
    for n, circle in enumerate(where):
        SearchRow.objects.create(kind="oracle", key=n, circle_id=circle)
    return who, where


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grants=grants, shut=shut, held=held)
def test_who_may_know_is_what_the_plain_rule_says(
    monkeypatch: pytest.MonkeyPatch, grants: list, shut: list, held: list
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with undone():
        who, where = build(grants, shut, held)
        for person in PEOPLE:
            expected = {c for c in CIRCLES if knows(person, c, grants, shut, held)}
            viewer = Looker(who[person])
            assert set(visible_to(SearchRow.objects.all(), viewer).values_list("key", flat=True)) == expected
            assert set(circles_of(viewer).values_list("pk", flat=True)) == {where[c] for c in expected}
        for circle in CIRCLES:
            there = {who[p] for p in PEOPLE if knows(p, circle, grants, shut, held)}
            assert people_in(where[circle], on=TODAY) & set(who) == there


@pytest.mark.django_db
def test_nobody_sees_nothing() -> None:
    with undone():
        build([], [], [])
        assert not visible_to(SearchRow.objects.all(), Looker(None)).exists()
        assert not circles_of(Looker(None)).exists()


@pytest.mark.django_db
def test_visible_to_is_one_statement_and_roles_are_asked_once(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with undone():
        who, where = build([(0, 0, Span(0, None), None)], [], [])
        viewer = Looker(who[0])
        with django_assert_num_queries(2):
            assert visible_to(SearchRow.objects.all(), viewer).count() == 1
        with django_assert_num_queries(1):
            assert may_know(viewer, where[0])
