"""Factories for meetings, their minutes, and imports on their way."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from plait.actions.models import ActionKind, OwnerKind
from plait.meetings.models import (
    AskedAs,
    Attendance,
    Decision,
    Finding,
    FindingKind,
    FindingState,
    ImportState,
    Invitation,
    Item,
    Meeting,
    MeetingNote,
    MinutesImport,
    MinutesSource,
    MinutesText,
    MinutesVersion,
    NoteKind,
    Presence,
    Question,
    QuestionKind,
    ReadAttendee,
    ReadOwner,
    TextPart,
)
from tests.conftest import THE_DAY
from tests.factories.access import CircleFactory
from tests.factories.foundations import StoredFileFactory
from tests.factories.groups import GroupFactory
from tests.factories.people import PersonFactory


class MinutesTextFactory(DjangoModelFactory):
    class Meta:
        model = MinutesText

    circle = factory.SubFactory(CircleFactory)
    lines = 2


class TextPartFactory(DjangoModelFactory):
    class Meta:
        model = TextPart

    text = factory.SubFactory(MinutesTextFactory)
    first_line = 1
    words = ["Minutes", "Action: KO to send the list."]
    layout = [{"kind": "paragraph", "page": None}, {"kind": "paragraph", "page": None}]


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    group = factory.SubFactory(GroupFactory)
    circle = factory.SelfAttribute("group.circle")
    held_on = date(2026, 10, 7)


class MinutesVersionFactory(DjangoModelFactory):
    class Meta:
        model = MinutesVersion

    meeting = factory.SubFactory(MeetingFactory)
    number = 1
    source = MinutesSource.IMPORTED
    file = factory.SubFactory(StoredFileFactory, circle=factory.SelfAttribute("..meeting.circle"))
    text = factory.SubFactory(MinutesTextFactory, circle=factory.SelfAttribute("..meeting.circle"))
    made_at = THE_DAY


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = Item

    version = factory.SubFactory(MinutesVersionFactory)
    position = 1
    number = "1"
    title = "Welcome"
    first_line = 1
    last_line = 1


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    name = "Hester Lockyer"
    status = Presence.PRESENT


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    number = factory.Sequence(lambda n: n + 1)
    version = factory.SubFactory(MinutesVersionFactory)
    meeting = factory.SelfAttribute("version.meeting")
    wording = "The audit will look at large sibling groups."


class MeetingNoteFactory(DjangoModelFactory):
    class Meta:
        model = MeetingNote

    version = factory.SubFactory(MinutesVersionFactory)
    kind = NoteKind.IMPACT
    words = "The children's sentences changed what the audit asks."
    first_line = 1
    last_line = 1


class MinutesImportFactory(DjangoModelFactory):
    class Meta:
        model = MinutesImport

    group = factory.SubFactory(GroupFactory)
    circle = factory.SelfAttribute("group.circle")
    file = factory.SubFactory(StoredFileFactory, circle=factory.SelfAttribute("..circle"))
    text = factory.SubFactory(MinutesTextFactory, circle=factory.SelfAttribute("..circle"))
    checksum = factory.Sequence(lambda n: f"{n:064x}")
    added_at = THE_DAY
    heard_at = THE_DAY
    state = ImportState.READY
    held_on = date(2026, 10, 7)


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    minutes_import = factory.SubFactory(MinutesImportFactory)
    kind = FindingKind.ACTION
    number = factory.Sequence(lambda n: n + 1)
    state = FindingState.TICKED
    first_line = 2
    last_line = 2
    wording = "KO to send the list."
    action_kind = ActionKind.HOUSEKEEPING


class ReadOwnerFactory(DjangoModelFactory):
    class Meta:
        model = ReadOwner

    finding = factory.SubFactory(FindingFactory)
    position = 0
    words = "KO"
    kind = OwnerKind.AS_WRITTEN


class ReadAttendeeFactory(DjangoModelFactory):
    class Meta:
        model = ReadAttendee

    minutes_import = factory.SubFactory(MinutesImportFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = "Hester Lockyer"
    status = Presence.PRESENT
    first_line = 1
    last_line = 1


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    finding = factory.SubFactory(FindingFactory)
    minutes_import = factory.SelfAttribute("finding.minutes_import")
    number = factory.Sequence(lambda n: n + 1)
    kind = QuestionKind.OWNER
    about = "actions[0].owners[0]"
    words = "SC"
    text = "SC could be Stephen Corrie or Sunita Chandel. Who is meant?"


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    asked_as = AskedAs.HOLDER
