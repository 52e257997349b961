"""What every model says of itself, and that the database agrees."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from plait.access.models import Circle
from plait.core import registry
from plait.core.models import Keeping, Record
from plait.people.models import Person
from tests.factories import all_factories

FLOORS = [  # from the ground up, as in .importlinter
    "core",
    "history",
    "jobs",
    "people",
    "access",
    "files",
    "search",
    "accounts",
    "notifications",
    "groups",
    "actions",
    "risks",
    "rounds",
    "meetings",
    "trackers",
    "workbench",
    "keeping",
]
OURS = [m for m in apps.get_models() if m.__module__.startswith("plait.") and not m._meta.auto_created]
RETENTION = {
    "access",
    "account",
    "action",
    "group",
    "history",
    "history-detail",
    "meeting",
    "message",
    "operations",
    "partnership",
    "person",
    "risk",
    "with-its-record",
    "with-the-installation",
}


def test_every_model_is_a_record_and_says_how_it_is_kept() -> None:
    assert [m.__name__ for m in OURS if not issubclass(m, Record) or not isinstance(m.keeping, Keeping)] == []


def test_every_model_has_a_known_retention_class() -> None:
    assert {m.__name__: m.keeping.retention for m in OURS if m.keeping.retention not in RETENTION} == {}


def test_every_model_leads_to_one_circle_or_says_why_not() -> None:
    wrong = []
    for model in OURS:
        if model.keeping.circle is None:
            wrong += [model.__name__] if not model.keeping.why_no_circle else []
            continue
        at: type[models.Model] = model
        for step in model.keeping.circle.split("__"):
            at = at._meta.get_field(step).related_model  # type: ignore[assignment]
        wrong += [model.__name__] if at is not Circle else []
    assert wrong == []


def test_every_model_has_a_factory() -> None:
    assert {m.__name__ for m in OURS} - {m.__name__ for m in all_factories()} == set()


def test_foreign_keys_point_down_and_protect() -> None:
    """import-linter cannot see a foreign key written as a string."""
    wrong = []
    for model in OURS:
        for field in model._meta.get_fields():
            target = field.related_model
            if not isinstance(field, models.ForeignKey) or not isinstance(target, type):
                continue
            if target in OURS and FLOORS.index(target._meta.app_label) > FLOORS.index(model._meta.app_label):
                wrong.append(f"{model.__name__}.{field.name} points up")
            if field.remote_field.on_delete is not models.PROTECT:
                wrong.append(f"{model.__name__}.{field.name} does not protect")
    assert wrong == []


def test_who_points_at_a_person_says_what_is_held_and_moves_it_when_people_are_merged() -> None:
    pointing = {
        model._meta.app_label
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.related_model is Person
    } - {"people"}
    complete = {kind.repoint.__module__.split(".")[1] for kind in registry.kinds() if kind.repoint and kind.holdings}
    assert pointing - complete == set()


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert "No changes" in out.getvalue()
