"""The forms of groups and seats."""

from typing import Any

from django import forms

from plait.core.forms import DayField
from plait.groups.models import GroupKind, HoldingAs, SeatRole
from plait.people.models import Partnership
from plait.people.queries import agencies, people


class GroupForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the name of the group."})
    short_name = forms.CharField(
        label="Short name", help_text="As people say it, if that is shorter.", max_length=60, required=False
    )
    kind = forms.ChoiceField(label="Kind", choices=GroupKind.choices, widget=forms.RadioSelect,
                             error_messages={"required": "Choose what kind of group it is."})  # fmt: skip
    partnerships = forms.ModelMultipleChoiceField(
        Partnership.objects.all(),
        label="Which partnership it serves",
        help_text="One group may serve two.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the partnership."},
    )
    started_on = DayField(label="First day", error_messages={"required": "Enter the day on which it begins."})
    restricted = forms.BooleanField(
        label="Restricted: only the people in its seats see its records",
        help_text="For groups that speak of children by name. This cannot be changed later.",
        required=False,
    )


class SeatForm(forms.Form):
    title = forms.CharField(
        label="Seat",
        help_text="The role that sits here, such as Head of Probation or Primary schools.",
        max_length=200,
        error_messages={"required": "Say whose seat it is."},
    )
    agency = forms.ModelChoiceField(
        agencies(), label="Agency", help_text="Leave it empty for a sector.", required=False, empty_label="No agency"
    )
    role = forms.ChoiceField(label="In this group", choices=SeatRole.choices, initial=SeatRole.MEMBER,
                             widget=forms.RadioSelect)  # fmt: skip


class TakeSeatForm(forms.Form):
    person = forms.ModelChoiceField(
        people(),
        label="Who",
        empty_label="Choose a person",
        error_messages={"required": "Choose who takes the seat."},
    )
    as_what = forms.ChoiceField(
        label="As", choices=HoldingAs.choices, initial=HoldingAs.HOLDER, widget=forms.RadioSelect
    )
    starts_on = DayField(label="From", error_messages={"required": "Enter the first day."})


class LastDayForm(forms.Form):
    """The first day on which it is so no longer."""

    day = DayField(label="From which day", error_messages={"required": "Enter the day."})

    def __init__(self, *args: Any, label: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].label = label


class AskDayForm(forms.Form):
    """Who held the seat on a day?"""

    on = DayField(label="Who held this seat on", help_text="", required=False)
