"""Meetings and their minutes, and imports on their way to becoming minutes."""

from plait.meetings.models.again import AgainChoice, AgainWay
from plait.meetings.models.batches import Batch, BatchFile, FileOutcome
from plait.meetings.models.imports import (
    Finding,
    FindingKind,
    FindingState,
    ImportState,
    MinutesImport,
    Question,
    QuestionKind,
    QuestionState,
    ReadAttendee,
    ReadOwner,
)
from plait.meetings.models.invitations import AnsweredBy, AskedAs, Invitation, InvitationState
from plait.meetings.models.loose import LooseEnd, LooseWay
from plait.meetings.models.matters import Matter, MatterState
from plait.meetings.models.minutes import (
    Attendance,
    Decision,
    Item,
    Meeting,
    MeetingNote,
    MeetingState,
    MinutesSource,
    MinutesVersion,
    NoteKind,
    Presence,
)
from plait.meetings.models.texts import PART, MinutesText, TextPart

__all__ = [
    "PART",
    "AgainChoice",
    "AgainWay",
    "AnsweredBy",
    "AskedAs",
    "Attendance",
    "Batch",
    "BatchFile",
    "Decision",
    "FileOutcome",
    "Finding",
    "FindingKind",
    "FindingState",
    "ImportState",
    "Invitation",
    "InvitationState",
    "Item",
    "LooseEnd",
    "LooseWay",
    "Matter",
    "MatterState",
    "Meeting",
    "MeetingNote",
    "MeetingState",
    "MinutesImport",
    "MinutesSource",
    "MinutesText",
    "MinutesVersion",
    "NoteKind",
    "Presence",
    "Question",
    "QuestionKind",
    "QuestionState",
    "ReadAttendee",
    "ReadOwner",
    "TextPart",
]
