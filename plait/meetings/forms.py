"""The forms of meetings: adding a file, the facts, a finding, an answer."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.db.models import QuerySet

from plait.actions.choices import DueChoice
from plait.actions.models import ActionKind, DueKind
from plait.core.dates import say
from plait.core.forms import LARGEST, DayField, DocumentField
from plait.groups.fields import GroupField
from plait.groups.models import Group
from plait.meetings.choices import ActionWords, Facts, Who
from plait.meetings.models import Finding, FindingKind, MinutesImport, Presence, ReadAttendee

TIME_HINT = "As on a clock with 24 hours: 14:00."
KINDS = [
    (ActionKind.HOUSEKEEPING, "Housekeeping: it is done or not"),
    (ActionKind.ENQUIRY, "Enquiry: it closes with an answer"),
    (ActionKind.PRACTICE_CHANGE, "Practice change: its impact is judged later"),
]
DUES = [
    (DueKind.NONE, "No date"),
    (DueKind.DATE, "By a day"),
    (DueKind.NEXT_MEETING, "At the next meeting"),
    (DueKind.WITHIN, "Within a time, counted from the meeting"),
    (DueKind.WEEK_COMMENCING, "In a week"),
    (DueKind.CONDITIONAL, "When something happens"),
]


class ClockField(forms.TimeField):
    def __init__(self, **options: Any) -> None:
        formats = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]
        wrong = {"invalid": "This is not a time. Write it as 14:00."}
        super().__init__(
            **{"help_text": TIME_HINT, "required": False, "input_formats": formats, "error_messages": wrong, **options}
        )


class AddMinutesForm(forms.Form):
    group = GroupField(label="Which group met", error_messages={"required": "Choose the group whose meeting it was."})
    file = DocumentField(
        label="The minutes",
        help_text=f"Word, PDF, OpenDocument, rich text, web page, e-mail (.eml) or plain text, at most {LARGEST} MB.",
        smaller="Save it without pictures, or split it, and add it again.",
    )

    def __init__(self, *args: Any, groups: QuerySet[Group], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class FactsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    held_on = DayField(label="Day of the meeting", error_messages={"required": "Give the day of the meeting."})
    starts_at = ClockField(label="Started")
    ends_at = ClockField(label="Ended")
    venue = forms.CharField(label="Place", max_length=300, required=False)
    next_on = DayField(label="Next meeting", required=False)

    @classmethod
    def of(cls, minutes: MinutesImport) -> "FactsForm":
        return cls(
            initial={
                "version": minutes.version,
                "held_on": say(minutes.held_on) if minutes.held_on else "",
                "starts_at": _clock(minutes.starts_at),
                "ends_at": _clock(minutes.ends_at),
                "venue": minutes.venue,
                "next_on": say(minutes.next_on) if minutes.next_on else "",
            }
        )

    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(said["held_on"], said["starts_at"], said["ends_at"], said["venue"], said["next_on"])


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


class ActionForm(forms.Form):
    """An action as it was read. Owners stand in fields of their own: see `owner_words`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    wording = forms.CharField(
        label="Wording",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": "Write the words of the action."},
    )
    kind = forms.ChoiceField(label="Kind", choices=KINDS)
    due_kind = forms.ChoiceField(label="By when", choices=DUES)
    due_on = DayField(label="Day", required=False)
    hard = forms.BooleanField(
        label="A hard date", help_text="It moves only by a decision of the group.", required=False
    )

    @classmethod
    def of(cls, found: Finding) -> "ActionForm":
        return cls(
            initial={
                "version": found.version,
                "wording": found.wording,
                "kind": found.action_kind,
                "due_kind": found.due_kind,
                "due_on": say(found.due_on) if found.due_on else "",
                "hard": found.due_hard,
            }
        )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        day, kind = said.get("due_on"), said.get("due_kind")
        if kind == DueKind.NONE and day is not None:
            said["due_kind"] = kind = DueKind.DATE  # whoever typed a day means it
        if kind in (DueKind.DATE, DueKind.WEEK_COMMENCING) and "due_on" in said and day is None:
            self.add_error("due_on", "Give the day, such as 30 October 2026, or choose “No date”.")
        if said.get("hard") and "due_on" in said and day is None:
            self.add_error("due_on", "A hard date needs its day.")
        return said

    def words(self, owners: Sequence[Who], due_words: str = "") -> ActionWords:
        """`due_words` are the minutes' own."""
        said = self.cleaned_data
        kind = DueKind(said["due_kind"])
        day: date | None = said["due_on"]
        due = DueChoice(kind, day, due_words if kind != DueKind.NONE else "", bool(said["hard"] and day))
        return ActionWords(said["wording"], ActionKind(said["kind"]), owners, due)


class DecisionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    wording = forms.CharField(
        label="Wording",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": "Write the words of the decision."},
    )

    @classmethod
    def of(cls, found: Finding) -> "DecisionForm":
        return cls(initial={"version": found.version, "wording": found.wording})


class LinesForm(forms.Form):
    """Which lines a missed finding stands in."""

    what = forms.ChoiceField(
        label="It is",
        choices=[(FindingKind.ACTION, "An action"), (FindingKind.DECISION, "A decision")],
        widget=forms.RadioSelect,
        initial=FindingKind.ACTION,
    )
    first = forms.IntegerField(
        label="From line", min_value=1, error_messages={"required": "Give the line in which it begins."}
    )
    last = forms.IntegerField(label="To line", min_value=1, required=False)

    def span(self) -> tuple[int, int]:
        first = int(self.cleaned_data["first"])
        return first, int(self.cleaned_data["last"] or first)


class AttendeeForm(forms.Form):
    status = forms.ChoiceField(label="How they attended", choices=Presence.choices)
    person = forms.CharField(
        label="Who it is",
        help_text="The name or e-mail address of somebody known here. Leave it empty, and the name stands as written.",
        max_length=200,
        required=False,
    )
    dropped = forms.BooleanField(label="Leave out", help_text="This is not somebody who attended.", required=False)

    @classmethod
    def of(cls, read: ReadAttendee, typed: str) -> "AttendeeForm":
        """`typed`: who it is here, as one would type it."""
        return cls(initial={"status": read.status, "person": typed, "dropped": read.dropped})


class AnswerForm(forms.Form):
    """`choice` is "person:12", "name:0", "both", "other" or "left". `other` holds a name, post or agency."""

    choice = forms.RegexField(r"^(?:person:\d{1,18}|name:\d{1,3}|both|other|left)$", required=False)
    other = forms.CharField(max_length=200, required=False)
    also = forms.BooleanField(required=False)
    day = DayField(required=False)

    def __init__(self, *args: Any, near: date | None = None, **options: Any) -> None:
        """`near`: a day without a year is the first after this one."""
        super().__init__(*args, **options)
        day = self.fields["day"]
        assert isinstance(day, DayField)
        day.near = near

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not said.get("choice") and said.get("other"):
            said["choice"] = "other"
        if said.get("choice") == "left":  # whatever was typed beside it
            self.errors.pop("day", None)
        return said


def owner_words(sent: Sequence[str]) -> list[str]:
    """What was typed into the owner fields, without empty ones; at most twenty."""
    return [" ".join(words.split())[:200] for words in sent if words.strip()][:20]
