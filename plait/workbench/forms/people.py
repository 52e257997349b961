"""People, agencies and posts."""

from typing import Any

from django import forms

from plait.core.forms import DayField
from plait.people.models import Person
from plait.people.queries import agencies, people


class PersonForm(forms.Form):
    name = forms.CharField(
        label="Name",
        help_text="As it should stand in minutes and lists.",
        max_length=200,
        error_messages={"required": "Enter the name."},
    )
    initials = forms.CharField(
        label="Initials",
        help_text="As minutes print them. Left empty, they are made from the name.",
        max_length=10,
        required=False,
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="Needed for signing in. A person may be in the lists without one.",
        required=False,
        error_messages={"invalid": "Write the e-mail address like name@example.org."},
    )
    telephone = forms.CharField(label="Telephone", max_length=40, required=False)


class AddPersonForm(PersonForm):
    """Asks whether another person is meant where somebody of the name is known."""

    another = forms.BooleanField(label="This is another person of the same name", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        name = str(self.data.get("name", "")).replace("\x00", "").strip() if self.is_bound else ""
        if not (0 < len(name) <= 200 and people().filter(name__iexact=name).exists()):
            del self.fields["another"]


class ChangePersonForm(PersonForm):
    """`seen` says what stood there when the form was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)


class AgencyForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the name of the agency."})
    short_name = forms.CharField(
        label="Short name", help_text="What the minutes call it.", max_length=60, required=False
    )
    sector = forms.CharField(
        label="Sector", help_text="Health, police, schools or whatever your lists say.", max_length=60, required=False
    )


class ChangeAgencyForm(AgencyForm):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)


class PostForm(forms.Form):
    title = forms.CharField(label="Post", max_length=200, error_messages={"required": "Enter the name of the post."})
    agency = forms.ModelChoiceField(
        agencies(), label="Agency", empty_label="Choose an agency", error_messages={"required": "Choose the agency."}
    )
    starts_on = DayField(label="From", error_messages={"required": "Enter the first day."})


class ChangePostForm(PostForm):
    """What was written down wrongly. Who takes a post over gets one of their own."""

    ends_on = DayField(label="First day without the post", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)


class LeavingPostForm(forms.Form):
    day = DayField(label="First day without the post", error_messages={"required": "Enter the day."})


class LeavingForm(forms.Form):
    """Everything somebody leaves behind, in one form."""

    day = DayField(label="First day without them", error_messages={"required": "Enter the day."})
    to = forms.ModelChoiceField(
        people(),
        label="Who goes on with their open actions and risks",
        required=False,
        empty_label="Nobody yet: the actions keep their name",
    )
    seats_to = forms.ModelChoiceField(
        people(),
        label="Who sits in their seats",
        help_text="As holder where they held it, as deputy where they deputised. Or say so seat by seat later.",
        required=False,
        empty_label="Nobody yet: the seats are vacant from that day",
    )
    posts_to = forms.ModelChoiceField(
        people(),
        label="Who takes their posts",
        help_text="With the actions that the posts answer for.",
        required=False,
        empty_label="Nobody yet: what the posts answer for waits",
    )


class MergeForm(forms.Form):
    """Two records of one person."""

    other = forms.ModelChoiceField(
        people(),
        label="The same person’s other record",
        help_text="You see what would move before anything does.",
        empty_label="Choose a record",
        error_messages={"required": "Choose the other record."},
    )
    sure = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, keep: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people().exclude(pk=keep.pk)
