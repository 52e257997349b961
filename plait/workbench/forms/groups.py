"""Forms of the pages that reach over several rooms."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from plait.core.dates import parse_day, say
from plait.core.forms import DayField
from plait.groups.models import Group
from plait.groups.queries import groups_at_work
from plait.meetings.models import Decision


class EndGroupForm(forms.Form):
    """Who takes over, and from which day. `today` stands in for the day; a year that is not written is inferred."""

    to = forms.ModelChoiceField(
        Group.objects.none(),
        label="Who goes on with its work",
        required=False,
        empty_label="Nobody",
        error_messages={"invalid_choice": "This group has ended meanwhile. Choose another one."},
    )
    ended_on = forms.CharField(
        label="Ends on",
        max_length=60,
        error_messages={"required": "Enter the day on which the group ends."},
    )

    def __init__(self, *args: object, group: Group, today: date, holds: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = groups_at_work(today).exclude(pk=group.pk)
        to.required = holds
        to.error_messages["required"] = "Choose the group that takes over the open actions."
        if holds:
            to.empty_label = "Choose a group"
        self.fields["ended_on"].initial = say(today)
        self.fields["ended_on"].help_text = f"The first day without it, in your own words: {say(today)}"

    def clean_ended_on(self) -> date:
        read = parse_day(self.cleaned_data["ended_on"], reference=self.today)
        if read is None:
            raise forms.ValidationError(f"This is not a day. Write it like {say(self.today)}.")
        return read.day


class DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A decision that the reader may see. What is restricted is told by its reference only."""

    def label_from_instance(self, obj: Decision) -> str:
        meeting = obj.meeting
        words = "restricted" if meeting.circle.restricted else Truncator(obj.wording).chars(100)
        return f"{obj.reference}, {say(meeting.held_on)}, {meeting.group}: {words}"


class AgreeTermsForm(forms.Form):
    """Which decision agreed the draft, and from which day it holds."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    decision = DecisionField(
        Decision.objects.none(),
        label="Agreed by which decision",
        required=False,
        empty_label="Choose a decision",
        error_messages={"invalid_choice": "This decision is not here any more. Choose another one."},
    )
    words = forms.CharField(
        label="Or, if it was agreed before decisions were recorded here, where that is written",
        help_text="Only for a first version: “Minutes of 4 March 2021, item 5”.",
        max_length=300,
        required=False,
    )
    holds_from = DayField(label="Holds from", error_messages={"required": "Enter the day from which it holds."})

    def __init__(self, *args: Any, decisions: QuerySet[Decision], first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["decision"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = decisions
        if not first:
            del self.fields["words"]
