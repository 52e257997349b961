"""Whatever names a person follows them when two records are merged, in every table there is; and goes back."""

from datetime import datetime
from typing import Any

import pytest
from django.db.models import Model

from plait.access.models import Exclusion
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.history.models import Detail
from plait.people.commands import merge_people, take_apart
from plait.people.models import Merging, Person
from plait.people.pointing import fields_naming_people, many_to_many_of, rows_naming
from tests.factories import all_factories
from tests.factories.access import CircleFactory, ExclusionFactory
from tests.factories.foundations import UserFactory
from tests.factories.people import PersonFactory, PostFactory

pytestmark = pytest.mark.django_db
FACTORIES: dict[type[Model], Any] = dict(all_factories())


def _named(model: type[Model], field: str, person: Person) -> None:
    """A row of this table that names the person in this field."""
    behind = many_to_many_of(model)
    if behind is not None:
        getattr(FACTORIES[behind.model](), behind.name).add(person)
        return
    row = FACTORIES[model]()
    row.__class__._default_manager.filter(pk=row.pk).update(**{field: person})


@pytest.mark.parametrize(
    ("model", "field"), [pytest.param(m, f.name, id=f"{m.__name__}.{f.name}") for m, f in fields_naming_people()]
)
def test_it_moves_and_it_goes_back(model: type[Model], field: str, by: Actor, at: datetime) -> None:
    keep, merge = PersonFactory(), PersonFactory()
    _named(model, field, merge)
    kept = merge_people(keep=keep, merge=merge, by=by, at=at)
    assert [m.__name__ for m, _, _ in rows_naming(merge.pk)] == []
    assert model in {m for m, _, _ in rows_naming(kept.pk)}
    take_apart(merging=Merging.objects.get(), by=by, at=at)
    assert model in {m for m, _, _ in rows_naming(merge.pk)}
    assert [m.__name__ for m, _, _ in rows_naming(kept.pk)] == []


def test_addresses_go_over_where_they_are_lacking_and_come_back(by: Actor, at: datetime) -> None:
    keep, merge = PersonFactory(name="Nia Frome", email=""), PersonFactory(email="n@trust.example", telephone="1")
    kept = merge_people(keep=keep, merge=merge, by=by, at=at)
    assert (kept.email, kept.telephone) == ("n@trust.example", "1")
    take_apart(merging=Merging.objects.get(), by=by, at=at)
    keep.refresh_from_db()
    merge.refresh_from_db()
    assert (keep.email, merge.email, merge.merged_into) == ("", "n@trust.example", None)


def test_who_was_shut_out_is_shut_out_again_when_the_records_are_taken_apart(by: Actor, at: datetime) -> None:
    keep, merge, circle = PersonFactory(), PersonFactory(), CircleFactory()
    for person in (keep, merge):
        ExclusionFactory(circle=circle, person=person)
    merge_people(keep=keep, merge=merge, by=by, at=at)
    take_apart(merging=Merging.objects.get(), by=by, at=at)
    shut = Exclusion.objects.filter(circle=circle, lifted=False)
    assert set(shut.values_list("person", flat=True)) == {keep.pk, merge.pk}


def test_what_has_changed_since_stays_where_it_is(by: Actor, at: datetime) -> None:
    keep, merge, other = PersonFactory(), PersonFactory(), PersonFactory()
    stays, goes = PostFactory(holder=merge), PostFactory(holder=merge)
    merge_people(keep=keep, merge=merge, by=by, at=at)
    type(stays).objects.filter(pk=stays.pk).update(holder=other)
    take_apart(merging=Merging.objects.get(), by=by, at=at)
    stays.refresh_from_db()
    goes.refresh_from_db()
    assert (stays.holder, goes.holder) == (other, merge)


def test_a_merging_is_taken_apart_once_and_in_the_order_it_came(by: Actor, at: datetime) -> None:
    first, second, third = PersonFactory(), PersonFactory(), PersonFactory()
    merge_people(keep=second, merge=first, by=by, at=at)
    merge_people(keep=third, merge=second, by=by, at=at)
    inner, outer = Merging.objects.get(merged=first), Merging.objects.get(merged=second)
    with pytest.raises(Refusal, match="Take that apart first"):
        take_apart(merging=inner, by=by, at=at)
    take_apart(merging=outer, by=by, at=at)
    take_apart(merging=inner, by=by, at=at)
    assert not Person.objects.filter(merged_into__isnull=False).exists()
    with pytest.raises(Refusal, match="again already"):
        take_apart(merging=inner, by=by, at=at)


def test_the_history_says_what_went_over(by: Actor, at: datetime) -> None:
    keep, merge = PersonFactory(name="Nia Frome"), UserFactory(person__name="N Frome").person
    PostFactory(holder=merge)
    merge_people(keep=keep, merge=merge, by=by, at=at)
    said = Detail.objects.get(entry__verb="merged").said
    assert (said["from"], said["to"], said["moved"]) == ("N Frome", "Nia Frome", {"people.Post": 1, "accounts.User": 1})
