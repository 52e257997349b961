"""Factories for trackers on their way in."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from plait.actions.models import ActionKind, OwnerKind
from plait.trackers.models import OwnerQuestion, RowKind, RowOwner, RowState, TrackerImport, TrackerRow, TrackerState
from tests.conftest import THE_DAY
from tests.factories.foundations import StoredFileFactory
from tests.factories.groups import GroupFactory

SHEET = {
    "sheet": "Log",
    "kind": "actions",
    "heading": 1,
    "columns": [[0, "Action", "wording"], [1, "Owner", "owner"]],
    "above": [],
}
BOOK = {
    "refusal": "",
    "code": "",
    "notes": [],
    "sheets": [
        {
            "name": "Log",
            "hidden": False,
            "notes": [],
            "rows": [[1, ["Action", "Owner"], []], [2, ["Send the list to schools", "KO"], []]],
        }
    ],
}


class TrackerImportFactory(DjangoModelFactory):
    """One whose rows wait to be confirmed."""

    class Meta:
        model = TrackerImport

    group = factory.SubFactory(GroupFactory)
    circle = factory.SelfAttribute("group.circle")
    file = factory.SubFactory(StoredFileFactory, circle=factory.SelfAttribute("..circle"))
    checksum = factory.Sequence(lambda n: hashlib.sha256(f"tracker {n}".encode()).hexdigest())
    added_at = THE_DAY
    heard_at = THE_DAY
    state = TrackerState.ROWS
    book = BOOK
    layouts = [SHEET]


class TrackerRowFactory(DjangoModelFactory):
    class Meta:
        model = TrackerRow

    tracker = factory.SubFactory(TrackerImportFactory)
    number = factory.Sequence(lambda n: n + 1)
    sheet = "Log"
    row = factory.SelfAttribute("number")
    kind = RowKind.ACTION
    state = RowState.TICKED
    wording = "Send the list to schools"
    action_kind = ActionKind.HOUSEKEEPING


class RowOwnerFactory(DjangoModelFactory):
    class Meta:
        model = RowOwner

    row = factory.SubFactory(TrackerRowFactory)
    position = 0
    kind = OwnerKind.AS_WRITTEN
    words = "KO"


class OwnerQuestionFactory(DjangoModelFactory):
    class Meta:
        model = OwnerQuestion

    tracker = factory.SubFactory(TrackerImportFactory)
    number = factory.Sequence(lambda n: n + 1)
    words = "KO"
