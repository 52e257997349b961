"""The forms of groups and seats."""

from typing import Any

from django import forms

from plait.core.forms import DayField, SeveralField
from plait.groups.models import GroupKind, HoldingAs, SeatRole
from plait.people.models import Partnership
from plait.people.queries import agencies, people


class ChangeGroupForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the name of the group."})
    short_name = forms.CharField(
        label="Short name", help_text="As people say it, if that is shorter.", max_length=60, required=False
    )
    kind = forms.ChoiceField(label="Kind", choices=GroupKind.choices, widget=forms.RadioSelect,
                             error_messages={"required": "Choose what kind of group it is."})  # fmt: skip
    partnerships = SeveralField(
        Partnership.objects.all(),
        label="Which partnership it serves",
        help_text="One group may serve two. Their names stand on its lists.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the partnership."},
    )


class GroupForm(ChangeGroupForm):
    started_on = DayField(label="First day", error_messages={"required": "Enter the day on which it begins."})
    restricted = forms.BooleanField(
        label="Restricted: only the people in its seats see its records",
        help_text="For groups that speak of children by name. This cannot be changed later.",
        required=False,
    )


class PartnershipForm(forms.Form):
    name = forms.CharField(
        label="Name of the partnership",
        help_text="In full, as it should stand on lists and papers.",
        max_length=200,
        error_messages={"required": "Enter the name of the partnership."},
    )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if Partnership.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(f"{name} is in the list already.")
        return name


class SeatForm(forms.Form):
    title = forms.CharField(
        label="Seat",
        help_text="The role that sits here, such as Head of Probation or Primary schools.",
        max_length=200,
        error_messages={"required": "Say whose seat it is."},
    )
    agency = forms.ModelChoiceField(
        agencies(),
        label="Agency",
        help_text="Leave it empty for a sector or an independent person.",
        required=False,
        empty_label="No agency",
    )
    sector = forms.CharField(
        label="Sector",
        help_text="Where the seat stands for many agencies: schools, the voluntary sector.",
        max_length=60,
        required=False,
    )
    role = forms.ChoiceField(
        label="In this group",
        choices=SeatRole.choices,
        initial=SeatRole.MEMBER,
        widget=forms.RadioSelect,
        help_text="Observers sit in, and do not count for the quorum.",
    )
    started_on = DayField(
        label="First day of the seat",
        help_text="Its vacancy counts from here. Left empty, it is as old as the group.",
        required=False,
    )


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
    term_ends_on = DayField(
        label="Term ends",
        help_text="If the seat is given for a time. It is only shown: nobody leaves the seat by it.",
        required=False,
    )


class PastHoldingForm(forms.Form):
    """Somebody who held the seat in times past."""

    person = forms.ModelChoiceField(
        people(),
        label="Who",
        help_text="Somebody who has left can be added under People; no sign-in is needed.",
        empty_label="Choose a person",
        error_messages={"required": "Choose who held the seat."},
    )
    as_what = forms.ChoiceField(
        label="As", choices=HoldingAs.choices, initial=HoldingAs.HOLDER, widget=forms.RadioSelect
    )
    starts_on = DayField(label="From", error_messages={"required": "Enter the first day."})
    ends_on = DayField(label="First day without them", error_messages={"required": "Enter the day."})


class LastDayForm(forms.Form):
    """The first day on which it is so no longer."""

    day = DayField(label="From which day", error_messages={"required": "Enter the day."})

    def __init__(self, *args: Any, label: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].label = label


class AskDayForm(forms.Form):
    """How was it on a day?"""

    on = DayField(label="On which day", help_text="", required=False)

    def __init__(self, *args: Any, label: str = "Who held this seat on", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = label


class TermsForm(forms.Form):
    """A draft of terms of reference, with its quorum as data."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Terms of reference",
        help_text="The whole text. Each clause on its own line reads best.",
        widget=forms.Textarea(attrs={"rows": 24}),
        max_length=100_000,
        error_messages={"required": "Enter the text of the terms of reference."},
    )
    file = forms.FileField(
        label="The document",
        help_text="If there is one: it is kept beside the text.",
        required=False,
        allow_empty_file=True,
    )
    quorum_number = forms.IntegerField(
        label="Quorum: how many seats",
        help_text="A holder or a deputy counts once. Leave it empty if the terms name no number.",
        required=False,
        min_value=1,
        max_value=200,
    )
    quorum_agencies = SeveralField(
        agencies(),
        label="Quorum: somebody from each of these agencies",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    chair_decides = forms.BooleanField(label="The chair may decide to go on without a quorum", required=False)


class Nothing(forms.Form):
    """A page that asks only whether to go on."""
