"""Forms of the pages that reach over several rooms."""

from datetime import date

from django import forms

from plait.core.dates import parse_day, say
from plait.groups.models import Group
from plait.groups.queries import groups_at_work


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
        label="Last day",
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
        self.fields["ended_on"].help_text = f"A day in your own words, for example {say(today)}"

    def clean_ended_on(self) -> date:
        read = parse_day(self.cleaned_data["ended_on"], reference=self.today)
        if read is None:
            raise forms.ValidationError(f"This is not a day. Write it like {say(self.today)}.")
        return read.day
